"""Judging rows that tell of organisations: what each cell means, where it is, whether it is there already."""

import re
from collections.abc import Sequence
from datetime import date

from saiyai.kernel.text import normalise, to_arabic_digits
from saiyai.network.imports import cells
from saiyai.network.imports.context import Area, Context, Twin
from saiyai.network.imports.drafts import ASK, Draft, say
from saiyai.network.queries.known import KnownOrganisation
from saiyai.network.rules import Standing
from saiyai.network.rules.imports import ALIKE, ONE_A_TAMBON, SURELY_ALIKE
from saiyai.network.rules.standing import NUMBERED
from saiyai.places.queries.matching import PlaceCells

TAMBON_DIGITS, VILLAGE_DIGITS = 6, 8
_TAMBON_IN_NAME = re.compile(r"(?:เทศบาลตำบล|ตำบล|อบต\.?|ต\.)\s*([ก-๎]+)")
_LEAST_CORE = 3


def prepare(draft: Draft, known: Context) -> None:
    """Read the cells of a row into its record; what they do not tell is noted."""
    name = cells.bounded(draft, "name_th", 200)
    if not name:
        draft.wrong("name_th", "cell.missing")
    draft.title, draft.key = name, cells.key_of(name)[:240]
    kind = (
        cells.word(draft, "kind", known.words["kinds"], "cell.unknown_kind")
        if draft.text("kind")
        else known.usual_kind
    )
    if not kind and not draft.text("kind"):
        draft.wrong("kind", "cell.missing")
    draft.record = {"name_th": name, "kind": kind, "name_en": cells.bounded(draft, "name_en", 200)}
    _place(draft, known, kind)
    _check_kind(draft, known, kind)
    _tell_more(draft, known)
    _figures(draft)


def load(drafts: Sequence[Draft], known: Context) -> None:
    """Read what the rows are to be compared with."""
    known.read_areas({each.place_code[:TAMBON_DIGITS] for each in drafts if each.place_code})


def judge(draft: Draft, known: Context) -> None:
    """Compare a row with what is registered, and with the rows before it."""
    if not draft.place_code or not draft.title:
        return
    mine = known.twin_of(
        KnownOrganisation(None, draft.title, draft.key, draft.place_code, draft.record["kind"], row=draft.row)
    )
    area = known.areas.get(draft.place_code[:TAMBON_DIGITS], {})
    twins = [each for each in area.get(mine.digits, ()) if each.row < draft.row]
    exact = [each for each in twins if each.name == draft.title and each.place_code == draft.place_code]
    if any(each.pk for each in exact):
        draft.is_same = True
        draft.organisation = next(each.pk for each in exact if each.pk)
        return
    if exact:
        draft.wrong("name_th", "cell.twice", row=exact[0].row)
    elif not draft.answer("cell.alike"):
        _ask_about_alike(draft, mine, twins, area)
    if not draft.is_left:
        known.add_twin(mine)


def _ask_about_alike(draft: Draft, mine: Twin, twins: Sequence[Twin], area: Area) -> None:
    """Ask whether a row tells of what is there: a name like another's, or a second of what a tambon has one of."""
    alike = next((each for each in twins if _are_alike(mine, each)), None)
    code = "cell.alike"
    if alike is None and mine.kind in ONE_A_TAMBON:
        alike, code = _second(mine, area), "cell.second"
    if alike is None:
        return
    choices = (say("cell.alike", "another"), say("cell.alike", "same"))
    if alike.pk:
        draft.wrong("name_th", code, level=ASK, choices=choices, name=alike.name)
    else:
        row = alike.row
        draft.wrong("name_th", f"{code}_row", level=ASK, choices=choices, name=alike.name, row=row)


def _second(mine: Twin, area: Area) -> Twin | None:
    """Return the first of an organisation's kind in its area, registered or of an earlier row."""
    same = (each for twins in area.values() for each in twins if each.kind == mine.kind)
    return min(
        (each for each in same if each.row < mine.row),
        key=lambda each: each.row,
        default=None,
    )


def _are_alike(one: Twin, other: Twin) -> bool:
    """Tell whether two organisations of one area, with the same digits in their names, may be one: by what is their own."""
    shared = 2 * (one.pairs & other.pairs).bit_count() / (one.pairs.bit_count() + other.pairs.bit_count())
    if one.kind != other.kind:
        return shared >= SURELY_ALIKE and len(one.core) > _LEAST_CORE
    shorter, longer = sorted((one.core, other.core), key=len)
    return shared >= ALIKE or (len(shorter) >= _LEAST_CORE and shorter in longer)


def _place(draft: Draft, known: Context, kind: str) -> None:
    said = cells.place_cells(draft, with_village="village" in draft.columns or "village" in draft.answers)
    if said.is_empty:
        draft.wrong("tambon", "cell.no_place")
        return
    found = known.matcher.match(said)
    if not found.code:
        cells.tell_place(draft, found, said, known.matcher)
        return
    draft.place_code = draft.record["place_code"] = found.code
    if not known.is_inside(found.code):
        draft.wrong(
            "place_code" if said.code else "tambon", "cell.outside", place=known.matcher.label(found.code)
        )
        return
    is_wide = len(found.code) < TAMBON_DIGITS and not said.code and "tambon" in draft.columns
    spans = kind in {"network", "state_office", "local_authority"} or (
        kind in known.kinds and known.kinds[kind][2]
    )
    if is_wide and not spans and not draft.answer("cell.place_wide"):
        _ask_where(draft, said, known, found.code)


def _ask_where(draft: Draft, said: PlaceCells, known: Context, code: str) -> None:
    """Ask for the tambon of a row that names none, offering the one that the organisation's name seems to hold."""
    choices = [say("cell.place_wide", "keep")]
    if (named := _TAMBON_IN_NAME.search(draft.title)) is not None:
        found = known.matcher.match(PlaceCells(said.province, said.district, named[1]))
        offered = (found.code,) if found.code else found.offered
        choices = [*(("place_code", each, "place", known.matcher.label(each)) for each in offered), *choices]
    draft.wrong("tambon", "cell.place_wide", level=ASK, choices=choices, place=known.matcher.label(code))


def _check_kind(draft: Draft, known: Context, kind: str) -> None:
    if kind in known.kinds and draft.place_code and not draft.place_code.startswith(known.kinds[kind][1]):
        draft.wrong("kind", "cell.kind_elsewhere", kind=known.kinds[kind][0])


def _tell_more(draft: Draft, known: Context) -> None:
    record, name = draft.record, draft.title
    record["aliases"] = [
        each[:200]
        for each in dict.fromkeys(cells.parts(draft.written("aliases")))
        if each not in {name, record["name_en"]}
    ]
    further = [cells.key_of(each) for each in (record["name_en"], *sorted(record["aliases"]))]
    record["search_key"] = " ".join([draft.key, *further])
    record["fields"] = cells.words(draft, "fields", known.words["fields"], "cell.unknown_field")
    record["targets"] = cells.words(draft, "targets", known.words["targets"], "cell.unknown_target")
    founded = cells.day(draft, "founded_on")
    if founded is not None and founded > known.today:
        draft.wrong("founded_on", "organisation.founded_later")
    record["founded_on"] = cells.as_record(founded)
    record["phone"], record["email"] = cells.phone(draft)[:60], cells.email(draft)
    record["website"], record["social"] = cells.web(draft, "website"), cells.web(draft, "social")
    record["address"], record["note"] = _address(draft)[:300], normalise(draft.written("note"))
    shown = cells.word(draft, "shown", known.words["yesno"], "cell.neither_yes_nor_no")
    record["shown"] = shown or "no"
    record["areas"] = _served(draft, known)
    _standing(draft, known, founded)


def _address(draft: Draft) -> str:
    if whole := draft.text("address"):
        return whole
    moo = draft.text("moo") if "village" not in draft.columns else ""
    named = (("house_no", ""), ("moo", "หมู่ที่ "), ("road", "ถนน"), ("postcode", ""))
    texts = [(moo if key == "moo" else draft.text(key), mark) for key, mark in named]
    return " ".join(f"{mark}{text.removeprefix(mark)}" for text, mark in texts if text)


def _served(draft: Draft, known: Context) -> list[str]:
    """Return the tambons and villages that a row says its organisation serves: codes, or numbers of moo in its tambon."""
    home = draft.place_code[:TAMBON_DIGITS]
    found: list[str] = []
    for piece in cells.parts(to_arabic_digits(draft.written("served"))):
        moos = _moos(piece)
        wanted = [f"{home}{moo:02d}" for moo in moos] if moos and len(home) == TAMBON_DIGITS else [piece]
        for each in wanted:
            said = PlaceCells(code=each) if each.isdigit() else PlaceCells(whole=each)
            place = known.matcher.match(said)
            if place.code and len(place.code) >= TAMBON_DIGITS:
                found.append(place.code)
            else:
                draft.wrong("served", "cell.no_area_served", place=each[:40])
    return sorted(set(found))


_MOOS = re.compile(r"(?:หมู่ที่|หมู่|ม\.)?\s*(\d{1,2})(?:\s*-\s*(\d{1,2}))?")


def _moos(text: str) -> list[int]:
    read = _MOOS.fullmatch(text)
    return list(range(int(read[1]), int(read[2] or read[1]) + 1)) if read else []


def _standing(draft: Draft, known: Context, founded: date | None) -> None:
    record = draft.record
    standing = cells.word(draft, "standing", known.words["standings"], "cell.unknown_standing")
    if not standing:
        return
    number, on = cells.bounded(draft, "standing_number", 60), cells.day(draft, "standing_on")
    if standing in NUMBERED and not number:
        draft.wrong("standing_number", "standing.number_missing")
    if on is None:
        draft.wrong("standing_on", "cell.standing_without_day")
    elif on > known.today or (founded is not None and on < founded):
        draft.wrong("standing_on", "standing.outside_life")
    record["standing"] = Standing(standing).value
    record["standing_number"], record["standing_on"] = number, cells.as_record(on)


def _figures(draft: Draft) -> None:
    members = cells.amount(draft, "members", is_money=False)
    capital = cells.amount(draft, "capital", is_money=True)
    draft.record["members"], draft.record["capital"] = members, capital
    if members == 0 and capital and not draft.answer("cell.money_without_members"):
        draft.wrong(
            "members",
            "cell.money_without_members",
            level=ASK,
            choices=(say("cell.money_without_members", "keep"),),
        )
