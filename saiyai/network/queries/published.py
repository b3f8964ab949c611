"""The network as open data has it: what organisations agreed to show, and coverage, row by row; nothing of persons."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.db.models.functions import Substr

from saiyai.audit import clock
from saiyai.kernel.powers import NATION, NOBODY
from saiyai.network.queries.coverage import TAMBON_DIGITS, CoverageFilter, coverage_by_area, villages_in
from saiyai.network.queries.listing import listed
from saiyai.network.queries.organisation import DirectoryFilter, directory

WIDTHS = (2, 4, TAMBON_DIGITS)
"""The digits of the codes of provinces, districts and tambons."""


def organisation_values() -> Iterator[dict[str, Any]]:
    """Yield the organisations that agreed to be shown to everybody, in order of number; contacts and people never."""
    shown = directory(NOBODY, DirectoryFilter()).order_by("pk")
    for each in listed(shown, NOBODY, clock.today()):
        yield {
            "number": each.pk,
            "name_th": each.name_th,
            "name_en": each.name_en,
            "kind": each.kind,
            "kind_th": each.kind_th,
            "kind_en": each.kind_en,
            "sector": each.sector,
            "place_code": each.place_code,
            "state": each.state,
            "founded_on": each.founded_on,
            "fields": " ".join(each.fields),
            "targets": " ".join(each.targets),
            "standings": " ".join(each.standings),
            "serves": " ".join(each.serves),
            "website": each.website,
            "social": each.social,
        }


def organisation_count() -> int:
    """Return how many organisations agreed to be shown to everybody."""
    return directory(NOBODY, DirectoryFilter()).count()


def coverage_values() -> Iterator[dict[str, Any]]:
    """Yield the coverage of each province, district and tambon that has villages, in order of code."""
    today = clock.today()
    for province in _provinces():
        found = [
            (code, digits, each)
            for digits in WIDTHS
            for code, each in coverage_by_area(province, digits, CoverageFilter(), today).items()
        ]
        for code, digits, each in sorted(found, key=lambda one: one[0]):
            yield {
                "place_code": code,
                "level": ("province", "district", "tambon")[digits // 2 - 1],
                "on": today,
                "villages": each.villages,
                "covered": each.covered,
                "share": each.share,
            }


def _provinces() -> list[str]:
    parts = villages_in(NATION).annotate(part=Substr("code", 1, 2)).order_by("part")
    return list(parts.values_list("part", flat=True).distinct())


def coverage_count() -> int:
    """Return how many provinces, districts and tambons have villages."""
    counted = villages_in(NATION).aggregate(
        provinces=Count(Substr("code", 1, WIDTHS[0]), distinct=True),
        districts=Count(Substr("code", 1, WIDTHS[1]), distinct=True),
        tambons=Count(Substr("code", 1, WIDTHS[2]), distinct=True),
    )
    return sum(counted.values())
