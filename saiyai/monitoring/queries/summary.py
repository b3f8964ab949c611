"""What can be asked of summaries: what each rests on, what changed since it was signed, what was said, who must act."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from saiyai.audit.queries import spoken_of_since
from saiyai.kernel.powers import Role, Scope
from saiyai.monitoring.access import reports_seen_by
from saiyai.monitoring.models import STATE_NAMES, Collection, Report, Summary, SummaryRemark
from saiyai.monitoring.rules import (
    APPROVERS_AT,
    FINAL,
    LAYERS,
    SUBMITTERS_AT,
    VERIFIERS_AT,
    Child,
    State,
    areas_above,
    content_of,
)
from saiyai.monitoring.rules.summary import DIGITS_A_LEVEL, NATION_DIGITS
from saiyai.network.access import within
from saiyai.network.queries import Text
from saiyai.places.queries import places_at

Found = Summary
"""A summary that a reader may see, with its collection, project and form."""

FIRST_TO_SEE = (State.RETURNED, State.DRAFT, State.SUBMITTED, State.VERIFIED, State.APPROVED, State.EXCUSED)


def children_of(summary: Summary) -> list[Child]:
    """Return what a summary rests on, in order of place: the summaries one step below, or else the reports."""
    below = list(_summaries_below(summary))
    if below:
        return [Child(each.place_code, State(each.state), each.version, each.content_hash) for each in below]
    rows = _reports_below(summary).values_list("place_code", "state", "version", "content_hash")
    return [Child(code, State(state), version, seal) for code, state, version, seal in rows]


def _summaries_below(summary: Summary) -> QuerySet[Summary]:
    length = len(summary.place_code) + DIGITS_A_LEVEL
    below = Summary.objects.filter(within([summary.place_code]), collection_id=summary.collection_id)
    return below.alias(digits=Length("place_code")).filter(digits=length).order_by("place_code")


def _reports_below(summary: Summary) -> QuerySet[Report]:
    rows = Report.objects.filter(within([summary.place_code]), collection_id=summary.collection_id)
    return rows.order_by("place_code")


def summary_with_collection(scope: Scope, pk: int) -> Found | None:
    """Return a summary that a scope may see, None where it sees none of that number."""
    rows = Summary.objects.select_related("collection__project", "collection__form", "submitted_by")
    return rows.filter(reports_seen_by(scope), pk=pk).first()


def summaries_above(collection_id: int, place_code: str) -> list[Summary]:
    """Return the summaries of the areas above a place in a collection, the lowest first."""
    codes = areas_above(place_code, NATION_DIGITS)
    rows = Summary.objects.filter(collection_id=collection_id, place_code__in=codes)
    return sorted(rows, key=lambda each: -len(each.place_code))


@dataclass(frozen=True, slots=True)
class ChildRow:
    """What a summary rests on, as a page shows it: a report, or an area's summary with how many lie below it."""

    name: str
    pk: int
    is_report: bool
    state: State
    state_name: Text
    is_late: bool
    is_changed: bool
    final: int
    owed: int


@dataclass(frozen=True, slots=True)
class Below:
    """All that a summary rests on: its rows, those that need a look first, and the seal of what they say."""

    rows: tuple[ChildRow, ...]
    content: str

    @property
    def owed(self) -> int:
        """Return how many there are that are not excused."""
        return sum(row.state is not State.EXCUSED for row in self.rows)

    @property
    def handed_in(self) -> int:
        """Return how many are handed in."""
        return sum(row.state in LAYERS["entered"] for row in self.rows)

    @property
    def final(self) -> int:
        """Return how many are approved or excused."""
        return sum(row.state in FINAL for row in self.rows)

    @property
    def changed(self) -> int:
        """Return how many changed after the summary was signed."""
        return sum(row.is_changed for row in self.rows)


def below(summary: Summary, today: date) -> Below:
    """Return what a summary rests on, what needs a look first."""
    areas, reports = list(_summaries_below(summary)), list(_reports_below(summary).defer("figures_text"))
    things: Sequence[Summary | Report] = areas or reports
    changed: set[str] = set()
    if summary.signed_seq is not None:
        changed = spoken_of_since((each.subject_key for each in things), summary.signed_seq)
    counts = _counts(reports, len(summary.place_code) + DIGITS_A_LEVEL) if areas else {}
    names = places_at(each.place_code for each in things)
    is_overdue = today > summary.collection.due_on
    rows = [
        ChildRow(
            name=names[each.place_code].name if each.place_code in names else each.place_code,
            pk=each.pk,
            is_report=isinstance(each, Report),
            state=State(each.state),
            state_name=STATE_NAMES[State(each.state)],
            is_late=is_overdue and each.state in {State.DRAFT, State.RETURNED},
            is_changed=each.subject_key in changed,
            final=counts.get(each.place_code, (0, 0))[0],
            owed=counts.get(each.place_code, (0, 0))[1],
        )
        for each in things
    ]
    rows.sort(key=lambda row: (not row.is_changed, FIRST_TO_SEE.index(row.state)))
    children = [Child(each.place_code, State(each.state), each.version, each.content_hash) for each in things]
    return Below(tuple(rows), content_of(children))


def _counts(reports: Iterable[Report], length: int) -> dict[str, tuple[int, int]]:
    """Return how many reports of each area are final, and how many there are."""
    final: Counter[str] = Counter()
    owed: Counter[str] = Counter()
    for each in reports:
        owed[each.place_code[:length]] += 1
        final[each.place_code[:length]] += each.state in FINAL
    return {code: (final[code], count) for code, count in owed.items()}


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A summary in a list."""

    pk: int
    place_code: str
    name: str
    state: State
    state_name: Text
    remark: str
    by: str
    at: datetime | None


def summaries_in(collection: Collection, scope: Scope, place_code: str) -> list[SummaryRow]:
    """Return the summary of an area and those one step below that a scope sees, the widest first."""
    lengths = (len(place_code), len(place_code) + DIGITS_A_LEVEL)
    rows = Summary.objects.filter(reports_seen_by(scope), within([place_code]), collection=collection)
    found = [
        each
        for each in rows.select_related("submitted_by").order_by("place_code")
        if len(each.place_code) in lengths
    ]
    names = places_at(each.place_code for each in found)
    return [
        SummaryRow(
            each.pk,
            each.place_code,
            names[each.place_code].name if each.place_code in names else "",
            State(each.state),
            STATE_NAMES[State(each.state)],
            each.remark,
            str(each.submitted_by or ""),
            each.submitted_at,
        )
        for each in sorted(found, key=lambda each: (len(each.place_code), each.place_code))
    ]


@dataclass(frozen=True, slots=True)
class SummaryRemarkRow:
    """What was said about a summary."""

    kind: Text
    text: str
    by: str
    at: datetime


def remarks_on_summary(summary: Summary) -> list[SummaryRemarkRow]:
    """Return all that was said about a summary, the oldest first."""
    rows = SummaryRemark.objects.filter(summary=summary).select_related("by").order_by("at", "pk")
    return [SummaryRemarkRow(each.get_kind_display(), each.text, str(each.by), each.at) for each in rows]


@dataclass(frozen=True, slots=True)
class WaitingSummary:
    """A summary that waits for an act of a person."""

    kind: str
    pk: int
    name: str
    place_code: str
    collection: Collection


def waiting_summaries(scope: Scope, today: date) -> list[WaitingSummary]:
    """Return the summaries that wait for a person: to sign once it is due, to verify, to approve."""
    own = Q(submitted_by=scope.user_id)
    summaries = Summary.objects.alias(digits=Length("place_code"))
    kinds = {
        "sign": summaries.filter(
            _held(scope, SUBMITTERS_AT),
            state__in=[State.DRAFT, State.RETURNED],
            collection__due_on__lt=today,
            collection__closes_on__gte=today,
        ),
        "verify": summaries.filter(_held(scope, VERIFIERS_AT), state=State.SUBMITTED).exclude(own),
        "approve": summaries.filter(_held(scope, APPROVERS_AT), state=State.VERIFIED).exclude(own),
    }
    found = [(kind, each) for kind, rows in kinds.items() for each in rows.select_related("collection__form")]
    names = places_at(each.place_code for _kind, each in found)
    return [
        WaitingSummary(
            kind,
            each.pk,
            names[each.place_code].name if each.place_code in names else "",
            each.place_code,
            each.collection,
        )
        for kind, each in found
    ]


def _held(scope: Scope, roles_at: Mapping[int, frozenset[Role]]) -> Q:
    """Return the condition of the summaries at the level of which a scope holds one of the roles of that level."""
    condition = Q(pk__in=[])
    for length, roles in roles_at.items():
        prefixes = [each for each in scope.prefixes(roles) if len(each) <= length]
        if prefixes:
            condition |= Q(digits=length) & within(prefixes)
    return condition
