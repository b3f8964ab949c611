"""The report to the chief: a period's executive report made from the figures, put right by hand, as page, DOCX and PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.documents.page import Block, Document, Figure, Heading, Letterhead, Paragraph, TableColumn
from saiyai.documents.page import Table as PrintedTable
from saiyai.documents.pdf import render_pdf
from saiyai.documents.word import word_of
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.access import SEERS, may_write_brief
from saiyai.monitoring.forms.brief import PART_NAMES, BriefForm
from saiyai.monitoring.queries import brief as queries
from saiyai.monitoring.queries import figures, profile
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries.brief import Absent, Moved
from saiyai.monitoring.queries.figures import FigureTable
from saiyai.monitoring.queries.target import LIGHT_NAMES, TargetRow, activity_targets
from saiyai.monitoring.rules.brief import Move, Part
from saiyai.monitoring.rules.indicator import Light
from saiyai.monitoring.views.charts import Chart, chart_of, language_of, told_sentence
from saiyai.monitoring.views.choice import DIGITS_OF_DISTRICTS, Choice, looked_at
from saiyai.monitoring.views.doors import crumbs
from saiyai.monitoring.views.indicator import figure_text, with_unit
from saiyai.monitoring.views.profile import trend_chart
from saiyai.monitoring.views.target import target_table
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import path_of
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request

MOST_NAMED = 8
LAYER = "approved"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Told:
    """All that an executive report says of a project at a place in a period."""

    project: projects.FoundProject
    choice: Choice
    place: str
    period_code: str
    table: FigureTable
    moves: Sequence[Moved]
    absent: Sequence[Absent]
    targets: Sequence[TargetRow]
    charts: tuple[Chart, ...]


def brief(request: HttpRequest, code: str) -> HttpResponse:
    """Show a period's executive report with its words to be put right; keep them; give it as DOCX or PDF."""
    told, form_of_choice = _told(request, code)
    kept, version, subject = queries.kept_words(told.project, told.choice.place_code, told.period_code)
    texts = dict(kept) or proposed(told)
    form = BriefForm(request.POST if request.method == "POST" else None, texts=texts, version=version)
    writes = may_write_brief(
        by=actor_of_request(request), project=told.project, place_code=told.choice.place_code
    )
    if form.is_bound and form.is_valid() and (answer := _keep(request, told, form)) is not None:
        return answer
    if (file := _file(request, told, texts)) is not None:
        return file
    context: dict[str, Any] = {
        "title": _("Executive report"),
        "crumbs": crumbs(told.project),
        "where": f"{told.place} · {told.choice.collection.period}",
        "choice": told.choice,
        "choice_form": form_of_choice,
        "form": form,
        "writes": writes,
        "is_kept": version > 0,
        "parts": [(PART_NAMES[Part(name)], text) for name, text in texts.items() if text],
        "charts": told.charts,
        "targets_table": target_table(list(told.targets), _("Indicators beside their targets")),
        "subject": subject if scope_of_request(request).has(*SEERS) else "",
    }
    return render(request, "monitoring/brief.html", context, status=400 if form.errors else 200)


def _keep(request: HttpRequest, told: Told, form: BriefForm) -> HttpResponse | None:
    """Keep the words that were typed and lead back, None where they are refused."""
    try:
        commands.write_brief(
            project=told.project,
            place_code=told.choice.place_code,
            period_code=told.period_code,
            texts=form.texts(),
            version=form.cleaned_data["version"],
            by=person_of_request(request),
        )
    except Refusal as refusal:
        form.add_error(None, text_of(refusal))
        return None
    messages.success(request, _("The executive report is kept. It can be printed now."))
    return redirect(
        reverse("project_brief", args=[told.project.code]) + told.choice.address(told.choice.place_code)
    )


def _told(request: HttpRequest, code: str) -> tuple[Told, Any]:
    """Return what the report says of the place and period that the address names, from approved reports alone."""
    looked = looked_at(request, code, DIGITS_OF_DISTRICTS, LAYER)
    found, collection, choice = looked.project, looked.collection, looked.choice
    asked = profile.asked_of(found, collection.period_code, LAYER, clock.today())
    series = projects.series_asked_in(collection.pk)
    table = figures.figures_at(collection, choice.place_code, choice.series.code, LAYER)
    path = path_of(choice.place_code) if choice.place_code else ()
    trend = profile.trend_of(choice.series.code, choice.place_code, asked)
    bars = chart_of(request, choice.series, table)
    told = Told(
        project=found,
        choice=choice,
        place=", ".join(each.label for each in reversed(path)) or _("All areas of the project"),
        period_code=collection.period_code,
        table=table,
        moves=queries.moves_of(profile.fields_of(series, choice.place_code, asked)),
        absent=queries.absent_in(table),
        targets=activity_targets(found, clock.today()),
        charts=tuple(each for each in (bars, trend_chart(request, choice, trend)) if each is not None),
    )
    return told, looked.form


def proposed(told: Told) -> dict[str, str]:
    """Return the words that the figures themselves say, part by part."""
    return {
        Part.SUMMARY.value: _summary(told),
        Part.ROSE.value: _moved(told, Move.ROSE),
        Part.FELL.value: _moved(told, Move.FELL),
        Part.MISSING.value: _missing(told),
        Part.ADVICE.value: _advice(told),
    }


def _summary(told: Told) -> str:
    lines = [told_sentence(told.table)]
    lines += [
        _("%(series)s: %(value)s in all.")
        % {"series": each.series.name, "value": with_unit(each.total, each.series.unit)}
        for each in told.moves
        if each.total is not None
    ]
    lines += [
        _("%(indicator)s: %(value)s beside a target of %(target)s: %(light)s.")
        % {
            "indicator": each.indicator.name,
            "value": with_unit(each.value, each.indicator.unit),
            "target": with_unit(each.amount, each.indicator.unit),
            "light": LIGHT_NAMES[each.light],
        }
        for each in told.targets
    ]
    return "\n".join(line for line in lines if line)


def _moved(told: Told, move: Move) -> str:
    rows = [each for each in told.moves if each.move is move]
    if not rows:
        if all(each.move is Move.UNKNOWN for each in told.moves):
            return _("There is no period before to compare with.")
        return _("Nothing rose.") if move is Move.ROSE else _("Nothing fell.")
    words = (
        _(
            "%(series)s rose by %(percent)s%%: from %(before)s to %(now)s %(unit)s for each place that reported."
        )
        if move is Move.ROSE
        else _(
            "%(series)s fell by %(percent)s%%: from %(before)s to %(now)s %(unit)s for each place that reported."
        )
    )
    return "\n".join(
        words
        % {
            "series": each.series.name,
            "percent": figure_text(abs(each.percent)) if each.percent is not None else "–",
            "before": figure_text(each.before),
            "now": figure_text(each.now),
            "unit": each.series.unit,
        }
        for each in rows
    )


def _missing(told: Told) -> str:
    total = told.table.total
    if not told.absent:
        return _("No report is missing.")
    first = ", ".join(
        _("%(place)s (%(missing)s of %(owed)s)")
        % {"place": each.name, "missing": f"{each.missing:,}", "owed": f"{each.owed:,}"}
        for each in told.absent[:MOST_NAMED]
    )
    said = _("%(missing)s of %(owed)s approved reports are missing, most of all in %(places)s.") % {
        "missing": f"{total.owed - total.reported:,}",
        "owed": f"{total.owed:,}",
        "places": first,
    }
    return f"{said}\n" + _("What is missing is not counted as zero.")


def _advice(told: Told) -> str:
    lines = []
    if told.absent:
        lines.append(_("Remind the places that have not reported, beginning with those named above."))
    lines += [
        _("Agree with the areas on how %(indicator)s is to reach its target: %(missing)s are still missing.")
        % {"indicator": each.indicator.name, "missing": with_unit(each.missing, each.indicator.unit)}
        for each in told.targets
        if each.light is Light.BELOW and each.missing
    ]
    return "\n".join(lines)


def _file(request: HttpRequest, told: Told, texts: Mapping[str, str]) -> HttpResponse | None:
    """Return the report as the file that the address asks for, None where it asks for the page."""
    form = request.GET.get("as", "")
    if form not in TYPES:
        return None
    document = document_of(request, told, texts)
    content = word_of(document) if form == "docx" else render_pdf(document)
    name = f"brief-{told.project.code}-{told.period_code}-{told.choice.place_code or 'all'}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


def document_of(request: HttpRequest, told: Told, texts: Mapping[str, str]) -> Document:
    """Return the report as a document: the words by part, charts, indicators beside their targets."""
    language, thai_digits = language_of(request)
    blocks: list[Block] = []
    for name, text in texts.items():
        if text:
            blocks += [Heading(str(PART_NAMES[Part(name)])), *(Paragraph(line) for line in text.split("\n"))]
        if name == Part.SUMMARY:
            blocks += [Figure(each.svg, each.says, each.says) for each in told.charts[:1]]
        if name == Part.FELL:
            blocks += [Figure(each.svg, each.says, each.says) for each in told.charts[1:]]
    if told.targets:
        blocks += [Heading(_("Indicators beside their targets")), _printed_targets(told.targets)]
    owner = told.project.owner
    choice = told.choice
    address = reverse("project_brief", args=[told.project.code]) + choice.address(choice.place_code)
    return Document(
        title=_("Executive report"),
        subtitle=f"{projects.project_name(told.project)} · {told.place} · {choice.collection.period}",
        language=language,
        blocks=tuple(blocks),
        made_on=clock.today(),
        letterhead=Letterhead(in_reader_language(owner.name_th, owner.name_en)),
        live_url=request.build_absolute_uri(address),
        sequence=present_sequence(),
        thai_digits=thai_digits,
    )


def _printed_targets(rows: Sequence[TargetRow]) -> PrintedTable:
    return PrintedTable(
        columns=(
            TableColumn(_("Indicator")),
            TableColumn(_("Figure"), "right"),
            TableColumn(_("Target"), "right"),
            TableColumn(_("State")),
        ),
        rows=tuple(
            (
                each.indicator.name,
                with_unit(each.value, each.indicator.unit),
                with_unit(each.amount, each.indicator.unit),
                str(LIGHT_NAMES[each.light]),
            )
            for each in rows
        ),
        caption=_("Indicators beside their targets"),
    )
