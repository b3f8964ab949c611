"""What a change of a place would move: shown before it is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from saiyai.places.models import AuthorityCoverage, LocalAuthority, Place
from saiyai.places.queries.authorities import authority_labels
from saiyai.places.queries.rows import PlaceRow, row_of
from saiyai.places.queries.tree import places_at, present_places, under

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Move:
    """One place that changes: as it is, under which code it goes on, empty where it ends, and what that code is called."""

    place: PlaceRow
    new_code: str
    new_label: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change: the moves shown, how many there are, the new areas, the authorities that cover them."""

    moves: tuple[Move, ...] = ()
    count: int = 0
    made: tuple[tuple[str, str], ...] = ()
    """The (code, Thai name) of areas that come to be."""
    authorities: tuple[tuple[str, str], ...] = ()
    """The (code, label) of the present authorities that cover what changes."""


def preview_of_split(code: str, parts: Iterable[tuple[str, str]], *, ends: bool) -> Preview:
    """Return what would come of taking new areas out of a place."""
    place = Place.objects.filter(code=code).first()
    moves = (Move(row_of(place), ""),) if place is not None and ends else ()
    return Preview(moves, len(moves), tuple(parts), _authorities([code]))


def preview_of_merge(code: str, merged: Iterable[str]) -> Preview:
    """Return what would come of merging places into one."""
    rows = places_at([*merged, code])
    target = rows.pop(code, None)
    moves = tuple(Move(rows[each], code, target.label if target else "") for each in sorted(rows))
    return Preview(moves, len(moves), (), _authorities(rows))


def preview_of_recode(code: str, new: str) -> Preview:
    """Return what would come of moving a place, with all below it, to a new code."""
    moving = present_places().filter(under(code)).order_by("code")
    shown = [row_of(each) for each in moving[:MOST_SHOWN]]
    moves = tuple(Move(row, new + row.code[len(code) :], row.label) for row in shown)
    covered = AuthorityCoverage.objects.filter(under(code, "place_id"), ends_on=None).values("authority")
    bodies = LocalAuthority.objects.filter(pk__in=covered, valid_to=None).order_by("code")
    codes = list(bodies.values_list("code", flat=True)[:MOST_SHOWN])
    return Preview(moves, moving.count(), (), _named(codes))


def _authorities(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    held = AuthorityCoverage.objects.filter(place__in=list(codes), ends_on=None, authority__valid_to=None)
    return _named(list(held.order_by("authority__code").values_list("authority__code", flat=True).distinct()))


def _named(codes: list[str]) -> tuple[tuple[str, str], ...]:
    labels: Mapping[str, str] = authority_labels(codes)
    return tuple((code, labels[code]) for code in codes if code in labels)


def place_to_change(code: str) -> Place | None:
    """Return a place as the commands that change it take it, None where there is none."""
    return Place.objects.filter(code=code).first()
