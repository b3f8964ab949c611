"""The tree of offices and the areas that they serve."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saiyai.accounts import commands, queries
from saiyai.accounts.access import may_keep_offices
from saiyai.accounts.forms import ContactForm, CoverForm, OfficeForm, OfficeTermsForm
from saiyai.accounts.messages import KINDS, ROLES, STATES
from saiyai.accounts.queries.public import contact_of
from saiyai.accounts.views.form_page import form_page
from saiyai.kernel.powers import PROVINCE_AND_ABOVE
from saiyai.web.days import DayField
from saiyai.web.routes import actor_of_request, scope_of_request


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """Show the tree of offices, those of the past too where the reader asks for them."""
    with_past = request.GET.get("past") == "1"
    context = {
        "rows": queries.office_tree(with_past=with_past),
        "with_past": with_past,
        "may_make": scope_of_request(request).has(*PROVINCE_AND_ABOVE),
        "kinds": KINDS,
    }
    return render(request, "accounts/offices.html", context)


@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """Show an office: where it hangs, whom it serves, who works there as far as the reader may know, its history."""
    found = _office(code)
    context = {
        "office": found,
        "name": queries.office_name(found),
        "parent": found.parent,
        "parent_name": queries.office_name(found.parent) if found.parent else "",
        "coverage": queries.coverage_of(found),
        "below": queries.office_tree(root=found),
        "people": queries.people_in(scope_of_request(request), found),
        "may_keep": may_keep_offices(by=actor_of_request(request), office=found),
        "kinds": KINDS,
        "roles": ROLES,
        "states": STATES,
    }
    return render(request, "accounts/office.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Show the form of a new office, or make it."""
    form = OfficeForm(request.POST or None)

    def put() -> HttpResponse:
        values = form.cleaned_data
        made = commands.make_office(
            code=values["code"],
            kind=form.kind_chosen,
            place_code=values["place_code"],
            terms=form.terms,
            by=actor_of_request(request),
        )
        messages.success(request, _("The office is made. Add the areas that it serves."))
        return redirect("accounts_office", code=made.code)

    lead = _("A province keeps its district offices and local authorities; the ministry keeps all others.")
    page = {
        "title": _("Make an office"),
        "lead": lead,
        "button": _("Make the office"),
        "back": reverse("accounts_offices"),
        "crumbs": [(_("Offices"), reverse("accounts_offices"))],
    }
    return form_page(request, form, put, page)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of an office's names, place in the tree and dates, or change them."""
    found = _kept_office(request, code)
    initial = {
        "name_th": found.name_th,
        "name_en": found.name_en,
        "parent": found.parent.code if found.parent else "",
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
    }
    form = OfficeTermsForm(request.POST or None, initial=initial)

    def put() -> HttpResponse:
        commands.change_office(office=found, terms=form.terms, by=actor_of_request(request))
        messages.success(request, _("The office is changed."))
        return redirect("accounts_office", code=code)

    return form_page(request, form, put, _page(found, _("Change the office"), _("Save")))


@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of an area to be served, or add it."""
    found = _kept_office(request, code)
    form = CoverForm(request.POST or None)

    def put() -> HttpResponse:
        values = form.cleaned_data
        commands.cover_area(
            office=found,
            prefix=values["place_code"],
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            by=actor_of_request(request),
        )
        messages.success(request, _("The area is added."))
        return redirect("accounts_office", code=code)

    return form_page(request, form, put, _page(found, _("Add an area"), _("Add")))


@require_http_methods(["GET", "HEAD", "POST"])
def end_coverage(request: HttpRequest, code: str, prefix: str) -> HttpResponse:
    """Ask for the last day on which an area is served, or set it."""
    found = _kept_office(request, code)
    form = CoverForm(request.POST or None)
    for name in ("place_code", "starts_on"):
        del form.fields[name]
    form.fields["ends_on"] = DayField(label=_("Last day"))

    def put() -> HttpResponse:
        ends_on = form.cleaned_data["ends_on"]
        commands.end_coverage(office=found, prefix=prefix, ends_on=ends_on, by=actor_of_request(request))
        messages.success(request, _("The last day is set."))
        return redirect("accounts_office", code=code)

    return form_page(request, form, put, _page(found, _("End the area"), _("Save")))


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form of what an office says of itself and how it is reached, or set it."""
    found = _kept_office(request, code)
    form = ContactForm(request.POST or None, initial=asdict(contact_of(found)))

    def put() -> HttpResponse:
        commands.set_contact(office=found, terms=form.terms, by=actor_of_request(request))
        messages.success(
            request, _("The office's contact is set. Everybody sees it on the office's public page.")
        )
        return redirect("accounts_office", code=code)

    return form_page(request, form, put, _page(found, _("Set the office's contact"), _("Save")))


def _page(found: Any, title: str, button: str) -> dict[str, Any]:
    name, back = queries.office_name(found), reverse("accounts_office", args=[found.code])
    crumbs = [(_("Offices"), reverse("accounts_offices")), (name, back)]
    return {"title": title, "lead": name, "button": button, "back": back, "crumbs": crumbs}


def _office(code: str) -> Any:
    found = queries.office_with(code)
    if found is None:
        raise Http404
    return found


def _kept_office(request: HttpRequest, code: str) -> Any:
    found = _office(code)
    if not may_keep_offices(by=actor_of_request(request), office=found):
        raise Http404
    return found
