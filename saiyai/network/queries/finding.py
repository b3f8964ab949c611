"""Organisations whose names hold what was typed: every word as part of a name, or as a place that it lies in.

A word fits where the search key holds it, whatever its digits, case or way of typing; where no organisation fits
so, those are offered whose names share its consonants in order, so that a mistyped vowel or tone still finds.
"""

from django.db import connection
from django.db.models import BigIntegerField, F, Func, Q, QuerySet, TextField, Value

from saiyai.kernel.text import LONGEST_SEARCH, VOWELS_AND_MARKS, search_key, skeleton
from saiyai.network.access import within
from saiyai.network.models import Organisation
from saiyai.network.models.finding import WORDS
from saiyai.places.queries import codes_named

MOST_WORDS = 8
NAME, SKELETON = "name", "skeleton"
TRIGRAM = 3
"""The shortest word that an index of trigrams finds."""


class _InIndex(Func):
    """The numbers of the organisations that SQLite's index answers with, the question being a parameter."""

    template = f"(SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %(expressions)s)"  # noqa: S608 (our own name)
    output_field = BigIntegerField()


def named(words: str) -> Q:
    """Return the condition that each typed word is part of a name, or names a place around the organisation."""
    return _each(words, NAME)


def nearly_named(words: str) -> Q | None:
    """Return the condition that each word's consonants stand in a name in order; None where they are too few."""
    if all(len(skeleton(search_key(each))) < TRIGRAM for each in _split(words)):
        return None
    return _each(words, SKELETON)


def found_by(rows: QuerySet[Organisation], words: str) -> tuple[QuerySet[Organisation], bool]:
    """Return the organisations that fit what was typed, and whether they fit only nearly, since none fits exactly."""
    exact = rows.filter(named(words))
    near = nearly_named(words)
    if near is None or exact.order_by().exists():
        return exact, False
    roughly = rows.filter(near)
    return (roughly, True) if roughly.order_by().exists() else (exact, False)


def _split(words: str) -> list[str]:
    return words[:LONGEST_SEARCH].split()[:MOST_WORDS]


def _each(words: str, column: str) -> Q:
    """Return the condition that every word fits; those that the index answers go to it as one question."""
    typed = _split(words)
    condition, together = Q(), []
    for each in typed:
        key = search_key(each)
        areas = codes_named(each) if key and len(typed) > 1 else ()
        sought = _sought(column, key)
        if areas:
            condition &= (_matched([sought]) if sought else _holds(column, key)) | within(areas)
        elif sought:
            together.append(sought)
        elif key:
            condition &= _holds(column, key)
    return condition & _matched(together) if together else condition


def _sought(column: str, key: str) -> str:
    """Return what the index of SQLite is asked for a key, empty where it cannot answer: a key has letters alone."""
    key = skeleton(key) if column == SKELETON else key
    return f'{column} : "{key}"' if connection.vendor == "sqlite" and len(key) >= TRIGRAM else ""


def _matched(sought: list[str]) -> Q:
    return Q(pk__in=_InIndex(Value(" AND ".join(sought))))


def _holds(column: str, key: str) -> Q:
    """Return the condition that a column holds a key, as PostgreSQL's index and short keys are asked."""
    bare = skeleton(key)
    if column == NAME or len(bare) < TRIGRAM:
        return Q(search_key__contains=key)
    stored = Func(
        F("search_key"), Value(VOWELS_AND_MARKS), Value(""), function="translate", output_field=TextField()
    )
    return Q(pk__in=Organisation.objects.alias(skeleton=stored).filter(skeleton__contains=bare).values("pk"))
