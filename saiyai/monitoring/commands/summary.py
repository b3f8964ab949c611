"""What can be done to summaries: an area signs for what lies below it, and those above it judge.

Reopening locks the summaries above as subjects of the act, as approving locks its own: of two such acts at once the
second finds what the first left.
"""

from collections.abc import Iterable, Sequence

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.audit.queries import present_sequence
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.kernel.text import normalise_lines
from saiyai.monitoring import access
from saiyai.monitoring.models import Approver, Collection, Ladder, Project, Summary, SummaryRemark, Top
from saiyai.monitoring.queries.summary import children_of
from saiyai.monitoring.rules import (
    Action,
    State,
    areas_above,
    content_of,
    next_summary_state,
    refusal_of_summary,
)
from saiyai.monitoring.rules.summary import NATION_DIGITS


@command("monitoring.ladder.set", allows=access.may_run_project, subjects=("project",))
def set_ladder(
    *,
    project: Project,
    top: Top,
    approver: Approver,
    reason: str,  # noqa: ARG001 (the record keeps it)
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Ladder:
    """Say up to which area a project's reports are signed for; it holds for collections opened from now on."""
    ladder, _made = Ladder.objects.update_or_create(
        project=project, defaults={"top": top, "approver": approver}
    )
    return ladder


@command("monitoring.summary.submit", allows=access.may_submit_summary, subjects=("summary",))
def submit_summary(*, summary: Summary, remark: str = "", content: str, version: int, by: User) -> Summary:
    """Sign for an area: what lies below it is as its signer saw it."""
    said, seen_up_to = normalise_lines(remark), present_sequence()  # first: what comes between was not seen
    _advance(summary, Action.SUBMIT, version, content, said)
    summary.remark, summary.content_hash, summary.signed_seq = said, content, seen_up_to
    summary.submitted_by, summary.submitted_at = by, clock.now()
    summary.returned_by = summary.returned_at = None
    summary.save()
    _say(summary, SummaryRemark.Kind.SUBMIT, said, by)
    return summary


@command("monitoring.summary.verify", allows=access.may_verify_summary, subjects=("summary",))
def verify_summary(*, summary: Summary, remark: str = "", content: str, version: int, by: User) -> Summary:
    """Confirm that nothing below an area is missing, with a comment where there is one."""
    _advance(summary, Action.VERIFY, version, content)
    summary.verified_by, summary.verified_at = by, clock.now()
    summary.save()
    _say(summary, SummaryRemark.Kind.VERIFY, normalise_lines(remark), by)
    return summary


@command("monitoring.summary.approve", allows=access.may_approve_summary, subjects=("summary",))
def approve_summary(*, summary: Summary, content: str, version: int, by: User) -> Summary:
    """Make the summary of an area final, once all below it is."""
    _advance(summary, Action.APPROVE, version, content)
    summary.approved_by, summary.approved_at = by, clock.now()
    summary.save()
    return summary


@command("monitoring.summary.return", allows=access.may_return_summary, subjects=("summary",))
def return_summary(*, summary: Summary, reason: str, version: int, by: User) -> Summary:
    """Send a summary back to its area with a reason."""
    _advance(summary, Action.RETURN, version)
    _take_signatures_off(summary, by)
    _say(summary, SummaryRemark.Kind.RETURN, checked_reason(reason), by)
    return summary


@command("monitoring.summary.reopen", allows=access.may_reopen_summary, subjects=("summary", "above"))
def reopen_summary(
    *, summary: Summary, above: Sequence[Summary], reason: str, version: int, by: User
) -> Summary:
    """Take the approval off a summary, and first off every approved one above it, for one reason."""
    said = checked_reason(reason)
    reopen_above(summary.collection_id, summary.place_code, above, said, by)
    _advance(summary, Action.REOPEN, version)
    _take_signatures_off(summary, by)
    _say(summary, SummaryRemark.Kind.REOPEN, said, by)
    return summary


def checked_reason(reason: str) -> str:
    """Return a reason as it is kept, or raise the refusal of an empty one."""
    said = normalise_lines(reason)
    if not said:
        raise Refusal("report.reason_missing")
    return said


def reopen_above(
    collection_id: int, place_code: str, above: Sequence[Summary], reason: str, by: User
) -> None:
    """Reopen the approved ones among the locked summaries above a place, the highest first."""
    lying_above = Summary.objects.filter(
        collection_id=collection_id, place_code__in=areas_above(place_code, NATION_DIGITS)
    )
    if {each.pk for each in above} != set(lying_above.values_list("pk", flat=True)):
        raise Conflict("summary.changed")
    for each in sorted(above, key=lambda summary: len(summary.place_code)):
        if each.state == State.APPROVED:
            each.state = next_summary_state(State.APPROVED, Action.REOPEN)
            each.version += 1
            _take_signatures_off(each, by)
            _say(each, SummaryRemark.Kind.REOPEN, reason, by)


def make_summaries(collection: Collection, codes: Iterable[str]) -> None:
    """Make the empty summaries of the areas above the places that report in a collection."""
    ladder = Ladder.objects.filter(project_id=collection.project_id).first() or Ladder()
    areas = sorted({area for code in codes for area in areas_above(code, ladder.top)})
    Summary.objects.bulk_create(
        [Summary(collection=collection, place_code=area, approver=ladder.approver) for area in areas],
        batch_size=1_000,
    )


def _advance(summary: Summary, action: Action, version: int, content: str = "", remark: str = "") -> None:
    """Bring a summary to the state that an act leads to, unless it or what it rests on changed since it was read."""
    if summary.version != version:
        raise Conflict("summary.changed")
    following = next_summary_state(State(summary.state), action)
    if action in {Action.SUBMIT, Action.VERIFY, Action.APPROVE}:
        children = children_of(summary)
        if content_of(children) != content:
            raise Conflict("summary.content_changed")
        if refusal := refusal_of_summary(children, action, remark):
            raise refusal
    summary.state = following
    summary.version += 1


def _take_signatures_off(summary: Summary, by: User) -> None:
    summary.submitted_by = summary.verified_by = summary.approved_by = None
    summary.submitted_at = summary.verified_at = summary.approved_at = None
    summary.signed_seq, summary.content_hash = None, ""
    summary.returned_by, summary.returned_at = by, clock.now()
    summary.save()


def _say(summary: Summary, kind: SummaryRemark.Kind, text: str, by: User) -> None:
    if text:
        SummaryRemark.objects.create(summary=summary, kind=kind, text=text, by=by, at=clock.now())
