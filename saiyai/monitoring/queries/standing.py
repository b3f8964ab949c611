"""Who stands behind figures: the places that are not counted yet, who signed last, the trail of one number.

Names of places and people are given only where the reader sees the reports that they belong to; for the rest there
are counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from saiyai.audit.queries import history_of, last_mark
from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import SEERS, reports_seen_by
from saiyai.monitoring.models import Collection, Report
from saiyai.monitoring.rules import LAYERS, State
from saiyai.network.access import within
from saiyai.places.queries import places_at

MOST_NAMED = 20
"""How many places a page names one by one before it only counts them."""
STEPS = {
    "submitted": (LAYERS["entered"], ("monitoring.report.submit", "monitoring.reports.submit")),
    "approved": (LAYERS["approved"], ("monitoring.report.approve", "monitoring.reports.approve")),
}
"""The steps that reports are signed at: the states that have it, and the commands that sign it."""
MOST_ACTS = 200


@dataclass(frozen=True, slots=True)
class MissingPlace:
    """A place whose report is not counted yet."""

    name: str
    report_pk: int


@dataclass(frozen=True, slots=True)
class Signed:
    """How many reports are signed at a step, and the last of them: when, its entry, and who where that may be known."""

    step: str
    count: int
    at: datetime | None
    by: str
    entry: int | None
    report_pk: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands behind a figure: who is missing, the first of them by name, and who signed last."""

    missing: tuple[MissingPlace, ...]
    missing_count: int
    acts: tuple[Signed, ...]


def standing_at(collection: Collection, place_code: str, missing: Sequence[str], scope: Scope) -> Standing:
    """Return who stands behind the figures of a collection at a place, from the codes of those that are missing."""
    seen = [code for code in missing if scope.covers(code, SEERS)][:MOST_NAMED]
    named = Report.objects.filter(collection=collection, place_code__in=seen)
    reports = Report.objects.filter(within([place_code]), collection=collection)
    return Standing(_named(named), len(missing), _signed(reports, "approved", scope))


def handing_in_at(collection: Collection, scope: Scope, place_code: str) -> Standing:
    """Return who has handed in a report last and who has not, of the places that a scope sees."""
    seen = Report.objects.filter(reports_seen_by(scope), within([place_code]), collection=collection)
    missing = seen.exclude(state__in=LAYERS["entered"] | {State.EXCUSED})
    acts = (*_signed(seen, "submitted", scope), *_signed(seen, "approved", scope))
    return Standing(_named(missing), missing.count(), acts)


def _named(reports: QuerySet[Report]) -> tuple[MissingPlace, ...]:
    rows = list(reports.order_by("place_code").values_list("place_code", "pk")[:MOST_NAMED])
    names = places_at(code for code, _pk in rows)
    return tuple(MissingPlace(names[code].name if code in names else code, pk) for code, pk in rows)


def _signed(reports: QuerySet[Report], step: str, scope: Scope) -> tuple[Signed, ...]:
    """Return the last report signed at a step with how many are, nothing where none is."""
    states, commands = STEPS[step]
    signed = reports.filter(state__in=states)
    last = signed.select_related(f"{step}_by").order_by(F(f"{step}_at").desc(), "-pk").first()
    if last is None:
        return ()
    is_seen = scope.covers(last.place_code, SEERS)
    mark = last_mark(last.subject_key, list(commands))
    return (
        Signed(
            step,
            signed.count(),
            getattr(last, f"{step}_at"),
            str(getattr(last, f"{step}_by")) if is_seen else "",
            mark.seq if mark else None,
            last.pk if is_seen else None,
        ),
    )


@dataclass(frozen=True, slots=True)
class CellAct:
    """An act on one number of a report: what it was before and after, and where it stands in the record."""

    seq: int
    at: datetime
    command: str
    actor_id: int | None
    before: int | None
    after: int | None


def acts_on_cell(report: Report, series: str) -> list[CellAct]:
    """Return the acts that changed a number of a report or signed it, the latest first."""
    acts: list[CellAct] = []
    value = report.figures.get(series)
    for act in history_of(report.subject_key, limit=MOST_ACTS):
        told = next((each.before for each in act.changes if each.field == "figures"), None)
        before = value if told is None else told.get(series)
        if before != value or any(each.field == "state" for each in act.changes):
            acts.append(CellAct(act.seq, act.at, act.command, act.actor_id, before, value))
        value = before
    return acts


def signing_acts(acts: Sequence[CellAct], state: str) -> list[CellAct]:
    """Return the acts that a report in a state stands on, in the order in which they were done."""
    wanted = COMMANDS_BEHIND[State(state)]
    last = {each.command: each for each in reversed(acts) if each.command in wanted}
    return sorted(last.values(), key=lambda each: each.seq)


_SUBMITTED = {"monitoring.report.submit", "monitoring.reports.submit"}
_VERIFIED = _SUBMITTED | {"monitoring.report.verify", "monitoring.reports.verify"}
COMMANDS_BEHIND = {
    State.DRAFT: {"monitoring.report.save"},
    State.SUBMITTED: _SUBMITTED,
    State.VERIFIED: _VERIFIED,
    State.APPROVED: _VERIFIED | {"monitoring.report.approve", "monitoring.reports.approve"},
    State.RETURNED: {"monitoring.report.return", "monitoring.report.reopen"},
    State.EXCUSED: {"monitoring.report.excuse"},
}
"""The commands whose last acts a report stands on, by its state."""
