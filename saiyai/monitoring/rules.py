"""What is true of reports: their way up, the numbers they hold, the layers that they are counted in."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saiyai.analytics.cube.shape import Standing
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, to_arabic_digits

Figures = Mapping[str, int | None]
"""A report's numbers by the code of their series; None where nothing is reported, which is not zero."""

LARGEST_COUNT = 999_999_999_999


class State(StrEnum):
    """Where a report stands on its way up."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    APPROVED = "approved"
    RETURNED = "returned"


class Action(StrEnum):
    """What is done to a report."""

    SAVE = "save"
    SUBMIT = "submit"
    RETURN = "return"
    VERIFY = "verify"
    APPROVE = "approve"
    REOPEN = "reopen"


TRANSITIONS: Mapping[tuple[State, Action], State] = {
    (State.DRAFT, Action.SAVE): State.DRAFT,
    (State.DRAFT, Action.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Action.SAVE): State.RETURNED,
    (State.RETURNED, Action.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Action.VERIFY): State.VERIFIED,
    (State.SUBMITTED, Action.RETURN): State.RETURNED,
    (State.VERIFIED, Action.APPROVE): State.APPROVED,
    (State.VERIFIED, Action.RETURN): State.RETURNED,
    (State.APPROVED, Action.REOPEN): State.RETURNED,
}
"""Every act that a state allows, and the state it leads to; all others are refused."""

_BARRED_BY = {
    State.DRAFT: "report.not_yet_submitted",
    State.SUBMITTED: "report.already_submitted",
    State.VERIFIED: "report.already_verified",
    State.APPROVED: "report.already_approved",
    State.RETURNED: "report.with_sender",
}
_BARRED_OTHERWISE = {
    (State.SUBMITTED, Action.APPROVE): "report.not_yet_verified",
    (State.APPROVED, Action.RETURN): "report.approved_is_reopened",
    (State.SUBMITTED, Action.REOPEN): "report.not_approved",
    (State.VERIFIED, Action.REOPEN): "report.not_approved",
}

LAYERS: Mapping[str, frozenset[State]] = {
    "entered": frozenset({State.SUBMITTED, State.VERIFIED, State.APPROVED}),
    "verified": frozenset({State.VERIFIED, State.APPROVED}),
    "approved": frozenset({State.APPROVED}),
}
"""How far a figure must have come to be counted; a returned report leaves every layer."""

STANDINGS: Mapping[State, Standing] = {
    State.DRAFT: Standing.OWED,
    State.RETURNED: Standing.OWED,
    State.SUBMITTED: Standing.ENTERED,
    State.VERIFIED: Standing.VERIFIED,
    State.APPROVED: Standing.APPROVED,
}
"""How far each state has come, as the cube holds it."""

LAYER_FROM: Mapping[str, Standing] = {
    "entered": Standing.ENTERED,
    "verified": Standing.VERIFIED,
    "approved": Standing.APPROVED,
}
"""From which standing on a report is in a layer."""


@dataclass(frozen=True, slots=True)
class ReportState:
    """A report as rules judge it and the record keeps it; people are the numbers of their accounts."""

    state: State
    version: int
    figures: Mapping[str, int | None]
    content_hash: str
    submitted_by: int | None
    verified_by: int | None
    approved_by: int | None
    returned_by: int | None


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a collection takes reports in, the first and the last included."""

    opens_on: date
    due_on: date
    closes_on: date


def next_state(state: State, action: Action) -> State:
    """Return the state that an act leads to, or raise the Refusal that bars it."""
    following = TRANSITIONS.get((state, action))
    if following is None:
        raise Refusal(_BARRED_OTHERWISE.get((state, action), _BARRED_BY[state]))
    return following


def refusal_of_entry(window: Window, today: date) -> Refusal | None:
    """Return the refusal of numbers before a collection opens or after it has closed."""
    if today < window.opens_on:
        return Refusal("collection.not_yet_open", opens_on=window.opens_on)
    if today > window.closes_on:
        return Refusal("collection.closed", closes_on=window.closes_on)
    return None


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


def content_hash(collection: str, place_code: str, figures: Figures) -> str:
    """Return the SHA-256 that binds numbers to their collection and place, as 64 hexadecimal digits."""
    return hashlib.sha256(f"{collection}|{place_code}|{canonical(figures)}".encode()).hexdigest()


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
