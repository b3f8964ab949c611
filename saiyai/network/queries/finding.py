"""Organisations whose names hold what was typed: every word as part of a name, or as a place that it lies in.

A word fits where the search key holds it, whatever its digits, case or way of typing; where no organisation fits
so, those are offered whose names share its consonants in order, so that a mistyped vowel or tone still finds.

Where SQLite's index can tell of itself who may see what it finds, it counts its answers without reading an
organisation; and where these are many, the first of them are looked for along the order of names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from saiyai.audit.word_index import TRIGRAM, words_of
from saiyai.kernel.powers import Scope
from saiyai.kernel.text import search_key, skeleton
from saiyai.network.access import SEERS, within
from saiyai.network.models import Organisation
from saiyai.network.models.finding import ALIVE, AT, NAMES, ONCE_AT, OPEN
from saiyai.places.queries import codes_named

NAME, SKELETON = "name", "skeleton"
MANY = 6_000
"""From how many answers on the first are looked for along the order of names: sorting fewer takes less."""
FEW = 2_000
"""Up to how many are asked for by the numbers that were read to count them."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What typed words ask: `of_index` what SQLite's index answers, `of_rows` what is left to ask of each row."""

    of_index: Sequence[str]
    of_rows: Q

    @property
    def condition(self) -> Q:
        """Return all of it as one condition."""
        return self.of_rows & NAMES.matched(self.of_index) if self.of_index else self.of_rows


@dataclass(frozen=True, slots=True)
class FoundOrganisations:
    """Organisations that fit what was looked for, how many they are, and whether their names fit only nearly."""

    rows: QuerySet[Organisation]
    count: int
    is_near: bool = False


def named(words: str) -> Q:
    """Return the condition that each typed word is part of a name, or names a place around the organisation."""
    return _sought(words, NAME).condition


def nearly_named(words: str) -> Sought | None:
    """Return what asks that each word's consonants stand in a name in order; None where they are too few."""
    if all(len(skeleton(search_key(each))) < TRIGRAM for each in words_of(words)):
        return None
    return _sought(words, SKELETON)


def facts_of_seen(scope: Scope, place_code: str = "") -> tuple[str, ...]:
    """Return what asks the index for the living organisations of a place that a scope sees; empty where it cannot tell."""
    prefixes = scope.prefixes(SEERS) if scope.is_signed_in else ()
    seen = (ALIVE,) if "" in prefixes else (*(f"{AT}{each}" for each in prefixes), OPEN)
    here = (f"{AT}{place_code}",) if place_code else ()
    if any(len(each) < TRIGRAM for each in (*seen, *here)):
        return ()
    return tuple(NAMES.stated(each) for each in (seen, here) if each)


def found_by(
    rows: QuerySet[Organisation], words: str, facts: Sequence[str] = (), *, are_all: bool = False
) -> FoundOrganisations:
    """Return the organisations that fit what was typed; where none fits exactly, those whose names fit nearly.

    `facts` hold of each of the rows, and are asked of the index; `are_all` tells that nothing else narrows the rows.
    """
    exact = _found(rows, _sought(words, NAME), facts, are_all=are_all)
    near = None if exact.count else nearly_named(words)
    if near is None:
        return exact
    roughly = _found(rows, near, facts, are_all=are_all)
    return FoundOrganisations(roughly.rows, roughly.count, is_near=True) if roughly.count else exact


def _found(
    rows: QuerySet[Organisation], sought: Sought, facts: Sequence[str], *, are_all: bool
) -> FoundOrganisations:
    narrowed = rows.filter(sought.of_rows)
    if not sought.of_index:
        return _counted(narrowed)
    of_index = [*sought.of_index, *facts]
    found = narrowed.filter(NAMES.matched(of_index))
    if not (facts and are_all) or sought.of_rows:
        return _counted(found)
    count = NAMES.count(of_index)
    return FoundOrganisations(walked(narrowed, of_index) if count > MANY else found, count)


def walked(rows: QuerySet[Organisation], sought: Sequence[str]) -> QuerySet[Organisation]:
    """Return the rows that SQLite's index answers with, looked for along the order of the rows and not the answers.

    For many answers of which the first few are wanted: an index of that order ends the search early.
    """
    return rows.alias(number=F("pk") + 0).filter(number__in=NAMES.answers(sought))


def _counted(rows: QuerySet[Organisation]) -> FoundOrganisations:
    """Return rows with their count; a few are then asked for by their numbers and not looked for twice."""
    numbers = list(rows.order_by().values_list("pk", flat=True))
    if len(numbers) > FEW:
        return FoundOrganisations(rows, len(numbers))
    return FoundOrganisations(
        Organisation.objects.filter(pk__in=numbers).order_by(*rows.query.order_by), len(numbers)
    )


def _sought(words: str, column: str) -> Sought:
    """Return what asks that every word fits; those that the index answers go to it as one question."""
    typed = words_of(words)
    of_rows, of_index = Q(), list[str]()
    for each in typed:
        key = search_key(each)
        areas = codes_named(each) if key and len(typed) > 1 else ()
        held = NAMES.sought([column], key)
        if held:
            of_index.append(f"({held} OR {_at(areas)})" if areas else held)
        elif areas:
            of_rows &= NAMES.holds([column], key, Organisation) | within(areas)
        elif key:
            of_rows &= NAMES.holds([column], key, Organisation)
    return Sought(of_index, of_rows)


def _at(areas: Iterable[str]) -> str:
    """Return what asks the index for organisations of areas, living or not."""
    return NAMES.stated(f"{mark}{each}" for each in areas for mark in (AT, ONCE_AT))
