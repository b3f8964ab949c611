"""What can be asked of a forum's province groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from saiyai.forums.models import PROPOSAL_NAMES, Forum, Group, Issue, LinkProposal, Registration
from saiyai.forums.queries.forum import ProvinceGroup, province_groups
from saiyai.forums.queries.station import HeadCount, head_counts
from saiyai.forums.rules.breakout import ProposalState
from saiyai.kernel.powers import Scope
from saiyai.kernel.text import search_key
from saiyai.network.access import living, seen_by, within
from saiyai.network.models import FIELD_NAMES, Organisation
from saiyai.network.queries import in_reader_language
from saiyai.network.queries.finding import named
from saiyai.places.queries import names_at
from saiyai.web.offers import PLACE_PANELS, Panel

Text = str | Promise
FoundGroup = Group
"""A group with its forum."""

FoundIssue = Issue
"""An issue with its group and forum."""

FoundProposal = LinkProposal
"""A proposal with its group, forum and organisations."""

FITTING = 8
"""How many organisations are named where several fit what was typed."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group among those of its forum."""

    pk: int
    name: str
    is_finished: bool
    chosen: str


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue as it is shown."""

    pk: int
    title: str
    what: str
    why: str
    field: Text
    places: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposed link as it is shown: the two organisations, how they are linked, why, and where it stands."""

    pk: int
    source: str
    source_id: int
    target: str
    target_id: int
    kind: Text
    why: str
    state: ProposalState
    state_name: Text


def group_rows(forum: Forum) -> list[GroupRow]:
    """Return the groups of a forum by province, each with what it chose, in two queries."""
    groups = list(forum.groups.order_by("place_code"))
    chosen = dict(Issue.objects.filter(group__in=groups, is_chosen=True).values_list("group_id", "title"))
    names = names_at({each.place_code for each in groups})
    return [
        GroupRow(
            each.pk,
            names.get(each.place_code, each.place_code),
            each.finished_at is not None,
            chosen.get(each.pk, ""),
        )
        for each in groups
    ]


def group_of(pk: int) -> FoundGroup | None:
    """Return a group with its forum, None where there is none."""
    return Group.objects.select_related("forum__organiser", "minutes_by").filter(pk=pk).first()


def issue_of(pk: int) -> FoundIssue | None:
    """Return an issue with its group, None where there is none or it was taken off."""
    return Issue.objects.select_related("group__forum").filter(pk=pk, removed_at=None).first()


def proposal_of(pk: int) -> FoundProposal | None:
    """Return a proposal with its group and organisations, None where there is none."""
    return LinkProposal.objects.select_related("group__forum", "source", "target").filter(pk=pk).first()


def name_of_group(group: Group) -> str:
    """Return the name of a group's province in the reader's language."""
    return names_at({group.place_code}).get(group.place_code, group.place_code)


def issues_of(group: Group) -> list[IssueRow]:
    """Return the issues of a group, its choice first."""
    rows = group.issues.filter(removed_at=None).order_by("-is_chosen", "pk")
    return [
        IssueRow(
            each.pk,
            each.title,
            each.what,
            each.why,
            FIELD_NAMES.get(each.field, ""),
            each.places,
            each.is_chosen,
        )
        for each in rows
    ]


def proposals_of(group: Group) -> list[ProposalRow]:
    """Return the links that a group proposes, in their order."""
    rows = group.proposals.select_related("source", "target").order_by("pk")
    return [
        ProposalRow(
            each.pk,
            in_reader_language(each.source.name_th, each.source.name_en),
            each.source_id,
            in_reader_language(each.target.name_th, each.target.name_en),
            each.target_id,
            each.get_kind_display(),
            each.why,
            ProposalState(each.state),
            PROPOSAL_NAMES[ProposalState(each.state)],
        )
        for each in rows
    ]


def members_present(group: Group, prefixes: Sequence[str]) -> list[tuple[str, str]]:
    """Return who of a group's province is here and may be read of, as (name, position), by name."""
    here = Registration.objects.filter(
        within(prefixes, "quota__place_code"),
        quota__forum=group.forum_id,
        quota__place_code__startswith=group.place_code,
        check_ins__isnull=False,
        check_ins__undone_at=None,
    )
    return list(here.order_by("name_key").values_list("name", "position"))


def count_of(group: Group) -> HeadCount | None:
    """Return how many of a group's province are here, None where it has no seats."""
    return next(iter(head_counts(group.forum, [group.place_code])), None)


def evidence_at(code: str, scope: Scope) -> list[Panel]:
    """Return what the other parts of the product say of a province: figures, organisations."""
    return [panel for offer in PLACE_PANELS if (panel := offer(code, scope)) is not None and panel.figures]


def showcases_of(group: Group) -> ProvinceGroup | None:
    """Return the showcases of a group's province with the selected one first, None where it has no stage."""
    return next((each for each in province_groups(group.forum) if each.code == group.place_code), None)


def organisations_named(words: str, area: str, scope: Scope) -> list[tuple[int, str]]:
    """Return the living organisations of an area that a scope sees and whose names hold some words, as (number, name).

    The one that is called so exactly stands alone.
    """
    key = search_key(words)
    rows = Organisation.objects.filter(seen_by(scope), within([area])).filter(living()).filter(named(words))
    found = list(rows.order_by("name_th", "pk")[: FITTING + 1]) if key else []
    exact = [each for each in found if search_key(each.name_th) == key]
    return [(each.pk, each.name_th) for each in (exact if len(exact) == 1 else found)]


def organisation_at(pk: int) -> Organisation:
    """Return an organisation by its number."""
    return Organisation.objects.get(pk=pk)
