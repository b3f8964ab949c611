"""Arrivals at a forum as a set of events: stations note them without a network, and merging them needs no order.

An event is all that a station says of one act: the station, its own running number, the badge, and the time by the
station's clock. What is known is a set of events and a set of measures; both only grow, and everything shown is
computed from them alone. So whatever comes late, twice, in another order or through another phone gives the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_EVENTS = 2_000
"""Events that a station hands over at once: a hall's worth, not a flood."""
LATEST_MS = 4_102_444_800_000
"""The year 2100: no clock of a phone says later."""
MOST_SEQUENCE = 1_000_000


class EventKind(StrEnum):
    """What a station notes: that somebody came, that a note was a mistake, that somebody came who is on no list."""

    CAME = "came"
    VOID = "void"
    WALK_IN = "walk_in"


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One act noted by a station; `of` is the running number that a void takes back, `device_ms` its clock."""

    station: str
    sequence: int
    kind: str
    badge: str
    device_ms: int
    of: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Measure:
    """How a station's clock stood against the house's when its events up to a running number were handed over."""

    station: str
    sequence: int
    device_ms: int
    server_ms: int

    @property
    def offset_ms(self) -> int:
        """Return what must be added to the station's time."""
        return self.server_ms - self.device_ms


@dataclass(frozen=True, slots=True)
class Arrival:
    """That a badge's owner came: when by the house's clock, where first, and at which stations the badge was seen."""

    at_ms: int
    station: str
    stations: frozenset[str]

    @property
    def is_doubled(self) -> bool:
        """Tell whether two stations saw the badge: a desk looks whether two people wear it."""
        return len(self.stations) > 1


def arrivals(events: Iterable[Event], measures: Iterable[Measure]) -> dict[str, Arrival]:
    """Return who came, by badge: those of whom at least one event stands, with the earliest corrected time."""
    known, clocks = set(events), _clocks(measures)
    voided = {(each.station, each.of, each.badge) for each in known if each.kind == EventKind.VOID}
    found: dict[str, list[tuple[int, str]]] = {}
    for each in known:
        if each.kind == EventKind.CAME and (each.station, each.sequence, each.badge) not in voided:
            found.setdefault(each.badge, []).append((_corrected(each, clocks), each.station))
    return {
        badge: Arrival(*min(seen), frozenset(station for _at, station in seen))
        for badge, seen in found.items()
    }


def _clocks(measures: Iterable[Measure]) -> dict[str, list[Measure]]:
    """Return each station's measures by running number; of several at one number the earliest counts first."""
    clocks: dict[str, list[Measure]] = {}
    for each in sorted(set(measures), key=lambda m: (m.station, m.sequence, m.server_ms, m.device_ms)):
        clocks.setdefault(each.station, []).append(each)
    return clocks


def _corrected(event: Event, clocks: dict[str, list[Measure]]) -> int:
    """Return an event's time by the house's clock: corrected at the first hand-over after it, and never after that."""
    measured = clocks.get(event.station, [])
    fitting = next((each for each in measured if each.sequence >= event.sequence), None)
    if fitting is None:
        return event.device_ms + (measured[-1].offset_ms if measured else 0)
    return min(event.device_ms + fitting.offset_ms, fitting.server_ms)


def reused_numbers(events: Iterable[Event]) -> set[tuple[str, int]]:
    """Return the (station, number) that stand under two different events: a phone was set back, or somebody meddled."""
    known: dict[tuple[str, int], set[Event]] = {}
    for each in events:
        if each.sequence:  # a desk on line takes a station's notes back under no number of its own
            known.setdefault((each.station, each.sequence), set()).add(each)
    return {key for key, several in known.items() if len(several) > 1}
