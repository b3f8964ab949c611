"""The public pages of offices: what accounts, places and the news say of each, put together."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.accounts.messages import KINDS
from saiyai.accounts.queries.public import PublicOffice, public_offices
from saiyai.kernel.text import search_key
from saiyai.places.maps import AreaMap, area_map, locator_map
from saiyai.places.models import Level
from saiyai.places.queries import paths_of
from saiyai.web.offers import Text

PROVINCE_DIGITS = 2
SERVED, NOT_SERVED = 1, None


def groups_of(query: str) -> list[tuple[Text, list[PublicOffice]]]:
    """Return the offices of today by kind, those whose name in either language, or whose place, holds what was typed."""
    key = search_key(query)
    rows = public_offices()
    if key:
        rows = [each for each in rows if key in search_key(f"{each.name_th} {each.name_en} {each.address}")]
    kinds = [(kind, [each for each in rows if each.kind == kind]) for kind in KINDS]
    return [(KINDS[kind], some) for kind, some in kinds if some]


def below(code: str) -> list[PublicOffice]:
    """Return the offices that belong to another."""
    return [each for each in public_offices() if each.parent_code == code]


def areas_of(office: PublicOffice) -> list[tuple[str, str]]:
    """Return the areas that an office serves, as (name, address), those of the whole country without one."""
    paths = paths_of(each for each in office.areas if each)
    named = [(paths[each][-1].label, reverse("place", args=[each])) for each in office.areas if each in paths]
    return [(_("the whole country"), reverse("places")), *named] if "" in office.areas else named


def coverage_map(office: PublicOffice) -> AreaMap | None:
    """Return the map of the areas that an office serves; None for offices of the whole country, and of none."""
    areas = office.areas
    if not areas or "" in areas:
        return None
    title = _("Where %(office)s works") % {"office": office.name}
    if len(areas) == 1:
        return locator_map(areas[0], title=title)
    if all(len(each) == PROVINCE_DIGITS for each in areas):
        return area_map(list(areas), Level.PROVINCE, title=title)
    return _map_around(areas, title)


def _map_around(areas: Sequence[str], title: str) -> AreaMap:
    """Return the map of the first area's surroundings, for offices whose areas are of several levels."""
    return locator_map(areas[0], title=title)
