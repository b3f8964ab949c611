"""One's own account: what I can do here, my roles, my sign-in methods and sessions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saiyai.accounts import commands, exports, queries
from saiyai.accounts.forms import ContactFields, PostForm
from saiyai.accounts.messages import ROLES, STATES
from saiyai.accounts.queries.public import posts_of
from saiyai.accounts.views.form_page import form_page
from saiyai.places.queries import places_at
from saiyai.web.routes import person_of_request, scope_of_request


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show what the reader can do here, where, and by which of their roles."""
    scope, person = scope_of_request(request), person_of_request(request)
    rows = exports.powers_of(scope)
    places = places_at(code for _row, codes in rows for code in codes if code)
    context = {
        "person": person,
        "grants": queries.grants_of(person),
        "powers": [
            (row, [places[code].name if code in places else code or _("Whole country") for code in codes])
            for row, codes in rows
        ],
        "has_factor": queries.has_factor(person),
        "needs_factor": queries.needs_factor(scope),
        "sessions": queries.count_of_sessions(person),
        "posts": [(office.code, queries.office_name(office), post) for office, post in posts_of(person)],
        "roles": ROLES,
        "states": STATES,
    }
    return render(request, "accounts/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Show the form of one's own details, or change them."""
    person = person_of_request(request)
    initial = {"display_name": person.display_name, "email": person.email, "phone": person.phone}
    form = ContactFields(request.POST or None, initial=initial)

    def put() -> HttpResponse:
        commands.change_own_account(person=person, contact=form.contact, by=person)
        messages.success(request, _("Your details are changed."))
        return redirect("accounts_me")

    page = {
        "title": _("Change my details"),
        "lead": person.username,
        "button": _("Save"),
        "back": reverse("accounts_me"),
        "crumbs": [(_("My account"), reverse("accounts_me"))],
    }
    return form_page(request, form, put, page)


@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form by which one agrees to stand on an office's public page, agree, or withdraw."""
    person = person_of_request(request)
    found = next(((office, shown) for office, shown in posts_of(person) if office.code == code), None)
    if found is None:
        raise Http404
    office, shown = found
    initial = {name: getattr(shown, name) for name in ("position_th", "position_en", "shows_phone") if shown}
    withdraws = "withdraw" in request.POST
    form = PostForm(None if withdraws else request.POST or None, initial=initial)

    def put() -> HttpResponse:
        commands.agree_to_post(person=person, office=office, terms=form.terms, by=person)
        messages.success(
            request, _("You are shown on the office's public page. You can withdraw at any time.")
        )
        return redirect("accounts_me")

    if withdraws:
        commands.withdraw_post(person=person, office=office, by=person)
        messages.success(request, _("You are no longer shown on the office's public page."))
        return redirect("accounts_me")
    page = {
        "title": _("Be shown on the office's public page"),
        "lead": queries.office_name(office),
        "button": _("I agree to be shown"),
        "back": reverse("accounts_me"),
        "crumbs": [(_("My account"), reverse("accounts_me"))],
    }
    return form_page(request, form, put, page)


@require_safe
def powers(request: HttpRequest) -> HttpResponse:
    """Show who may do what where: the whole list of powers."""
    return render(request, "accounts/powers.html", {"rows": exports.powers_table(), "roles": ROLES})
