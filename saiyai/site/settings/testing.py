"""The settings of the test suite: a home of its own under the system's scratch folder, no static manifest."""

import os
import tempfile

os.environ.setdefault("SAIYAI_HOME", tempfile.mkdtemp(prefix="saiyai-test-"))

from saiyai.site.settings.base import *  # noqa: E402, F403
from saiyai.site.settings.base import STORAGES  # noqa: E402

ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
