"""What an article shows of the record: figures counted when it is read, and the pages that it leads to."""

from collections.abc import Iterable

import nh3
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.analytics.series import series_at
from saiyai.forums.queries.forum import forum_of, title_of
from saiyai.kernel.powers import NOBODY
from saiyai.network.queries import organisation_with_details
from saiyai.places.queries.tree import place_at
from saiyai.portal.models.blocks import SCHEMES, TAGS, own_page, rows_of
from saiyai.portal.queries.figures import figure_at
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
    figure = figure_at(series, place_code)
    numerator, denominator = figure.parts
    why = Why(
        formula=series.formula,
        numerator=numerator,
        denominator=denominator,
        counted_at=figure.entry,
        url=reverse("place", args=[place_code]),
    )
    shown = _("hidden") if figure.is_hidden else figure.shown or "–"
    return Figure(f"{series.title} · {place.label}", shown, why=why)


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
