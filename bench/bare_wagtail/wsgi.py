"""The application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare_wagtail.settings"

application = get_wsgi_application()
