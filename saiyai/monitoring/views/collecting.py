"""The pages on which an office opens a collection and changes its days."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.forms.collection import DaysForm, OpenForm
from saiyai.monitoring.queries import form as queries
from saiyai.monitoring.views.doors import crumbs
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request


def open_collection(request: HttpRequest, code: str) -> HttpResponse:
    """Open a form for a period to the places of a level."""
    scope = scope_of_request(request)
    project = queries.project_run_by(scope, code)
    if project is None:
        raise Http404
    form = OpenForm(request.POST or None, versions=queries.forms_in_use(project))
    status = 200
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        version = queries.version_of(scope, int(told["form"]))
        if version is None:
            raise Http404
        try:
            made = commands.open_collection(
                project=project,
                form=version,
                period_code=told["period"],
                level=told["level"],
                codes=told["codes"],
                by=person_of_request(request),
                **form.days(),
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
            status = 409
        else:
            messages.success(request, _("The collection is open."))
            return redirect("collection", pk=made.pk)
    elif form.is_bound:
        status = 400
    context = {"crumbs": crumbs(project), "form": form, "here": _("Open a collection")}
    return render(request, "monitoring/collecting.html", context, status=status)


def days(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the days of a collection for a reason."""
    found = queries.collection_run_by(scope_of_request(request), pk)
    if found is None:
        raise Http404
    present = {"opens_on": found.opens_on, "due_on": found.due_on, "closes_on": found.closes_on}
    form = DaysForm(request.POST or None, initial=present)
    status = 400 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            commands.change_days(
                collection=found,
                reason=form.cleaned_data["reason"],
                by=person_of_request(request),
                **form.days(),
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
            status = 409
        else:
            messages.success(request, _("The days are changed."))
            return redirect("collection", pk=pk)
    context = {"crumbs": crumbs(found.project), "form": form, "here": _("Change the days of a collection")}
    return render(request, "monitoring/collecting.html", context, status=status)
