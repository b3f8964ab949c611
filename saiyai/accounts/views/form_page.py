"""The one page that shows a form and puts what was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saiyai.kernel.refusal import Refusal
from saiyai.web.refusals import text_of


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
