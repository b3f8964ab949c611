"""Finding a place as people write it: marked or bare words, Thai or English, mistyped, by code.

Every word must fit the place itself or something above it; what fits best comes first, with its path. Nothing
is corrected: what is ambiguous is answered with all that it may mean.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from saiyai.kernel.addresses import PlaceWords, split_place_words
from saiyai.kernel.powers import ancestors
from saiyai.kernel.text import LONGEST_SEARCH, normalise, to_arabic_digits
from saiyai.places.models import LEVEL_OF_LENGTH, Level, Place
from saiyai.places.queries.history import place_of_second_code
from saiyai.places.queries.index import Match, NameIndex, name_index
from saiyai.places.queries.rows import PlaceRow, row_of
from saiyai.places.queries.tree import paths_of, under
from saiyai.places.rules.labels import PROVINCE_DIGITS, TAMBON_DIGITS, VILLAGE_DIGITS
from saiyai.places.rules.nearness import distance, name_key, sound_of, village_key

MOST_WORDS = 6
LEAST_SCORE, GOOD, SURE = 0.45, 0.9, 0.95
POSTCODE_DIGITS = 5
VILLAGE_NAMED, VILLAGE_MEANT, VILLAGE_SOUND = 0.97, 0.86, 0.85
"""How well a village fits its bare name: with บ้าน before it, and without, when larger places come first."""
_LENGTHS = {"province": 2, "district": 4, "tambon": 6, "village": 8}


@dataclass(frozen=True, slots=True)
class Found:
    """A place that fits what was typed, with its path, how well it fits (1: exactly) and by what."""

    row: PlaceRow
    path: tuple[PlaceRow, ...]
    score: float
    how: str

    @property
    def is_exact(self) -> bool:
        """Tell whether every word was a name as it is written."""
        return self.how in {"name", "code"}


@dataclass(frozen=True, slots=True)
class _Word:
    """One typed word: its key and the level that its mark named."""

    key: str
    level: str | None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a search is narrowed to: a day, a level, some areas."""

    on: date | None = None
    level: str | None = None
    areas: tuple[str, ...] = ()

    def fits(self, row: PlaceRow) -> bool:
        if self.level is not None and row.level != self.level:
            return False
        if self.areas and not row.code.startswith(self.areas):
            return False
        if self.on is None:
            return True
        begun = row.valid_from is None or row.valid_from <= self.on
        return begun and (row.valid_to is None or self.on < row.valid_to)


ANYTHING = _Wanted()


def find_places(
    text: str,
    on: date | None = None,
    level: str | None = None,
    within: Iterable[str] = (),
    limit: int = 10,
) -> list[Found]:
    """Return the places that fit a typed text, the best first; abolished ones too unless `on` bars them."""
    typed = normalise(to_arabic_digits(text))[:LONGEST_SEARCH]
    wanted = _Wanted(on, level, tuple(each for each in within if each))
    if typed.isascii() and typed.isdigit():
        found = _by_code(typed) if len(typed) != POSTCODE_DIGITS else _by_postcode(typed)
    else:
        found = _by_words(split_place_words(typed), wanted)
    return [each for each in found if wanted.fits(each.row)][:limit]


def _by_code(code: str) -> list[Found]:
    if len(code) > VILLAGE_DIGITS:
        return []
    place = Place.objects.filter(code=code).first()
    second = place_of_second_code(code) if len(code) == VILLAGE_DIGITS else None
    rows = [] if place is None else [row_of(place)]
    if second is not None:
        rows += [row_of(each) for each in Place.objects.filter(code=second)]
    if not rows and len(code) % 2:
        begun = Place.objects.filter(
            level=LEVEL_OF_LENGTH[len(code) + 1], code__gte=f"{code}0", code__lte=f"{code}9"
        )
        rows = [row_of(each) for each in begun.order_by("code")]
    paths = paths_of(row.code for row in rows)
    return [Found(row, paths[row.code], 1.0, "code") for row in rows]


def _by_postcode(code: str) -> list[Found]:
    index = name_index()
    rows = [row for row in index.rows.values() if code in row.postcodes.split(" ")]
    return [Found(row, _path(index, row.code), 1.0, "postcode") for row in rows]


def _words_of(index: NameIndex, words: PlaceWords) -> list[_Word]:
    marked = [
        (words.province, "province"),
        (words.district, "district"),
        (words.tambon, "tambon"),
        (words.village, "village"),
    ]
    found = [
        _Word(village_key(text) if level == "village" else name_key(text), level)
        for text, level in marked
        if text
    ]
    found += [_Word(key, None) for key in _grouped(index, [name_key(text) for text in words.bare])]
    return [word for word in found if word.key][:MOST_WORDS]


def _grouped(index: NameIndex, keys: list[str]) -> list[str]:
    """Return bare words with those put together that make one name: Chiang Mai, สุไหงโก ลก."""
    grouped: list[str] = []
    start = 0
    while start < len(keys):
        ends = range(min(start + 4, len(keys)), start, -1)
        end = next((each for each in ends if "".join(keys[start:each]) in index.by_key), start + 1)
        grouped.append("".join(keys[start:end]))
        start = end
    return grouped


def _by_words(words: PlaceWords, wanted: _Wanted) -> list[Found]:
    index = name_index()
    typed = _words_of(index, words)
    if not typed:
        return []
    found = _ranked(index, typed, wanted, roughly=len(typed) == 1)
    if len(typed) > 1 and not any(each.score > SURE for each in found):
        found = _ranked(index, typed, wanted, roughly=True)
    if not any(each.score > GOOD for each in found) and (others := _read_together(index, words, wanted)):
        found = sorted([*others, *found], key=_order)
    villages = _villages(index, typed, words.moo, wanted) if words.bare or words.village or words.moo else []
    if words.moo and villages:
        found = [replace(each, score=each.score * GOOD) for each in found]
    return _once(sorted([*found, *villages], key=_order))


def _once(ranked: list[Found]) -> list[Found]:
    """Return each place where it stands best."""
    return list({each.row.code: each for each in reversed(ranked)}.values())[::-1]


def _read_together(index: NameIndex, words: PlaceWords, wanted: _Wanted) -> list[Found]:
    """Return what fits if bare words were one name, or one word was several names without spaces."""
    joined = "".join(name_key(text) for text in words.bare)
    if not joined:
        return []
    if len(words.bare) > 1:
        return _ranked(index, [_Word(joined, None)], wanted, roughly=True)
    parts = index.split(joined)
    return (
        _ranked(index, [_Word(key, None) for key in parts], wanted, roughly=False) if len(parts) > 1 else []
    )


def _order(found: Found) -> tuple[float, bool, int, str]:
    return (-round(found.score, 3), found.row.is_abolished, len(found.row.code), found.row.code)


def _ranked(index: NameIndex, typed: list[_Word], wanted: _Wanted, *, roughly: bool) -> list[Found]:
    fits = [_of_level(index.matches(word.key, roughly=roughly), word.level) for word in typed]
    found: list[Found] = []
    for code in {code for each in fits for code in each}:
        row = index.rows[code]
        if not wanted.fits(row):
            continue
        score, how = _score(code, fits)
        if row.is_abolished:
            score *= 0.9
        if score >= LEAST_SCORE:
            found.append(Found(row, (), score, how))
    found.sort(key=_order)
    return [Found(each.row, _path(index, each.row.code), each.score, each.how) for each in found[:100]]


def _of_level(matches: dict[str, Match], level: str | None) -> dict[str, Match]:
    length = _LENGTHS.get(level or "")
    return (
        matches if length is None else {code: each for code, each in matches.items() if len(code) == length}
    )


def _score(code: str, fits: list[dict[str, Match]]) -> tuple[float, str]:
    """Return how well a place fits: the mean over the words of their best fits on its path, and by what."""
    path = [*ancestors(code), code]
    total, own, how = 0.0, 0.0, "name"
    for matches in fits:
        best, at = 0.0, ""
        for each in path:
            match = matches.get(each)
            if match is not None and (
                match.score > best or (match.score == best and each == code and not own)
            ):
                best, at = match.score, each
                how = match.how if match.score < 1.0 else how
        total += best or -0.35
        if at == code:
            own = max(own, best)
    if not own:
        return 0.0, how
    return total / len(fits), how


def _path(index: NameIndex, code: str) -> tuple[PlaceRow, ...]:
    return tuple(index.rows[each] for each in [*ancestors(code), code] if each in index.rows)


def _villages(index: NameIndex, typed: list[_Word], moo: int | None, wanted: _Wanted) -> list[Found]:
    """Return villages: by their name anywhere, or nearly so inside the area that the other words name."""
    above = [word for word in typed if word.level in {"province", "district", "tambon"}]
    named = [word for word in typed if word.level == "village"] or [
        word for word in typed if word.level is None
    ]
    areas = [each.row.code for each in _ranked(index, above, ANYTHING, roughly=False)[:3]] if above else []
    if areas and moo is not None and any(word.level == "tambon" for word in above):
        exact = [area + f"{moo:02d}" for area in areas if len(area) == TAMBON_DIGITS]
        return _village_rows(index, Place.objects.filter(code__in=exact), 1.0)
    if not named:
        return []
    key = named[0].key if named[0].level else village_key(named[0].key)
    others = [word for word in typed if word is not named[0]]
    if others and not areas:
        areas = [each.row.code for each in _ranked(index, others, ANYTHING, roughly=False)[:5]]
    if not areas and wanted.areas and not others:
        areas = list(wanted.areas)
    if areas:
        return [found for area in areas for found in _villages_in(index, area, key)]
    if others:
        return []
    is_called_so = named[0].level is not None or key != named[0].key
    found = Place.objects.filter(level=Level.VILLAGE, key_th=key)[:30]
    return _village_rows(index, found, VILLAGE_NAMED if is_called_so else VILLAGE_MEANT)


def _villages_in(index: NameIndex, area: str, key: str) -> list[Found]:
    inside = Place.objects.filter(under(area), level=Level.VILLAGE)
    if len(area) == PROVINCE_DIGITS:
        found = _village_rows(index, inside.filter(key_th=key)[:30], 1.0)
        return found or _village_rows(index, inside.filter(sound=sound_of(key))[:30], VILLAGE_SOUND)
    weighed = ((each, *_nearness(key, each.key_th)) for each in inside)
    return [
        Found(row_of(each), (*_path(index, each.code[:6]), row_of(each)), score, how)
        for each, score, how in weighed
        if score >= LEAST_SCORE
    ]


def _nearness(key: str, name: str) -> tuple[float, str]:
    """Return how well a typed key fits a village's key, and by what."""
    if key == name:
        return 1.0, "name"
    if name.startswith(key):
        return VILLAGE_MEANT, "beginning"
    limit = min(0.4 * len(key), 2.0)
    far = distance(key, name, limit)
    return (1.0 - far / (len(key) + 1), "spelling") if far <= limit else (0.0, "")


def _village_rows(index: NameIndex, places: Iterable[Place], score: float) -> list[Found]:
    rows = [row_of(each) for each in places]
    return [
        Found(row, (*_path(index, row.code[:6]), row), score, "sound" if score == VILLAGE_SOUND else "name")
        for row in rows
    ]
