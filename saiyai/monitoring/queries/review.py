"""What can be asked while reviewing: which reports wait for somebody, those that need a look first, and who owes."""

from collections import Counter, defaultdict
from collections.abc import Collection as Several
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from saiyai.audit.clock import BANGKOK
from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import APPROVERS, VERIFIERS, reports_seen_by
from saiyai.monitoring.models import (
    STATE_NAMES,
    CheckAnswer,
    Collection,
    Nudge,
    Remark,
    RemarkKind,
    Report,
)
from saiyai.monitoring.queries.report import has_open_question
from saiyai.monitoring.rules import LAYERS, State
from saiyai.network.access import within
from saiyai.network.queries import Text
from saiyai.places.queries import places_at

MOST_REVIEWED = 200
"""How many reports one page of review shows: more than any district has tambons."""
LOOKED_BACK = 4
"""How many earlier collections of a project say who is always late."""


class Flag(StrEnum):
    """Why a report needs a look of its own."""

    QUESTION = "question"
    CHECK = "check"
    CORRECTED = "corrected"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A report that waits for the one who reviews: its flags, what was answered, the version that is shown."""

    pk: int
    version: int
    place_code: str
    place: str
    state: State
    state_name: Text
    flags: tuple[Flag, ...]
    answers: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing about it asks for a look of its own; being late alone does not."""
        return not set(self.flags) - {Flag.LATE}


def reports_to_review(scope: Scope, collection: Collection, place_code: str) -> list[ReviewRow]:
    """Return the reports that wait for a person to verify or approve, those with flags first, then by place."""
    found = list(_waiting(scope, collection, place_code)[:MOST_REVIEWED])
    pks = [each.pk for each in found]
    answers, corrected = _answers(pks), _corrected(pks)
    asked = has_open_question(pks)
    names = places_at(code for each in found for code in (each.place_code, each.place_code[:4]))
    rows = [
        ReviewRow(
            each.pk,
            each.version,
            each.place_code,
            ", ".join(names[code].name for code in (each.place_code, each.place_code[:4]) if code in names),
            State(each.state),
            STATE_NAMES[State(each.state)],
            tuple(
                flag
                for flag, holds in (
                    (Flag.QUESTION, each.pk in asked),
                    (Flag.CHECK, each.pk in answers),
                    (Flag.CORRECTED, each.pk in corrected),
                    (Flag.LATE, is_late(each, collection)),
                )
                if holds
            ),
            tuple(answers.get(each.pk, ())),
        )
        for each in found
    ]
    return sorted(rows, key=lambda row: (row.is_clean, not row.flags, row.place_code))


def _waiting(scope: Scope, collection: Collection, place_code: str) -> QuerySet[Report]:
    verifying, approving = within(scope.prefixes(VERIFIERS)), within(scope.prefixes(APPROVERS))
    waits = (verifying & Q(state=State.SUBMITTED)) | (approving & Q(state=State.VERIFIED))
    rows = Report.objects.filter(waits, within([place_code]), collection=collection)
    return rows.exclude(submitted_by=scope.user_id).order_by("place_code")


def _answers(pks: Several[int]) -> dict[int, list[str]]:
    """Return what was answered to soft checks and is not accepted yet, by report."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = CheckAnswer.objects.filter(
        report__in=pks, accepted_at=None, content_hash=F("report__content_hash")
    )
    for report, text in rows.order_by("pk").values_list("report", "text"):
        found[report].append(text)
    return found


def _corrected(pks: Several[int]) -> set[int]:
    back = Remark.objects.filter(report__in=pks, kind__in=[RemarkKind.RETURN, RemarkKind.REOPEN])
    return set(back.order_by().values_list("report", flat=True))


def is_late(report: Report, collection: Collection) -> bool:
    """Tell whether a report that is handed in came after its day."""
    at = report.submitted_at
    return at is not None and at.astimezone(BANGKOK).date() > collection.due_on


def reports_named(scope: Scope, collection: Collection, pks: Iterable[int]) -> dict[int, Report]:
    """Return those of some reports of a collection that a scope sees, by number."""
    rows = Report.objects.filter(reports_seen_by(scope), collection=collection, pk__in=list(pks))
    return {each.pk: each for each in rows.select_related("collection")}


@dataclass(frozen=True, slots=True)
class OwingRow:
    """How an area hands in: of how many places, how many did, how many of these in time."""

    code: str
    name: str
    owed: int
    handed_in: int
    in_time: int

    @property
    def missing(self) -> int:
        """Return how many have not handed in."""
        return self.owed - self.handed_in


@dataclass(frozen=True, slots=True)
class Debtor:
    """A place that owes its report: how often it was late or missing before, and whether it was reminded today."""

    report_pk: int
    code: str
    name: str
    state_name: Text
    times_late: int
    times: int
    is_nudged: bool


def owing_by_area(collection: Collection, scope: Scope, place_code: str) -> list[OwingRow]:
    """Return how the areas directly below a place hand in, in order of code."""
    length = len(place_code) + 2
    owed, handed_in, in_time = Counter[str](), Counter[str](), Counter[str]()
    for report in _owing(collection, scope, place_code):
        area = report.place_code[:length]
        owed[area] += 1
        if report.state in LAYERS["entered"]:
            handed_in[area] += 1
            in_time[area] += not is_late(report, collection)
    names = places_at(owed)
    return [
        OwingRow(
            code, names[code].name if code in names else code, owed[code], handed_in[code], in_time[code]
        )
        for code in sorted(owed)
    ]


def _owing(collection: Collection, scope: Scope, place_code: str) -> QuerySet[Report]:
    rows = Report.objects.filter(reports_seen_by(scope), within([place_code]), collection=collection)
    return rows.exclude(state=State.EXCUSED).defer("figures_text")


def debtors(collection: Collection, scope: Scope, place_code: str, on: date) -> list[Debtor]:
    """Return the places that owe their report on a day, those that are always late first."""
    missing = [each for each in _owing(collection, scope, place_code) if each.state not in LAYERS["entered"]]
    earlier = list(
        Collection.objects.filter(project=collection.project_id, due_on__lt=collection.due_on).order_by(
            "-due_on"
        )[:LOOKED_BACK]
    )
    late, asked = _lateness(earlier, [each.place_code for each in missing])
    nudged = set(Nudge.objects.filter(collection=collection, on=on).values_list("place_code", flat=True))
    names = places_at(code for each in missing for code in (each.place_code, each.place_code[:4]))
    rows = [
        Debtor(
            each.pk,
            each.place_code,
            ", ".join(names[code].name for code in (each.place_code, each.place_code[:4]) if code in names),
            STATE_NAMES[State(each.state)],
            late[each.place_code],
            asked[each.place_code],
            each.place_code in nudged,
        )
        for each in missing
    ]
    return sorted(rows, key=lambda row: (-row.times_late, row.code))


def _lateness(earlier: list[Collection], codes: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Return how often places were late or missing in earlier collections, and in how many they were asked."""
    by_pk = {each.pk: each for each in earlier}
    late, asked = Counter[str](), Counter[str]()
    rows = Report.objects.filter(collection__in=by_pk).exclude(state=State.EXCUSED).defer("figures_text")
    wanted = set(codes)
    for report in rows.order_by():
        if report.place_code in wanted:
            asked[report.place_code] += 1
            late[report.place_code] += report.state not in LAYERS["entered"] or is_late(
                report, by_pk[report.collection_id]
            )
    return late, asked
