"""Addresses with their policies: no route is reached by those whom it is not for, none is without.

A policy says who may open a route at all. Where `inside` is set, the things behind the route are seen only by
those whose area covers the thing's place: the view narrows its query by the scope, so that a foreign thing is
not found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, resolve, reverse

from saiyai.kernel.powers import NOBODY, Actor, Role, Scope

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may open a route: everybody, those signed in, or those who hold one of the roles."""

    signed_in: bool = False
    roles: frozenset[Role] | None = None
    inside: bool = False
    """Whether the thing behind the route must lie inside the area held in those roles."""

    def admits(self, scope: Scope) -> bool:
        """Tell whether a scope passes the door; what lies behind it is narrowed by the view."""
        if self.roles is not None:
            return scope.is_signed_in and scope.has(*self.roles)
        return scope.is_signed_in or not self.signed_in


PUBLIC = Policy()
SIGNED_IN = Policy(signed_in=True)


def held_by(*roles: Role) -> Policy:
    """Return the policy of routes for those who hold one of the roles anywhere."""
    return Policy(signed_in=True, roles=frozenset(roles))


def inside_area_of(*roles: Role) -> Policy:
    """Return the policy of routes to things that lie inside the area held in one of the roles."""
    return Policy(signed_in=True, roles=frozenset(roles), inside=True)


class ClosedRoute(Http404):
    """A page that other roles open than those held by the person who asked for it."""

    def __init__(self, roles: frozenset[Role]) -> None:
        super().__init__()
        self.roles = roles


def scope_of_request(request: HttpRequest) -> Scope:
    """Return the scope that the accounts middleware put on the request, nobody's before it ran."""
    scope: Scope = getattr(request, "scope", NOBODY)
    return scope


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever looks without having signed in: an actor who may do nothing."""

    pk: None = None
    scope: Scope = NOBODY


def actor_of_request(request: HttpRequest) -> Actor:
    """Return whose powers a page asks about: the person signed in, or a visitor."""
    return request.user if request.user.is_authenticated else Visitor()


def person_of_request(request: HttpRequest) -> Any:
    """Return the person signed in, in whose name a view acts; its route's policy asks for one."""
    if not request.user.is_authenticated:
        raise Http404
    return request.user


def address_of(name: str, *arguments: str | int) -> str:
    """Return the address of a thing; kept for the latest thousands, for a list asks for one with every row."""
    return _address_of(settings.ROOT_URLCONF, name, arguments)


@lru_cache(maxsize=8_192)
def _address_of(urlconf: str, name: str, arguments: tuple[str | int, ...]) -> str:
    return reverse(name, urlconf, args=arguments)


def policy_of_name(name: str) -> Policy:
    """Return the policy of one of our routes that take no parameter, by its name."""
    policy: Policy = resolve(address_of(name)).func.policy  # type: ignore[attr-defined]
    return policy


def route(pattern: str, view: View, *, name: str, policy: Policy) -> URLPattern:
    """Return a view's URL pattern behind its policy; visitors are asked to sign in, others find nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        scope = scope_of_request(request)
        if policy.admits(scope):
            return view(request, *args, **kwargs)
        if not scope.is_signed_in:
            return redirect_to_login(request.get_full_path())
        raise ClosedRoute(policy.roles or frozenset())

    guarded.policy = policy  # type: ignore[attr-defined]
    return path(pattern, guarded, name=name)
