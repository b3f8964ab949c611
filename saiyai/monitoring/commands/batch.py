"""What can be done to many reports of a collection in one act: handed in, verified, approved.

The record keeps one entry for the batch, with what changed in each report, so that each one's history holds it; each
version is raised as by an act of its own. A report that cannot take the step stops the whole batch.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import access
from saiyai.monitoring.commands.check import hold_against_checks
from saiyai.monitoring.commands.entry import enter, refusal_of_answers
from saiyai.monitoring.commands.steps import advance
from saiyai.monitoring.models import Report
from saiyai.monitoring.rules import Action, Figures

MOST_AT_ONCE = 50
"""How many reports one act takes: more would hold the writer for longer than others should wait."""

Versions = Mapping[int, int]
"""The version of each report, by its number, that the author of an act read."""


@command("monitoring.reports.submit", allows=access.may_enter_batch, subjects=("reports",))
def submit_reports(
    *,
    reports: Sequence[Report],
    figures: Mapping[str, Figures] | None = None,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    versions: Versions,
    check_answers: Mapping[int, str] | None = None,
    by: User,
) -> Sequence[Report]:
    """Hand in the reports of several places, by place all answers or the figures alone.

    `check_answers` holds one sentence for each soft check, by its number, that answers it for all.
    """
    _step(reports, Action.SUBMIT, versions)
    for report in reports:
        place = report.place_code
        done = enter(report, (figures or {}).get(place), answers[place] if answers else None)
        if refusal := refusal_of_answers(done):
            raise refusal
        hold_against_checks(report, report.figures, check_answers or {}, by)
        report.submitted_by, report.submitted_at = by, clock.now()
        report.returned_by = report.returned_at = None
        report.save()
    return reports


@command("monitoring.reports.verify", allows=access.may_verify_batch, subjects=("reports",))
def verify_reports(*, reports: Sequence[Report], versions: Versions, by: User) -> Sequence[Report]:
    """Confirm the submitted numbers of several places."""
    _step(reports, Action.VERIFY, versions)
    for report in reports:
        report.verified_by, report.verified_at = by, clock.now()
    Report.objects.bulk_update(reports, ["state", "version", "verified_by", "verified_at"], batch_size=50)
    return reports


@command("monitoring.reports.approve", allows=access.may_approve_batch, subjects=("reports",))
def approve_reports(*, reports: Sequence[Report], versions: Versions, by: User) -> Sequence[Report]:
    """Make the verified numbers of several places final."""
    _step(reports, Action.APPROVE, versions)
    for report in reports:
        report.approved_by, report.approved_at = by, clock.now()
    Report.objects.bulk_update(reports, ["state", "version", "approved_by", "approved_at"], batch_size=50)
    return reports


def _step(reports: Sequence[Report], action: Action, versions: Versions) -> None:
    """Bring reports one step on, so many at the most."""
    if len(reports) > MOST_AT_ONCE:
        raise Refusal("reports.too_many", count=len(reports), most=MOST_AT_ONCE)
    advance(reports, action, versions)
