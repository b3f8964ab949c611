"""Letting somebody into the CMS as far as the grants of today go, making its acts whole, leading on from old addresses."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from saiyai.portal.commands.newsroom import keep_desk

DESKS = ("/cms/", "/desk/", "/documents/", "/media/")
"""Where the groups of the CMS are asked."""

MOST_STEPS = 5
"""After so many moves an address leads nowhere."""

Answer = Callable[[HttpRequest], HttpResponse]


class DeskMiddleware:
    """Makes the groups of whoever steps into the CMS like their grants first: one ended just now lets nobody in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, with the groups of its author as they are today."""
        if request.path.startswith(DESKS) and request.user.is_authenticated:
            keep_desk(request.user)
        return self.get_response(request)


class CmsTransactionMiddleware:
    """Makes each writing request to the CMS one transaction, so that its act and the act's entry stand or fall together."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and take back what it wrote if it failed."""
        if request.method != "POST" or not request.path.startswith("/cms/"):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:  # noqa: PLR2004 (a server error)
                transaction.set_rollback(True)
        return response


class MovedMiddleware(RedirectMiddleware):  # type: ignore[misc]
    """Leads from addresses of before to those of today; where they lead in a circle, the page is not found."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Return where an address that is no more leads, or the answer that there is no such page."""
        answer: HttpResponse = super().process_response(request, response)
        if answer is response or not self._turns(request, answer.headers.get("Location", "")):
            return answer
        return response

    def _turns(self, request: HttpRequest, leads_to: str) -> bool:
        """Tell whether an address comes back to where it began, or moves on and on."""
        seen = {Redirect.normalise_path(request.path)}
        for _step in range(MOST_STEPS):
            parts = urlsplit(leads_to)
            if parts.netloc and parts.netloc != request.get_host():
                return False
            path = Redirect.normalise_path(parts.path)
            if path in seen:
                return True
            seen.add(path)
            further = get_redirect(request, path)
            if further is None:
                return False
            leads_to = further.link or ""
        return True
