"""The people of one's area: finding them, inviting, changing and closing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saiyai.accounts import commands, queries
from saiyai.accounts.access import (
    SECONDING_ROLES,
    may_approve_grant,
    may_change_person,
    may_close_grant,
    may_grant,
    may_invite,
)
from saiyai.accounts.forms import EndForm, FindPeopleForm, GrantFields, InviteForm, PersonForm, ReasonForm
from saiyai.accounts.messages import ROLES, STATES
from saiyai.accounts.views.form_page import crumbs_of_grant, crumbs_to, form_page
from saiyai.web.routes import actor_of_request, scope_of_request

ROWS_A_PAGE = 25
NEW_LINK = "accounts_new_link"
"""Where the session keeps a link until it was shown once to whoever hands it over."""


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show the people of the reader's area, narrowed by what they look for."""
    scope = scope_of_request(request)
    form = FindPeopleForm(request.GET)
    form.is_valid()
    text, role = form.cleaned_data.get("text", ""), form.cleaned_data.get("role", "")
    page = Paginator(queries.people_found(scope, text=text, role=role), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "page": page,
        "rows": queries.person_rows(list(page.object_list)),
        "is_narrowed": bool(text or role),
        "waiting": queries.grants_waiting_for(scope),
        "may_invite": scope.has(*may_invite.roles),
        "roles": ROLES,
    }
    return render(request, "accounts/people.html", context)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person with their roles and their history."""
    found = _person(request, pk)
    grants = queries.grants_of(found)
    context = {
        "person": found,
        "row": queries.person_rows([found])[0],
        "grants": grants,
        "histories": [found.subject_key],
        "may_change": may_change_person(by=actor_of_request(request), person=found),
        "may_grant": may_grant(by=actor_of_request(request), person=found),
        "is_invited": queries.is_invited(found),
        "identity": queries.provider_linked_to(found),
        "new_link": _link_to_show(request, found.pk),
        "roles": ROLES,
        "states": STATES,
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Show the form of an invitation, or invite whom it names."""
    scope = scope_of_request(request)
    form = InviteForm(request.POST or None, scope=scope)

    def send() -> HttpResponse:
        values = form.cleaned_data
        invited, _grant, invitation, secret = commands.invite_person(
            username=values["username"],
            contact=form.contact,
            wanted=form.wanted,
            reason=values["reason"],
            by=actor_of_request(request),
        )
        _keep_link(request, invited, secret)
        messages.success(request, _("%(name)s is invited.") % {"name": invited.display_name})
        return redirect("accounts_person", pk=invitation.person_id)

    page = {
        "title": _("Invite a person"),
        "lead": _("The person gets a link that works once, for 72 hours, and chooses a password with it."),
        "button": _("Invite"),
        "back": reverse("accounts_people"),
        "crumbs": crumbs_to(),
    }
    return form_page(request, form, send, page)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form of a person's details, or change them."""
    found = _person(request, pk)
    if not may_change_person(by=actor_of_request(request), person=found):
        raise Http404
    initial = {
        "display_name": found.display_name,
        "email": found.email,
        "phone": found.phone,
        "place_code": found.place_code,
    }
    form = PersonForm(request.POST or None, initial=initial)

    def put() -> HttpResponse:
        place_code = form.cleaned_data["place_code"]
        commands.change_person(
            person=found, contact=form.contact, place_code=place_code, by=actor_of_request(request)
        )
        messages.success(request, _("The details are changed."))
        return redirect("accounts_person", pk=pk)

    page = {
        "title": _("Change details"),
        "lead": found.display_name,
        "button": _("Save"),
        "back": _address_of(pk),
        "crumbs": crumbs_to(found),
    }
    return form_page(request, form, put, page)


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form of a role, or give it to a person."""
    found = _person(request, pk)
    form = GrantFields(request.POST or None, scope=scope_of_request(request))

    def put() -> HttpResponse:
        made = commands.grant_role(
            person=found, wanted=form.wanted, reason=form.cleaned_data["reason"], by=actor_of_request(request)
        )
        waits = _("The role waits for a second person.")
        messages.success(request, waits if made.needs_second else _("The role is given."))
        return redirect("accounts_person", pk=pk)

    page = {
        "title": _("Give a role"),
        "lead": found.display_name,
        "button": _("Give the role"),
        "back": _address_of(pk),
        "crumbs": crumbs_to(found),
    }
    return form_page(request, form, put, page)


@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a person a new link, mailed where there is an address, shown once where there is none."""
    found = _person(request, pk)
    _invitation, secret = commands.send_link(person=found, by=actor_of_request(request))
    _keep_link(request, found, secret)
    if found.email:
        messages.success(request, _("The link is on its way by mail."))
    return redirect("accounts_person", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why an account is closed, or close it."""
    found = _person(request, pk)
    if not may_change_person(by=actor_of_request(request), person=found):
        raise Http404
    form = ReasonForm(request.POST or None)

    def put() -> HttpResponse:
        commands.close_person(person=found, reason=form.cleaned_data["reason"], by=actor_of_request(request))
        messages.success(request, _("The account is closed."))
        return redirect("accounts_person", pk=pk)

    page = {
        "title": _("Close the account of %(name)s") % {"name": found.display_name},
        "lead": _("All roles are taken away and all sessions end. What the person did stays in the record."),
        "button": _("Close the account"),
        "back": _address_of(pk),
        "crumbs": crumbs_to(found),
        "is_grave": True,
    }
    return form_page(request, form, put, page)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again, or invite anew whom it was never open for."""
    found = _person(request, pk)
    invitation, secret = commands.reopen_person(person=found, by=actor_of_request(request))
    if invitation is None:
        messages.success(request, _("The account is open again, without any role."))
    else:
        _keep_link(request, found, secret)
        messages.success(request, _("%(name)s is invited.") % {"name": found.display_name})
    return redirect("accounts_person", pk=pk)


@require_safe
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a role that somebody has or waits for, with what the reader may do about it."""
    found = queries.grant_for(scope_of_request(request), pk)
    if found is None:
        raise Http404
    waits = found.state == "waiting"
    context = {
        "grant": queries.grant_row(found),
        "crumbs": crumbs_of_grant(found, actor_of_request(request)),
        "key": found.subject_key,
        "roles": ROLES,
        "states": STATES,
        "may_second": waits and _is_second(request, found),
        "may_close": found.state in queries.UNCLOSED
        and may_close_grant(by=actor_of_request(request), grant=found),
    }
    return render(request, "accounts/grant.html", context)


def _is_second(request: HttpRequest, found: Any) -> bool:
    another = actor_of_request(request).pk not in {found.granted_by_id, found.user_id}
    return (
        another
        and scope_of_request(request).has(*SECONDING_ROLES)
        and may_approve_grant(by=actor_of_request(request), grant=found)
    )


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a waiting role as the second person."""
    found = queries.grant_for(scope_of_request(request), pk)
    if found is None:
        raise Http404
    commands.approve_grant(grant=found, by=actor_of_request(request))
    messages.success(request, _("The role is approved and holds."))
    return redirect("accounts_grant", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a waiting role is refused, or refuse it."""
    page = {"title": _("Refuse the role"), "button": _("Refuse"), "is_grave": True}
    done = _("The role is refused.")
    return _close_page(request, pk, ReasonForm, commands.refuse_grant, page | {"done": done})


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a role is taken away, or take it away."""
    lead = _("The role ends at once, and the person is signed out everywhere.")
    page = {
        "title": _("Take the role away"),
        "lead": lead,
        "button": _("Take the role away"),
        "is_grave": True,
    }
    done = _("The role is taken away.")
    return _close_page(request, pk, ReasonForm, commands.revoke_grant, page | {"done": done})


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the last day of a role, or set it."""
    page = {
        "title": _("Set the last day of the role"),
        "button": _("Save"),
        "done": _("The last day is set."),
    }
    return _close_page(request, pk, EndForm, commands.end_grant, page)


def _close_page(
    request: HttpRequest,
    pk: int,
    form_class: type[forms.Form],
    command: Callable[..., object],
    page: dict[str, Any],
) -> HttpResponse:
    found = queries.grant_for(scope_of_request(request), pk)
    if found is None or not may_close_grant(by=actor_of_request(request), grant=found):
        raise Http404
    form = form_class(request.POST or None)

    def put() -> HttpResponse:
        command(grant=found, by=actor_of_request(request), **form.cleaned_data)
        messages.success(request, page["done"])
        return redirect("accounts_grant", pk=pk)

    row = queries.grant_row(found)
    lead = f"{row.person} · {ROLES[row.role]} · {row.office or row.place or _('Whole country')}"
    back, above = reverse("accounts_grant", args=[pk]), crumbs_of_grant(found, actor_of_request(request))
    page = {"lead": lead, "back": back, "crumbs": [*above, (ROLES[row.role], back)]} | page
    return form_page(request, form, put, page)


def _person(request: HttpRequest, pk: int) -> Any:
    found = queries.person_for(scope_of_request(request), pk)
    if found is None:
        raise Http404
    return found


def _address_of(pk: int) -> str:
    return reverse("accounts_person", args=[pk])


def _keep_link(request: HttpRequest, person: Any, secret: str) -> None:
    """Keep a link for the next page where it cannot be mailed: whoever made it hands it over."""
    if not person.email:
        request.session[NEW_LINK] = [person.pk, secret]


def _link_to_show(request: HttpRequest, pk: int) -> str:
    kept = request.session.get(NEW_LINK)
    if not kept or kept[0] != pk:
        return ""
    del request.session[NEW_LINK]
    return request.build_absolute_uri(reverse("accounts_link", args=[kept[1]]))
