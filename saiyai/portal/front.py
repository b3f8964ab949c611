"""The front page: what the places, the network, the forums and the news have to say, each in one glance."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.forums.queries.forum import ForumRow, forums
from saiyai.kernel.powers import NOBODY
from saiyai.network.queries import counts_by_area
from saiyai.places.maps import AreaMap, area_map
from saiyai.places.models import Level
from saiyai.places.queries import PlaceRow, clusters, tree
from saiyai.web.offers import DATASETS, Figure, Why

DISTRICT_DIGITS = 4
FORUMS_SHOWN = 3
DISTRICTS_NAMED = 12


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the front page shows besides the page that the CMS keeps and its news."""

    figures: tuple[Figure, ...]
    area: str
    map: AreaMap | None
    forums: tuple[ForumRow, ...]


def front_page() -> FrontPage:
    """Return the front page of the first cluster that has provinces today, of the whole nation where none has."""
    cluster = next(iter(clusters.all_clusters()), None)
    provinces = clusters.provinces_of_cluster(cluster.code, clock.today()) if cluster else ()
    prefixes = provinces or ("",)
    districts = tree.places_of_level(Level.DISTRICT, prefixes)
    counts = counts_by_area(NOBODY, prefixes, DISTRICT_DIGITS)
    held = forums()
    return FrontPage(
        figures=_figures(counts, districts, len(held)),
        area=cluster.name if cluster else _("Thailand"),
        map=_map(provinces, counts) if counts else None,
        forums=tuple(held[:FORUMS_SHOWN]),
    )


def _map(provinces: tuple[str, ...], counts: dict[str, int]) -> AreaMap:
    title = _("Organisations of the network by district")
    return area_map(
        provinces or "",
        Level.DISTRICT,
        dict(counts),
        title=title,
        unit=_("organisations"),
        why=lambda code: f"{reverse('organisations_why')}?place={code}",
    )


def _figures(counts: dict[str, int], districts: Sequence[PlaceRow], held: int) -> tuple[Figure, ...]:
    entry, directory = present_sequence(), reverse("organisations")
    organisations = Why(
        formula=_(
            "Organisations that agreed to be shown to everybody and have their home in a district of the area; "
            "those that still wait to be verified, and dissolved ones, are not counted."
        ),
        counted_at=entry,
        url=directory,
    )
    forums = Why(_("All forums that an office has announced here."), counted_at=entry, url=reverse("forums"))
    data = Why(
        _("All datasets that anybody may take along from here."), counted_at=entry, url=reverse("data")
    )
    return (
        Figure(
            _("organisations of the network"), f"{sum(counts.values()):,}", url=directory, why=organisations
        ),
        _covered(counts, districts, entry),
        Figure(_("forums"), f"{held:,}", url=reverse("forums"), why=forums),
        Figure(_("open datasets"), f"{len(list(DATASETS)):,}", url=reverse("data"), why=data),
    )


def _covered(counts: dict[str, int], districts: Sequence[PlaceRow], entry: int) -> Figure:
    """Return in how many districts an organisation is at home, with the first of those that have none."""
    without = [(row.name, reverse("place", args=[row.code])) for row in districts if row.code not in counts]
    return Figure(
        _("districts with an organisation"),
        f"{len(counts):,}",
        share=len(counts) / len(districts) if districts else None,
        why=Why(
            formula=_("districts in which at least one organisation is at home ÷ all districts"),
            numerator=f"{len(counts):,}",
            denominator=f"{len(districts):,}",
            missing=tuple(without[:DISTRICTS_NAMED]),
            missing_count=len(without),
            missing_url="#network-map",
            counted_at=entry,
            url=reverse("organisations"),
        ),
    )
