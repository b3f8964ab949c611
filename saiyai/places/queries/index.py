"""The names of all provinces, districts and tambons in memory: read once for each state of the places.

Some 10,000 areas with their names in both languages take 15 MB and half a second to read; a process reads
them when it is first asked to find one, and again when a load or a change gave the places a new revision.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from threading import Lock

from django.db import connection

from saiyai.places.models import Place, PlaceName, Revision
from saiyai.places.queries.rows import COLUMNS, PlaceRow
from saiyai.places.rules.labels import CAPITAL_DISTRICT
from saiyai.places.rules.nearness import SHORTEST_NAME, distance, name_key, pairs_of, sound_of

CAPITAL_WORDS = ("เมือง", "mueang", "muang")
COMMON_NAMES = {
    "กทม": "10",
    "กรุงเทพ": "10",
    "กรุงเทพฯ": "10",
    "krungthep": "10",
    "อยุธยา": "14",
    "ayutthaya": "14",
    "โคราช": "30",
    "korat": "30",
}
"""What people call provinces besides their names."""
CANDIDATES = 40
"""How many names are measured letter by letter, those that share most pairs first."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well a typed key fits a place's name: 1 is the name itself."""

    score: float
    how: str


@dataclass(slots=True)
class NameIndex:
    """The keys of all names with the codes that bear them, and the pairs of letters that the keys hold."""

    rows: dict[str, PlaceRow]
    by_key: dict[str, list[str]]
    by_sound: dict[str, list[str]]
    sorted_keys: list[str]
    by_pair: dict[str, list[int]]
    pairs: list[int]

    def matches(self, key: str, *, roughly: bool) -> dict[str, Match]:
        """Return the codes whose names fit a key, with how well; `roughly` measures misspellings too."""
        found: dict[str, Match] = {code: Match(1.0, "name") for code in self.by_key.get(key, ())}
        for name, score, how in self._near(key, roughly=roughly):
            for code in self.by_key[name]:
                known = found.get(code)
                if known is None or known.score < score:
                    found[code] = Match(score, how)
        return found

    def split(self, key: str, *, most: int = 4) -> list[str]:
        """Return the names that a key without spaces is made of, longest first; empty if none."""
        if key in self.by_key:
            return [key]
        if most > 1:
            for end in range(len(key) - 2, 2, -1):
                if key[:end] in self.by_key and (rest := self.split(key[end:], most=most - 1)):
                    return [key[:end], *rest]
        return []

    def _near(self, key: str, *, roughly: bool) -> list[tuple[str, float, str]]:
        near = [(name, 0.6 + 0.3 * len(key) / len(name), "beginning") for name in self._beginning(key)]
        if not roughly:
            return near
        near += [(name, 0.88, "sound") for name in self.by_sound.get(sound_of(key), ()) if name != key]
        limit = min(0.4 * len(key), 3.0)
        for name in self._sharing(key):
            far = distance(key, name, limit)
            if far <= limit and name != key:
                near.append((name, max(0.9 - 0.9 * far / max(len(key), len(name)), 0.3), "spelling"))
        return near

    def _beginning(self, key: str) -> list[str]:
        if len(key) < SHORTEST_NAME:
            return []
        low, high = _bounds(self.sorted_keys, key)
        return self.sorted_keys[low:high][:200]

    def _sharing(self, key: str) -> list[str]:
        counts: dict[int, int] = defaultdict(int)
        mine = pairs_of(key)
        for pair in mine:
            for number in self.by_pair.get(pair, ()):
                counts[number] += 1
        least = max(2, len(mine) // 4)
        weighed = [
            (2 * shared / (len(mine) + self.pairs[number]), number)
            for number, shared in counts.items()
            if shared >= least
        ]
        weighed.sort(reverse=True)
        return [self.sorted_keys[number] for _share, number in weighed[:CANDIDATES]]


def _bounds(keys: list[str], beginning: str) -> tuple[int, int]:
    return bisect_left(keys, beginning), bisect_left(keys, beginning + "\U0010ffff")


def _keys_of(row: PlaceRow) -> list[str]:
    keys = [name_key(row.name_th), name_key(row.name_en)]
    if (
        row.level == "district"
        and row.code.endswith(CAPITAL_DISTRICT)
        and keys[0].startswith(CAPITAL_WORDS[0])
    ):
        keys.extend(CAPITAL_WORDS)
    return [key for key in keys if key]


def _build() -> NameIndex:
    stored = Place.objects.exclude(level="village").order_by("code").values_list(*COLUMNS)
    rows = {values[0]: PlaceRow(*values) for values in stored}
    by_key: dict[str, list[str]] = defaultdict(list)
    for row in rows.values():
        for key in _keys_of(row):
            by_key[key].append(row.code)
    names = PlaceName.objects.exclude(kind=PlaceName.Kind.SECOND_CODE).exclude(place__level="village")
    for name, place in names.values_list("key", "place"):
        by_key[name].append(place)
    for key, code in COMMON_NAMES.items():
        if code in rows:
            by_key[key].append(code)
    return _indexed(rows, {key: sorted(set(codes)) for key, codes in by_key.items()})


def _indexed(rows: dict[str, PlaceRow], by_key: dict[str, list[str]]) -> NameIndex:
    sorted_keys = sorted(by_key)
    by_sound: dict[str, list[str]] = defaultdict(list)
    by_pair: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for number, key in enumerate(sorted_keys):
        by_sound[sound_of(key)].append(key)
        pairs = pairs_of(key)
        sizes.append(len(pairs))
        for pair in pairs:
            by_pair[pair].append(number)
    return NameIndex(rows, by_key, dict(by_sound), sorted_keys, dict(by_pair), sizes)


_lock = Lock()
_kept: dict[str, tuple[str, NameIndex]] = {}


def name_index() -> NameIndex:
    """Return the index of the present revision; before the first load the places are read each time."""
    token = Revision.objects.filter(pk=1).values_list("token", flat=True).first()
    database = str(connection.settings_dict["NAME"])
    if token is None:
        return _build()
    with _lock:
        kept = _kept.get(database)
        if kept is None or kept[0] != token:
            kept = _kept[database] = (token, _build())
    return kept[1]
