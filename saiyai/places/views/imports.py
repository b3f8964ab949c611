"""Bringing in files of villages and local authorities: send a file, see what it would do, accept it or give it up."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saiyai.kernel.bad_value import BadValue
from saiyai.places import exports, imports
from saiyai.places.forms import ImportForm
from saiyai.places.imports.tasks import check_import
from saiyai.places.queries import imports as queries
from saiyai.web.downloads import download
from saiyai.web.routes import person_of_request
from saiyai.web.values import text_of_bad_value


def begin(request: HttpRequest) -> HttpResponse:
    """Take a file for the worker to check, or show the form and the latest imports."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        kind, by = form.cleaned_data["kind"], person_of_request(request)
        try:
            number = imports.receive(kind, sent.name, sent.read(), by=by)
        except BadValue as bad:
            form.add_error("file", text_of_bad_value(bad))
        else:
            check_import.enqueue(number)
            return redirect("places_import_batch", number=number)
    return render(
        request,
        "places/import.html",
        {"form": form, "batches": queries.latest_batches(), "trail": exports.place_path("")},
        status=400 if form.errors else 200,
    )


def batch(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far a file has come, what it would do, and what is wrong with it."""
    row = queries.batch_at(number)
    if row is None:
        raise Http404
    report = exports.joins_report(number) if row.kind == "dola" and not row.is_being_checked else None
    if report and (file := download(request, report, name=f"joins-{number}", title=row.file_name)):
        return file
    problems = [
        (each, text_of_bad_value(BadValue(each.code, **each.values))) for each in queries.problems_of(number)
    ]
    failure = row.failure and text_of_bad_value(BadValue(row.failure.code, **row.failure.values))
    context = {
        "trail": [*exports.place_path(""), (_("Import"), reverse("places_import"))],
        "batch": row,
        "failure": failure,
        "problems": problems,
        "examples": queries.examples_of(number) if row.is_open else [],
        "doubtful": queries.joins_of(number, doubtful_only=True) if report else [],
        "left": queries.authorities_without_join(number) if report else [],
        "report": report,
    }
    return render(request, "places/import_batch.html", context)


@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Accept an import, with the doubtful joins that were ticked."""
    confirmed = [each for each in request.POST.getlist("confirmed") if each.isascii() and each.isdigit()]
    row = imports.accept(number, confirmed=confirmed, by=person_of_request(request))
    counts = {"new": row.new + len(confirmed), "changed": row.changed}
    messages.success(request, _("Accepted: %(new)d new, %(changed)d changed.") % counts)
    return redirect("places_import_batch", number=number)


@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Give an import up, also while its file is being checked."""
    imports.discard(number, by=person_of_request(request))
    messages.success(request, _("The import was discarded; nothing was changed."))
    return redirect("places_import_batch", number=number)
