"""The front page: what the places, the network, the forums and the news have to say, each in one glance."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.audit import clock
from saiyai.forums.queries import ForumRow, forums
from saiyai.kernel.powers import NOBODY
from saiyai.network.queries import counts_by_area
from saiyai.places.maps import AreaMap, area_map
from saiyai.places.models import Level
from saiyai.places.queries import clusters, tree
from saiyai.web.offers import Figure, Why

DISTRICT_DIGITS = 4
FORUMS_SHOWN = 3


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
        figures=_figures(sum(counts.values()), len(counts), len(districts), len(held)),
        area=cluster.name if cluster else _("Thailand"),
        map=_map(provinces, counts) if counts else None,
        forums=tuple(held[:FORUMS_SHOWN]),
    )


def _map(provinces: tuple[str, ...], counts: dict[str, int]) -> AreaMap:
    title = _("Organisations of the network by district")
    return area_map(provinces or "", Level.DISTRICT, dict(counts), title=title, unit=_("organisations"))


def _figures(organisations: int, covered: int, districts: int, held: int) -> tuple[Figure, ...]:
    return (
        Figure(_("organisations of the network"), f"{organisations:,}", url=reverse("organisations")),
        Figure(
            _("districts with an organisation"),
            f"{covered:,}",
            share=covered / districts if districts else None,
            why=Why(
                formula=_("districts in which at least one organisation is at home ÷ all districts"),
                numerator=f"{covered:,}",
                denominator=f"{districts:,}",
                url=reverse("organisations"),
            ),
        ),
        Figure(_("forums"), f"{held:,}", url=reverse("forums")),
    )
