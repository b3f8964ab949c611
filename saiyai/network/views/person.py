"""People known to the network: finding, registering, changing, exporting and erasing them; the end of roles."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.command import note_security_event
from saiyai.documents.pdf import render_pdf
from saiyai.kernel.powers import DISTRICT_AND_ABOVE
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.network import commands
from saiyai.network.access import REGISTRARS
from saiyai.network.exports import person_document, person_export
from saiyai.network.forms.person import (
    AccountForm,
    EndRoleForm,
    EraseForm,
    FindPeopleForm,
    MergePeopleForm,
    PersonForm,
    initial_of_person,
)
from saiyai.network.queries import document as documents
from saiyai.network.queries import person as people
from saiyai.network.views.doors import crumbs
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Table
from saiyai.web.offers import Why
from saiyai.web.preferences import current_preferences
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request

ROWS_A_PAGE = 25


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return crumbs((_("People of the network"), reverse("network_people")), *more)


@require_safe
def people_page(request: HttpRequest) -> HttpResponse:
    """Show the people known to the network in the reader's area, narrowed by what they look for."""
    scope, today = scope_of_request(request), clock.today()
    form = FindPeopleForm(request.GET)
    form.is_valid()
    words, which = form.cleaned_data.get("q", ""), form.cleaned_data.get("which", "")
    found = people.people_found(scope, words=words, which=which, today=today)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = people.person_rows(page.object_list, scope, today)
    table = Table(
        caption=_("People") if rows else _("Nobody fits."),
        columns=[Column(_("Name")), Column(_("Lives in")), Column(_("Roles now"))],
        rows=[
            [
                Cell(each.name, url=reverse("network_person", args=[each.pk])),
                Cell(each.place or None),
                Cell("; ".join(each.roles) or None),
            ]
            for each in rows
        ],
        empty=_("Look for fewer letters, or name a person on the page of their organisation."),
    )
    context = {
        "title": _("People of the network"),
        "crumbs": crumbs(),
        "form": form,
        "page": page,
        "table": table,
        "is_narrowed": bool(words or which),
        "why": Why(
            _(
                "People who live in your area or hold a role in an organisation that has its home there, and that fit "
                "all that was chosen; those who were erased have no name left to be found by."
            )
        ),
        "may_register": scope.has(*REGISTRARS),
        "may_export": scope.has(*DISTRICT_AND_ABOVE),
    }
    return render(request, "network/people.html", context)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person with the roles of now and before, and why this is kept; a merged entry leads to the one that stays."""
    found = _person(request, pk)
    scope = scope_of_request(request)
    if found.merged_into_id and "stay" not in request.GET:
        messages.info(request, _("This person stood here twice; this is the entry that stays."))
        return redirect("network_person", pk=found.merged_into_id)
    context = {
        "crumbs": _crumbs(),
        "person": found,
        "path": path_of(found.place_code) if found.place_code else (),
        "roles": people.roles_of_person(scope, found, clock.today()),
        "papers": documents.papers_of_person(scope, found),
        "masked_id": people.masked_id(found),
        "basis": people.basis_name(found),
        "merged": people.merged_into(found),
        "may_change": found.erased_at is None and scope.covers(found.place_code, REGISTRARS),
        "may_erase": found.erased_at is None and scope.covers(found.place_code, DISTRICT_AND_ABOVE),
    }
    return render(request, "network/person.html", context)


def _person(request: HttpRequest, pk: int) -> Any:
    found = people.person_at(scope_of_request(request), pk)
    if found is None:
        raise Http404
    return found


def _person_held(request: HttpRequest, pk: int, roles: Any) -> Any:
    """Return a person who is not erased and lives in the area that the reader holds in some roles."""
    found = _person(request, pk)
    if found.erased_at is not None or not scope_of_request(request).covers(found.place_code, roles):
        raise Http404
    return found


def register(request: HttpRequest) -> HttpResponse:
    """Show the form of a person not yet known, or register them."""
    scope = scope_of_request(request)
    form = PersonForm(request.POST if request.method == "POST" else None, scope=scope)
    if form.is_bound and form.is_valid():
        try:
            made = commands.register_person(terms=form.terms(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(_field_of(refusal), text_of(refusal))
        else:
            messages.success(request, _("The person is registered."))
            return redirect("network_person", pk=made.pk)
    return _form_page(request, form, _("Register a person"), _("Register"), reverse("network_people"))


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is kept of a person to be changed, or change it."""
    found = _person_held(request, pk, REGISTRARS)
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        scope=scope_of_request(request),
        has_id=bool(found.id_hash),
        initial=initial_of_person(found),
    )
    if form.is_bound and form.is_valid():
        try:
            commands.change_person(person=found, terms=form.terms(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(_field_of(refusal), text_of(refusal))
        else:
            messages.success(request, _("The person's entry is changed."))
            return redirect("network_person", pk=pk)
    back = reverse("network_person", args=[pk])
    return _form_page(request, form, _("Change a person's entry"), _("Save"), back)


def _field_of(refusal: Refusal) -> str | None:
    return {"person.id_known": "national_id", "person.consents_later": "consented_on"}.get(refusal.code)


def _form_page(
    request: HttpRequest, form: Any, title: str, button: str, back: str, lead: str = "", **more: Any
) -> HttpResponse:
    context = more | {
        "form": form,
        "crumbs": _crumbs(),
        "title": title,
        "lead": lead,
        "button": button,
        "back": back,
    }
    return render(request, "network/form_page.html", context, status=400 if form.errors else 200)


def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a person is to be erased, or erase them."""
    found = _person_held(request, pk, DISTRICT_AND_ABOVE)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.erase_person(
                person=found, reason=form.cleaned_data["reason"], by=person_of_request(request)
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("All that told who the person is was erased."))
            return redirect("network_people")
    lead = _(
        "Name, telephone, national id, purpose and the person's own papers are erased for good. Past roles stay as "
        "those of somebody no longer named; the history keeps only keyed hashes."
    )
    back = reverse("network_person", args=[pk])
    named = [
        (f"{organisation} · {kind}", reverse("document", args=[number]))
        for number, organisation, kind in documents.documents_that_may_name(found)
    ]
    return _form_page(request, form, _("Erase a person"), _("Erase for good"), back, lead, look_through=named)


def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask by which account a person signs in, or note it; an empty name takes the note away."""
    found = _person_held(request, pk, DISTRICT_AND_ABOVE)
    initial = {"login": found.account.username if found.account else ""}
    form = AccountForm(
        request.POST if request.method == "POST" else None, scope=scope_of_request(request), initial=initial
    )
    if form.is_bound and form.is_valid():
        try:
            commands.link_account(
                person=found, account=form.cleaned_data["login"], by=person_of_request(request)
            )
        except Refusal as refusal:
            form.add_error("login", text_of(refusal))
        else:
            messages.success(request, _("The account is noted."))
            return redirect("network_person", pk=pk)
    lead = _(
        "Whoever signs in by this account finds on their home the organisations in which this person holds a role. "
        "It gives no right beyond that."
    )
    back = reverse("network_person", args=[pk])
    return _form_page(request, form, _("The person's account"), _("Note the account"), back, lead)


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Find another entry of the same person, show it, and merge both."""
    found = _person_held(request, pk, DISTRICT_AND_ABOVE)
    scope, words = scope_of_request(request), request.GET.get("q", "")[:LONGEST_SEARCH]
    form = MergePeopleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        duplicate = _person_held(request, form.cleaned_data["duplicate"], DISTRICT_AND_ABOVE)
        reason, by = form.cleaned_data["reason"], person_of_request(request)
        try:
            commands.merge_people(person=found, duplicate=duplicate, reason=reason, by=by)
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("Both entries are one now; the roles of both stand here."))
            return redirect("network_person", pk=pk)
    context = {
        "title": _("Merge two entries of one person"),
        "crumbs": _crumbs((found.shown, reverse("network_person", args=[pk]))),
        "form": form,
        "person": found,
        "words": words,
        "found": people.person_rows(people.same_person_perhaps(scope, found, words), scope, clock.today()),
    }
    return render(request, "network/person_merge.html", context, status=400 if form.errors else 200)


@require_safe
def export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Return all that is kept of a person, for the person: as JSON or as PDF; each time it is noted who took it."""
    found = _person_held(request, pk, DISTRICT_AND_ABOVE)
    if form not in {"json", "pdf"}:
        raise Http404
    note_security_event("exported_person", by=person_of_request(request), person=pk, form=form)
    if form == "json":
        answer: HttpResponse = JsonResponse(person_export(found), json_dumps_params={"ensure_ascii": False})
    else:
        document = person_document(
            found,
            language="en" if get_language() == "en" else "th",
            thai_digits=current_preferences().thai_digits,
        )
        answer = HttpResponse(render_pdf(document), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="person-{pk}.{form}"'
    return answer


def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the last day of a role, or note it."""
    role = people.role_at(scope_of_request(request), pk)
    if role is None or not scope_of_request(request).covers(role.place_code, REGISTRARS):
        raise Http404
    form = EndRoleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.end_role(role=role, **form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error("on", text_of(refusal))
        else:
            messages.success(request, _("The last day of the role is noted."))
            return redirect(reverse("organisation", args=[role.organisation_id]) + "#people")
    lead = f"{role.person.shown} · {people.title_of(role)}"
    back = reverse("organisation", args=[role.organisation_id])
    return _form_page(request, form, _("A role ends"), _("Note its end"), back, lead)
