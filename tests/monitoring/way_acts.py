"""Signing for areas as honest people do, and the acts on the way up that race, each in a process of its own."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Collection, Report, Summary
from saiyai.monitoring.queries.summary import children_of
from saiyai.monitoring.rules import Action, content_of
from tests.monitoring.builders import ACTS, OPEN_AT
from tests.processes import meet, meet_after_reading

LOCK_OF_SUMMARIES = ' FOR UPDATE OF "monitoring_summary"'


def the_summary(collection: Collection, area: str) -> Summary:
    """Return the summary of an area in a collection."""
    return Summary.objects.get(collection=collection, place_code=area)


def sign(summary: Summary, by: User, remark: str = "") -> Summary:
    """Sign for an area as it stands."""
    content = content_of(children_of(summary))
    return commands.submit_summary(
        summary=summary, remark=remark, content=content, version=summary.version, by=by
    )


def judge(command: str, summary: Summary, by: User) -> Summary:
    """Verify or approve a summary as it stands."""
    content = content_of(children_of(summary))
    act = {"verify": commands.verify_summary, "approve": commands.approve_summary}[command]
    return act(summary=summary, content=content, version=summary.version, by=by)


def told(act: str, pk: int, by: int) -> str:
    """Do a racer's act on a summary or report by its number, and return what it came to."""
    with clock.set_to(OPEN_AT):
        try:
            RACERS[act](pk, User.objects.get(pk=by))
        except Refusal as refusal:
            return refusal.code
    return "done"


def _sign(pk: int, by: User) -> None:
    summary = Summary.objects.get(pk=pk)
    meet()
    sign(summary, by, "ขาด")


def _sign_over_what_comes_in(pk: int, by: User) -> None:
    """Sign for an area; go on, after reading what lies below it, only once the other has handed in."""
    summary = Summary.objects.get(pk=pk)
    content = content_of(children_of(summary))
    with _meeting_after_reading_reports(), _meeting_after_reading_reports():
        commands.submit_summary(
            summary=summary, remark="ขาด", content=content, version=summary.version, by=by
        )


def _hand_in(pk: int, by: User) -> None:
    meet()
    ACTS[Action.SUBMIT](Report.objects.get(pk=pk), by)
    meet()


def _approve(pk: int, by: User) -> None:
    """Approve a summary; let the other begin once what lies below it was read."""
    summary = Summary.objects.get(pk=pk)
    content = content_of(children_of(summary))
    with _meeting_after_reading_reports():
        commands.approve_summary(summary=summary, content=content, version=summary.version, by=by)


def _approve_without_lock(pk: int, by: User) -> None:
    """Do the same where no summary is locked, and go on only once the other has written."""
    with connection.execute_wrapper(_without_lock), _meeting_after_reading_reports():
        _approve(pk, by)


def _reopen(pk: int, by: User) -> None:
    meet()
    ACTS[Action.REOPEN](Report.objects.get(pk=pk), by)


def _reopen_without_lock(pk: int, by: User) -> None:
    """Do the same where no summary is locked, and end it only after the other has read on."""
    with (
        connection.execute_wrapper(_without_lock),
        connection.execute_wrapper(meet_after_reading("audit_chainhead")),
    ):
        _reopen(pk, by)


def _meeting_after_reading_reports() -> Any:
    return connection.execute_wrapper(meet_after_reading("monitoring_report"))


def _without_lock(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
    return execute(statement.replace(LOCK_OF_SUMMARIES, ""), *rest)


RACERS: dict[str, Callable[[int, User], None]] = {
    "sign": _sign,
    "sign over what comes in": _sign_over_what_comes_in,
    "hand in": _hand_in,
    "approve": _approve,
    "approve without lock": _approve_without_lock,
    "reopen": _reopen,
    "reopen without lock": _reopen_without_lock,
}
