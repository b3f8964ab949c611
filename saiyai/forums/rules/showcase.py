"""What is true of showcases: their eight kinds, what each kind is asked for, and what one still lacks."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

SHORTEST_STORY = 200
"""Below so many letters a story tells judges too little."""


class ShowcaseKind(StrEnum):
    """What kind of work a showcase is; those that the forum of BE 2557 showed, and others."""

    YOUTH_SPORT = "youth_sport"
    ANTI_DRUG = "anti_drug"
    LIVELIHOOD = "livelihood"
    FOREST = "forest"
    WELFARE_FUND = "welfare_fund"
    POOR_FUND = "poor_fund"
    ORGANIC = "organic"
    YOUTH_COUNCIL = "youth_council"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """A result that a kind of work is asked for: its code and the unit that it is counted in."""

    code: str
    unit: str


TEMPLATES: dict[ShowcaseKind, tuple[Asked, ...]] = {
    ShowcaseKind.YOUTH_SPORT: (Asked("youths", "people"), Asked("villages", "villages")),
    ShowcaseKind.ANTI_DRUG: (Asked("volunteers", "people"), Asked("villages", "villages")),
    ShowcaseKind.LIVELIHOOD: (Asked("members", "people"), Asked("income", "satang")),
    ShowcaseKind.FOREST: (Asked("forest", "rai"), Asked("fund", "satang"), Asked("households", "households")),
    ShowcaseKind.WELFARE_FUND: (
        Asked("villages", "villages"),
        Asked("members", "people"),
        Asked("capital", "satang"),
    ),
    ShowcaseKind.POOR_FUND: (Asked("helped", "people"), Asked("fund", "satang")),
    ShowcaseKind.ORGANIC: (Asked("households", "households"), Asked("land", "rai")),
    ShowcaseKind.YOUTH_COUNCIL: (Asked("youths", "people"), Asked("activities_reached", "people")),
    ShowcaseKind.OTHER: (),
}


class Lack(StrEnum):
    """What a showcase may still lack."""

    KIND = "kind"
    STORY = "story"
    PRESENTER = "presenter"
    RESULTS = "results"
    ASKED = "asked"


def lacks_of(
    kind: ShowcaseKind | None, story: str, presenter: str, results: Collection[str]
) -> tuple[tuple[Lack, str], ...]:
    """Return what a showcase lacks, each with the code of the result asked for where it is one."""
    found: list[tuple[Lack, str]] = []
    if kind is None:
        found.append((Lack.KIND, ""))
    if len(story.strip()) < SHORTEST_STORY:
        found.append((Lack.STORY, ""))
    if not presenter.strip():
        found.append((Lack.PRESENTER, ""))
    asked = TEMPLATES[kind] if kind else ()
    found += [(Lack.ASKED, each.code) for each in asked if each.code not in results]
    if not results and not asked:
        found.append((Lack.RESULTS, ""))
    return tuple(found)
