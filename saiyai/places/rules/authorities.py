"""What lists of local authorities say: kinds, coverage and dated events, as offices and researchers write them."""

import re
from dataclasses import dataclass
from datetime import date

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import parse_date
from saiyai.kernel.text import normalise, search_key

_KINDS = {
    "pao": ("อบจ.", "องค์การบริหารส่วนจังหวัด", "pao"),
    "city": ("ทน.", "เทศบาลนคร", "ThesabanNakhon", "city municipality", "city"),
    "town": ("ทม.", "เทศบาลเมือง", "ThesabanMueang", "town municipality", "town"),
    "tambon": ("ทต.", "เทศบาลตำบล", "เทศบาล", "ThesabanTambon", "tambon municipality", "tambon"),
    "tao": ("อบต.", "องค์การบริหารส่วนตำบล", "TAO"),
    "special": ("องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ", "Bangkok", "special"),
    "sanitary": ("สุขาภิบาล", "Sukhaphiban", "sanitary"),
}
_KIND_OF = {search_key(word): kind for kind, words in _KINDS.items() for word in words}
_SPECIAL = frozenset({search_key("กรุงเทพมหานคร"), search_key("พัทยา"), search_key("เมืองพัทยา")})
_EXTENTS = {
    "full": ("full", "completely", "wholly", "ทั้งหมด", "ทั้งตำบล", "เต็ม"),
    "partial": ("partial", "partially", "partly", "บางส่วน"),
}
_EXTENT_OF = {word: extent for extent, words in _EXTENTS.items() for word in words}
_PIECE = re.compile(r"([0-9]{6}|[0-9]{8}|[0-9]{2})\s*(?:[=:]\s*(\S+))?")


def kind_of(text: str) -> str:
    """Return the kind that a word stands for; raise BadValue where it is none."""
    kind = _KIND_OF.get(search_key(text))
    if kind is None:
        raise BadValue("authority.unknown_kind", value=text[:60])
    return kind


def kind_of_named(kind: str, name: str) -> str:
    """Return the kind of an authority, special for those that lists count among municipalities."""
    return "special" if kind in {"tambon", "city"} and search_key(name) in _SPECIAL else kind


def coverage_of_text(text: str) -> tuple[tuple[str, str], ...]:
    """Return (code, extent) of each area in a text like 520901=partially;520902=full, raise BadValue where it is none."""
    found: dict[str, str] = {}
    for piece in filter(None, (each.strip() for each in re.split(r"[;,|\n]", normalise(text)))):
        match = _PIECE.fullmatch(piece)
        extent = _EXTENT_OF.get((match[2] or "full").lower()) if match else None
        if match is None or extent is None:
            raise BadValue("authority.covers_badly_written", value=piece[:60])
        found[match[1]] = extent
    return tuple(found.items())


@dataclass(frozen=True, slots=True)
class Events:
    """What a list's column of events tells of an authority."""

    created_on: date | None = None
    created_kind: str = ""
    ended_on: date | None = None
    changed_on: date | None = None
    renamed_to: str = ""
    renamed_on: date | None = None


def events_of_text(text: str) -> Events:
    """Return the events of a text like `rename:2010-09-17:NEW | create:1995-03-03:TAO`, newest first as lists have them."""
    created_on: date | None = None
    created_kind = renamed_to = ""
    ended_on: date | None = None
    changed: list[date] = []
    renamed: list[date] = []
    for event in filter(None, (each.strip() for each in text.split("|"))):
        what, _colon, rest = event.partition(":")
        day, _colon, said = rest.partition(":")
        on = _day(day)
        if what == "create" and created_on is None:
            created_on, created_kind = on, _KIND_OF.get(search_key(said), "")
        elif what in {"abolished", "mergedwith"} and on is not None:
            ended_on = max(ended_on or on, on)
        elif what == "statuschange" and on is not None:
            changed.append(on)
        elif what == "rename":
            renamed_to = renamed_to or said.strip()
            renamed.extend([on] if on else [])
    return Events(
        created_on, created_kind, ended_on, max(changed, default=None), renamed_to, max(renamed, default=None)
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text) if text.strip() else None
    except BadValue:
        return None
