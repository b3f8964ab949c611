"""Series: the list of what is counted, one with who uses it, defining, changing and retiring one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.access import SEERS, may_change_series, may_define_series
from saiyai.monitoring.forms.indicator import AxisForm, ReasonForm, SearchForm, SeriesChangeForm, SeriesForm
from saiyai.monitoring.queries import series as queries
from saiyai.monitoring.views.doors import crumbs, form_page
from saiyai.network.queries import in_reader_language
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request


@require_safe
def series_list(request: HttpRequest) -> HttpResponse:
    """Show what is counted: the reported series and those that other parts of the system publish."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    table = _table(queries.series_list(words))
    if file := download(request, table, name="series", title=_("Series")):
        return file
    context = {
        "title": _("Series"),
        "lead": _("What is counted, under the codes that forms and formulas name it by."),
        "crumbs": crumbs(),
        "search": form,
        "table": table,
        "ways": _ways(request),
    }
    return render(request, "monitoring/listing.html", context)


def _ways(request: HttpRequest) -> list[tuple[str, str]]:
    ways = [(_("Indicators"), reverse("indicators"))]
    if may_define_series(by=actor_of_request(request)):
        ways += [(_("New series"), reverse("series_new")), (_("New way to split"), reverse("axis_new"))]
    return ways


def _table(rows: list[queries.ListedSeries]) -> Table:
    return Table(
        caption=_("Series"),
        columns=[
            Column(_("Name")),
            Column(_("Code")),
            Column(_("unit")),
            Column(_("How it adds")),
            Column(_("Origin")),
        ],
        rows=[
            [
                Cell(each.name, url="" if each.is_published else reverse("series", args=[each.code])),
                Cell(each.code),
                Cell(each.unit),
                Cell(each.kind or _("as its app counts it")),
                _origin(each),
            ]
            for each in rows
        ],
        empty=_("No series has these words. A support office or the ministry defines new ones."),
        is_long=True,
    )


def _origin(each: queries.ListedSeries) -> Cell:
    if each.is_retired:
        return Cell(_("retired"), shade="plain")
    if each.is_published:
        return Cell(_("counted by the system itself"))
    return Cell(each.keeper or _("the ministry, for the whole country"))


@require_safe
def series(request: HttpRequest, code: str) -> HttpResponse:
    """Show a series: what it says of itself, its categories, and which forms and indicators use it."""
    found = _found(code)
    page = queries.series_page(found)
    context = {
        "title": page.name,
        "crumbs": [*crumbs(), (_("Series"), reverse("series_list"))],
        "series": found,
        "page": page,
        "sees_history": scope_of_request(request).has(*SEERS),
        "defines": may_change_series(by=actor_of_request(request), series=found) and found.parent_id is None,
    }
    return render(request, "monitoring/series.html", context)


def _found(code: str) -> queries.FoundSeries:
    found = queries.series_of_code(code)
    if found is None:
        raise Http404
    return found


def _changeable(request: HttpRequest, code: str) -> queries.FoundSeries:
    found = _found(code)
    if not may_change_series(by=actor_of_request(request), series=found):
        raise Http404
    return found


def new(request: HttpRequest) -> HttpResponse:
    """Ask for a new series, or define it."""
    form = SeriesForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = commands.define_series(**form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The series is defined."))
            return redirect("series", made.code)
    return _form_page(request, form, _("New series"), _("Define the series"))


def change(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what a series says from a day on, or say it."""
    found = _changeable(request, code)
    form = SeriesChangeForm(request.POST if request.method == "POST" else None, series=found)
    if form.is_bound and form.is_valid():
        try:
            commands.change_series(
                series=found,
                terms=form.terms(),
                holds_from=form.cleaned_data["holds_from"],
                reason=form.cleaned_data["reason"],
                by=person_of_request(request),
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The series says it anew."))
            return redirect("series", found.code)
    return _form_page(request, form, _("Change the series"), _("Save"), of=found)


def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why a series is retired, or taken into use again, and do it."""
    found = _changeable(request, code)
    is_retired = found.retired_on is not None
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        act = commands.resume_series if is_retired else commands.retire_series
        try:
            act(series=found, reason=form.cleaned_data["reason"], by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(
                request, _("The series is in use again.") if is_retired else _("The series is retired.")
            )
            return redirect("series", found.code)
    title = _("Take a series into use again") if is_retired else _("Retire a series")
    return _form_page(request, form, title, title, of=found)


def new_axis(request: HttpRequest) -> HttpResponse:
    """Ask for a new way to split, or define it."""
    form = AxisForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            commands.define_axis(categories=values.pop("lines"), **values, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The way to split is defined."))
            return redirect("series_list")
    return _form_page(request, form, _("New way to split"), _("Define a way to split"))


def _form_page(
    request: HttpRequest, form: Any, title: str, button: str, of: queries.FoundSeries | None = None
) -> HttpResponse:
    """Return the page of one form with its button, the series that it is about, and the way back."""
    above = [*crumbs(), (_("Series"), reverse("series_list"))]
    if of is not None:
        name = in_reader_language(of.name_th, of.name_en)
        above.append((name, reverse("series", args=[of.code])))
    lead = above[-1][0] if of else ""
    return form_page(request, form, above, title=title, button=button, lead=lead)
