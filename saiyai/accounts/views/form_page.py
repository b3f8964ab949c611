"""The one page that shows a form and puts what was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.kernel.refusal import Refusal
from saiyai.web.refusals import text_of


def crumbs_to(person: Any = None) -> list[tuple[str, str]]:
    """Return the way down to what is done about people, or about one of them: (label, address)."""
    crumbs = [(_("People"), reverse("accounts_people"))]
    if person is not None:
        crumbs.append((person.display_name, reverse("accounts_person", args=[person.pk])))
    return crumbs


def crumbs_of_grant(found: Any, reader: Any) -> list[tuple[str, str]]:
    """Return the way down to somebody's role: through the reader's own account, or through the people."""
    return [(_("My account"), reverse("accounts_me"))] if found.user_id == reader.pk else crumbs_to()


def form_page(
    request: HttpRequest, form: forms.Form, put: Callable[[], HttpResponse], page: dict[str, Any]
) -> HttpResponse:
    """Show a form, or put what was typed; a refusal stands above the form, which keeps what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            return put()
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
    status = 400 if request.method == "POST" else 200
    return render(request, "accounts/form.html", page | {"form": form}, status=status)
