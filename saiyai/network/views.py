"""The pages of the network."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Refusal
from saiyai.network import commands, queries
from saiyai.network.access import (
    REGISTRARS,
    may_end_organisation,
    may_name_people,
    may_verify_organisation,
)
from saiyai.network.forms import AppointForm, DirectoryForm, RegisterForm, StepForm
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, address_of, person_of_request, scope_of_request

ROWS_A_PAGE = 20

SHADES: dict[str, Shade] = {"proposed": "warn", "verified": "good", "dormant": "plain", "dissolved": "plain"}

Step = Callable[..., object]
STEPS: dict[str, Step] = {
    "rest": commands.rest_organisation,
    "revive": commands.revive_organisation,
    "dissolve": commands.dissolve_organisation,
}


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Show the directory of organisations, narrowed by what the reader looks for."""
    scope = scope_of_request(request)
    form = DirectoryForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    wanted = queries.DirectoryFilter(
        words=asked.get("q", ""),
        kind=asked.get("kind", ""),
        field=asked.get("field", ""),
        place_code=asked.get("place", ""),
        state=asked.get("state", ""),
    )
    is_narrowed = wanted != queries.DirectoryFilter()
    page = Paginator(queries.directory(scope, wanted), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [],
        "form": form,
        "page": page,
        "table": _table(queries.rows_of(page.object_list), is_narrowed=is_narrowed),
        "path": path_of(wanted.place_code) if wanted.place_code else (),
        "is_narrowed": is_narrowed,
        "may_register": scope.has(*REGISTRARS),
    }
    return render(request, "network/directory.html", context)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Organisations"), reverse("organisations"))]


def _table(rows: Sequence[queries.OrganisationRow], *, is_narrowed: bool) -> Table:
    nothing = _("Look for fewer words or a wider area.") if is_narrowed else _("Register the first one.")
    return Table(
        caption=_("Organisations") if rows else _("No organisation fits."),
        columns=[
            Column(_("Organisation")),
            Column(_("Kind")),
            Column(_("Home place")),
            Column(_("Fields of welfare")),
            Column(_("State")),
        ],
        rows=[
            [
                Cell(row.name, url=address_of("organisation", row.pk)),
                Cell(row.kind),
                Cell(row.place),
                Cell(", ".join(str(each) for each in row.fields_of_welfare) or None),
                Cell(row.state_name, shade=SHADES[row.state]),
            ]
            for row in rows
        ],
        empty=nothing,
    )


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an organisation with its people, its place and its history."""
    return _organisation_page(request, pk)


def _organisation_page(
    request: HttpRequest, pk: int, *, appoint: AppointForm | None = None, step: StepForm | None = None
) -> HttpResponse:
    scope = scope_of_request(request)
    found = queries.organisation_with_details(scope, pk)
    if found is None:
        raise Http404
    sees_people = queries.may_see_people(scope, found.place_code)
    context = {
        "crumbs": _crumbs(),
        "organisation": found,
        "row": queries.rows_of([found])[0],
        "shade": SHADES[found.state],
        "path": path_of(found.place_code),
        "roles": queries.roles_of(found, clock.today()) if sees_people else [],
        "sees_people": sees_people,
        "may_verify": found.state == "proposed"
        and may_verify_organisation(by=actor_of_request(request), organisation=found),
        "may_end": found.state in {"verified", "dormant"}
        and may_end_organisation(by=actor_of_request(request), organisation=found),
        "may_appoint": found.state != "dissolved"
        and may_name_people(by=actor_of_request(request), organisation=found),
        "appoint": appoint or AppointForm(),
        "step": step or StepForm(),
    }
    failed = (appoint is not None and appoint.errors) or (step is not None and step.errors)
    return render(request, "network/organisation.html", context, status=400 if failed else 200)


def register(request: HttpRequest) -> HttpResponse:
    """Show the form of a new organisation, or propose what was filled in."""
    scope = scope_of_request(request)
    if request.method != "POST":
        form = RegisterForm(scope=scope, initial={"place_code": request.GET.get("place", "")})
        return render(request, "network/register.html", {"form": form, "crumbs": _crumbs()})
    form = RegisterForm(request.POST, scope=scope)
    if form.is_valid():
        values = form.cleaned_data
        fields = values.pop("fields_of_welfare")
        try:
            made = commands.register_organisation(**values, fields=fields, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The organisation is proposed; a coordinator will verify it."))
            return redirect("organisation", pk=made.pk)
    return render(request, "network/register.html", {"form": form, "crumbs": _crumbs()}, status=400)


@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposed organisation into the network."""
    found = get_object_or_404(queries.organisations_seen_by(scope_of_request(request)), pk=pk)
    commands.verify_organisation(organisation=found, by=person_of_request(request))
    messages.success(request, _("The organisation now belongs to the network."))
    return redirect("organisation", pk=pk)


@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Move an organisation to another state, with the reason given."""
    found = get_object_or_404(queries.organisations_seen_by(scope_of_request(request)), pk=pk)
    form = StepForm(request.POST)
    if name not in STEPS or not may_end_organisation(by=actor_of_request(request), organisation=found):
        raise Http404
    if not form.is_valid():
        return _organisation_page(request, pk, step=form)
    further = {"on": form.cleaned_data["on"]} if name == "dissolve" else {}
    STEPS[name](
        organisation=found, reason=form.cleaned_data["reason"], by=person_of_request(request), **further
    )
    messages.success(request, _("The organisation's state is noted."))
    return redirect("organisation", pk=pk)


@require_POST
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a person's role in an organisation."""
    found = get_object_or_404(queries.organisations_seen_by(scope_of_request(request)), pk=pk)
    if not may_name_people(by=actor_of_request(request), organisation=found):
        raise Http404
    form = AppointForm(request.POST)
    if form.is_valid():
        try:
            commands.appoint_person(organisation=found, **form.cleaned_data, by=person_of_request(request))
        except BadValue:
            form.add_error("name", _("This is not a person's name."))
        else:
            messages.success(request, _("The role is noted."))
            return redirect("organisation", pk=pk)
    return _organisation_page(request, pk, appoint=form)
