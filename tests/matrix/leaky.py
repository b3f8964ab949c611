"""Addresses that forget what they must not: the matrix has to find each of them out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from saiyai.accounts.models import User
from saiyai.accounts.urls import KEPT
from saiyai.site.urls import urlpatterns as every_address
from saiyai.web.routes import PUBLIC, Policy, route


def not_narrowed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person wherever they belong."""
    return HttpResponse(get_object_or_404(User, pk=pk).display_name)


def told_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of a foreign person that they are there."""
    return HttpResponse(status=403)


def without_policy(request: HttpRequest) -> HttpResponse:
    """Show something to everybody."""
    return HttpResponse("secret")


unguarded = route("leaks/unguarded/<int:pk>/", not_narrowed, name="accounts_person_reopen", policy=PUBLIC)
unguarded.callback.policy = Policy(signed_in=True)  # it says that it asks for a sign-in, and does not

urlpatterns = [
    route("leaks/not-narrowed/<int:pk>/", not_narrowed, name="accounts_person", policy=KEPT),
    route("leaks/told-apart/<int:pk>/", told_apart, name="accounts_person_change", policy=KEPT),
    unguarded,
    path("nowhere-in-the-policies/", without_policy, name="without_policy"),
    *[each for each in every_address if not hasattr(each, "url_patterns") or str(each.pattern) != "people/"],
]
