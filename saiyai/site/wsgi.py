"""The application that the web server runs: Django, behind the public pages that each process keeps."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saiyai.site.settings.base")

django = get_wsgi_application()

from saiyai.site.sharing import with_shared_pages  # noqa: E402 (models may be imported only now)

application = with_shared_pages(django)
