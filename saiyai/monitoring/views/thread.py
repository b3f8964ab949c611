"""What is said about a report without moving it: questions by those above, answers by its place."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saiyai.monitoring import commands
from saiyai.monitoring.forms import SayForm
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries import report as queries
from saiyai.web.routes import person_of_request, scope_of_request


def _say(request: HttpRequest, pk: int, command: Callable[..., Any], said: str) -> HttpResponse:
    found = queries.report_with_collection(scope_of_request(request), pk)
    if found is None:
        raise Http404
    form = SayForm(request.POST, series=projects.series_of(found.collection.form_id))
    if not form.is_valid():
        messages.warning(request, _("Please write what you want to say."))
        return redirect("report", pk=pk)
    code = form.cleaned_data["series"]
    command(
        report=found,
        text=form.cleaned_data["text"],
        series=projects.series_with(code) if code else None,
        by=person_of_request(request),
    )
    messages.success(request, said)
    return redirect("report", pk=pk)


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask about a report without sending it back."""
    said = _("The question is asked, and who handed the report in is told.")
    return _say(request, pk, commands.ask_about_report, said)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what was asked about a report."""
    return _say(request, pk, commands.answer_about_report, _("Your answer stands beside the question."))
