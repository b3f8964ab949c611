"""Putting the scope of the one who asks on the request, and sending those who need a second factor to set one up."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from saiyai.accounts.queries import has_factor, needs_factor
from saiyai.kernel.powers import NOBODY, Scope
from saiyai.web.refusals import answer

ALWAYS_OPEN = ("/accounts/", "/static/", "/health/", "/preferences/")
"""What somebody reaches who has yet to set up a second factor: signing in and out, and setting it up."""

Answer = Callable[[HttpRequest], HttpResponse]


def _scope_of(request: HttpRequest) -> Scope:
    user = request.user
    return user.scope if user.is_authenticated else NOBODY


class ScopeMiddleware:
    """Puts `request.scope` there, read from the database when first asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on with its scope."""
        request.scope = SimpleLazyObject(lambda: _scope_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class FactorMiddleware:
    """Sends holders of roles that call for a second factor to set one up, before anything else; not in a demonstration."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or send its author to their sign-in methods."""
        if settings.DEMONSTRATION or request.path.startswith(ALWAYS_OPEN) or not self._lacks_factor(request):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            sentence = _("Set up a second factor on the website first: your role calls for one.")
            return answer(request, status=403, sentence=sentence, code="factor_needed")
        return HttpResponseRedirect(reverse("mfa_index"))

    def _lacks_factor(self, request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated or not needs_factor(user.scope):
            return False
        used = any(each.get("method") == "mfa" for each in get_authentication_records(request, user))
        return not used and not has_factor(user)
