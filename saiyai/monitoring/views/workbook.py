"""The pages of a collection's own workbook: taking it along, handing it in filled, and its numbers as files."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.documents.page import Language
from saiyai.documents.sheets.check import text_of as text_of_cell
from saiyai.documents.sheets.datafile import write_datafile
from saiyai.documents.sheets.read import read_workbook
from saiyai.documents.sheets.write import Column as SheetColumn
from saiyai.documents.sheets.write import write_xlsx
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.forms import WorkbookForm
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries import workbook as queries
from saiyai.monitoring.queries.project import SeriesRow
from saiyai.monitoring.queries.workbook import Fate, NumbersRow
from saiyai.monitoring.rules.workbook import EXPLANATION, KEY, PLACE, FilledRow, filled_rows
from saiyai.monitoring.views.choice import area_asked
from saiyai.monitoring.views.doors import SHADES
from saiyai.monitoring.views.review import collection_frame, collection_or_404
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.downloads import TYPES, download
from saiyai.web.offers import sentence_of_refusal
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request

SALT = "monitoring.workbook"
KEPT_SECONDS = 4 * 3600
DATA_TYPES = {"json": "application/json", "parquet": "application/vnd.apache.parquet"}

FATES: Mapping[Fate, tuple[Any, Shade]] = {
    Fate.GOOD: (gettext_lazy("will be submitted"), "good"),
    Fate.EMPTY: (gettext_lazy("empty, left out"), "plain"),
    Fate.FOREIGN: (gettext_lazy("not one of your places"), "bad"),
    Fate.CHANGED: (gettext_lazy("changed by somebody after this workbook was taken along"), "bad"),
    Fate.CLOSED: (gettext_lazy("already submitted, left as it is"), "plain"),
    Fate.WRONG: (gettext_lazy("a cell holds no number"), "bad"),
    Fate.GAPS: (gettext_lazy("a required number is missing"), "bad"),
    Fate.BARRED: (gettext_lazy("a check stops it"), "bad"),
    Fate.UNEXPLAINED: (gettext_lazy("a number stands out: explain it in the last column"), "warn"),
}


@require_safe
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the workbook of a collection for the places that this person enters for."""
    found = collection_or_404(pk)
    scope = scope_of_request(request)
    reports = queries.own_reports(scope, found, area_asked(request, scope))
    if not reports:
        raise Http404
    series = queries.asked_in_cells(found.form, projects.series_of(found.form_id))
    title = f"{projects.collection_title(found)} · {projects.period_label(found.period_code)}"
    content = write_xlsx(
        _columns(series),
        queries.workbook_rows(reports, series),
        sheet_name=title,
        title=title,
        language=_language(),
        protected=True,
    )
    headers = {"Content-Disposition": f'attachment; filename="reports-{pk}-{found.period_code}.xlsx"'}
    return HttpResponse(content, content_type=TYPES["xlsx"], headers=headers)


def _language() -> Language:
    return "en" if get_language() == "en" else "th"


def _columns(series: Sequence[SeriesRow]) -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(KEY, _("Key (do not change)"), "code", 4, editable=False, is_hidden=True),
        SheetColumn(PLACE, _("Place"), "text", 30, editable=False),
        *(
            SheetColumn(
                each.code,
                f"{each.name} ({each.unit}){'' if each.is_required else ' ' + _('(optional)')}",
                "integer",
                18,
            )
            for each in series
        ),
        SheetColumn(EXPLANATION, _("Explanation, where a number stands out"), "text", 40),
    )


def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a filled workbook in, and show what each row comes to before anything is handed in."""
    found = collection_or_404(pk)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context = collection_frame(found, area_asked(request, scope_of_request(request))) | {"form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "monitoring/workbook.html", context, status=400 if form.errors else 200)
    series = queries.asked_in_cells(found.form, projects.series_of(found.form_id))
    try:
        rows = _read(form.cleaned_data["file"].read(), found.pk, [each.code for each in series])
    except BadValue as bad:
        form.add_error("file", str(sentence_of_refusal(bad.code) or bad.code) % bad.values)
        return render(request, "monitoring/workbook.html", context, status=400)
    shown = queries.preview(scope_of_request(request), found, rows, series)
    good = [row.filled for row in shown if row.fate is Fate.GOOD]
    context |= {
        "rows": [(row, *FATES[row.fate], _cells(row)) for row in shown],
        "good": len(good),
        "kept": signing.dumps([pk, person_of_request(request).pk, _plain(good)], salt=SALT, compress=True),
    }
    return render(request, "monitoring/workbook.html", context)


def _cells(row: queries.PreviewRow) -> list[tuple[str, int | None, str]]:
    return [
        (name, value, str(sentence_of_refusal(problem) or "") if problem else "")
        for name, value, problem in row.values
    ]


def _read(content: bytes, collection: int, series: Sequence[str]) -> list[FilledRow]:
    """Return the filled rows of a workbook of this collection; BadValue for one of another round or of none."""
    sheet = read_workbook(content).first.rows
    rows = filled_rows([[text_of_cell(each) for each in row] for row in sheet], series)
    if any(row.key.collection != collection for row in rows):
        raise BadValue("workbook.of_another_collection")
    return rows


def _plain(rows: Sequence[FilledRow]) -> list[list[Any]]:
    return [[str(row.key), dict(row.figures), row.explanation] for row in rows]


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the good rows of a workbook that was shown, each as a report of its own."""
    found = collection_or_404(pk)
    person = person_of_request(request)
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        kept = None
    if kept is None or kept[:2] != [pk, person.pk]:
        messages.warning(request, _("Please hand the workbook in again."))
        return redirect("collection_upload", pk=pk)
    reports = {each.pk: each for each in queries.own_reports(scope_of_request(request), found, "")}
    done, left = 0, []
    for key, figures, explanation in kept[2]:
        version, report = _key_parts(key)
        if report not in reports:
            continue
        try:
            _hand_in(reports[report], figures, version, explanation, person)
            done += 1
        except (Refusal, Denied) as no:
            left.append(_("not yours to enter") if isinstance(no, Denied) else text_of(no))
    if done:
        messages.success(request, _("Done: %(count)s reports.") % {"count": f"{done:,}"})
    for text in left:
        messages.warning(request, text)
    return redirect(f"{reverse('collection', args=[pk])}?place={_district(reports.values())}")


def _district(reports: Any) -> str:
    return next((each.place_code[:4] for each in reports), "")


def _key_parts(text: str) -> tuple[int, int]:
    _collection, report, version = (int(part[1:]) for part in text.split("-"))
    return version, report


def _hand_in(report: Any, figures: dict[str, int | None], version: int, explanation: str, by: Any) -> None:
    checks = queries.checks_asked_of(report)
    commands.submit_report(
        report=report,
        figures=figures,
        version=version,
        check_answers=dict.fromkeys(checks, explanation),
        by=by,
    )


@require_safe
def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all numbers of a collection's reports in the reader's area, and give them as files."""
    found = collection_or_404(pk)
    scope = scope_of_request(request)
    place_code = area_asked(request, scope)
    series = _with_parts(found)
    rows = queries.numbers_of(scope, found, place_code)
    form = request.GET.get("as", "")
    if form in DATA_TYPES:
        return _datafile(form, found, series, rows)
    context = collection_frame(found, place_code) | {"table": _numbers_table(series, rows)}
    file = download(
        request,
        context["table"],
        name=f"reports-{pk}-{place_code or 'all'}",
        title=f"{projects.collection_title(found)} · {context['period']}",
        notes=[_("Numbers of reports in every state; the column of the state says which are approved.")],
    )
    return file or render(request, "monitoring/numbers.html", context)


def _with_parts(found: projects.FoundCollection) -> list[SeriesRow]:
    """Return the columns of numbers: each series, or the two numbers of a mean or a share in its place."""
    series = projects.series_of(found.form_id)
    typed = queries.asked_in_cells(found.form, series)
    parts = {each.code: each for each in typed if each.code.partition("[of=")[1]}
    pairs = {
        each.code: [row for code, row in parts.items() if code.startswith(f"{each.code}[")] for each in series
    }
    return [column for each in series for column in (pairs[each.code] or [each])]


def _numbers_table(series: Sequence[SeriesRow], rows: Sequence[NumbersRow]) -> Table:
    return Table(
        caption=_("Numbers; an empty cell was not reported and is not zero"),
        columns=[
            Column(_("Place")),
            Column(_("District")),
            Column(_("State")),
            *(Column(f"{each.name} ({each.unit})", "number") for each in series),
        ],
        rows=[
            [
                Cell(row.place, url=reverse("report", args=[row.pk])),
                Cell(row.district),
                Cell(row.state_name, shade=SHADES[row.state]),
                *(
                    Cell(
                        row.figures.get(each.code),
                        why=reverse("report_cell", args=[row.pk, each.code.partition("[")[0]]),
                    )
                    for each in series
                ),
            ]
            for row in rows
        ],
        empty=_("No report of this collection lies in your area."),
        is_wide=True,
    )


def _datafile(
    form: str, found: projects.FoundCollection, series: Sequence[SeriesRow], rows: Sequence[NumbersRow]
) -> HttpResponse:
    columns = (
        SheetColumn("place_code", "place_code", "code"),
        SheetColumn("place", "place"),
        SheetColumn("district", "district"),
        SheetColumn("province", "province"),
        SheetColumn("state", "state"),
        *(SheetColumn(each.code, each.name, "integer") for each in series),
    )
    plain = (
        {
            "place_code": row.place_code,
            "place": row.place,
            "district": row.district,
            "province": row.province,
            "state": row.state,
            **row.figures,
        }
        for row in rows
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{form}"
        write_datafile(path, form, columns, plain, title=projects.collection_title(found))
        content = path.read_bytes()
    name = f"reports-{found.pk}-{found.period_code}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=DATA_TYPES[form], headers=headers)
