"""A step of reports on their way up, alone or many at once: refused or taken, and told to the cube."""

from collections.abc import Mapping, Sequence

from saiyai.analytics.changes import Put, log_reports
from saiyai.audit.command import when_recorded
from saiyai.kernel.refusal import Conflict
from saiyai.monitoring.models import Report
from saiyai.monitoring.queries.truth import block_of, told_to_cube
from saiyai.monitoring.rules import STANDINGS, Action, State, next_state


def advance(reports: Sequence[Report], action: Action, versions: Mapping[int, int]) -> None:
    """Bring reports to the state that an act leads to, unless one changed since it was read.

    `versions` are those that were read, by the reports' numbers. The cube counts the reports anew under the act's number.
    """
    for report in reports:
        read = versions.get(report.pk, -1)
        if report.version != read:
            raise Conflict("report.changed", pk=report.pk, version=read)
        report.state = next_state(State(report.state), action)
        report.version += 1
    if action is not Action.SAVE:  # a draft is counted nowhere
        when_recorded(lambda sequence: log_reports(sequence, map(_put, reports)))


def _put(report: Report) -> Put:
    """Return what the cube is told of a report."""
    collection = report.collection
    standing = STANDINGS[State(report.state)]
    text = told_to_cube(collection.form, report.figures_text)
    return Put(block_of(collection), collection.period_code, report.place_code, standing, text)
