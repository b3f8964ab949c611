"""Finding a page, a thing or an action from a few letters, as the apps' finders know them."""

from difflib import SequenceMatcher
from itertools import islice

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from saiyai.kernel.powers import Scope
from saiyai.kernel.text import LONGEST_SEARCH, search_key, skeleton
from saiyai.web.navigation import ways
from saiyai.web.offers import FINDERS, WAITING_TASKS, Found, Text

MOST_OF_ONE_FINDER = 6
NEAR_ENOUGH = 0.8
SHORTEST_SKELETON = 3
SHORTEST_QUERY_OF_TASKS = 2

OWN_PAGES: tuple[tuple[Text, str, bool], ...] = (
    (_("My home: what waits for me"), "home", True),
    (_("The record: heads of the chain"), "record", False),
    (_("Accessibility"), "accessibility", False),
    (_("Licence"), "licence", False),
)
"""Label, name of the address, and whether only those signed in are shown it."""


def found(query: str, scope: Scope) -> list[Found]:
    """Return what all finders find for a query, in the order of their weight."""
    asked = query[:LONGEST_SEARCH].strip()
    return [each for finder in FINDERS for each in islice(finder(asked, scope), MOST_OF_ONE_FINDER)]


def pages_found(query: str, scope: Scope) -> list[Found]:
    """Return the navigation's ways and web's own pages that a query resembles; all for an empty query."""
    own = [(label, reverse(name)) for label, name, inside in OWN_PAGES if scope.is_signed_in or not inside]
    known = [*((way.label, way.url) for way in ways(scope, "")), *own]
    return [
        Found(_("page"), label, "", url)
        for label, url in known
        if not query or resembles(query, in_both_languages(label))
    ]


def tasks_found(query: str, scope: Scope) -> list[Found]:
    """Return what waits for a person and resembles a query of two letters or more."""
    if not scope.is_signed_in or len(query) < SHORTEST_QUERY_OF_TASKS:
        return []
    tasks = (task for offer in WAITING_TASKS for task in offer(scope))
    waiting = _("waits for you")
    return [
        Found(_("action"), task.text, waiting, task.url) for task in tasks if resembles(query, (task.text,))
    ]


def in_both_languages(label: Text) -> tuple[str, ...]:
    """Return what a label says in Thai and in English."""
    texts: list[str] = []
    for language in ("th", "en"):
        with translation.override(language):
            texts.append(str(label))
    return tuple(texts)


def resembles(query: str, texts: tuple[str, ...]) -> bool:
    """Tell whether what was typed is part of one of the texts, forgiving vowels, tones and single letters."""
    typed = search_key(query)
    keys = [search_key(text) for text in texts]
    if any(typed in key for key in keys):
        return True
    bare = skeleton(typed)
    if len(bare) < SHORTEST_SKELETON:
        return False
    return any(bare in skeleton(key) or _is_near(typed, key) for key in keys)


def _is_near(typed: str, key: str) -> bool:
    """Tell whether some stretch of a key is all but what was typed."""
    length = len(typed)
    stretches = (key[start : start + length] for start in range(max(len(key) - length, 0) + 1))
    return any(SequenceMatcher(None, typed, each).ratio() >= NEAR_ENOUGH for each in stretches)
