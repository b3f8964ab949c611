"""What can be asked of a jury: what binds a judge, how far the sheets are, how each judge leans."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.queries import subjects_acted_on
from saiyai.forums.models import Conflict, Judge, Sheet, Showcase, Stage
from saiyai.forums.rules.judging import Ground, Tie, ground_of_conflict
from saiyai.forums.rules.scoring import Leaning, leanings
from saiyai.network.models import PersonRole
from saiyai.network.queries import in_reader_language

FoundJudge = Judge
"""A judge with the stage, its forum and the person."""

FoundSheet = Sheet
"""A sheet with its judge, stage, entry and showcase."""

LEAST_JUDGES = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """How many sheets are handed in and missing, and the titles of entries that fewer than two judges scored."""

    handed_in: int
    missing: int
    too_few: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet among those of a judge: what it is about and how far it is."""

    pk: int
    title: str
    organisation: str
    showcase: int
    points: Mapping[str, int]
    handed_in_at: datetime | None


def inferred_conflicts(judge: Judge, showcases: Iterable[Showcase]) -> list[tuple[Showcase, Ground]]:
    """Return the showcases from which what is known of a judge bars them, each with the ground."""
    tie = _tie_of(judge.user, [each.subject_key for each in showcases])
    found = [
        (
            each,
            ground_of_conflict(
                tie, showcase=each.pk, organisation=each.organisation_id, place_code=each.place_code
            ),
        )
        for each in showcases
    ]
    return [(showcase, ground) for showcase, ground in found if ground is not None]


def _tie_of(user: User, keys: list[str]) -> Tie:
    held = PersonRole.objects.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), person__account=user)
    brought = subjects_acted_on(user.pk, keys)
    return Tie(
        places=tuple(each for each in {*user.scope.prefixes(), user.place_code} if each),
        organisations=frozenset(held.values_list("organisation_id", flat=True)),
        brought=frozenset(int(key.rpartition(":")[2]) for key in brought),
    )


def progress_of(stage: Stage) -> Progress:
    """Return how far the sheets of a stage are."""
    sheets = list(Sheet.objects.filter(judge__stage=stage).select_related("entry__showcase"))
    handed: dict[int, int] = {}
    for each in sheets:
        handed[each.entry_id] = handed.get(each.entry_id, 0) + (each.handed_in_at is not None)
    few = [
        each.showcase.title_th
        for each in stage.entries.select_related("showcase")
        if handed.get(each.pk, 0) < LEAST_JUDGES
    ]
    done = sum(handed.values())
    return Progress(done, len(sheets) - done, tuple(few))


def scores_of(stage: Stage) -> dict[int, dict[int, dict[str, int]]]:
    """Return the handed-in points of a stage by the entry's position and the judge's number."""
    scores: dict[int, dict[int, dict[str, int]]] = {
        position: {} for position in stage.entries.values_list("position", flat=True)
    }
    rows = Sheet.objects.filter(judge__stage=stage, handed_in_at__isnull=False)
    for position, number, points in rows.values_list("entry__position", "judge__number", "points"):
        scores[position][number] = points
    return scores


def leanings_of(stage: Stage) -> tuple[Leaning, ...]:
    """Return how each judge of a stage scores beside the others, by their numbers."""
    return leanings({entry: by for entry, by in scores_of(stage).items() if by})


def judges_of(stage: Stage) -> list[FoundJudge]:
    """Return the judges of a stage with their people, conflicts and sheets, in four queries."""
    rows = Judge.objects.filter(stage=stage).select_related("user")
    return list(rows.prefetch_related("conflicts__showcase", "sheets"))


def judge_of(stage: Stage, user: int | None) -> FoundJudge | None:
    """Return somebody's seat on the jury of a stage, None where they hold none."""
    rows = Judge.objects.select_related("stage__forum", "user")
    return None if user is None else rows.filter(stage=stage, user_id=user).first()


def seats_on_juries(user: int) -> list[FoundJudge]:
    """Return the juries of open stages on which somebody sits and has sheets to hand in."""
    rows = Judge.objects.filter(
        user_id=user,
        stage__opened_at__isnull=False,
        stage__counted_at=None,
        stage__annulled_at=None,
        sheets__handed_in_at=None,
        sheets__isnull=False,
    )
    return list(rows.select_related("stage__forum").distinct())


def sheet_of(pk: int, user: int | None) -> FoundSheet | None:
    """Return one of somebody's own sheets, None where it is not theirs."""
    rows = Sheet.objects.select_related("judge__stage__forum", "entry__showcase__organisation")
    return None if user is None else rows.filter(judge__user_id=user, pk=pk).first()


def sheet_rows(judge: Judge) -> list[SheetRow]:
    """Return the sheets of a judge in the order of the entries."""
    rows = Sheet.objects.filter(judge=judge).select_related("entry__showcase__organisation")
    return [
        SheetRow(
            each.pk,
            in_reader_language(each.entry.showcase.title_th, each.entry.showcase.title_en),
            in_reader_language(
                each.entry.showcase.organisation.name_th, each.entry.showcase.organisation.name_en
            ),
            each.entry.showcase_id,
            each.points,
            each.handed_in_at,
        )
        for each in rows.order_by("entry__position")
    ]


def conflicts_of(judge: Judge) -> list[Conflict]:
    """Return from which showcases a judge is barred, with their reasons."""
    return list(Conflict.objects.filter(judge=judge).select_related("showcase").order_by("pk"))


def judge_with(pk: int) -> FoundJudge | None:
    """Return a judge by number with the stage, None where there is none."""
    return Judge.objects.select_related("stage__forum", "user").filter(pk=pk).first()


def person_named(login: str) -> User | None:
    """Return the active person who signs in by a name or an e-mail address, None where nobody does."""
    written = login.strip()
    if not written:
        return None
    named = Q(username__iexact=written) | Q(email__iexact=written)
    found = list(User.objects.filter(named, is_active=True)[:2])
    return found[0] if len(found) == 1 else None
