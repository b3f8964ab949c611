"""Sifting a list of local authorities with what they cover and what they were."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from saiyai.documents.sheets.check import Record
from saiyai.places.imports.fields import AUTHORITY_FIELDS
from saiyai.places.imports.sifted import Sifted
from saiyai.places.models import StagedAuthority, StagedCoverage
from saiyai.places.queries import imports as queries
from saiyai.places.rules.authorities import Events, kind_of_named
from saiyai.places.rules.labels import PROVINCE_DIGITS
from saiyai.places.rules.nearness import name_key


def sift_authorities(records: Sequence[Record], sifted: Sifted) -> None:
    """Sift the rows of a list of authorities."""
    known, places = queries.known_authorities(), queries.codes_of_places()
    dola_codes = {each.dola_code: code for code, each in known.items() if each.dola_code}
    seen: set[str] = set()
    for record in records:
        values = record.values
        code, covers = values["code"], values.get("covers") or ()
        place = _place_of(values, covers, places)
        unknown = next((each for each, _extent in covers if each not in places), None)
        taken = dola_codes.get(values.get("dola_code") or "", code) != code
        if code in seen:
            sifted.refuse(record.row, AUTHORITY_FIELDS[0].titles[0], "authority.twice", code)
        elif unknown is not None:
            sifted.refuse(record.row, AUTHORITY_FIELDS[5].titles[0], "authority.covers_unknown", unknown)
        elif place is None:
            sifted.refuse(record.row, AUTHORITY_FIELDS[0].titles[0], "authority.no_place", code)
        elif taken:
            sifted.refuse(
                record.row, AUTHORITY_FIELDS[4].titles[0], "authority.dola_code_taken", values["dola_code"]
            )
        else:
            _stage_authority(record, place, known.get(code), sifted)
        seen.add(code)


def _place_of(values: Any, covers: Sequence[tuple[str, str]], places: frozenset[str]) -> str | None:
    """Return the least area around all that is covered, else the province that the authority's own code begins with."""
    codes = [code for code, _extent in covers] or [values["code"][:PROVINCE_DIGITS]]
    if values["kind"] == "pao":
        codes = [values["code"][:PROVINCE_DIGITS]]
    common = codes[0]
    while common and not all(code.startswith(common) for code in codes):
        common = common[:-2]
    return common if common in places else None


def _stage_authority(
    record: Record, place: str, present: queries.KnownAuthority | None, sifted: Sifted
) -> None:
    values = record.values
    covers = values.get("covers") or ()
    if values["kind"] == "pao" and not covers:
        covers = ((place, "full"),)
    staged = _staged_authority(record, place, sifted.batch)
    if present is not None:
        told = (staged.kind, staged.name_th, staged.dola_code or present.dola_code, frozenset(covers))
        held = (present.kind, present.name_th, present.dola_code, present.covers)
        becomes_real = present.is_example and not sifted.is_example
        is_same = told == held or (staged.valid_to is not None and told[:3] == held[:3])
        staged.verdict = "same" if is_same and not becomes_real else "changed"
    sifted.authorities.append(staged)
    sifted.coverage.extend(
        StagedCoverage(batch_id=sifted.batch, authority_code=staged.code, place_code=code, extent=extent)
        for code, extent in covers
    )


def _staged_authority(record: Record, place: str, batch: int) -> StagedAuthority:
    values = record.values
    events: Events = values.get("events") or Events()
    name = events.renamed_to or values["name_th"]
    kind = kind_of_named(values["kind"], name)
    former_name = values.get("former_name_th") or (values["name_th"] if name != values["name_th"] else "")
    former_kind = values.get("former_kind") or (events.created_kind if events.changed_on else "")
    changed_on = values.get("changed_on") or events.renamed_on or events.changed_on
    valid_from = values.get("valid_from") or events.created_on
    valid_to = values.get("valid_to") or (events.ended_on if values.get("is_ended") else None)
    has_former = bool(
        changed_on and (former_name or former_kind) and _in_order(valid_from, changed_on, valid_to)
    )
    return StagedAuthority(
        batch_id=batch,
        row=record.row,
        code=values["code"],
        dola_code=values.get("dola_code"),
        kind=kind,
        name_th=name,
        name_en=values.get("name_en") or "",
        other_names="" if has_former else former_name,
        key_th=name_key(name),
        place_code=place,
        former_name_th=(former_name or name) if has_former else "",
        former_kind=(former_kind or kind) if has_former else "",
        changed_on=changed_on if has_former else None,
        valid_from=valid_from if _in_order(valid_from, valid_to) else None,
        valid_to=valid_to,
        verdict="new",
    )


def _in_order(*days: date | None) -> bool:
    known = [day for day in days if day is not None]
    return all(earlier < later for earlier, later in pairwise(known))
