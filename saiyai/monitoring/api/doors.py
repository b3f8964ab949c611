"""Who is let in at monitoring's interface, asked before any parameter is read."""

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.utils import check_csrf

from saiyai.monitoring.access import SEERS
from saiyai.web.routes import scope_of_request

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def signed_in(request: HttpRequest) -> bool:
    """Return that somebody is signed in; 403 where nobody is."""
    if not scope_of_request(request).is_signed_in:
        raise HttpError(403, "Monitoring is shown to those who are signed in.")
    return True


def works_with_reports(request: HttpRequest) -> bool:
    """Return that one is signed in whose role sees reports, and that a write was meant by them; 403 otherwise."""
    signed_in(request)
    if not scope_of_request(request).has(*SEERS):
        raise HttpError(403, "Reports are shown to those who work with them.")
    if request.method not in READING and check_csrf(request) is not None:
        raise HttpError(403, "Send the token of the cookie “csrftoken” as X-CSRFToken.")
    return True
