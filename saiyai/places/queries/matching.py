"""Which place the cells of a list mean: names by level, a village's number, a code, or one text of them all.

A list of thousands of rows names the same places again and again, so a matcher keeps what it has found and reads the
villages of each tambon once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models.functions import Substr

from saiyai.kernel.addresses import split_place_words
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.text import LONGEST_SEARCH, normalise, to_arabic_digits
from saiyai.places.models import Level, Place
from saiyai.places.queries.find import find_places
from saiyai.places.queries.history import successors_of
from saiyai.places.queries.index import NameIndex, name_index
from saiyai.places.queries.rows import PlaceRow
from saiyai.places.queries.tree import places_at
from saiyai.places.rules.labels import TAMBON_DIGITS, VILLAGE_DIGITS
from saiyai.places.rules.nearness import distance, name_key, village_key

LEVELS = (("province", 2), ("district", 4), ("tambon", 6))
MOST_OFFERED = 6
MOST_ROUGH = 25
"""How many texts of one list are searched for in the whole nation; the rest is told as unknown."""
FARTHEST = 0.45
"""Up to which share of its letters a name may be written wrong and still be offered."""
_MARKS = {
    "province": re.compile(r"^(?:จังหวัด|จ\.)\s*"),
    "district": re.compile(r"^(?:กิ่งอำเภอ|อำเภอ|เขต|กิ่ง\s?อ\.|อ\.)\s*"),
    "tambon": re.compile(r"^(?:ตำบล|แขวง|ต\.)\s*"),
}
_MOO = re.compile(r"(?:หมู่ที่|หมู่|ม\.|moo)?\s*(\d{1,2})\b\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlaceCells:
    """What a row says of a place; empty where it says nothing."""

    province: str = ""
    district: str = ""
    tambon: str = ""
    moo: str = ""
    village: str = ""
    whole: str = ""
    code: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether the row says nothing at all of a place."""
        return not any((self.province, self.district, self.tambon, self.village, self.whole, self.code))


@dataclass(frozen=True, slots=True)
class Matched:
    """The place that is meant, or why none is (`unknown`, `several`, `nearly`, `ended`, `no_village`) and what may be."""

    code: str = ""
    why: str = ""
    offered: tuple[str, ...] = ()
    part: str = ""
    """The level at which it failed."""


@dataclass(frozen=True, slots=True)
class _Village:
    code: str
    key: str
    valid_from: date | None
    valid_to: date | None


@dataclass(slots=True)
class PlaceMatcher:
    """Finds the places of a list's rows; what is ambiguous is settled by the areas it is narrowed to, or offered."""

    within: tuple[str, ...] = ()
    index: NameIndex = field(default_factory=name_index)
    known: dict[PlaceCells, Matched] = field(default_factory=dict)
    villages: dict[str, tuple[_Village, ...]] = field(default_factory=dict)
    below: dict[str, list[PlaceRow]] = field(default_factory=dict)
    rough: int = 0

    def match(self, cells: PlaceCells) -> Matched:
        """Return the place that a row's cells mean, or what may be meant."""
        found = self.known.get(cells)
        if found is None:
            found = self.known[cells] = self._match(cells)
        return found

    def read_villages(self, tambons: Iterable[str]) -> None:
        """Read the villages of tambons that were not read yet, in one query."""
        wanted = {each for each in tambons if len(each) == TAMBON_DIGITS} - self.villages.keys()
        if not wanted:
            return
        rows = Place.objects.filter(level=Level.VILLAGE).annotate(area=Substr("code", 1, TAMBON_DIGITS))
        read: dict[str, list[_Village]] = {each: [] for each in wanted}
        columns = ("area", "code", "key_th", "name_th", "valid_from", "valid_to")
        for area, code, key, name, begins, ends in rows.filter(area__in=wanted).values_list(*columns):
            read[area].append(_Village(code, key or village_key(name), begins, ends))
        self.villages.update((area, tuple(found)) for area, found in read.items())

    def stands_on(self, village: str, day: date) -> bool:
        """Tell whether a village that was read exists on a day."""
        self.read_villages([village[:TAMBON_DIGITS]])
        for each in self.villages.get(village[:TAMBON_DIGITS], ()):
            if each.code == village:
                begun = each.valid_from is None or each.valid_from <= day
                return begun and (each.valid_to is None or day < each.valid_to)
        return False

    def area_of(self, cells: PlaceCells) -> str:
        """Return the code of the area above a row's village as far as it is sure, empty where it is not."""
        return self.match(PlaceCells(cells.province, cells.district, cells.tambon)).code

    def label(self, code: str) -> str:
        """Return a place with what is above it, in the reader's language."""
        row = self.index.rows.get(code) or places_at([code]).get(code)
        above = [
            self.index.rows[code[:n]] for n in (6, 4, 2) if n < len(code) and code[:n] in self.index.rows
        ]
        return " ".join(each.short_label for each in ([row] if row else []) + above) or code

    def _match(self, cells: PlaceCells) -> Matched:
        if cells.code:
            return self._by_code(to_arabic_digits(normalise(cells.code)).replace(" ", ""))
        if cells.whole and not cells.tambon:
            return self._by_text(cells)
        return self._by_names(cells)

    def _by_code(self, code: str) -> Matched:
        if code in self.index.rows:
            row = self.index.rows[code]
            return self._ended(row) if row.is_abolished else Matched(code)
        if len(code) == VILLAGE_DIGITS and code.isdigit():
            self.read_villages([code[:TAMBON_DIGITS]])
            if any(each.code == code for each in self.villages.get(code[:TAMBON_DIGITS], ())):
                return Matched(code)
        return Matched("", "unknown", (), "code")

    def _by_text(self, cells: PlaceCells) -> Matched:
        try:
            words = split_place_words(cells.whole[:LONGEST_SEARCH])
        except BadValue:
            return Matched("", "unknown", (), "whole")
        if words.tambon or words.district or words.province:
            read = PlaceCells(
                words.province or cells.province,
                words.district or cells.district,
                words.tambon,
                cells.moo or str(words.moo or ""),
                words.village or cells.village,
            )
            return self.match(read)
        return self._roughly(cells.whole, "whole")

    def _by_names(self, cells: PlaceCells) -> Matched:
        codes, deepest = self._narrowed(cells)
        if not deepest:
            return Matched("", "unknown", (), "place")
        if not codes:
            return self._misspelt(cells, deepest)
        chosen = self._settled(codes)
        if len(chosen) > 1:
            return Matched("", "several", tuple(chosen[:MOST_OFFERED]), deepest)
        row = self.index.rows[chosen[0]]
        if row.is_abolished:
            return self._ended(row)
        return self._village_of(cells, chosen[0]) if cells.moo or cells.village else Matched(chosen[0])

    def _narrowed(self, cells: PlaceCells) -> tuple[list[str], str]:
        """Return the codes that fit all named levels, and the deepest level that is named."""
        codes: list[str] | None = None
        deepest = ""
        for level, digits in LEVELS:
            name = _MARKS[level].sub("", normalise(getattr(cells, level)))
            if not name:
                continue
            deepest = level
            fits = [each for each in self.index.by_key.get(name_key(name), ()) if len(each) == digits]
            if codes is not None:
                fits = [each for each in fits if each.startswith(tuple(codes))]
            codes = fits
            if not codes:
                break
        return codes or [], deepest

    def _settled(self, codes: list[str]) -> list[str]:
        """Return the codes with those left out that have ended, or lie outside, where others remain."""
        present = [each for each in codes if not self.index.rows[each].is_abolished] or codes
        inside = [each for each in present if each.startswith(self.within)] if self.within else present
        return sorted(set(inside or present))

    def _misspelt(self, cells: PlaceCells, level: str) -> Matched:
        """Return the places of the narrowest area that is sure whose names come near to what is written there."""
        said = {
            "province": PlaceCells(cells.province),
            "district": PlaceCells(cells.province, cells.district),
        }
        above = (
            self._narrowed(said["province" if level == "district" else "district"])[0]
            if level != "province"
            else []
        )
        if not above:
            return self._roughly(
                " ".join(filter(None, (cells.tambon, cells.district, cells.province))), level
            )
        typed = name_key(_MARKS[level].sub("", normalise(getattr(cells, level))))
        limit = max(len(typed) * FARTHEST, 1.0)
        digits = dict(LEVELS)[level]
        near = [
            (distance(typed, name_key(row.name_th), limit), row.code)
            for area in above
            for row in self._below(area)
            if len(row.code) == digits and not row.is_abolished
        ]
        offered = tuple(code for far, code in sorted(near) if far <= limit)[:MOST_OFFERED]
        return Matched("", "nearly" if offered else "unknown", offered, level)

    def _below(self, area: str) -> list[PlaceRow]:
        if not self.below:
            for row in self.index.rows.values():
                for digits in (2, 4):
                    if digits < len(row.code):
                        self.below.setdefault(row.code[:digits], []).append(row)
        return self.below.get(area, [])

    def _roughly(self, text: str, part: str, level: str | None = None) -> Matched:
        self.rough += 1
        if self.rough > MOST_ROUGH:  # a search of the nation takes some 100 ms
            return Matched("", "unknown", (), part)
        try:
            found = find_places(text[:LONGEST_SEARCH], level=level, limit=MOST_OFFERED * 2)
        except BadValue:
            found = []
        rows = [each.row for each in found if not each.row.is_abolished]
        inside = [row for row in rows if not self.within or row.code.startswith(self.within)]
        exact = [each.row.code for each in found if each.is_exact and each.score > 0.99]  # noqa: PLR2004 (rounding)
        if len(exact) == 1 and level is None:
            return Matched(exact[0])
        offered = tuple(row.code for row in (inside or rows)[:MOST_OFFERED])
        return Matched("", "nearly" if offered else "unknown", offered, part)

    def _ended(self, row: PlaceRow) -> Matched:
        return Matched("", "ended", tuple(successors_of(row.code)[:MOST_OFFERED]), row.level)

    def _village_of(self, cells: PlaceCells, area: str) -> Matched:
        if len(area) != TAMBON_DIGITS:
            return Matched("", "no_tambon", (), "tambon")
        self.read_villages([area])
        villages = self.villages[area]
        number = _MOO.match(to_arabic_digits(normalise(cells.moo)))
        name = normalise(cells.village)
        if number is None and (inside := _MOO.fullmatch(to_arabic_digits(name))):
            number, name = inside, ""
        if number is not None:
            code = f"{area}{int(number[1]):02d}"
            there = any(each.code == code for each in villages)
            return Matched(code) if there else Matched("", "no_village", (), "village")
        fits = tuple(each.code for each in villages if each.key == village_key(name))
        if len(fits) == 1:
            return Matched(fits[0])
        return Matched("", "several" if fits else "no_village", fits[:MOST_OFFERED], "village")
