"""Sittings of the provincial boards: the list, one with its applications, and what was decided."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.kernel.dates import format_date
from saiyai.kernel.refusal import Refusal
from saiyai.network import commands
from saiyai.network.access import DECIDERS, may_change_session, may_decide_session
from saiyai.network.forms.application import MinutesForm, SessionForm, VerdictForm, initial_of_session
from saiyai.network.queries import application as asked
from saiyai.network.queries import document as documents
from saiyai.network.views.application import SHADES, application_at, crumbs_to_applications
from saiyai.places.queries import place_at, places_at
from saiyai.web.components import Cell, Column, Table
from saiyai.web.offers import Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, address_of, person_of_request, scope_of_request

ROWS_A_PAGE = 50
PROVINCE_DIGITS = 2


def crumbs_to_sessions() -> list[tuple[str, str]]:
    """Return the way to a page below the sittings."""
    return [*crumbs_to_applications(), (_("Sittings of the board"), reverse("board_sessions"))]


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Show the sittings of the boards of the reader's provinces, the latest first."""
    scope = scope_of_request(request)
    page = Paginator(asked.sessions_with_counts(scope), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    names = places_at({each.place_code for each in rows})
    context = {
        "title": _("Sittings of the board"),
        "crumbs": crumbs_to_applications(),
        "page": page,
        "table": Table(
            caption=_("Sittings of the board") if rows else _("No sitting is planned yet."),
            why=Why(_("The applications that were put before the sitting; the sitting's page lists them")),
            columns=[
                Column(_("Sitting")),
                Column(_("Province")),
                Column(_("Day"), "date"),
                Column(_("Applications"), "number"),
                Column(_("Minutes")),
                Column(_("State")),
            ],
            rows=[_session_cells(each, names) for each in rows],
            empty=_("Plan one, then put the checked applications before it."),
        ),
        "provinces": _provinces(scope),
        "waiting": asked.checked_without_session(scope),
    }
    return render(request, "network/sessions.html", context)


def _session_cells(each: Any, names: dict[str, Any]) -> list[Cell]:
    is_decided = each.decided_at is not None
    return [
        Cell(f"{each.number}/{each.year}", url=address_of("board_session", each.pk)),
        Cell(names[each.place_code].name if each.place_code in names else each.place_code),
        Cell(each.held_on),
        Cell(each.count),
        Cell(each.minutes or None),
        Cell(_("decided"), shade="good") if is_decided else Cell(_("planned"), shade="note"),
    ]


def _provinces(scope: Any) -> list[tuple[str, str]]:
    """Return the provinces for whose boards somebody may plan sittings, with their names."""
    prefixes = {each[:PROVINCE_DIGITS] for each in scope.prefixes(DECIDERS)}
    if "" in prefixes:
        prefixes = {each.place_code for each in asked.sessions_seen(scope)[:ROWS_A_PAGE]}
        prefixes |= {code[:PROVINCE_DIGITS] for code in asked.homes_of_checked(scope)}
    names = places_at(prefixes)
    return [(code, names[code].name) for code in sorted(prefixes) if code in names]


def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the number, the day and the signatory of a sitting of a province's board, or plan it."""
    scope, place = scope_of_request(request), place_at(code)
    if place is None or len(code) != PROVINCE_DIGITS or not scope.covers(code, DECIDERS):
        raise Http404
    initial = {
        "number": asked.next_session_number(code, clock.today()),
        "held_on": format_date(clock.today()),
        "signer_position": _default_position(place.name_th),
    }
    form = SessionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            made = commands.plan_session(place_code=code, terms=form.terms(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The sitting is planned."))
            return redirect("board_session", pk=made.pk)
    title = _("Plan a sitting · %(province)s") % {"province": place.name}
    return _form_page(request, form, title, reverse("board_sessions"))


def _default_position(province: str) -> str:
    """Return in which position a governor signs, as Thai papers say it."""
    if province == "กรุงเทพมหานคร":
        return "อธิบดีกรมพัฒนาสังคมและสวัสดิการ"
    board = f"คณะกรรมการส่งเสริมการจัดสวัสดิการสังคมจังหวัด{province}"
    return f"ผู้ว่าราชการจังหวัด{province} ประธาน{board}"


def _form_page(request: HttpRequest, form: SessionForm, title: str, back: str) -> HttpResponse:
    context = {
        "form": form,
        "crumbs": crumbs_to_sessions(),
        "title": title,
        "lead": "",
        "button": _("Keep the sitting"),
        "back": back,
    }
    return render(request, "network/form_page.html", context, status=400 if form.errors else 200)


def session_at(request: HttpRequest, pk: int, roles: Any = None) -> Any:
    """Return a sitting that the reader sees, inside an area held in the roles if any are named, else Http404."""
    scope = scope_of_request(request)
    found = asked.session_seen(scope, pk)
    if found is None or (roles is not None and not scope.covers(found.place_code, roles)):
        raise Http404
    return found


@require_safe
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a sitting with the applications before it, each with its decision or a form for it."""
    found = session_at(request, pk)
    return session_page(request, found, {}, MinutesForm())


def session_page(
    request: HttpRequest, found: Any, sent: dict[int, VerdictForm], minutes: MinutesForm, problem: str = ""
) -> HttpResponse:
    """Return the page of a sitting, with the forms that were sent where they have errors."""
    actor = actor_of_request(request)
    place = place_at(found.place_code)
    tabled = list(asked.tabled_at(found))
    papers = documents.papers_of(scope_of_request(request), tabled)
    may_change = found.decided_at is None and may_change_session(by=actor, session=found)
    is_held = found.held_on <= clock.today()
    context = {
        "crumbs": crumbs_to_sessions(),
        "session": found,
        "province": place.label if place else found.place_code,
        "lines": [
            {
                "row": row,
                "shade": SHADES[row.state],
                "note": each.note,
                "papers": papers[each.pk],
                "certificate": getattr(each.granted, "certificate", None) if each.granted else None,
                "number": each.granted.number if each.granted else "",
                "form": sent.get(each.pk) or VerdictForm(prefix=str(each.pk)),
            }
            for each, row in zip(tabled, asked.rows_of_applications(tabled), strict=True)
        ],
        "minutes": minutes,
        "problem": problem,
        "may_change": may_change,
        "may_decide": may_change and is_held and may_decide_session(by=actor, session=found),
        "is_barred": may_change and is_held and not may_decide_session(by=actor, session=found),
        "is_held": is_held,
        "waiting": asked.rows_of_applications(asked.to_table(found)) if may_change else [],
    }
    failed = bool(minutes.errors) or any(form.errors for form in sent.values())
    status = 409 if problem else 400 if failed else 200
    return render(request, "network/session.html", context, status=status)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a sitting's number, day and signatory to be changed, or change them."""
    found = session_at(request, pk, DECIDERS)
    form = SessionForm(request.POST if request.method == "POST" else None, initial=initial_of_session(found))
    if form.is_bound and form.is_valid():
        try:
            commands.change_session(session=found, terms=form.terms(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The sitting is changed."))
            return redirect("board_session", pk=pk)
    return _form_page(request, form, _("Change the sitting"), reverse("board_session", args=[pk]))


@require_POST
def table(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    """Put a checked application before a sitting."""
    found, applied = session_at(request, pk, DECIDERS), application_at(request, application, DECIDERS)
    commands.table_application(session=found, application=applied, by=person_of_request(request))
    messages.success(request, _("The application is before the board."))
    return redirect("board_session", pk=pk)


@require_POST
def untable(request: HttpRequest, pk: int, application: int) -> HttpResponse:
    """Take an application off the list of a sitting."""
    found, applied = session_at(request, pk, DECIDERS), application_at(request, application, DECIDERS)
    commands.untable_application(session=found, application=applied, by=person_of_request(request))
    messages.success(request, _("The application is off the list; it waits for another sitting."))
    return redirect("board_session", pk=pk)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what the board decided of every application before it, and issue the certificates."""
    found = session_at(request, pk, DECIDERS)
    tabled = [each.pk for each in asked.tabled_at(found) if each.state == "tabled"]
    forms = {each: VerdictForm(request.POST, prefix=str(each)) for each in tabled}
    minutes = MinutesForm(request.POST)
    are_valid = [form.is_valid() for form in (*forms.values(), minutes)]
    if not all(are_valid):
        return session_page(request, found, forms, minutes)
    verdicts = [form.verdict(each) for each, form in forms.items()]
    try:
        commands.decide_session(
            session=found,
            verdicts=verdicts,
            minutes=minutes.cleaned_data["minutes"],
            by=person_of_request(request),
        )
    except Refusal as refusal:
        return session_page(request, session_at(request, pk), forms, minutes, text_of(refusal))
    messages.success(request, _("The decisions are noted; the certificates can be printed."))
    return redirect("board_session", pk=pk)
