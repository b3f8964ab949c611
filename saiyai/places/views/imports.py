"""Bringing in files of villages and local authorities: choose a file, see what it would do, accept it or give it up."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saiyai.kernel.bad_value import BadValue
from saiyai.places import exports, imports
from saiyai.places.forms import ImportForm
from saiyai.places.queries import imports as queries
from saiyai.web.values import text_of_bad_value


def begin(request: HttpRequest) -> HttpResponse:
    """Take a file and check it, or show the form and the latest imports."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            number = imports.preview(form.cleaned_data["kind"], sent.name, sent.read(), by=_actor(request))
        except BadValue as bad:
            form.add_error("file", text_of_bad_value(bad))
        else:
            return redirect("places_import_batch", number=number)
    return render(
        request,
        "places/import.html",
        {"form": form, "batches": queries.latest_batches(), "trail": exports.place_path("")},
    )


def batch(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a file would do, and what is wrong with it."""
    row = queries.batch_at(number)
    if row is None:
        raise Http404
    problems = [
        (each, text_of_bad_value(BadValue(each.code, **each.values))) for each in queries.problems_of(number)
    ]
    trail = [*exports.place_path(""), (_("Import"), reverse("places_import"))]
    context = {
        "trail": trail,
        "batch": row,
        "problems": problems,
        "examples": queries.examples_of(number) if row.is_open else [],
    }
    return render(request, "places/import_batch.html", context)


@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Accept an import."""
    row = imports.accept(number, by=_actor(request))
    messages.success(
        request, _("Accepted: %(new)d new, %(changed)d changed.") % {"new": row.new, "changed": row.changed}
    )
    return redirect("places_import_batch", number=number)


@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Give an import up."""
    imports.discard(number, by=_actor(request))
    messages.success(request, _("The import was discarded; nothing was changed."))
    return redirect("places_import_batch", number=number)


def _actor(request: HttpRequest) -> Any:
    return request.user
