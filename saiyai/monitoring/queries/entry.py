"""What can be asked while a report is entered: its answers so far, and what the place reported before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saiyai.monitoring.models import Answers, Report
from saiyai.monitoring.queries.project import period_label
from saiyai.monitoring.rules import LAYERS, State
from saiyai.monitoring.rules.definition import Definition, definition_of
from saiyai.monitoring.rules.filling import answers_of_figures

PERIODS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Past:
    """What a place reported in an earlier period: the number of the report, the period's name and the figures."""

    report_pk: int
    period: str
    figures: Mapping[str, int | None]


def definition_of_report(report: Report) -> Definition:
    """Return what the form asks for that a report was opened with."""
    return definition_of(report.collection.form.definition_text)


def kept_answers(report: Report) -> dict[str, Any]:
    """Return the answers of a report; those that its figures tell where no more was kept."""
    kept = Answers.objects.filter(report=report).values_list("text", flat=True).first()
    if kept is not None:
        answers: dict[str, Any] = json.loads(kept)
        return answers
    return answers_of_figures(definition_of_report(report), report.figures)


def past_of(report: Report) -> Sequence[Past]:
    """Return what the place handed in before with the same form in any version, the oldest of at most twelve first."""
    collection = report.collection
    rows = Report.objects.filter(
        place_code=report.place_code,
        collection__form__design=collection.form.design_id,
        collection__level=collection.level,
        collection__opens_on__lt=collection.opens_on,
        state__in=LAYERS["entered"],
    ).select_related("collection")
    found = list(rows.order_by("-collection__opens_on", "-pk")[:PERIODS_SHOWN])
    return [
        Past(each.pk, period_label(each.collection.period_code), each.figures) for each in reversed(found)
    ]


def may_still_be_entered(report: Report) -> bool:
    """Tell whether a report is with its place, where its answers change."""
    return report.state in {State.DRAFT, State.RETURNED}
