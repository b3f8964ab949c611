"""Putting the scope of the one who asks on the request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from saiyai.kernel.powers import NOBODY, Scope


def _scope_of(request: HttpRequest) -> Scope:
    user = request.user
    return user.scope if user.is_authenticated else NOBODY


class ScopeMiddleware:
    """Puts `request.scope` there, read from the database when first asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on with its scope."""
        request.scope = SimpleLazyObject(lambda: _scope_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)
