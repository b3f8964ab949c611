"""Organisations whose names hold what was typed: every word as part of a name, or as a place that it lies in.

A word fits where the search key holds it, whatever its digits, case or way of typing; where no organisation fits
so, those are offered whose names share its consonants in order, so that a mistyped vowel or tone still finds.
"""

from django.db.models import Q, QuerySet

from saiyai.audit.word_index import TRIGRAM, words_of
from saiyai.kernel.text import search_key, skeleton
from saiyai.network.access import within
from saiyai.network.models import Organisation
from saiyai.network.models.finding import NAMES
from saiyai.places.queries import codes_named

NAME, SKELETON = "name", "skeleton"


def named(words: str) -> Q:
    """Return the condition that each typed word is part of a name, or names a place around the organisation."""
    return _each(words, NAME)


def nearly_named(words: str) -> Q | None:
    """Return the condition that each word's consonants stand in a name in order; None where they are too few."""
    if all(len(skeleton(search_key(each))) < TRIGRAM for each in words_of(words)):
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


def _each(words: str, column: str) -> Q:
    """Return the condition that every word fits; those that the index answers go to it as one question."""
    typed = words_of(words)
    condition, together = Q(), []
    for each in typed:
        key = search_key(each)
        areas = codes_named(each) if key and len(typed) > 1 else ()
        sought = NAMES.sought([column], key)
        if areas:
            held = NAMES.matched([sought]) if sought else NAMES.holds([column], key, Organisation)
            condition &= held | within(areas)
        elif sought:
            together.append(sought)
        elif key:
            condition &= NAMES.holds([column], key, Organisation)
    return condition & NAMES.matched(together) if together else condition
