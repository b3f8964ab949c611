"""Judging rows that tell of people and their roles, and of volunteers with their villages."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from saiyai.audit.sealing import lookup_hash, sealed
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.names import split_name
from saiyai.kernel.national_id import parse_national_id
from saiyai.kernel.text import normalise, search_key
from saiyai.network.imports import cells
from saiyai.network.imports.context import Context
from saiyai.network.imports.drafts import ASK, Choice, Draft, say
from saiyai.network.imports.links import organisation_of
from saiyai.network.queries.known import KnownOrganisation, KnownPerson, KnownRole
from saiyai.network.queries.person import ID_CONTEXT
from saiyai.network.rules import Position, RoleState
from saiyai.network.rules.imports import people_in
from saiyai.network.rules.person import Basis, overlaps

VILLAGE_DIGITS, TAMBON_DIGITS, DISTRICT_DIGITS = 8, 6, 4


def prepare_person(draft: Draft, known: Context) -> None:
    """Read the cells of a row that tells of a person's role."""
    _prepare(draft, known)
    said = draft.text("position")
    position, title = known.words["positions"].get(search_key(said), ""), cells.bounded(draft, "title", 120)
    if not said:
        draft.wrong("position", "cell.missing")
    elif not position:
        # what no list of positions holds is a role all the same, under the name that the sheet gives it
        position, title = Position.OTHER.value, title or said[:120]
    elif position == Position.OTHER and not title:
        draft.wrong("title", "role.untitled")
    draft.record["position"] = position
    draft.record["title"] = title
    draft.record["area"] = draft.place_code if draft.record["position"] == Position.VOLUNTEER else ""
    if draft.record["position"] == Position.VOLUNTEER:
        _check_village(draft, known)
    if not draft.text("organisation"):
        draft.wrong("organisation", "cell.missing")


def prepare_volunteer(draft: Draft, known: Context) -> None:
    """Read the cells of a row that tells of a volunteer and their village."""
    _prepare(draft, known)
    draft.record |= {"position": Position.VOLUNTEER.value, "title": "", "area": draft.place_code}
    _check_village(draft, known)


def load(drafts: Sequence[Draft], known: Context) -> None:
    """Read what the rows are to be compared with."""
    known.read_names({draft.text("organisation") for draft in drafts})
    known.read_groups(
        {d.place_code[:DISTRICT_DIGITS] for d in drafts if d.place_code and not d.text("organisation")}
    )
    known.read_people({draft.key for draft in drafts}, {draft.record["id_hash"] for draft in drafts})
    groups = (each for rows in known.groups.values() for each in rows)
    named = (each for draft in drafts for each in known.named.get(draft.text("organisation"), ()))
    organisations = {each.pk for each in (*named, *groups) if each.pk is not None}
    people = {each.pk for draft in drafts for each in known.people.get(draft.key, ()) if each.pk is not None}
    people |= {h.pk for d in drafts if (h := known.hashes.get(d.record["id_hash"])) and h.pk is not None}
    known.read_roles(organisations, people)


def judge(draft: Draft, known: Context) -> None:
    """Find the organisation and the person of a row, and hold the role against the rules."""
    if draft.text("organisation"):
        organisation = organisation_of(draft, known, "organisation")
    else:
        organisation = _group_of(draft, known) if "position" not in draft.columns else None
    if organisation is not None and not known.is_inside(organisation.place_code):
        draft.wrong("organisation", "cell.outside", place=known.matcher.label(organisation.place_code))
    home = draft.place_code or (organisation.place_code if organisation else "")
    draft.record["home"] = home
    person = _person_of(draft, known, home, organisation) if draft.key else None
    if organisation is None or organisation.pk is None:
        return
    draft.organisation = organisation.pk
    is_sole = draft.record["position"] == Position.CHAIR and organisation.has_one_chair
    draft.record["is_sole"] = "yes" if is_sole else "no"
    _hold_role(draft, known, organisation.pk, person)


def _prepare(draft: Draft, known: Context) -> None:
    name = _name(draft)
    draft.record = {"id_hash": "", "id_sealed": "", "is_new": "yes"}
    if name:
        _split(draft, name)
    else:
        draft.wrong("name" if "name" in draft.columns else "given", "cell.missing")
    _national_id(draft)
    draft.record["phone"] = cells.phone(draft)[:60]
    _place(draft, known)
    begins, ends = cells.day(draft, "starts_on"), cells.day(draft, "ends_on")
    if begins is not None and ends is not None and ends < begins:
        draft.wrong("ends_on", "role.ends_before_start")
    consented = cells.day(draft, "consented_on")
    if consented is not None and consented > known.today:
        draft.wrong("consented_on", "person.consents_later")
    draft.record |= {
        "starts_on": cells.as_record(begins),
        "ends_on": cells.as_record(ends),
        "consented_on": cells.as_record(consented),
        "basis": (Basis.CONSENT if consented else Basis.PUBLIC_TASK).value,
    }


def _name(draft: Draft) -> str:
    """Return the name of a row, from one cell or from those of title, given and family name."""
    if whole := draft.written("name"):
        return "" if not draft.text("name") else whole
    given = draft.written("given")
    if not draft.text("given"):
        return ""
    return f"{draft.text('prefix')}{given}" + (f" {draft.text('family')}" if draft.text("family") else "")


def _split(draft: Draft, written: str) -> None:
    key = "name" if draft.written("name") else "given"
    several = people_in(written)
    draft.title = normalise(written)[:200]
    if len(several) > 1 and draft.answer("cell.several_people") != "one":
        choices = (say("cell.several_people", "split"), say("cell.several_people", "one"))
        draft.wrong(
            key,
            "cell.several_people",
            level=ASK,
            choices=choices,
            count=len(several),
            names=" · ".join(several)[:160],
        )
    try:
        parts = split_name(written)
    except BadValue as bad:
        draft.bad(key, bad)
        return
    shown = str(parts)
    if max(len(parts.given), len(parts.family)) > 120 or len(parts.prefix) > 60:  # noqa: PLR2004 (the columns' widths)
        draft.wrong(key, "cell.too_long", longest=120)
        return
    draft.title, draft.key = shown[:200], search_key(f"{parts.given} {parts.family}")[:240]
    draft.record |= {
        "prefix": parts.prefix,
        "given": parts.given,
        "family": parts.family,
        "shown": shown[:200],
        "search_key": draft.key,
    }


def _national_id(draft: Draft) -> None:
    text = draft.text("national_id")
    if not text:
        return
    try:
        digits = parse_national_id(text).digits
    except BadValue as bad:
        draft.bad("national_id", bad)
        return
    draft.record["id_hash"] = lookup_hash(digits, context=ID_CONTEXT)
    draft.record["id_sealed"] = sealed(digits, context=ID_CONTEXT)


def _place(draft: Draft, known: Context) -> None:
    said = cells.place_cells(draft, with_village=True)
    if said.is_empty:
        return
    found = known.matcher.match(said)
    if found.code:
        draft.place_code = found.code
    else:
        cells.tell_place(draft, found, said, known.matcher)


def _check_village(draft: Draft, known: Context) -> None:
    """Hold the village of a volunteer against the level, the area and the days of the role."""
    key = next(
        (each for each in ("moo", "village", "place_code", "place") if each in draft.columns), "place_code"
    )
    if any(
        each["c"].startswith(
            ("cell.no_village", "cell.unknown_place", "cell.several", "cell.nearly", "cell.place_ended")
        )
        for each in draft.problems
    ):
        return
    if len(draft.place_code) != VILLAGE_DIGITS:
        where = known.matcher.label(draft.place_code) if draft.place_code else ""
        draft.wrong(key, "cell.not_a_village", place=where or "–")
    elif not known.is_inside(draft.place_code):
        draft.wrong(key, "cell.outside", place=known.matcher.label(draft.place_code))
    else:
        begins = draft.record["starts_on"]
        day = date.fromisoformat(begins) if begins else known.today
        if not known.matcher.stands_on(draft.place_code, day):
            draft.wrong(key, "cell.village_not_then", place=known.matcher.label(draft.place_code))


def _group_of(draft: Draft, known: Context) -> KnownOrganisation | None:
    """Return the volunteers' group of a volunteer whose row names none: the one of the tambon, else of the district."""
    if not draft.place_code:
        return None
    groups = known.groups.get(draft.place_code[:DISTRICT_DIGITS], [])
    if chosen := draft.answers.get("?organisation"):
        groups = [each for each in groups if str(each.pk) == chosen]
    near = [each for each in groups if draft.place_code.startswith(each.place_code)]
    deepest = max((len(each.place_code) for each in near), default=0)
    fits = [each for each in near if len(each.place_code) == deepest] or groups
    if len(fits) == 1:
        return fits[0]
    choices: list[Choice] = [
        (
            "?organisation",
            str(each.pk),
            "organisation",
            f"{each.name} · {known.matcher.label(each.place_code)}",
        )
        for each in fits[:8]
    ]
    draft.wrong("organisation", "cell.which_group" if fits else "cell.no_group", level=ASK, choices=choices)
    return None


def _person_of(
    draft: Draft, known: Context, home: str, organisation: KnownOrganisation | None
) -> KnownPerson:
    """Return who a row tells of: somebody known, an earlier row's person, or somebody new."""
    id_hash = draft.record["id_hash"]
    mine = KnownPerson(None, draft.title, draft.key, home, id_hash, draft.row, draft.part)
    holder = known.hashes.get(id_hash) if id_hash else None
    if holder is not None and holder.key != draft.key:
        draft.wrong("national_id", "cell.id_of_another", name=holder.name)
        return mine
    chosen = draft.answer("cell.same_person")
    alike = known.people.get(draft.key, ())
    same = holder or next((each for each in alike if chosen and chosen == _name_of_choice(each)), None)
    if same is None and not chosen:
        same = next((each for each in alike if _holds_it(each, draft, known, organisation)), None)
    if same is None and not chosen:
        _ask_who(draft, known, home, id_hash)
    if same is None:
        known.add_person(mine)
        return mine
    draft.person = same.pk
    draft.record["is_new"] = "no"
    if same.pk is None:
        draft.record |= {"twin": same.row, "twin_part": same.part}
    return same


def _holds_it(
    person: KnownPerson, draft: Draft, known: Context, organisation: KnownOrganisation | None
) -> bool:
    """Tell whether somebody of this name holds the very role of the row, so that it tells of nothing new."""
    if organisation is None or person.pk is None or (draft.record["id_hash"] and person.id_hash):
        return False
    said = (person.pk, draft.record["position"], draft.record["area"])
    return any((e.person, e.position, e.area_code) == said for e in known.roles[organisation.pk or 0])


def _ask_who(draft: Draft, known: Context, home: str, id_hash: str) -> None:
    """Ask whether the row tells of somebody of the same name in the same tambon, whose national id is not another."""
    near = home[:TAMBON_DIGITS]
    alike = [
        each
        for each in known.people.get(draft.key, ())
        if each.place_code[:TAMBON_DIGITS] == near and not (id_hash and each.id_hash)
    ]
    if not alike:
        return
    choices: list[Choice] = [
        ("?cell.same_person", _name_of_choice(each), "person", each.name) for each in alike[:6]
    ]
    choices.append(say("cell.same_person", "new"))
    draft.wrong(
        "name" if draft.written("name") else "given",
        "cell.same_person",
        level=ASK,
        choices=choices,
        name=alike[0].name,
    )


def _name_of_choice(person: KnownPerson) -> str:
    return str(person.pk) if person.pk is not None else f"row{person.row}.{person.part}"


def _hold_role(draft: Draft, known: Context, organisation: int, person: KnownPerson | None) -> None:
    """Hold a role against those held: one chair at a time, one role of a kind for a person at a time."""
    if person is None or not draft.record["position"]:
        return
    number = person.pk or -(person.row * 10 + person.part)
    role = KnownRole(
        organisation,
        number,
        draft.title,
        draft.record["position"],
        draft.record["area"],
        draft.record["is_sole"] == "yes",
        as_day(draft.record["starts_on"]),
        as_day(draft.record["ends_on"]),
    )
    for each in known.roles[organisation]:
        if each.position != role.position or not overlaps(_state(each), _state(role)):
            continue
        if each.person == number and each.area_code == role.area_code:
            draft.is_same = number > 0 and not any(p["c"] == "cell.id_of_another" for p in draft.problems)
            if not draft.is_same:
                draft.wrong(
                    "position" if "position" in draft.columns else "name",
                    "role.held_already",
                    holder=each.name,
                )
            return
        if each.is_sole and role.is_sole:
            draft.wrong("position", "role.second_chair", holder=each.name)
            return
    if not draft.is_left and draft.verdict == "good":
        known.roles[organisation].append(role)


def _state(role: KnownRole) -> RoleState:
    return RoleState(
        role.organisation, role.name, "", role.starts_on, role.ends_on, role.position, role.area_code
    )


def as_day(text: Any) -> date | None:
    """Return the day that a record keeps as an ISO text."""
    return date.fromisoformat(text) if text else None
