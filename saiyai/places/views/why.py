"""Why so many areas are counted: by which rule, and from which edition of which list."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saiyai.audit.queries import present_sequence
from saiyai.places import exports
from saiyai.places.queries import tree
from saiyai.places.queries.sources import sources
from saiyai.web.components import Cell, Column, Table
from saiyai.web.offers import Act, Figure, Why
from saiyai.web.why import Explained, why_page


def why(request: HttpRequest) -> HttpResponse:
    """Say why so many areas of each level lie below a place, or in the nation where none is named."""
    code = request.GET.get("place", "")
    row = tree.place_at(code) if code else None
    if code and row is None:
        raise Http404
    counts = tree.counts_below(code)
    names = _names_of_levels()
    figure = Figure(
        _("areas below"),
        " · ".join(f"{names[level]} {count:,}" for level, count in counts.items() if level in names) or "0",
        why=Why(
            formula=_(
                "Areas that exist today and whose code begins with the code of the place; a code holds the codes of "
                "all areas above it. Areas that were abolished are kept as history and are not counted. Each level is "
                "counted by itself: the levels are never added together."
            ),
            acts=tuple(
                Act(_said(each.kind) % {"name": each.name}, each.at, "", each.entry) for each in sources()
            ),
            counted_at=present_sequence(),
            url=exports.place_url(code) if code else exports.NATION_URL,
        ),
    )
    trail = exports.place_path(code)
    where = row.label if row else _("Thailand")
    return why_page(request, Explained(figure, trail, where, _by_level(counts, names, where)))


def _said(kind: str) -> str:
    said = {
        "areas": _("provinces, districts and tambons: edition %(name)s"),
        "villages": _("villages: a list of %(name)s rows"),
        "authorities": _("local authorities: a list of %(name)s rows"),
    }
    return said[kind]


def _names_of_levels() -> dict[str, str]:
    return {
        "province": _("Provinces"),
        "district": _("Districts"),
        "tambon": _("Tambons"),
        "village": _("Villages"),
    }


def _by_level(counts: dict[str, int], names: dict[str, str], where: str) -> Table:
    return Table(
        _("Level by level"),
        [Column(_("Level")), Column(_("Areas"), "number")],
        [[Cell(names[level]), Cell(counts[level])] for level in names if level in counts],
        empty=_("Nothing is known below %(place)s yet.") % {"place": where},
    )
