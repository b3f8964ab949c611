"""What can be said about a report without moving it: questions by those above, answers by its place."""

from saiyai.accounts.letters import letter, mail
from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command, queue_message
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise_lines
from saiyai.monitoring import access
from saiyai.monitoring.models import Remark, RemarkKind, Report, Series
from saiyai.monitoring.queries.report import letter_values


@command("monitoring.report.ask", allows=access.may_ask_about_report, subjects=("report",))
def ask_about_report(*, report: Report, text: str, series: Series | None = None, by: User) -> Remark:
    """Ask about a report, or about one of its numbers, without sending it back."""
    said = _said(report, RemarkKind.QUESTION, text, series, by)
    tell_sender(report, report.submitted_by, "asked", said.text)
    return said


@command("monitoring.report.answer", allows=access.may_answer_about_report, subjects=("report",))
def answer_about_report(*, report: Report, text: str, series: Series | None = None, by: User) -> Remark:
    """Answer what was asked about a report, or about one of its numbers."""
    return _said(report, RemarkKind.ANSWER, text, series, by)


def _said(report: Report, kind: RemarkKind, text: str, series: Series | None, by: User) -> Remark:
    said = normalise_lines(text)
    if not said:
        raise Refusal("report.nothing_said")
    return Remark.objects.create(
        report=report, kind=kind, series=series, text=said, by=by, at=clock.now(), version=report.version
    )


def tell_sender(report: Report, sender: object, what: str, text: str) -> None:
    """Queue the letter that tells who handed a report in what was said about it; none where they have no address."""
    if not isinstance(sender, User) or not sender.email:
        return
    values = letter_values(report) | {"name": str(sender), "text": text}
    queue_message(mail(sender.email, letter(f"monitoring/letters/{what}.txt", values)))
