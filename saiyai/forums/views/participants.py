"""The pages of quotas and of those named for them."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.forums import commands
from saiyai.forums.access import (
    ORGANISERS,
    STAGE_KEEPERS,
    may_change_registration,
    may_move_seats,
    may_name_participant,
    may_set_quota,
)
from saiyai.forums.commands import Attendee, QuotaTerms
from saiyai.forums.forms.forum import ReasonForm
from saiyai.forums.forms.registration import MoveForm, ParticipantForm, QuotaForm, SubstituteForm
from saiyai.forums.queries import registration as asked
from saiyai.forums.queries.forum import FoundForum, forum_of, title_of
from saiyai.forums.rules.registration import Standing
from saiyai.kernel.refusal import Refusal
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request

SHADES: dict[Standing, Shade] = {
    Standing.SEATED: "good",
    Standing.WAITING: "warn",
    Standing.WITHDRAWN: "plain",
}


def participants(request: HttpRequest, code: str) -> HttpResponse:
    """Show how many each area of the reader sends and has named, or set how many."""
    found = forum_of(code)
    if found is None:
        raise Http404
    sets = may_set_quota(by=actor_of_request(request), forum=found)
    form = QuotaForm(request.POST if request.method == "POST" and sets else None)
    if form.is_bound and form.is_valid() and _set_quotas(request, found, form):
        return redirect("forum_participants", code=code)
    rows = asked.quota_rows(found, scope_of_request(request))
    table = _quota_table(rows)
    if file := download(request, table, name=f"{code}-quotas", title=title_of(found)):
        return file
    context = {
        "crumbs": _crumbs(found),
        "title": _("Participants"),
        "forum": found,
        "forum_title": title_of(found),
        "table": table,
        "form": form if sets else None,
        "crossed": _crossed_table(rows) if len({each.kind for each in rows}) > 1 else None,
        "told": _check_of_total(found, rows) if sets else "",
        "invites": scope_of_request(request).has(*ORGANISERS),
        "prints": scope_of_request(request).has(*STAGE_KEEPERS),
    }
    return render(request, "forums/participants.html", context, status=400 if form.errors else 200)


def _set_quotas(request: HttpRequest, found: FoundForum, form: QuotaForm) -> bool:
    filled = form.cleaned_data
    codes = [filled["place_code"]] if filled["place_code"] else asked.districts_of(found.areas)
    quotas = [QuotaTerms(each, filled["kind"], filled["seats"]) for each in codes]
    try:
        commands.set_quotas(forum=found, quotas=quotas, by=person_of_request(request))
    except Refusal as refusal:
        form.add_error(None, text_of(refusal))
        return False
    messages.success(request, _("The seats are set."))
    return True


def _crumbs(forum: FoundForum, *, inside: bool = False) -> list[tuple[str, str]]:
    crumbs = [(_("Forums"), reverse("forums")), (title_of(forum), reverse("forum", args=[forum.code]))]
    return (
        [*crumbs, (_("Participants"), reverse("forum_participants", args=[forum.code]))] if inside else crumbs
    )


def _quota_table(rows: list[asked.QuotaRow]) -> Table:
    total = [
        sum(counted) for counted in zip(*((r.seats, r.seated, r.waiting, r.free) for r in rows), strict=True)
    ]
    return Table(
        caption=_("Seats of your areas by kind of participant") if rows else _("No seats are set here yet."),
        why=Why(_("Seats as they are set; named are those who hold one of them, free are the rest")),
        columns=[
            Column(_("Area")),
            Column(_("Kind")),
            Column(_("Seats"), "number"),
            Column(_("Named"), "number"),
            Column(_("Waiting"), "number"),
            Column(_("Free"), "number"),
        ],
        rows=[
            [
                Cell(row.place, url=reverse("forum_quota", args=[row.pk])),
                Cell(row.kind),
                Cell(row.seats),
                Cell(row.seated),
                Cell(row.waiting),
                Cell(row.free),
            ]
            for row in rows
        ],
        total=[Cell(_("Total")), Cell(""), *(Cell(each) for each in total)] if rows else (),
        empty=_("The office that holds the forum says how many each area sends."),
    )


def _crossed_table(rows: list[asked.QuotaRow]) -> Table:
    """Return the seats by area and kind: each province before its districts with their sum, and the sum of all last."""
    kinds = list(dict.fromkeys(each.kind for each in rows))
    seats = {(each.place_code, each.kind): each for each in rows}
    names = {each.place_code: each.place for each in rows}
    lines: list[list[Cell]] = []
    for province in dict.fromkeys(each.place_code[:2] for each in rows):
        inside = [each for each in rows if each.place_code[:2] == province]
        name = names.get(province) or inside[0].place.rpartition(" · ")[2]
        lines.append([Cell(name, shade="note"), *_sums(inside, kinds)])
        lines += [
            [
                Cell(names[code].partition(" · ")[0]),
                *(_seats(seats.get((code, kind))) for kind in kinds),
                Cell(sum(each.seats for each in inside if each.place_code == code)),
            ]
            for code in dict.fromkeys(each.place_code for each in inside if each.place_code != province)
        ]
    return Table(
        caption=_("Seats by area and kind; a province's line is the sum of its own seats and its districts'"),
        columns=[
            Column(_("Area")),
            *(Column(kind, "number") for kind in kinds),
            Column(_("Total"), "number"),
        ],
        rows=lines,
        total=[Cell(_("Total")), *_sums(rows, kinds)],
        why=Why(_("Seats as they are set; a province's line adds up its own and its districts'")),
        is_wide=True,
    )


def _sums(rows: list[asked.QuotaRow], kinds: list[asked.Text]) -> list[Cell]:
    sums = [sum(each.seats for each in rows if each.kind == kind) for kind in kinds]
    return [*(Cell(each) for each in sums), Cell(sum(sums))]


def _seats(row: asked.QuotaRow | None) -> Cell:
    return Cell(None) if row is None else Cell(row.seats, url=reverse("forum_quota", args=[row.pk]))


def _check_of_total(found: FoundForum, rows: list[asked.QuotaRow]) -> str:
    """Return whether the seats that are set are as many as the forum is announced for."""
    if found.seats is None or not rows:
        return ""
    told = {"seats": sum(each.seats for each in rows), "announced": found.seats}
    if told["seats"] == told["announced"]:
        return _("%(seats)s seats are set: as many as the forum is announced for.") % told
    told["off"] = abs(told["seats"] - found.seats)
    if told["seats"] < found.seats:
        return _("%(seats)s seats are set, %(off)s fewer than the %(announced)s announced.") % told
    return _("%(seats)s seats are set, %(off)s more than the %(announced)s announced.") % told


def quota(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the list of a quota, or name somebody for it."""
    return _quota_page(request, _quota(request, pk))


def _quota(request: HttpRequest, pk: int) -> asked.FoundQuota:
    found = asked.quota_seen(pk, scope_of_request(request))
    if found is None:
        raise Http404
    return found


def _quota_page(request: HttpRequest, found: asked.FoundQuota, move: MoveForm | None = None) -> HttpResponse:
    by = actor_of_request(request)
    names = may_name_participant(by=by, quota=found)
    sent = request.POST if request.method == "POST" and names and move is None else None
    form = ParticipantForm(sent)
    if form.is_bound and form.is_valid():
        named = _tried(
            form,
            lambda: commands.name_participant(
                quota=found, attendee=form.attendee(), by=person_of_request(request)
            ),
        )
        if named is not None:
            is_seated = named.standing == Standing.SEATED
            said = _("%(name)s has a seat.") if is_seated else _("%(name)s is on the waiting list.")
            messages.success(request, said % {"name": named.name})
            return redirect("forum_quota", pk=found.pk)
    targets = asked.others_of_forum(found, scope_of_request(request))
    moves = bool(targets) and may_move_seats(by=by, source=found, target=found)
    rows = asked.participants(found)
    standing = [row.standing for row in rows]
    context = {
        "crumbs": _crumbs(found.forum, inside=True),
        "title": asked.place_of(found),
        "quota": found,
        "kind": found.get_kind_display(),
        "seated": standing.count(Standing.SEATED),
        "waiting": standing.count(Standing.WAITING),
        "rows": [(row, SHADES[row.standing]) for row in rows],
        "changes": names,
        "form": form if names else None,
        "move": (move or MoveForm(targets=targets)) if moves else None,
        "subject_key": found.subject_key,
    }
    failed = bool(form.errors or (move and move.errors))
    return render(request, "forums/quota.html", context, status=400 if failed else 200)


def _tried(form: forms.Form, act: Callable[[], asked.FoundRegistration]) -> asked.FoundRegistration | None:
    """Return what the act made, or None with the refusal's sentence on the form."""
    try:
        return act()
    except Refusal as refusal:
        form.add_error(None, text_of(refusal))
        return None


def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move free seats of a quota to another list of its forum."""
    found, scope = _quota(request, pk), scope_of_request(request)
    if request.method != "POST":
        return redirect("forum_quota", pk=pk)
    form = MoveForm(request.POST, targets=asked.others_of_forum(found, scope))
    if form.is_valid():
        target = _quota(request, form.cleaned_data["target"])
        filled, by = form.cleaned_data, person_of_request(request)
        if not may_move_seats(by=by, source=found, target=target):
            raise Http404
        try:
            commands.move_seats(
                source=found, target=target, seats=filled["seats"], reason=filled["reason"], by=by
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The seats are moved."))
            return redirect("forum_quota", pk=pk)
    return _quota_page(request, found, form)


def _registration(request: HttpRequest, pk: int) -> asked.FoundRegistration:
    found = asked.registration_seen(pk, scope_of_request(request))
    if found is None or not may_change_registration(by=actor_of_request(request), registration=found):
        raise Http404
    return found


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of a participant."""
    found, by = _registration(request, pk), person_of_request(request)
    known = {name: getattr(found, name) for name in Attendee.__slots__ if name != "organisation"}
    form = ParticipantForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        attendee = form.attendee()
        done = _tried(
            form, lambda: commands.change_registration(registration=found, attendee=attendee, by=by)
        )
        if done is not None:
            messages.success(request, _("The registration is corrected."))
            return redirect("forum_quota", pk=found.quota_id)
    return _form_page(request, found, form, _("Correct a registration"), _("Save"))


def substitute(request: HttpRequest, pk: int) -> HttpResponse:
    """Send somebody else in the place of a participant."""
    found, by = _registration(request, pk), person_of_request(request)
    form = SubstituteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        attendee, reason = form.attendee(), form.cleaned_data["reason"]
        done = _tried(
            form,
            lambda: commands.substitute_participant(
                quota=found.quota, registration=found, attendee=attendee, reason=reason, by=by
            ),
        )
        if done is not None:
            messages.success(request, _("%(name)s comes instead.") % {"name": done.name})
            return redirect("forum_quota", pk=found.quota_id)
    return _form_page(request, found, form, _("Send a substitute"), _("Send the substitute"))


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a participant off the list."""
    found, by = _registration(request, pk), person_of_request(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _tried(
            form,
            lambda: commands.withdraw_registration(
                quota=found.quota, registration=found, reason=reason, by=by
            ),
        )
        if done is not None:
            messages.success(request, _("%(name)s is off the list.") % {"name": done.name})
            return redirect("forum_quota", pk=found.quota_id)
    return _form_page(request, found, form, _("Take a participant off the list"), _("Take off this list"))


def _form_page(
    request: HttpRequest, found: asked.FoundRegistration, form: forms.Form, title: str, button: str
) -> HttpResponse:
    back = reverse("forum_quota", args=[found.quota_id])
    context = {
        "crumbs": [*_crumbs(found.quota.forum, inside=True), (asked.place_of(found.quota), back)],
        "title": title,
        "lead": found.name,
        "form": form,
        "button": button,
        "back": back,
    }
    return render(request, "network/form_page.html", context, status=400 if form.errors else 200)
