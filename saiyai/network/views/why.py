"""Why the network's numbers are what they are: how many organisations, how many villages with somebody."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.network.forms.coverage import CoverageForm
from saiyai.network.queries import coverage as coverages
from saiyai.network.queries.standing import Counted, counted_at
from saiyai.network.views.doors import crumbs
from saiyai.places.queries import PlaceRow, path_of, place_at, places_at
from saiyai.web.components import Cell, Column, Table
from saiyai.web.offers import Act, Figure, Why
from saiyai.web.routes import scope_of_request
from saiyai.web.why import Explained, why_page

MOST_NAMED = 20
VILLAGE_DIGITS = 8


def _place_asked(request: HttpRequest) -> tuple[str, PlaceRow | None]:
    """Return the place that the address names and its row, no row for the nation; raise Http404 where it is none."""
    code = request.GET.get("place", "")
    row = place_at(code) if code else None
    if code and row is None:
        raise Http404
    return code, row


def _where(code: str) -> str:
    path = path_of(code) if code else ()
    return ", ".join(row.label for row in reversed(path)) or _("Whole country")


def why_organisations(code: str) -> str:
    """Return the address that says why so many organisations are counted at a place."""
    return f"{reverse('organisations_why')}?place={code}"


def why_coverage(code: str, query: str = "") -> str:
    """Return the address that says why so many villages of an area have somebody; `query` is what narrows it."""
    return f"{reverse('network_coverage_why')}?place={code}" + (f"&{query}" if query else "")


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Say why so many organisations are counted at a place, of those that the reader may see."""
    code, _row = _place_asked(request)
    counted = counted_at(scope_of_request(request), code)
    directory = f"{reverse('organisations')}?place={code}"
    figure = Figure(
        _("organisations"),
        f"{counted.count:,}",
        why=Why(
            formula=_(
                "Organisations that have their home in the area and that you may see: those shown to everybody, and "
                "in your own area all; dissolved and merged ones are not counted."
            ),
            numerator=", ".join(f"{name} {count:,}" for name, count in counted.states),
            acts=_acts(counted),
            counted_at=present_sequence(),
            url=directory,
        ),
    )
    explained = Explained(figure, crumbs(), _where(code), _areas(counted) if counted.areas else None)
    return why_page(request, explained)


def _acts(counted: Counted) -> tuple[Act, ...]:
    if counted.last is None:
        return ()
    last = counted.last
    said = _("the last one verified: %(name)s") % {"name": last.name}
    return (Act(said, last.at, last.by, last.entry, reverse("organisation", args=[last.pk])),)


def _areas(counted: Counted) -> Table:
    below = [
        [Cell(row.name, why_organisations(row.code)), Cell(row.count, why=why_organisations(row.code))]
        for row in counted.areas
    ]
    itself = [[Cell(_("In the area as a whole")), Cell(counted.at_itself)]] if counted.at_itself else []
    return Table(
        _("What it is added up from"),
        [Column(_("Area")), Column(_("organisations"), "number")],
        [*below, *itself],
        total=[Cell(_("Together")), Cell(counted.count)],
    )


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Say why so many villages of an area have somebody: in which way, which have nobody, by which areas."""
    code, _row = _place_asked(request)
    if len(code) >= VILLAGE_DIGITS:
        raise Http404
    form = CoverageForm(request.GET)
    form.is_valid()
    asked = {name: form.cleaned_data.get(name, "") for name in ("field", "target")}
    wanted, today = coverages.CoverageFilter(**asked), clock.today()
    query = urlencode({name: value for name, value in asked.items() if value})
    whole = coverages.coverage_of(code, wanted, today)
    explained = Explained(
        coverage_figure(whole, wanted, query, names=True),
        crumbs=crumbs((_("Coverage of villages"), coverage_address(code, query))),
        where=" · ".join([_where(code), *map(str, form.chosen())]),
        parts=_parts(code, wanted, query),
    )
    return why_page(request, explained)


def coverage_address(code: str, query: str = "") -> str:
    """Return the address of an area's coverage."""
    page = reverse("network_coverage_of", args=[code]) if code else reverse("network_coverage")
    return f"{page}?{query}" if query else page


def coverage_figure(
    whole: coverages.Coverage, wanted: coverages.CoverageFilter, query: str, *, names: bool
) -> Figure:
    """Return the share of villages with somebody, with why; `names` some of those that have nobody."""
    today, shown = clock.today(), coverage_address(whole.code, query)
    nobody = coverages.villages_with_nobody(whole.code, wanted, today)[:MOST_NAMED] if names else ()
    ways = coverages.ways_of_coverage(whole.code, wanted, today)
    return Figure(
        label=_("villages with somebody"),
        value=f"{(whole.share or 0) * 100:.0f} %",
        share=whole.share,
        note=_(
            "of these %(volunteers)s with a volunteer, %(homes)s with an organisation at home, %(served)s served"
        )
        % {
            "volunteers": f"{ways.volunteers:,}",
            "homes": f"{ways.homes:,}",
            "served": f"{ways.served:,}",
        },
        why=Why(
            formula=_(
                "Villages where a volunteer works today, where an active organisation of the network has its home, "
                "or that one serves ÷ all villages"
            ),
            numerator=f"{whole.covered:,}",
            denominator=f"{whole.villages:,}",
            missing=tuple(
                (row.label, reverse("place", args=[row.code]))
                for row, _above in coverages.village_rows(nobody)
            )
            if names
            else (),
            missing_count=whole.villages - whole.covered,
            missing_url=f"{shown}#nobody",
            counted_at=present_sequence(),
            url=shown,
        ),
    )


def _parts(code: str, wanted: coverages.CoverageFilter, query: str) -> Table | None:
    digits = len(code) + 2
    if digits >= VILLAGE_DIGITS:
        return None
    rows = coverages.coverage_by_area(code, digits, wanted, clock.today())
    return parts_table(rows, query, _("What it is added up from"))


def parts_table(rows: dict[str, coverages.Coverage], query: str, caption: str) -> Table:
    """Return the coverage of areas side by side; each name leads to its area, each number to why it is so many."""
    names = places_at(rows)

    def numbers(code: str, each: coverages.Coverage) -> list[Cell]:
        share = None if each.share is None else round(each.share * 100)
        counts = (each.covered, each.villages, each.villages - each.covered, share)
        return [Cell(count, why=why_coverage(code, query)) for count in counts]

    covered, villages = sum(e.covered for e in rows.values()), sum(e.villages for e in rows.values())
    above = next(iter(rows), "")[:-2]
    return Table(
        caption=caption,
        columns=[
            Column(_("Area")),
            Column(_("With somebody"), "number"),
            Column(_("Villages"), "number"),
            Column(_("With nobody"), "number"),
            Column(_("Share (%)"), "number"),
        ],
        rows=[
            [
                Cell(names[code].label if code in names else code, coverage_address(code, query)),
                *numbers(code, each),
            ]
            for code, each in rows.items()
        ],
        total=[Cell(_("Together")), *numbers(above, coverages.Coverage(above, covered, villages))],
    )
