"""Applications for a standing: the list, one with what it still lacks, the applicant's form, the office's steps."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.network import commands
from saiyai.network.access import (
    DECIDERS,
    REGISTRARS,
    may_check_application,
    may_return_application,
    may_write_application,
)
from saiyai.network.forms.application import (
    ApplicationForm,
    ApplicationsForm,
    CheckForm,
    ReasonForm,
    initial_of_application,
)
from saiyai.network.queries import application as applications_asked
from saiyai.network.queries import certificate as certificates
from saiyai.network.queries import document as documents
from saiyai.network.views.doors import crumbs, crumbs_of, organisation_held
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.downloads import download
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, address_of, person_of_request, scope_of_request

ROWS_A_PAGE = 50
SHADES: dict[str, Shade] = {
    "draft": "plain",
    "submitted": "warn",
    "checked": "note",
    "tabled": "note",
    "returned": "warn",
    "approved": "good",
    "refused": "bad",
    "withdrawn": "plain",
}
DUTY_SHADES: dict[str, Shade] = {
    "reported": "good",
    "reported_late": "plain",
    "coming": "plain",
    "due": "warn",
    "late": "bad",
}
DUTY_VALUES = ("year", "standing", "standing_pk", "state_name", "reported_on", "last_day")
ROW_VALUES = ("pk", "standing", "is_renewal", "state_name")
WITH_APPLICANT = ("draft", "returned")
WITHDRAWABLE = ("draft", "submitted", "checked", "returned")


def crumbs_to_applications() -> list[tuple[str, str]]:
    """Return the way to a page below the applications."""
    return crumbs((_("Applications for a standing"), reverse("applications")))


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """Show the applications of the reader's areas by state, those that wait longest first."""
    scope = scope_of_request(request)
    form = ApplicationsForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    wanted = applications_asked.ApplicationFilter(
        asked.get("q", ""), asked.get("standing", ""), asked.get("state", "")
    )
    found = applications_asked.applications(scope, wanted)
    if file := download(request, _table(found), name="applications", title=_("Applications for a standing")):
        return file
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    counts = applications_asked.counts_by_state(scope)
    context = {
        "title": _("Applications for a standing"),
        "crumbs": crumbs(),
        "form": form,
        "page": page,
        "table": _table(page.object_list),
        "states": [
            (code, name, counts.get(code, 0), SHADES[code])
            for code, name in applications_asked.application_states()
        ],
        "chosen": wanted.state,
        "decides": scope.has(*DECIDERS),
    }
    return render(request, "network/applications.html", context)


def _table(found: Any) -> Table:
    rows = applications_asked.rows_of_applications(found)
    return applications_table(rows)


def applications_table(rows: list[applications_asked.ApplicationRow]) -> Table:
    """Return applications as a table, each leading to its page."""
    return Table(
        caption=_("Applications for a standing") if rows else _("No application fits."),
        columns=[
            Column(_("Organisation")),
            Column(_("Applies to be")),
            Column(_("Home place")),
            Column(_("Submitted"), "date"),
            Column(_("Sitting")),
            Column(_("State")),
        ],
        rows=[
            [
                Cell(row.organisation, url=address_of("application", row.pk)),
                Cell(
                    _("%(standing)s (renewal)") % {"standing": row.standing}
                    if row.is_renewal
                    else row.standing
                ),
                Cell(row.place),
                Cell(row.submitted_at),
                Cell(row.session or None),
                Cell(row.state_name, shade=SHADES[row.state]),
            ]
            for row in rows
        ],
        empty=_("An application begins on the page of the organisation."),
    )


def application_at(request: HttpRequest, pk: int, roles: Any = None) -> Any:
    """Return an application that the reader sees, inside an area held in the roles if any are named, else Http404."""
    scope = scope_of_request(request)
    found = applications_asked.application_seen(scope, pk)
    if found is None or (roles is not None and not scope.covers(found.place_code, roles)):
        raise Http404
    return found


@require_safe
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an application: where it stands, what it tells, what it still lacks, and what can be done now."""
    return application_page(request, application_at(request, pk))


def application_page(request: HttpRequest, found: Any, **sent: Any) -> HttpResponse:
    """Return the page of an application, with the form that was sent where it has errors."""
    today, actor = clock.today(), actor_of_request(request)
    row = applications_asked.rows_of_applications([found])[0]
    requirements = applications_asked.requirements_of(found, today)
    papers = documents.papers_of(scope_of_request(request), [found])[found.pk]
    context = {
        "crumbs": crumbs_to_applications(),
        "application": found,
        "row": row,
        "shade": SHADES[found.state],
        "is_public_benefit": found.standing == "public_benefit",
        "requirements": requirements,
        "lacking": [each for each in requirements if not each.is_met],
        "papers": papers,
        "papers_missing": sum(not each.is_there for each in papers),
        "certificate": getattr(found.granted, "certificate", None) if found.granted else None,
        "sessions": applications_asked.open_sessions(found.place_code) if found.state == "checked" else [],
        "check": CheckForm(standing=found.standing),
        "reason": ReasonForm(),
    }
    context |= _powers(found, actor) | sent
    failed = any(getattr(form, "errors", None) for form in sent.values())
    status = 409 if "problem" in sent else 400 if failed else 200
    return render(request, "network/application.html", context, status=status)


def _powers(found: Any, actor: Any) -> dict[str, bool]:
    writes = may_write_application(by=actor, application=found)
    decides = may_return_application(by=actor, application=found)
    return {
        "may_write": found.state in WITH_APPLICANT and writes,
        "may_withdraw": found.state in WITHDRAWABLE and writes,
        "may_check": found.state == "submitted" and may_check_application(by=actor, application=found),
        "is_own": found.state == "submitted" and decides and found.submitted_by_id == actor.pk,
        "may_return": found.state in {"submitted", "checked"} and decides,
        "may_table": found.state == "checked" and decides,
        "may_untable": found.state == "tabled" and decides,
    }


def standing_context(organisation: Any, today: date) -> dict[str, Any]:
    """Return what the page of an organisation shows of its standings: reports owed, applications, what it may apply for."""
    rows = applications_asked.applications_of(organisation)
    held = certificates.held_by(organisation)
    under_way = {each.standing_code for each in rows if each.is_open}
    return {
        "duties": [
            {"shade": DUTY_SHADES[row.state]} | {name: getattr(row, name) for name in DUTY_VALUES}
            for each in held
            for row in certificates.duties_of(each, today)
        ],
        "applications": [
            {"shade": SHADES[row.state]} | {name: getattr(row, name) for name in ROW_VALUES} for row in rows
        ],
        "to_apply": [
            (code, name, next((each.pk for each in held if each.standing == code), None))
            for code, name in applications_asked.standings_given()
            if code not in under_way
        ],
    }


def begin(request: HttpRequest, pk: int, standing: str) -> HttpResponse:
    """Show what a standing asks for before anything is written, or begin the application."""
    found = organisation_held(request, pk, REGISTRARS)
    names = dict(applications_asked.standings_given())
    if standing not in names:
        raise Http404
    held = certificates.held_by(found)
    renewed = next((each for each in held if each.standing == standing), None)
    problem = ""
    if request.method == "POST":
        try:
            made = commands.open_application(
                organisation=found, standing=standing, renews=renewed, by=person_of_request(request)
            )
        except Refusal as refusal:
            problem = text_of(refusal)
        else:
            return redirect("application_write", pk=made.pk)
    context = {
        "crumbs": crumbs_of(found),
        "organisation": found,
        "standing": names[standing],
        "requirements": applications_asked.requirements_to_begin(found, standing, clock.today()),
        "papers": applications_asked.papers_asked(standing),
        "is_public_benefit": standing == "public_benefit",
        "renewed": renewed,
        "problem": problem,
    }
    return render(request, "network/application_begin.html", context, status=409 if problem else 200)


def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the applicant's form with what is still missing, keep what is written, or submit it."""
    found = application_at(request, pk, REGISTRARS)
    if found.state not in WITH_APPLICANT:
        return redirect("application", pk=pk)
    sent = request.POST if request.method == "POST" else None
    papers = documents.papers_of(scope_of_request(request), [found])[found.pk]
    form = ApplicationForm(
        sent,
        standing=found.standing,
        handed_in={each.code for each in papers if each.files},
        initial=initial_of_application(found),
    )
    if form.is_bound and form.is_valid() and (answer := _written(request, found, form)):
        return answer
    context = {
        "crumbs": [
            *crumbs_to_applications(),
            (found.organisation.name_th, reverse("application", args=[pk])),
        ],
        "application": found,
        "row": applications_asked.rows_of_applications([found])[0],
        "form": form,
        "papers": papers,
        "may_write": True,
        "requirements": applications_asked.requirements_of(found, clock.today()),
        "is_public_benefit": found.standing == "public_benefit",
    }
    return render(request, "network/application_write.html", context, status=400 if form.errors else 200)


def _written(request: HttpRequest, found: Any, form: ApplicationForm) -> HttpResponse | None:
    """Keep what was written; return where to go next, None where the form says why not."""
    by = person_of_request(request)
    version = form.cleaned_data["version"]
    try:
        commands.write_application(application=found, terms=form.terms(), version=version, by=by)
    except Conflict as conflict:
        form.add_error(None, text_of(conflict))
        form.read_anew(application_at(request, found.pk).version)
        return None
    except Refusal as refusal:
        form.add_error(None, text_of(refusal))
        return None
    messages.success(request, _("The application is kept."))
    return redirect("application" if "leave" in request.POST else "application_write", pk=found.pk)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand an application to the provincial office; what is missing is named on its page."""
    found = application_at(request, pk, REGISTRARS)
    return _done(
        request,
        lambda by: commands.submit_application(application=found, by=by),
        found,
        _("The application is with the provincial office now."),
    )


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the provincial office found an application complete."""
    found = application_at(request, pk, DECIDERS)
    form = CheckForm(request.POST, standing=found.standing)
    if not form.is_valid():
        return application_page(request, found, check=form)
    seen = tuple(form.cleaned_data["papers"])
    return _done(
        request,
        lambda by: commands.check_application(application=found, papers_seen=seen, by=by),
        found,
        _("The application is complete; it can be put before a sitting."),
    )


def _done(request: HttpRequest, act: Callable[[Any], object], found: Any, said: str) -> HttpResponse:
    try:
        act(person_of_request(request))
    except Refusal as refusal:
        return application_page(request, application_at(request, found.pk), problem=text_of(refusal))
    messages.success(request, said)
    return redirect("application", pk=found.pk)


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return an application to be completed, with what is to be done."""
    said = _("The application is returned; the applicant sees why.")
    return _with_reason(request, application_at(request, pk, DECIDERS), commands.return_application, said)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an application back for good."""
    said = _("The application is withdrawn.")
    return _with_reason(request, application_at(request, pk, REGISTRARS), commands.withdraw_application, said)


def _with_reason(request: HttpRequest, found: Any, act: Callable[..., object], said: str) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return application_page(request, found, reason=form)
    reason = form.cleaned_data["reason"]
    return _done(request, lambda by: act(application=found, reason=reason, by=by), found, said)
