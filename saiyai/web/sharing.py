"""Saying which answers are the same for everybody who asks the same way: these alone may be kept and shown to others.

An answer says so itself: it comes from a public route, to somebody who has not signed in, and sets no cookie. A form
with a token is such a cookie, so that no page with a form of its own is ever shared.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from saiyai.web.preferences import COOKIE
from saiyai.web.routes import PUBLIC, scope_of_request

MARK = "Saiyai-Shared"
"""The header by which an answer says that others may see it too; it never leaves the service."""
SHARED_TYPES = ("text/html", "application/rss+xml", "application/atom+xml", "application/xml")
CMS_PAGE = "wagtail_serve"


class SharingMiddleware:
    """Marks the answers that are the same for everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and mark the answer where others may see it too."""
        response = self.get_response(request)
        if may_be_shared(request, response):
            response.headers[MARK] = "1"
        return response


def may_be_shared(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether an answer depends on the address and the reader's preferences alone."""
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200  # noqa: PLR2004 (found)
        and not response.streaming
        and not response.cookies
        and not set(request.COOKIES) - {COOKIE}
        and not scope_of_request(request).is_signed_in
        and _is_public(request)
        and "Cache-Control" not in response.headers
        and "HX-Request" not in request.headers
        and response.headers.get("Content-Type", "").startswith(SHARED_TYPES)
    )


def _is_public(request: HttpRequest) -> bool:
    """Tell whether the route is open to everybody: by its own policy, or as a page that the CMS serves."""
    found = request.resolver_match
    if found is None or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    return getattr(found.func, "policy", None) == PUBLIC or found.url_name == CMS_PAGE
