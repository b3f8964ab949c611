"""What can be done to a report on its way up.

Every command names the version that its author read: where another act came between, it is a Conflict.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.kernel.text import normalise_lines
from saiyai.monitoring import access
from saiyai.monitoring.commands.check import hold_against_checks
from saiyai.monitoring.commands.entry import enter, refusal_of_answers
from saiyai.monitoring.commands.steps import advance
from saiyai.monitoring.commands.summary import checked_reason, reopen_above
from saiyai.monitoring.commands.thread import tell_sender
from saiyai.monitoring.models import Remark, RemarkKind, Report, Series, Submission, Summary
from saiyai.monitoring.rules import (
    Action,
    Figures,
)
from saiyai.monitoring.rules.submission import ClientKey


@command("monitoring.report.save", allows=access.may_enter_report, subjects=("report",))
def save_draft(
    *,
    report: Report,
    figures: Figures | None = None,
    answers: Mapping[str, Any] | None = None,
    version: int,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Report:
    """Keep what was typed so far, all answers or the figures alone; nobody above counts it yet."""
    advance([report], Action.SAVE, {report.pk: version})
    enter(report, figures, answers)
    report.save()
    return report


@command("monitoring.report.submit", allows=access.may_enter_report, subjects=("report",))
def submit_report(
    *,
    report: Report,
    figures: Figures | None = None,
    answers: Mapping[str, Any] | None = None,
    version: int,
    answer: str = "",
    check_answers: Mapping[int, str] | None = None,
    client: ClientKey | None = None,
    by: User,
) -> Report:
    """Hand in all answers or the figures alone, with an answer to what was asked where it had been returned.

    `check_answers` holds a sentence for each soft check, by its number, that the numbers do not meet. Under one key of
    its `client` a person submits once.
    """
    advance([report], Action.SUBMIT, {report.pk: version})
    if refusal := refusal_of_answers(enter(report, figures, answers)):
        raise refusal
    hold_against_checks(report, report.figures, check_answers or {}, by)
    report.submitted_by, report.submitted_at = by, clock.now()
    report.returned_by = report.returned_at = None
    report.save()
    if normalise_lines(answer):
        _remark(report, RemarkKind.ANSWER, answer, by)
    if client is not None:
        _note_key(report, client, by)
    return report


def _note_key(report: Report, client: ClientKey, by: User) -> None:
    """Note what came of a client's key; the database lets each of a person's keys stand once."""
    values = {"body_hash": client.body_hash, "version": report.version, "content_hash": report.content_hash}
    try:
        with transaction.atomic():
            Submission.objects.create(report=report, by=by, key=client.key, at=clock.now(), **values)
    except IntegrityError as known:
        raise Conflict("submission.key_used", key=client.key) from known


@command("monitoring.report.verify", allows=access.may_verify_report, subjects=("report",))
def verify_report(*, report: Report, version: int, by: User) -> Report:
    """Confirm that submitted numbers are complete and plausible."""
    advance([report], Action.VERIFY, {report.pk: version})
    report.verified_by, report.verified_at = by, clock.now()
    report.save()
    return report


@command("monitoring.report.approve", allows=access.may_approve_report, subjects=("report",))
def approve_report(*, report: Report, version: int, by: User) -> Report:
    """Make verified numbers final."""
    advance([report], Action.APPROVE, {report.pk: version})
    report.approved_by, report.approved_at = by, clock.now()
    report.save()
    return report


@command("monitoring.report.return", allows=access.may_return_report, subjects=("report",))
def return_report(
    *, report: Report, reason: str, cells: Mapping[str, str] | None = None, version: int, by: User
) -> Report:
    """Send a report back to its place with a reason, and with further ones on single numbers (by series)."""
    advance([report], Action.RETURN, {report.pk: version})
    return _sent_back(report, RemarkKind.RETURN, reason, cells or {}, by)


@command("monitoring.report.reopen", allows=access.may_reopen_report, subjects=("report", "above"))
def reopen_report(*, report: Report, above: Sequence[Summary], reason: str, version: int, by: User) -> Report:
    """Take the approval or the excuse off a report, and first the approval off every summary above it."""
    reopen_above(report.collection_id, report.place_code, above, checked_reason(reason), by)
    advance([report], Action.REOPEN, {report.pk: version})
    return _sent_back(report, RemarkKind.REOPEN, reason, {}, by)


@command("monitoring.report.excuse", allows=access.may_excuse_report, subjects=("report",))
def excuse_report(*, report: Report, reason: str, version: int, by: User) -> Report:
    """Ask nothing of a place in this collection any more, for a reason; it is owed no longer and counted nowhere."""
    said = checked_reason(reason)
    advance([report], Action.EXCUSE, {report.pk: version})
    report.returned_by = report.returned_at = None
    report.excused_by, report.excused_at = by, clock.now()
    report.save()
    _remark(report, RemarkKind.EXCUSE, said, by)
    return report


def _sent_back(report: Report, kind: RemarkKind, reason: str, cells: Mapping[str, str], by: User) -> Report:
    said = checked_reason(reason)
    tell_sender(report, report.submitted_by, "returned", said)
    report.submitted_by = report.verified_by = report.approved_by = report.excused_by = None
    report.submitted_at = report.verified_at = report.approved_at = report.excused_at = None
    report.returned_by, report.returned_at = by, clock.now()
    report.save()
    _remark(report, kind, said, by)
    series = {each.code: each for each in Series.objects.filter(code__in=cells)}
    for code, text in cells.items():
        if code not in series:
            raise Refusal("report.unknown_series", series=code)
        _remark(report, kind, text, by, series[code])
    return report


def _remark(report: Report, kind: RemarkKind, text: str, by: User, series: Series | None = None) -> None:
    Remark.objects.create(
        report=report,
        kind=kind,
        series=series,
        text=normalise_lines(text),
        by=by,
        at=clock.now(),
        version=report.version,
    )
