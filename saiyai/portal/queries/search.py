"""What the public search finds: pages and what apps offer by an index; organisations and places by their own.

Nothing is shown that is not public at this moment: an entry of the index is shown only where its own app says that
everybody may see it now; organisations are asked for as somebody who has not signed in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saiyai.audit import clock
from saiyai.audit.word_index import TRIGRAM, words_of
from saiyai.kernel.powers import NOBODY
from saiyai.kernel.text import LONGEST_SEARCH, normalise, search_key, skeleton, to_arabic_digits
from saiyai.network.access import within
from saiyai.network.models import Organisation
from saiyai.network.queries import DirectoryFilter, in_reader_language
from saiyai.network.queries.organisation import directory_found, rows_of
from saiyai.places.models import Level
from saiyai.places.queries import Found, PlaceRow, codes_named, find_places, names_at, places_of_level
from saiyai.portal.models import ENTRY_WORDS, SearchEntry
from saiyai.portal.rules import Piece, marked, snippet
from saiyai.web.offers import SEARCH_SOURCES

Text = str | Promise
ORGANISATION, PLACE = "organisation", "place"
FIRST_YEAR, LAST_YEAR = 2400, 2800
LONGEST_CODE = 8
SHORTEST_WORD = 2
"""The shortest query that is answered, in letters of its search key."""
MOST_FOUND = 1_000
"""How many of the entries are ranked and paged through; a search that finds more is to be narrowed."""
MOST_PLACES = 100
SURE_ENOUGH = 0.8
"""How well a place must fit to be found here, where words are mostly of other things."""
SHOWN_OF_A_KIND = 5
EXACT, NEAR = ("title", "body"), ("bare_title", "bare_body")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; empty values narrow nothing."""

    words: str = ""
    kind: str = ""
    place_code: str = ""
    year: int | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the search keys of the typed words."""
        return tuple(key for each in words_of(self.words) if (key := search_key(each)))

    @property
    def is_too_short(self) -> bool:
        """Tell whether too little was typed to look for it."""
        return sum(map(len, self.keys)) < SHORTEST_WORD


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: what it is, where it is, and the stretch of its text that fits."""

    kind: str
    kind_name: Text
    url: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    place: str = ""
    place_code: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: how many in all, and those that are shown."""

    kind: str
    name: Text
    count: int
    hits: tuple[Hit, ...]
    is_near: bool = False
    """Whether they fit only nearly, since nothing of their kind holds just what was typed."""

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.count - len(self.hits)


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """Return what an address asks for; what it asks wrongly is left out."""
    place, year = asked.get("place", ""), to_arabic_digits(asked.get("year", "")[:4])
    is_year = year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR
    is_place = place.isascii() and place.isdigit() and len(place) <= LONGEST_CODE
    return Wanted(
        words=normalise(asked.get("q", "")[: 4 * LONGEST_SEARCH])[:LONGEST_SEARCH],
        kind=kind if (kind := asked.get("kind", "")) in dict(kinds()) else "",
        place_code=place if is_place and not len(place) % 2 else "",
        year=int(year) if is_year else None,
    )


def kinds() -> list[tuple[str, Text]]:
    """Return the kinds of things that are found, with their names, in the order in which they are shown."""
    offered = [(each.kind, each.label) for each in SEARCH_SOURCES]
    return [*offered, (ORGANISATION, _("organisations")), (PLACE, _("places"))]


def provinces() -> list[PlaceRow]:
    """Return the provinces, in order of code."""
    return places_of_level(Level.PROVINCE, [""])


def years() -> list[int]:
    """Return the Buddhist years of which something is found, newest first."""
    rows = SearchEntry.objects.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in rows if year is not None]


class Search:
    """One search: how many were found of each kind, and pages of them."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted

    @cached_property
    def _entries(self) -> "_Entries":
        return _entries_found(self.wanted)

    @cached_property
    def _organisations(self) -> tuple[QuerySet[Organisation], bool, int]:
        wanted = self.wanted
        if wanted.is_too_short or wanted.year is not None:
            return Organisation.objects.none(), False, 0
        found = directory_found(NOBODY, DirectoryFilter(words=wanted.words, place_code=wanted.place_code))
        return found.rows, found.is_near, found.count

    @cached_property
    def _places(self) -> list[Found]:
        wanted = self.wanted
        if wanted.is_too_short or wanted.year is not None:
            return []
        found = find_places(wanted.words, on=clock.today(), within=[wanted.place_code], limit=MOST_PLACES)
        return [each for each in found if each.score >= SURE_ENOUGH]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many were found of each kind, in the order of kinds."""
        found = {**self._entries.counts, ORGANISATION: self._organisations[2], PLACE: len(self._places)}
        return {kind: found.get(kind, 0) for kind, _name in kinds()}

    @property
    def total(self) -> int:
        """Return how many were found in all, or of the one kind that is wanted."""
        kind = self.wanted.kind
        return self.counts[kind] if kind else sum(self.counts.values())

    @property
    def is_cut(self) -> bool:
        """Tell whether there are more entries than are ranked and counted."""
        return self._entries.is_cut

    def groups(self) -> list[Group]:
        """Return the first of each kind of which something was found."""
        return [self.group(kind, 0, SHOWN_OF_A_KIND) for kind, count in self.counts.items() if count]

    def stretch(self, start: int, size: int) -> list[Group]:
        """Return a stretch of all that was found, the kinds one after the other: of the one kind that is wanted, if any."""
        groups = []
        for kind, count in self.counts.items():
            if self.wanted.kind in ("", kind):
                if size > 0 and start < count:
                    groups.append(self.group(kind, start, size))
                size -= max(min(count - start, size), 0)
                start = max(start - count, 0)
        return groups

    def group(self, kind: str, start: int, size: int) -> Group:
        """Return a stretch of what was found of one kind."""
        name, count = dict(kinds())[kind], self.counts[kind]
        if kind == ORGANISATION:
            rows, is_near, _count = self._organisations
            hits = _organisation_hits(rows[start : start + size], self.wanted, name, is_near=is_near)
        elif kind == PLACE:
            hits = [_place_hit(each, self.wanted, name) for each in self._places[start : start + size]]
            is_near = not any(each.is_exact for each in self._places)
        else:
            is_near = self._entries.is_near
            pks = self._entries.pks.get(kind, [])[start : start + size]
            hits = list(_entry_hits(kind, pks, self.wanted, name, is_near=is_near))
        return Group(kind, name, count, tuple(hits), is_near)


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries that fit, the likeliest first, by kind."""

    pks: Mapping[str, Sequence[int]]
    counts: Mapping[str, int]
    is_near: bool = False
    is_cut: bool = False


def _entries_found(wanted: Wanted) -> _Entries:
    if wanted.is_too_short:
        return _Entries({}, {})
    words = _words(wanted)
    rows = _narrowed(wanted)
    found = _ranked(rows, words, EXACT)
    is_near = False
    if not found and any(len(skeleton(key)) >= TRIGRAM for key in wanted.keys):
        found = _ranked(rows, words, NEAR)
        is_near = bool(found)
    pks: dict[str, list[int]] = {}
    for pk, kind in found[:MOST_FOUND]:
        pks.setdefault(kind, []).append(pk)
    return _Entries(pks, {kind: len(each) for kind, each in pks.items()}, is_near, len(found) > MOST_FOUND)


def _words(wanted: Wanted) -> list[tuple[str, tuple[str, ...]]]:
    """Return the key of each word with the places that it may name beside other words."""
    typed = [each for each in words_of(wanted.words) if search_key(each)]
    return [(search_key(each), codes_named(each) if len(typed) > 1 else ()) for each in typed]


def _narrowed(wanted: Wanted) -> QuerySet[SearchEntry]:
    rows = SearchEntry.objects.filter(kind__in=[each.kind for each in SEARCH_SOURCES])
    if wanted.place_code:
        rows = rows.filter(within([wanted.place_code]))
    return rows if wanted.year is None else rows.filter(year=wanted.year)


def _ranked(
    rows: QuerySet[SearchEntry], words: Sequence[tuple[str, tuple[str, ...]]], names: tuple[str, str]
) -> list[tuple[int, str]]:
    """Return number and kind of the entries that hold every word: in their titles first, then the newest first.

    Each half is read from the newest on and no further than it is shown, so that a word of most texts costs no more.
    """
    found = dict(islice(_newest(rows, words, names[:1]), MOST_FOUND + 1))
    if len(found) <= MOST_FOUND:
        found |= dict(islice(_newest(rows, words, names), MOST_FOUND + 1))
    return list(found.items())[: MOST_FOUND + 1]


def _newest(
    rows: QuerySet[SearchEntry], words: Sequence[tuple[str, tuple[str, ...]]], names: tuple[str, ...]
) -> Iterator[tuple[int, str]]:
    """Yield number and kind of the entries that hold every word in one of the columns, the newest first."""
    sought = [ENTRY_WORDS.sought(names, key) for key, areas in words if not areas]
    if len(sought) < len(words) or not all(sought):
        ordered = rows.filter(_holding(words, names)).order_by(F("on").desc(nulls_last=True), "-pk")
        yield from ordered.values_list("pk", "kind")[: MOST_FOUND + 1]
        return
    for pks in ENTRY_WORDS.newest(sought):
        kinds_of = dict(rows.filter(pk__in=pks).values_list("pk", "kind"))
        yield from ((pk, kinds_of[pk]) for pk in pks if pk in kinds_of)


def _holding(words: Sequence[tuple[str, tuple[str, ...]]], names: tuple[str, ...]) -> Q:
    """Return the condition that every word is in one of the columns, or names a place around the thing."""
    condition, together = Q(), []
    for key, areas in words:
        asked = names if len(key) >= TRIGRAM else names[:1]  # two letters are in nearly every text
        sought = ENTRY_WORDS.sought(asked, key)
        if sought and not areas:
            together.append(sought)
            continue
        held = ENTRY_WORDS.matched([sought]) if sought else ENTRY_WORDS.holds(asked, key, SearchEntry)
        condition &= held | within(areas) if areas else held
    return condition & ENTRY_WORDS.matched(together) if together else condition


def _entry_hits(kind: str, pks: Sequence[int], wanted: Wanted, name: Text, *, is_near: bool) -> Iterable[Hit]:
    """Yield the entries that everybody may see at this moment, in the order of their numbers."""
    entries = {each.pk: each for each in SearchEntry.objects.filter(pk__in=pks)}
    source = next(each for each in SEARCH_SOURCES if each.kind == kind)
    public = source.versions([each.key for each in entries.values()])
    names = names_at(code for each in entries.values() for code in (each.place_code, each.place_code[:2]))
    for pk in pks:
        entry = entries.get(pk)
        if entry is None or entry.key not in public:
            continue
        codes = dict.fromkeys((entry.place_code, entry.place_code[:2]))
        yield Hit(
            kind,
            name,
            entry.url,
            marked(in_reader_language(entry.title_th, entry.title_en), wanted.keys, is_near=is_near),
            snippet(entry.text, wanted.keys, is_near=is_near),
            ", ".join(names[code] for code in codes if code in names),
            entry.place_code,
            entry.on,
        )


def _organisation_hits(
    rows: QuerySet[Organisation], wanted: Wanted, name: Text, *, is_near: bool
) -> list[Hit]:
    return [
        Hit(
            ORGANISATION,
            name,
            reverse("organisation", args=[row.pk]),
            marked(row.name, wanted.keys, is_near=is_near),
            (Piece(" · ".join(map(str, (row.kind, *row.fields_of_welfare)))),),
            row.place,
            row.place_code,
        )
        for row in rows_of(rows)
    ]


def _place_hit(found: Found, wanted: Wanted, name: Text) -> Hit:
    path = " ".join(each.label for each in reversed(found.path[:-1]))
    return Hit(
        PLACE,
        name,
        reverse("place", args=[found.row.code]),
        marked(found.row.label, wanted.keys),
        (Piece(path),),
        "",
        found.row.code,
    )
