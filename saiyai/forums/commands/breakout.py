"""What a province's group writes: its people, minutes, issues, its choice, proposed links, and the overview."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.forums import access
from saiyai.forums.models import Group, Issue, LinkProposal
from saiyai.forums.rules.breakout import (
    MOST_ISSUES,
    MOST_PROPOSALS,
    ProposalState,
    refusal_of_finishing,
    refusal_of_minutes,
)
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, normalise_lines
from saiyai.network.commands.link import LinkTerms, link_noted
from saiyai.network.models import Link, Organisation


@dataclass(frozen=True, slots=True)
class Raised:
    """An issue as it is raised."""

    title: str
    what: str
    why: str = ""
    field: str = ""
    places: str = ""


@command("forums.group.people", allows=access.may_write_group, subjects=("group",))
def name_group_people(*, group: Group, facilitator: str, note_taker: str, by: User) -> Group:  # noqa: ARG001
    """Say who leads a group and who writes for it."""
    group.facilitator, group.note_taker = normalise(facilitator), normalise(note_taker)
    group.save()
    return group


@command("forums.minutes.save", allows=access.may_write_group, subjects=("group",))
def save_minutes(*, group: Group, text: str, based_on: int, by: User) -> Group:
    """Save a group's minutes, written on the version that they were based on; two hands overwrite nothing."""
    if refusal := refusal_of_minutes(text, based_on, group.minutes_version):
        raise refusal
    written = normalise_lines(text)
    if written != group.minutes:
        group.minutes, group.minutes_by = written, by
        group.minutes_version += 1
        group.save()
    return group


@command("forums.issue.raise", allows=access.may_write_group, subjects=("group",))
def raise_issue(*, group: Group, raised: Raised, by: User) -> Issue:  # noqa: ARG001 (the decorator judges `by`)
    """Raise an issue in a group."""
    _check_open(group)
    if group.issues.filter(removed_at=None).count() >= MOST_ISSUES:
        raise Refusal("issue.too_many", most=MOST_ISSUES)
    return _written(Issue(group=group), raised)


@command("forums.issue.change", allows=access.may_write_issue, subjects=("issue",))
def change_issue(*, issue: Issue, raised: Raised, by: User) -> Issue:  # noqa: ARG001 (the decorator judges `by`)
    """Change what an issue says."""
    _check_stands(issue)
    return _written(issue, raised)


@command("forums.issue.remove", allows=access.may_write_issue, subjects=("issue",))
def remove_issue(*, issue: Issue, by: User) -> Issue:  # noqa: ARG001 (the decorator judges `by`)
    """Take an issue off a group's list; the record keeps that it stood there."""
    _check_stands(issue)
    issue.is_chosen, issue.removed_at = False, clock.now()
    issue.save()
    return issue


@command("forums.issue.choose", allows=access.may_write_issue, subjects=("group", "issue"))
def choose_issue(*, group: Group, issue: Issue, by: User) -> Issue:  # noqa: ARG001 (the decorator locks and judges)
    """Make an issue of a group its choice, in place of the one that was."""
    _check_stands(issue)
    Issue.objects.filter(group=issue.group_id, is_chosen=True).update(is_chosen=False)
    issue.is_chosen = True
    issue.save()
    return issue


def _check_stands(issue: Issue) -> None:
    _check_open(issue.group)
    if issue.removed_at is not None:
        raise Refusal("issue.removed")


def _check_open(group: Group) -> None:
    if group.finished_at is not None:
        raise Refusal("overview.finished")


def _written(issue: Issue, raised: Raised) -> Issue:
    issue.title, issue.what = normalise(raised.title), normalise_lines(raised.what)
    issue.why, issue.field = normalise_lines(raised.why), raised.field
    issue.places = normalise(raised.places)
    if not issue.title or not issue.what:
        raise Refusal("issue.says_nothing")
    issue.save()
    return issue


@command("forums.link.propose", allows=access.may_write_group, subjects=("group",))
def propose_link(
    *,
    group: Group,
    source: Organisation,
    target: Organisation,
    kind: str,
    why: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> LinkProposal:
    """Propose in a group that two organisations work together."""
    _check_open(group)
    if source.pk == target.pk:
        raise Refusal("proposal.of_one")
    if group.proposals.count() >= MOST_PROPOSALS:
        raise Refusal("proposal.too_many", most=MOST_PROPOSALS)
    proposal = LinkProposal(group=group, source=source, target=target, kind=kind, why=normalise(why))
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError as twice:
        raise Refusal("proposal.known") from twice
    return proposal


@command("forums.link.accept", allows=access.may_accept_proposal, subjects=("proposal", "source", "target"))
def accept_link(
    *, proposal: LinkProposal, source: Organisation, target: Organisation, evidence: str, by: User
) -> tuple[LinkProposal, Link]:
    """Accept a proposed link: the network holds it from the same act on, with its evidence, for both ends to confirm."""
    if (source.pk, target.pk) != (proposal.source_id, proposal.target_id):
        raise Refusal("proposal.of_others")
    _decide(proposal, ProposalState.ACCEPTED, by)
    return proposal, link_noted(source, target, LinkTerms(kind=proposal.kind, note=evidence), by)


@command("forums.link.decline", allows=access.may_write_proposal, subjects=("proposal",))
def decline_link(*, proposal: LinkProposal, by: User) -> LinkProposal:
    """Decline a proposed link."""
    return _decide(proposal, ProposalState.DECLINED, by)


def _decide(proposal: LinkProposal, state: ProposalState, by: User) -> LinkProposal:
    if proposal.state != ProposalState.PROPOSED:
        raise Refusal("proposal.decided")
    proposal.state, proposal.decided_by = state, by
    proposal.save()
    return proposal


@command("forums.overview.finish", allows=access.may_write_group, subjects=("group",))
def finish_overview(*, group: Group, overview: str, by: User) -> Group:
    """Finish a province's overview with the group's own words; everybody may read it from now on."""
    _check_open(group)
    words = normalise_lines(overview)
    if refusal := refusal_of_finishing(group.issues.filter(is_chosen=True).exists(), words):
        raise refusal
    group.overview, group.finished_at, group.finished_by = words, clock.now(), by
    group.save()
    return group


@command("forums.overview.reopen", allows=access.may_write_group, subjects=("group",))
def reopen_overview(*, group: Group, reason: str, by: User) -> Group:  # noqa: ARG001
    """Open a finished overview again, with the reason; its words stay."""
    if not normalise_lines(reason):
        raise Refusal("selection.reason_missing")
    if group.finished_at is None:
        raise Refusal("overview.not_finished")
    group.finished_at = group.finished_by = None
    group.save()
    return group
