"""What can be asked for an executive report: what moved, what is missing where, and the words that are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from saiyai.monitoring.models import Brief, Project
from saiyai.monitoring.queries.figures import FigureTable
from saiyai.monitoring.queries.profile import Field
from saiyai.monitoring.queries.project import SeriesRow
from saiyai.monitoring.rules.brief import Move, change_percent, move_of


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that is compared with the period before, for each place that reported."""

    series: SeriesRow
    move: Move
    now: Fraction | None
    before: Fraction | None
    percent: Fraction | None
    total: Fraction | None


def moves_of(fields: Sequence[Field]) -> list[Moved]:
    """Return how each number moved, the largest change first."""
    rows = [
        Moved(
            each.series,
            move_of(each.now, each.before),
            each.now,
            each.before,
            change_percent(each.now, each.before),
            each.total,
        )
        for each in fields
    ]
    return sorted(rows, key=lambda each: -abs(each.percent or Fraction(0)))


@dataclass(frozen=True, slots=True)
class Absent:
    """A place below another with how many reports are missing of how many are owed."""

    name: str
    missing: int
    owed: int


def absent_in(table: FigureTable) -> list[Absent]:
    """Return the places in which reports are missing, those that miss most of their own first."""
    rows = [Absent(row.name, row.owed - row.reported, row.owed) for row in table.rows if row.owed]
    return sorted(
        (each for each in rows if each.missing), key=lambda each: (-each.missing / each.owed, each.name)
    )


def kept_words(project: Project, place_code: str, period_code: str) -> tuple[Mapping[str, str], int, str]:
    """Return the words kept of an executive report, their version (0 for none), and the key of its history."""
    found = Brief.objects.filter(project=project, place_code=place_code, period_code=period_code).first()
    return ({}, 0, "") if found is None else (found.texts, found.version, found.subject_key)
