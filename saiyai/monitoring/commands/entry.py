"""Putting what was answered into a report: the answers as they are kept, and the figures that they come to."""

import json
from collections.abc import Mapping
from typing import Any

from saiyai.audit import clock
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring.models import Answers, Report
from saiyai.monitoring.queries.truth import figure_codes
from saiyai.monitoring.rules import Figures, canonical, content_hash, refusal_of_entry, refusal_of_figures
from saiyai.monitoring.rules.definition import definition_of, items_of
from saiyai.monitoring.rules.filling import Filled, answers_of_figures, canonical_answers, filled


def enter(report: Report, figures: Figures | None, answers: Mapping[str, Any] | None) -> Filled:
    """Put answers into a report whose collection is open, and return the form as they fill it in.

    Where only figures are told, they are the answers to what is counted, and the other answers stay.
    """
    collection = report.collection
    if refusal := refusal_of_entry(collection.window, clock.today()):
        raise refusal
    definition = definition_of(collection.form.definition_text)
    if answers is None:
        figures = figures or {}
        if refusal := refusal_of_figures(figures, figure_codes(definition)):
            raise refusal
        others = _uncounted(report, {each.name for each in items_of(definition) if each.series})
        done = filled(definition, others | answers_of_figures(definition, figures))
        told = dict(figures) | {code: value for code, value in done.figures.items() if value is not None}
    else:
        done = filled(definition, answers)
        told = done.figures
    if refusal := refusal_of_figures(told, figure_codes(definition)):
        raise refusal
    _keep(report, told, canonical_answers(done.answers))
    return done


def refusal_of_answers(done: Filled) -> Refusal | None:
    """Return the refusal to submit answers that break a condition of the form or lack something required."""
    if done.problems:
        return Refusal("report.answers_wrong", count=len({each.cell for each in done.problems}))
    return Refusal("report.incomplete", count=len(done.missing)) if done.missing else None


def _uncounted(report: Report, counted: set[str]) -> dict[str, Any]:
    """Return the kept answers that no figure tells."""
    kept = Answers.objects.filter(report=report).first()
    answers: dict[str, Any] = {} if kept is None else json.loads(kept.text)
    return {name: value for name, value in answers.items() if name not in counted}


def _keep(report: Report, figures: Figures, text: str) -> None:
    report.figures_text = canonical(figures)
    report.content_hash = content_hash(report.collection.key, report.place_code, figures, text)
    report.saved_at = clock.now()
    Answers.objects.update_or_create(report=report, defaults={"text": text})
