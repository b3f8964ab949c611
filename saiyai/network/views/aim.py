"""What coverage is aimed at, beside what it is: the figure, the map and the table of targets."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.kernel.dates import Language, format_date
from saiyai.network.queries import target as targets
from saiyai.network.rules.target import WHOLE
from saiyai.places.maps import area_map
from saiyai.places.queries import places_at
from saiyai.web.components import Cell, Column, Table
from saiyai.web.offers import Figure, Why
from saiyai.web.preferences import current_preferences

LEVELS = {2: "province", 4: "district", 6: "tambon"}


def target_figure(aim: targets.Aim | None) -> list[Figure]:
    """Return how far the target that holds for the area is reached, nothing where none is set."""
    if aim is None:
        return []
    preferences = current_preferences()
    language: Language = "en" if preferences.language == "en" else "th"
    day = format_date(aim.target.due_on, thai_digits=preferences.thai_digits, language=language)
    return [
        Figure(
            label=_("of the target: %(percent)s %% of the villages by %(day)s")
            % {"percent": aim.target.percent, "day": day},
            value=f"{(aim.share or 0) * 100:.0f} %",
            share=aim.share,
            url=reverse("network_targets"),
            why=Why(
                formula=_("Villages with somebody ÷ villages that the target asks for, rounded up"),
                numerator=f"{aim.coverage.covered:,}",
                denominator=f"{aim.wanted:,}",
            ),
        )
    ]


def target_map(code: str, digits: int, aims: dict[str, targets.Aim], query: str) -> Any:
    """Return the areas drawn by how far their targets are reached.

    None where no target holds or nothing is drawn, and where every village is aimed at: that is the map of coverage.
    """
    shares = {each: aim.share * 100 for each, aim in aims.items() if aim.share is not None}
    if all(aims[each].target.percent == WHOLE for each in shares):
        return None
    drawn = area_map(
        code or sorted(shares),
        LEVELS[digits],
        shares,
        title=_("Reached of the target"),
        unit="%",
        url=lambda each: _address(each, query),
        text=lambda value: f"{value:.0f}",
        bounds=(25, 50, 75, 100),
    )
    return drawn if drawn.has_shapes else None


def _address(code: str, query: str) -> str:
    return reverse("network_coverage_of", args=[code]) + (f"?{query}" if query else "")


def target_table(aims: dict[str, targets.Aim], query: str) -> Table:
    """Return the areas with what is wanted of each and what is still missing."""
    names = places_at(aims)
    wanted, missing = sum(e.wanted for e in aims.values()), sum(e.missing for e in aims.values())
    covered = sum(each.coverage.covered for each in aims.values())
    villages = sum(each.coverage.villages for each in aims.values())
    return Table(
        caption=_("Targets of coverage"),
        why=Why(_("Villages of the area × the target, rounded up; those with somebody are counted today")),
        columns=[
            Column(_("Area")),
            Column(_("Target (%)"), "number"),
            Column(_("Villages"), "number"),
            Column(_("Villages wanted"), "number"),
            Column(_("With somebody"), "number"),
            Column(_("Still missing"), "number"),
        ],
        rows=[
            [
                Cell(names[code].label if code in names else code, _address(code, query)),
                Cell(aim.target.percent),
                Cell(aim.coverage.villages),
                Cell(aim.wanted),
                Cell(aim.coverage.covered),
                Cell(aim.missing),
            ]
            for code, aim in aims.items()
        ],
        total=[Cell(_("Together")), Cell(None), Cell(villages), Cell(wanted), Cell(covered), Cell(missing)],
        is_long=True,
    )
