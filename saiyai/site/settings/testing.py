"""The settings of the test suite: a scratch home for each worker, and the engine that the run is for."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "SAIYAI_TEST_HOME" not in os.environ:
    os.environ["SAIYAI_TEST_HOME"] = tempfile.mkdtemp(prefix="saiyai-test-")
    atexit.register(shutil.rmtree, os.environ["SAIYAI_TEST_HOME"], ignore_errors=True)
os.environ["SAIYAI_HOME"] = str(
    Path(os.environ["SAIYAI_TEST_HOME"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
)
os.environ.pop("DATABASE_URL", None)  # the suite makes its own databases and touches no other

from saiyai.site.home import database_settings
from saiyai.site.settings.base import *  # noqa: F403
from saiyai.site.settings.base import HOME, STORAGES

(HOME.folder / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns of a missing folder

ALLOWED_HOSTS = ["*"]
DATABASES = {
    "default": database_settings(
        HOME, "postgres:///" if os.environ.get("SAIYAI_TEST_ENGINE") == "postgresql" else None
    )
}
CUBE_FOLDER = None  # tests of its files make folders of their own
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
