"""What the views of the network share: finding the thing behind an address, or nothing."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.audit import clock
from saiyai.kernel.periods import fiscal_year
from saiyai.kernel.powers import Role
from saiyai.network import queries
from saiyai.network.forms.plan import YearForm, year_choices
from saiyai.web.routes import scope_of_request


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the directory to a page below it."""
    return [(_("Organisations"), reverse("organisations")), *more]


def crumbs_of(organisation: Any) -> list[tuple[str, str]]:
    """Return the way to a page below an organisation's."""
    name = queries.in_reader_language(organisation.name_th, organisation.name_en)
    return crumbs((name, reverse("organisation", args=[organisation.pk])))


def year_asked(request: HttpRequest) -> int:
    """Return the fiscal year (BE) that a page's address asks for, the present one where it asks for none."""
    form = YearForm(request.GET, years=year_choices(clock.today(), ahead=1))
    form.is_valid()
    return form.cleaned_data.get("year") or fiscal_year(clock.today())


def form_page(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    """Return the page of one form: `title`, `button`, `back`, `crumbs`, and `lead` where there is more to say."""
    shown = {"form": form, "lead": ""} | context
    return render(request, "network/form_page.html", shown, status=400 if form.errors else 200)


def organisation_held(request: HttpRequest, pk: int, roles: Iterable[Role]) -> Any:
    """Return an organisation inside the area that the reader holds in one of the roles, else raise Http404."""
    scope = scope_of_request(request)
    found = queries.organisation_with_details(scope, pk)
    if found is None or not scope.covers(found.place_code, roles):
        raise Http404
    return found
