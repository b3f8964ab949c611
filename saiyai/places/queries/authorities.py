"""Local authorities: which cover a place, what each covers, what each was called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from saiyai.kernel.text import LONGEST_SEARCH, normalise
from saiyai.places.models import AuthorityCoverage, AuthorityVersion, LocalAuthority
from saiyai.places.queries.rows import PlaceRow, example_marked
from saiyai.places.queries.tree import places_at, under
from saiyai.places.rules.labels import DISTRICT_DIGITS, TAMBON_DIGITS
from saiyai.places.rules.nearness import name_key

_WORDS = {
    "pao": "อบจ.",
    "city": "เทศบาลนคร",
    "town": "เทศบาลเมือง",
    "tambon": "เทศบาลตำบล",
    "tao": "อบต.",
    "special": "",
    "sanitary": "สุขาภิบาล",
}
_MARKS = (
    ("องค์การบริหารส่วนตำบล", "tao"),
    ("องค์การบริหารส่วนจังหวัด", "pao"),
    ("อบต.", "tao"),
    ("อบต", "tao"),
    ("อบจ.", "pao"),
    ("อบจ", "pao"),
    ("เทศบาลนคร", "city"),
    ("เทศบาลเมือง", "town"),
    ("เทศบาลตำบล", "tambon"),
    ("เทศบาล", ""),
    ("ทต.", "tambon"),
    ("ทม.", "town"),
    ("ทน.", "city"),
)
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """A local authority as pages show it."""

    code: str
    kind: str
    kind_label: str
    name_th: str
    place_code: str
    dola_code: str
    valid_to: date | None
    extent: str = ""
    size: str = ""
    area_km2: Decimal | None = None
    is_example: bool = False

    @property
    def label(self) -> str:
        """Return the authority's name behind the word for its kind: อบต.เวียงกานต์; a made-up one says so."""
        return example_marked(f"{_WORDS[self.kind]}{self.name_th}", is_example=self.is_example)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What an authority was and was called between two dates."""

    label: str
    kind_label: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An area that an authority covers."""

    place: PlaceRow
    extent: str
    is_full: bool


def _row(authority: LocalAuthority, extent: str = "") -> AuthorityRow:
    return AuthorityRow(
        authority.code,
        authority.kind,
        authority.get_kind_display(),
        authority.name_th,
        authority.place_id,
        authority.dola_code or "",
        authority.valid_to,
        extent,
        authority.get_size_display() if authority.size else "",
        authority.area_km2,
        authority.is_example,
    )


def authorities_covering(code: str) -> list[AuthorityRow]:
    """Return the present authorities that cover a place or a part of it, a tambon with how much."""
    held = AuthorityCoverage.objects.filter(ends_on=None, authority__valid_to=None).select_related(
        "authority"
    )
    if len(code) <= DISTRICT_DIGITS:
        covering = held.filter(under(code, "place_id")).values("authority")
        found = LocalAuthority.objects.filter(Q(pk__in=covering)).order_by("kind", "code")
        return [_row(each) for each in found]
    areas = Q(place=code) | Q(place=code[:TAMBON_DIGITS])
    rows: dict[int, AuthorityRow] = {}
    for each in held.filter(areas).order_by("authority__code", "-place"):
        rows.setdefault(each.authority_id, _row(each.authority, each.get_extent_display()))
    return list(rows.values())


def authority_at(code: str) -> AuthorityRow | None:
    """Return the authority of a code, None where there is none."""
    found = LocalAuthority.objects.filter(code=code).first()
    return None if found is None else _row(found)


def authority_labels(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of authorities behind the words for their kinds, by code."""
    wanted = list(codes)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), 500):
        bodies = LocalAuthority.objects.filter(code__in=wanted[start : start + 500])
        found |= {each.code: _row(each).label for each in bodies}
    return found


def versions_of(code: str) -> list[VersionRow]:
    """Return what an authority is and was, the present first."""
    found = AuthorityVersion.objects.filter(authority__code=code).order_by("-starts_on")
    rows = [
        VersionRow(f"{_WORDS[e.kind]}{e.name_th}", e.get_kind_display(), e.starts_on, e.ends_on)
        for e in found
    ]
    return sorted(rows, key=lambda row: (row.ends_on is not None, -(row.starts_on or date.min).toordinal()))


def coverage_of(code: str) -> list[CoverageRow]:
    """Return what an authority covers today, in order of code."""
    found = list(AuthorityCoverage.objects.filter(authority__code=code, ends_on=None).order_by("place"))
    places = places_at(each.place_id for each in found)
    return [CoverageRow(places[e.place_id], e.get_extent_display(), e.extent == "full") for e in found]


def find_authorities(text: str, within: Iterable[str] = ()) -> list[AuthorityRow]:
    """Return the authorities of a typed name, of the kind it begins with; former names count too."""
    kinds, name = _kind_and_name(normalise(text)[:LONGEST_SEARCH])
    key = name_key(name)
    if not key:
        return []
    former = AuthorityVersion.objects.filter(name_th=name).values("authority")
    found = LocalAuthority.objects.filter(Q(key_th=key) | Q(other_names=name) | Q(pk__in=former))
    if kinds:
        found = found.filter(Q(kind=kinds) | Q(pk__in=former) | Q(other_names=name))
    areas = tuple(within)
    rows = [_row(each) for each in found.order_by("valid_to", "code")[: 4 * MOST_FOUND]]
    return [row for row in rows if not areas or row.place_code.startswith(areas)][:MOST_FOUND]


def _kind_and_name(text: str) -> tuple[str, str]:
    for mark, kind in _MARKS:
        if text.startswith(mark):
            return kind, text.removeprefix(mark).strip()
    return "", text


def count_text(rows: list[AuthorityRow]) -> str:
    """Return how many authorities of which kinds there are, in one line."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.kind_label] = counts.get(row.kind_label, 0) + 1
    return ", ".join(f"{label} {count}" for label, count in counts.items())
