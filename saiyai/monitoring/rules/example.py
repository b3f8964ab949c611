"""The form of the demonstration: sections, numbers by sex with their sums, a choice, a condition."""

from collections.abc import Mapping

from saiyai.monitoring.rules.building import SEXES, counting_items
from saiyai.monitoring.rules.definition import Choice, Definition, Group, Item, ItemKind, Words

HINDRANCES = (
    ("none", "ไม่มีอุปสรรค", "nothing"),
    ("people", "ขาดคนทำงาน", "too few people"),
    ("money", "ขาดงบประมาณ", "too little money"),
    ("time", "เวลาไม่พอ", "too little time"),
    ("other", "อื่น ๆ", "something else"),
)


def example_form(words: Mapping[str, Words]) -> Definition:
    """Return the form, its numbers called by the words of their series."""
    return Definition(
        Words("แบบรายงานเครือข่ายระดับตำบล (ตัวอย่าง)", "Tambon network report (example)"),
        (
            Group(
                "network",
                Words("เครือข่ายในตำบล", "The network in the tambon"),
                (
                    *_by_sex("tambon.volunteers", words),
                    _number("tambon.organisations", words),
                    _number("tambon.villages_covered", words, "villages_covered <= 200"),
                ),
            ),
            Group("work", Words("งานในงวดนี้", "Work in this period"), _work(words)),
        ),
    )


def _number(code: str, words: Mapping[str, Words], constraint: str = "") -> Item:
    name = code.partition(".")[2]
    return Item(name, ItemKind.INTEGER, words[code], series=code, is_required=True, constraint=constraint)


def _by_sex(code: str, words: Mapping[str, Words]) -> tuple[Item, ...]:
    name = code.partition(".")[2]
    return tuple(counting_items(Definition(Words()), name, words[code], code, split=SEXES))


def _work(words: Mapping[str, Words]) -> tuple[Item, ...]:
    return (
        _number("tambon.activities", words),
        *_by_sex("tambon.people_trained", words),
        _number("tambon.referrals", words),
        Item(
            "hindered",
            ItemKind.ONE,
            Words("อุปสรรคสำคัญในงวดนี้", "What hindered most in this period"),
            choices=tuple(Choice(code, Words(thai, english)) for code, thai, english in HINDRANCES),
        ),
        Item(
            "hindered_how",
            ItemKind.TEXT,
            Words("รายละเอียดของอุปสรรค", "How it hindered"),
            hint=Words("เขียนสั้น ๆ และไม่ระบุชื่อบุคคล", "In short, and without names of people"),
            relevant='present(hindered) and hindered != "none"',
            is_long=True,
        ),
    )


def told_by_sex(figures: Mapping[str, int | None]) -> dict[str, int]:
    """Return made-up numbers of men and women that add up to those of both."""
    told: dict[str, int] = {}
    for code in ("tambon.volunteers", "tambon.people_trained"):
        name, both = code.partition(".")[2], figures[code] or 0
        told |= {f"{name}_male": both * 2 // 5, f"{name}_female": both - both * 2 // 5}
    return told
