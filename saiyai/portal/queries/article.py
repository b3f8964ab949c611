"""What an article shows of the record: figures counted when it is read, and the pages that it leads to."""

from collections.abc import Iterable
from typing import Any

import nh3
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.analytics.series import Series, Value, series_at
from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.forums.queries.forum import forum_of, title_of
from saiyai.kernel.powers import NOBODY
from saiyai.kernel.small_cells import is_small
from saiyai.network.queries import organisation_with_details
from saiyai.places.queries.tree import place_at
from saiyai.portal.models.blocks import SCHEMES, TAGS, own_page, rows_of
from saiyai.web.counts import people_told
from saiyai.web.offers import Figure, Text, Why


def figure_of(code: str, place_code: str) -> Figure | None:
    """Return a published figure of a place as it stands now; None where the place or the figure is no more."""
    place = place_at(place_code)
    if place is None:
        return None
    try:
        series = series_at(code)
    except LookupError:
        return None
    value = series.of_area(place_code, clock.today())
    why = Why(
        formula=series.formula,
        numerator="" if value.denominator is None else _number(value.numerator),
        denominator="" if value.denominator is None else _number(value.denominator),
        counted_at=present_sequence(),
        url=reverse("place", args=[place_code]),
    )
    return Figure(f"{series.title} · {place.label}", _said(series, value), why=why)


def _said(series: Series, value: Value) -> str:
    figure = value.value
    if figure is None:
        return "–"
    if series.unit == "share":
        return f"{float(figure) * 100:.1f} %"
    if series.unit == "points":
        return f"{float(figure):.2f}"
    if series.unit == "people" and is_small(int(figure)):
        return people_told(int(figure))
    return _number(figure)


def _number(number: Any) -> str:
    return f"{int(number):,}"


def only_prose(html: str) -> str:
    """Return HTML with nothing in it but what an article's text may hold."""
    return nh3.clean(
        str(html), tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noopener"
    )


def table_of(cells: str) -> tuple[list[str], list[list[tuple[str, str]]]]:
    """Return a table's column names, and its rows as cells beside the names of their columns."""
    head, *rows = rows_of(cells) or [[]]
    return head, [list(zip(head, row, strict=False)) for row in rows]


def pages_led_to(addresses: Iterable[str]) -> list[tuple[Text, str, str]]:
    """Return what an article is about as (kind, name, address), without what is gone or not everybody's to see."""
    found = (_led_to(each) for each in addresses)
    return [each for each in found if each is not None]


def _led_to(address: str) -> tuple[Text, str, str] | None:
    kind, key = own_page(address) or ("", "")
    match kind:
        case "place":
            place = place_at(key)
            return (_("Place"), place.label, address) if place else None
        case "organisation":
            organisation = organisation_with_details(NOBODY, int(key))
            return (_("Organisation"), str(organisation), address) if organisation else None
        case "forum":
            forum = forum_of(key)
            return (_("Forum"), str(title_of(forum)), address) if forum else None
        case _:
            return None
