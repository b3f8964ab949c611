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
    """A result that a kind of work is asked for: its code, the unit that it is counted in, its name in both languages."""

    code: str
    unit: str
    name_th: str
    name_en: str


TEMPLATES: dict[ShowcaseKind, tuple[Asked, ...]] = {
    ShowcaseKind.YOUTH_SPORT: (
        Asked("youths", "people", "เยาวชนที่เข้าร่วม", "Young people taking part"),
        Asked("villages", "villages", "หมู่บ้านที่เข้าร่วม", "Villages taking part"),
    ),
    ShowcaseKind.ANTI_DRUG: (
        Asked("volunteers", "people", "อาสาสมัคร", "Volunteers"),
        Asked("villages", "villages", "หมู่บ้านที่มีอาสาสมัคร", "Villages with volunteers"),
    ),
    ShowcaseKind.LIVELIHOOD: (
        Asked("members", "people", "สมาชิก", "Members"),
        Asked("income", "satang", "รายได้รวมต่อปี", "Income in a year"),
    ),
    ShowcaseKind.FOREST: (
        Asked("forest", "rai", "พื้นที่ป่าที่ดูแล", "Forest looked after"),
        Asked("households", "households", "ครัวเรือนที่ร่วมดูแล", "Households taking part"),
        Asked("fund", "satang", "เงินกองทุน", "Capital of the fund"),
    ),
    ShowcaseKind.WELFARE_FUND: (
        Asked("villages", "villages", "หมู่บ้าน", "Villages"),
        Asked("members", "people", "สมาชิก", "Members"),
        Asked("capital", "satang", "เงินกองทุน", "Capital"),
    ),
    ShowcaseKind.POOR_FUND: (
        Asked("helped", "people", "ผู้ด้อยโอกาสที่ได้รับความช่วยเหลือ", "Underprivileged people helped"),
        Asked("fund", "satang", "เงินกองทุน", "Capital of the fund"),
    ),
    ShowcaseKind.ORGANIC: (
        Asked("households", "households", "ครัวเรือนเกษตรอินทรีย์", "Households farming organically"),
        Asked("land", "rai", "พื้นที่เกษตรอินทรีย์", "Land farmed organically"),
    ),
    ShowcaseKind.YOUTH_COUNCIL: (
        Asked("youths", "people", "เด็กและเยาวชนที่เป็นสมาชิก", "Children and young people who are members"),
        Asked("reached", "people", "ผู้ได้รับประโยชน์จากกิจกรรม", "People whom activities reached"),
    ),
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
