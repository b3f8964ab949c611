"""A report on paper: empty to be filled in by hand, or filled, with a square that leads back to its page."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.documents.html import render_html
from saiyai.documents.page import (
    Block,
    Document,
    Heading,
    KeyValues,
    Language,
    Paragraph,
    Signatory,
    Signatures,
    Table,
    TableColumn,
)
from saiyai.documents.pdf import qr, render_pdf
from saiyai.kernel.dates import format_date
from saiyai.monitoring.forms.answers import AnswerForm, Box, Line
from saiyai.monitoring.queries import entry as queries
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries import report as reports
from saiyai.monitoring.rules.definition import Definition, Group, walk
from saiyai.monitoring.rules.filling import filled
from saiyai.monitoring.views.report import frame_of, report_or_404
from saiyai.web.preferences import preferences_of

BLANK, NAME_BLANK = "." * 28, "." * 40
LONG_BLANK = "\n".join([BLANK] * 3)
BLANK_ROWS = 3
"""How many rows of a group that repeats an empty form on paper has."""


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report as it is printed, empty or filled; as PDF where its address asks for that."""
    found = report_or_404(request, pk)
    is_filled = request.GET.get("filled") == "1"
    document = _document(request, found, is_filled=is_filled)
    if request.GET.get("as") == "pdf":
        headers = {
            "Content-Disposition": f'inline; filename="report-{pk}{"" if is_filled else "-empty"}.pdf"'
        }
        return HttpResponse(render_pdf(document), content_type="application/pdf", headers=headers)
    context = frame_of(found) | {
        "is_filled": is_filled,
        "document": mark_safe(render_html(document)),  # noqa: S308 (the twin escapes every text)
        "square": mark_safe(qr(document.live_url, fits=True)),  # noqa: S308 (drawn from an address of our own)
    }
    return render(request, "monitoring/paper.html", context)


def _document(request: HttpRequest, found: reports.Found, *, is_filled: bool) -> Document:
    collection = found.collection
    frame = frame_of(found)
    language: Language = "en" if get_language() == "en" else "th"
    told = [
        (_("Project"), str(frame["project_name"])),
        (_("Due on"), format_date(collection.due_on, "long", language=language)),
    ]
    if is_filled:
        told.append((_("State"), str(found.get_state_display())))
    return Document(
        title=projects.collection_title(collection),
        subtitle=f"{frame['place_name']} · {frame['period']}",
        language=language,
        blocks=(
            KeyValues(tuple(told)),
            Paragraph(_("Leave a cell empty where you do not know; that is not zero.")),
            *_parts(found, queries.definition_of_report(found), is_filled=is_filled),
            Signatures(
                (
                    Signatory(NAME_BLANK, _("Position") + " " + BLANK, _("Reported by")),
                    Signatory(NAME_BLANK, _("Position") + " " + BLANK, _("Looked through by")),
                )
            ),
        ),
        made_on=clock.today(),
        live_url=request.build_absolute_uri(reverse("report", args=[found.pk])),
        sequence=present_sequence() if is_filled else None,
        thai_digits=preferences_of(request).thai_digits,
    )


def _parts(found: reports.Found, definition: Definition, *, is_filled: bool) -> Iterator[Block]:
    """Yield the form section by section, the cells of each as one table."""
    form = AnswerForm(definition, queries.kept_answers(found) if is_filled else _blank_rows(definition))
    form.done = filled(definition, form.answers) if is_filled else None
    units = {each.code: each.unit for each in projects.series_of(found.collection.form_id)}
    past = queries.past_of(found)[-1:]
    title = ""
    rows: list[tuple[str, ...]] = []
    for line in form.lines():
        if line.kind in {"section", "row"}:
            yield from _section(title, rows, past)
            title, rows = _title(line), []
        elif line.box is not None and not line.is_hidden:
            rows.append(_row(line, line.box, units, past, is_filled=is_filled))
    yield from _section(title, rows, past)


def _title(line: Line) -> str:
    return line.label if line.kind == "section" or line.row is None else f"{line.label} {line.row + 1}"


def _blank_rows(definition: Definition) -> Mapping[str, Any]:
    return {
        each.node.name: [{} for _row in range(BLANK_ROWS)]
        for each in walk(definition.children)
        if isinstance(each.node, Group) and each.node.is_repeat
    }


def _section(title: str, rows: list[tuple[str, ...]], past: Any) -> Iterator[Block]:
    """Yield what stands under a title: its cells as one table, or the title alone where other sections follow."""
    if not rows:
        if title:
            yield Heading(title)
        return
    columns = [TableColumn(_("What is asked"), share=5), TableColumn(_("Answer"), share=4)]
    if past:
        columns.append(TableColumn(past[0].period, "right", share=2))
    yield Table(tuple(columns), tuple(rows), caption=title or _("Answers"))


def _row(line: Line, box: Box, units: Mapping[str, str], past: Any, *, is_filled: bool) -> tuple[str, ...]:
    asked = [line.label, box.hint]
    if not box.is_required and box.kind not in {"note", "calculated"}:
        asked[0] = f"{line.label} {gettext('(optional)')}"
    unit = _("baht") if box.kind == "money" else units.get(box.series, "")
    cells = ["\n".join(filter(None, asked)), _filled(box, unit) if is_filled else _empty(box, unit)]
    if past:
        before = past[0].figures.get(box.figure) if box.series else None
        cells.append("" if before is None else f"{before:,}")
    return tuple(cells)


def _filled(box: Box, unit: str) -> str:
    if box.options:
        return "\n".join(f"({'/' if each.is_chosen else ' '}) {each.label}" for each in box.options)
    if box.kind == "note":
        return ""
    return f"{_grouped(box)} {unit}".strip() if box.text else "–"


def _grouped(box: Box) -> str:
    whole, dot, rest = box.text.partition(".")
    is_number = box.kind in {"integer", "money"} and whole.isascii() and whole.isdigit()
    return f"{int(whole):,}{dot}{rest}" if is_number else box.text


def _empty(box: Box, unit: str) -> str:
    if box.options:
        return "\n".join(f"(.....) {each.label}" for each in box.options)
    if box.kind == "note":
        return ""
    return LONG_BLANK if box.is_long else f"{BLANK} {unit}".strip()
