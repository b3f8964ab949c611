"""What the views of the network share: finding the thing behind an address, or nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.audit import clock
from saiyai.kernel.periods import fiscal_year
from saiyai.kernel.powers import Role
from saiyai.network import queries
from saiyai.network.forms.organisation import shown_value
from saiyai.network.forms.plan import YearForm, year_choices
from saiyai.web.components import Cell, Column, Table
from saiyai.web.history import history_lines
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


def conflict_page(  # what a page says of itself
    request: HttpRequest, form: Any, found: Any, now: Mapping[str, Any], **context: Any
) -> HttpResponse:
    """Return what another changed since a form was opened, beside what was typed in it, to choose from.

    `now` is what the form would show of the thing as it is; the page takes `title`, `lead`, `crumbs` and `back`.
    """
    rows = []
    for name, field in form.fields.items():
        mine = shown_value(form, name, form.cleaned_data[name])
        theirs = shown_value(form, name, now[name])
        if name != "version" and mine != theirs:
            rows.append([Cell(str(field.label)), Cell(mine or None), Cell(theirs or None)])
    apart = {"version", "csrfmiddlewaretoken"}
    typed = [(name, value) for name, values in request.POST.lists() for value in values if name not in apart]
    read = form.cleaned_data["version"] or 0
    shown = {
        "version": found.version,
        "lines": history_lines(found.subject_key, limit=max(1, found.version - read)),
        "typed": typed,
        "table": Table(
            caption=_("Where yours differs from what is there now"),
            columns=[Column(_("What is told")), Column(_("Yours")), Column(_("There now"))],
            rows=rows,
            empty=_("Nothing differs: the other person wrote the same."),
        ),
    }
    return render(request, "network/conflict.html", shown | context, status=409)
