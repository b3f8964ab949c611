"""What the views of the network share: finding the thing behind an address, or nothing."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.kernel.powers import Role
from saiyai.network import queries
from saiyai.web.routes import scope_of_request


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the directory to a page below it."""
    return [(_("Organisations"), reverse("organisations")), *more]


def crumbs_of(organisation: Any) -> list[tuple[str, str]]:
    """Return the way to a page below an organisation's."""
    name = queries.in_reader_language(organisation.name_th, organisation.name_en)
    return crumbs((name, reverse("organisation", args=[organisation.pk])))


def organisation_held(request: HttpRequest, pk: int, roles: Iterable[Role]) -> Any:
    """Return an organisation inside the area that the reader holds in one of the roles, else raise Http404."""
    scope = scope_of_request(request)
    found = queries.organisation_with_details(scope, pk)
    if found is None or not scope.covers(found.place_code, roles):
        raise Http404
    return found
