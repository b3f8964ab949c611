"""What is true of the numbers that a report holds: how they are read, written, sealed and compared."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, to_arabic_digits

Figures = Mapping[str, int | None]
"""A report's numbers by the code of their series; None where nothing is reported, which is not zero."""


LARGEST_COUNT = 999_999_999_999


def refusal_of_figures(figures: Figures, series: Iterable[str]) -> Refusal | None:
    """Return the refusal of numbers that the form does not ask for or that are no count."""
    unknown = sorted(set(figures) - set(series))
    if unknown:
        return Refusal("report.unknown_series", series=unknown[0])
    for code, value in figures.items():
        if value is not None and not 0 <= value <= LARGEST_COUNT:
            return Refusal("report.no_count", series=code)
    return None


def refusal_of_gaps(figures: Figures, required: Iterable[str]) -> Refusal | None:
    """Return the refusal to submit while required numbers are missing."""
    missing = [code for code in required if figures.get(code) is None]
    return Refusal("report.incomplete", count=len(missing)) if missing else None


_COUNT = re.compile(r"-?[0-9]+|-?[1-9][0-9]{0,2}(,[0-9]{3})+")


_LONGEST_TEXT = 40


def parse_count(text: str) -> int | None:
    """Return the whole number of a cell, None for an empty one; raise BadValue for all else.

    Thai digits and commas at every third digit are understood.
    """
    bare = to_arabic_digits(normalise(text)).replace(" ", "")
    if not bare:
        return None
    if re.fullmatch(r"-?[0-9,]*\.[0-9]+", bare[:_LONGEST_TEXT]):
        raise BadValue("count.not_whole")
    if len(bare) > _LONGEST_TEXT or _COUNT.fullmatch(bare) is None:
        raise BadValue("count.unreadable")
    value = int(bare.replace(",", ""))
    if value < 0:
        raise BadValue("count.negative")
    if value > LARGEST_COUNT:
        raise BadValue("count.too_large")
    return value


def canonical(figures: Figures) -> str:
    """Return the one JSON text of a report's numbers: sorted by code, no spaces."""
    return json.dumps(dict(figures), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(collection: str, place_code: str, figures: Figures, answers: str = "{}") -> str:
    """Return the SHA-256 that binds numbers, and the canonical text of all answers, to their collection and place.

    It is 64 hexadecimal digits.
    """
    told = f"{collection}|{place_code}|{canonical(figures)}" + (f"|{answers}" if answers != "{}" else "")
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A number that differs between two readings of a report."""

    series: str
    before: int | None
    after: int | None


def changed_figures(before: Figures, after: Figures) -> tuple[FigureChange, ...]:
    """Return the numbers that differ, in order of their series."""
    codes = sorted(set(before) | set(after))
    changes = (FigureChange(code, before.get(code), after.get(code)) for code in codes)
    return tuple(each for each in changes if each.before != each.after)
