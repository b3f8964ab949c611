"""What the cells of a row mean: places, days, amounts, contacts, words of closed lists."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.money import parse_satang
from saiyai.kernel.text import normalise, search_key, to_arabic_digits
from saiyai.network.imports.drafts import NOTE, Choice, Draft, say
from saiyai.network.rules.imports import day_of, is_zeros, phones_of
from saiyai.network.rules.organisation import is_safe_address
from saiyai.places.queries.matching import Matched, PlaceCells, PlaceMatcher

key_of = lru_cache(maxsize=5_000)(search_key)
"""Search keys of texts that come again and again."""
_PARTS = re.compile(r"[;\n]|,(?!\d{3})")
_UNIT = re.compile(r"\s*(?:บาท|คน|ราย)\.?$")
_FINE = re.compile(r"\d+\.\d{3,}")
FIRST_YEAR = 1850


def day(draft: Draft, key: str) -> date | None:
    """Return the day of a field, None where there is none or none that can be read."""
    text = draft.text(key)
    if not text:
        return None
    try:
        found = day_of(text)
        if found.year < FIRST_YEAR:
            raise BadValue("date.unreadable")
    except BadValue as bad:
        draft.bad(key, bad)
        return None
    return found


def amount(draft: Draft, key: str, *, is_money: bool) -> int | None:
    """Return the number of a field, money in satang; None where there is none or none that can be read."""
    text = _UNIT.sub("", to_arabic_digits(draft.text(key)))
    if not text:
        return None
    try:
        if is_money:
            found = parse_satang(_rounded(text))
        else:
            found = int(float(text.replace(",", "")))
            if found != float(text.replace(",", "")):
                raise ValueError
    except (ValueError, OverflowError):
        draft.wrong(key, "cell.not_a_number")
        return None
    if found < 0 or abs(found) >= 2**53:
        draft.wrong(key, "cell.not_a_number")
        return None
    return found


def _rounded(text: str) -> str:
    """Return an amount without the digits that a sheet's arithmetic leaves behind the satang."""
    return f"{float(text):.2f}" if _FINE.fullmatch(text) else text


def phone(draft: Draft) -> str:
    """Return the telephone numbers of a row as they are kept; one that is no number is asked about."""
    text = "" if is_zeros(draft.written("phone")) else draft.text("phone")
    if not text:
        return ""
    try:
        found, mended = phones_of(draft.written("phone"))
    except BadValue:
        draft.ask("phone", "cell.phone_unread", say("cell.phone_unread", "without"))
        return ""
    kept = ", ".join(each.display() for each in found)
    if mended:
        draft.wrong("phone", "cell.phone_mended", level=NOTE, phone=kept)
    return kept


def email(draft: Draft) -> str:
    """Return the e-mail address of a row; a text that is none is asked about."""
    text = draft.text("email").replace(" ", "")
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        draft.ask("email", "cell.email_unread", say("cell.email_unread", "without"))
        return ""
    return text


def web(draft: Draft, key: str) -> str:
    """Return the address of a page on the web; a text that is none is asked about."""
    text = draft.text(key)
    if not text:
        return ""
    text = text if "://" in text else f"https://{text}"
    if not is_safe_address(text):
        draft.ask(key, "cell.web_unread", say("cell.web_unread", "without"))
        return ""
    return text


def word(draft: Draft, key: str, known: Mapping[str, str], code: str) -> str:
    """Return the code of a closed list that a field names, empty where it names none."""
    text = draft.text(key)
    found = known.get(key_of(text), "") if text else ""
    if text and not found:
        draft.wrong(key, code, text=text[:60])
    return found


def words(draft: Draft, key: str, known: Mapping[str, str], code: str) -> list[str]:
    """Return the codes of a closed list that a field names, several parted by commas or semicolons."""
    found: list[str] = []
    for piece in parts(draft.text(key)):
        if (each := known.get(key_of(piece), "")) and each not in found:
            found.append(each)
        elif not each:
            draft.wrong(key, code, text=piece[:60])
    return found


def parts(text: str) -> list[str]:
    """Return the pieces of a cell that holds several, parted by commas, semicolons or lines."""
    return [piece for piece in map(normalise, _PARTS.split(text)) if piece] if text else []


def bounded(draft: Draft, key: str, longest: int) -> str:
    """Return the text of a field, noting where it is too long to be kept."""
    text = draft.text(key)
    if len(text) > longest:
        draft.wrong(key, "cell.too_long", longest=longest)
    return text[:longest]


def place_cells(draft: Draft, *, with_village: bool) -> PlaceCells:
    """Return what a row says of its place."""
    return PlaceCells(
        province=draft.text("province"),
        district=draft.text("district"),
        tambon=draft.text("tambon"),
        moo=draft.text("moo") if with_village else "",
        village=draft.text("village") if with_village else "",
        whole=draft.text("place"),
        code=draft.text("place_code"),
    )


_OF_PART = {"place": "place", "code": "place_code", "whole": "place", "village": "village"}
_WHY = {
    "unknown": "cell.unknown_place",
    "several": "cell.several_places",
    "nearly": "cell.nearly_a_place",
    "ended": "cell.place_ended",
    "no_village": "cell.no_village",
    "no_tambon": "cell.village_without_tambon",
}


def tell_place(draft: Draft, found: Matched, cells: PlaceCells, matcher: PlaceMatcher, key: str = "") -> None:
    """Note why no place could be told, with those that may be meant."""
    part = key or _part_of(draft, found.part)
    said = getattr(cells, found.part, "") or cells.village or cells.moo or cells.whole or cells.code
    choices: list[Choice] = [("place_code", code, "place", matcher.label(code)) for code in found.offered]
    draft.wrong(part, _WHY[found.why], choices=choices, place=said[:60])


def _part_of(draft: Draft, part: str) -> str:
    named = _OF_PART.get(part, part)
    if named == "village" and "village" not in draft.columns:
        return "moo"
    return named if named in draft.columns or named in draft.answers else "tambon"


def as_record(value: Any) -> Any:
    """Return a value as a row's record keeps it: days as ISO texts."""
    return value.isoformat() if isinstance(value, date) else value
