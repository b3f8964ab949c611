"""Targets of coverage beside what is covered: numerator, denominator, and how many are wanted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from saiyai.kernel.powers import Scope
from saiyai.network.access import SEERS
from saiyai.network.models import FIELD_NAMES, CoverageTarget
from saiyai.network.queries.coverage import Coverage, CoverageFilter, coverage_of
from saiyai.network.queries.text import Text
from saiyai.network.rules.target import TargetState, target_for, villages_wanted
from saiyai.places.queries import places_at


@dataclass(frozen=True, slots=True)
class Aim:
    """What is wanted of an area beside what it has."""

    target: TargetState
    coverage: Coverage

    @property
    def wanted(self) -> int:
        """Return how many villages are to have somebody."""
        return villages_wanted(self.coverage.villages, self.target.percent)

    @property
    def missing(self) -> int:
        """Return how many villages are still wanted."""
        return max(0, self.wanted - self.coverage.covered)

    @property
    def share(self) -> float | None:
        """Return the part of what is wanted that is reached, from 0 to 1, None where nothing is wanted."""
        return min(1.0, self.coverage.covered / self.wanted) if self.wanted else None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in a list, with what is reached of it today."""

    pk: int
    place_code: str
    place: str
    field: Text
    field_code: str
    due_on: date
    percent: int
    note: str
    aim: Aim
    is_past: bool


def targets_for(code: str, field: str, today: date) -> list[TargetState]:
    """Return the targets still to be reached for a place, for those above it and those inside it, in one field."""
    rows = CoverageTarget.objects.filter(field=field, due_on__gte=today)
    found = [each.snapshot() for each in rows.order_by("pk")]
    return [each for each in found if code.startswith(each.place_code) or each.place_code.startswith(code)]


def aims(targets: Iterable[TargetState], parts: dict[str, Coverage]) -> dict[str, Aim]:
    """Return what is wanted of each area for which a target holds, by its code."""
    known = list(targets)
    held = {code: target_for(code, known) for code in parts}
    return {code: Aim(held_for, parts[code]) for code, held_for in held.items() if held_for is not None}


def targets_seen(scope: Scope) -> QuerySet[CoverageTarget]:
    """Return the targets that bear on the areas that a scope reads, the soonest first."""
    areas = scope.prefixes(SEERS)
    rows = CoverageTarget.objects.order_by("due_on", "place_code", "field", "pk")
    bearing = [
        each.pk
        for each in rows
        if any(each.place_code.startswith(area) or area.startswith(each.place_code) for area in areas)
    ]
    return rows.filter(pk__in=bearing)


def target_seen(scope: Scope, pk: int) -> CoverageTarget | None:
    """Return a target that bears on the areas of a scope, None where there is none of that number."""
    return targets_seen(scope).filter(pk=pk).first()


def target_rows(targets: Iterable[CoverageTarget], today: date) -> list[TargetRow]:
    """Return targets with what is reached of each today."""
    found = list(targets)
    names = places_at(each.place_code for each in found if each.place_code)
    covered = {
        (each.place_code, each.field): coverage_of(each.place_code, CoverageFilter(each.field), today)
        for each in found
    }
    return [
        TargetRow(
            each.pk,
            each.place_code,
            names[each.place_code].label if each.place_code in names else "",
            FIELD_NAMES.get(each.field, ""),
            each.field,
            each.due_on,
            each.percent,
            each.note,
            Aim(each.snapshot(), covered[each.place_code, each.field]),
            each.due_on < today,
        )
        for each in found
    ]
