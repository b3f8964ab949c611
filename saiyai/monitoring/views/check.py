"""The pages of a project's checks: what numbers are held against, writing one, retiring one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.access import may_run_project
from saiyai.monitoring.forms import CheckForm
from saiyai.monitoring.queries import check as queries
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.rules.check import CheckKind, Severity
from saiyai.monitoring.views.doors import crumbs
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request


def checks(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the numbers of a project's reports are held against, and take in a new check."""
    found = projects.project_of(code)
    if found is None:
        raise Http404
    series = projects.series_asked_by(found)
    form = CheckForm(request.POST or None, series=series)
    if request.method == "POST" and form.is_valid() and (answer := _written(request, found, form)):
        return answer
    context = {
        "crumbs": crumbs(found),
        "project": found,
        "name": projects.project_name(found),
        "rows": queries.check_rows(found),
        "form": form,
        "codes": series,
        "may_write": may_run_project(by=actor_of_request(request), project=found),
    }
    return render(request, "monitoring/checks.html", context, status=400 if form.errors else 200)


def _written(request: HttpRequest, found: projects.FoundProject, form: CheckForm) -> HttpResponse | None:
    typed: dict[str, Any] = form.cleaned_data
    try:
        commands.write_check(
            project=found,
            series=projects.series_with(typed["series"]),
            kind=CheckKind(typed["kind"]),
            severity=Severity(typed["severity"]),
            formula=typed["formula"],
            limit_tenths=round((typed["limit"] or 0) * 10),
            sentence_th=typed["sentence_th"],
            sentence_en=typed["sentence_en"],
            by=person_of_request(request),
        )
    except Denied as denied:
        raise Http404 from denied
    except Refusal as refusal:
        form.add_error(None, text_of(refusal))
        return None
    messages.success(request, _("The check holds for reports submitted from now on."))
    return redirect("project_checks", code=found.code)


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Retire a check."""
    found = queries.check_with(pk)
    if found is None:
        raise Http404
    try:
        commands.retire_check(check=found, by=person_of_request(request))
    except Denied as denied:
        raise Http404 from denied
    messages.success(request, _("The check is retired."))
    return redirect("project_checks", code=found.project.code)
