"""Sifting a list of villages: each row new, changed or as it is, or barred with the reason."""

from collections.abc import Sequence
from typing import Any

from saiyai.documents.sheets.check import Record
from saiyai.places.imports.fields import VILLAGE_FIELDS
from saiyai.places.imports.sifted import Sifted
from saiyai.places.models import StagedVillage
from saiyai.places.queries import imports as queries
from saiyai.places.rules.labels import TAMBON_DIGITS
from saiyai.places.rules.nearness import sound_of, village_key


def sift_villages(records: Sequence[Record], sifted: Sifted) -> None:
    """Sift the rows of a list of villages."""
    known = queries.known_villages()
    title = VILLAGE_FIELDS[0].titles[0]
    codes = {record.values["code"] for record in records} | known.villages.keys()
    seen: set[str] = set()
    for record in records:
        values = record.values
        code = values["code"]
        wrong = _wrong_with_village(values, known, codes, seen)
        seen.add(code)
        if wrong is not None:
            sifted.refuse(record.row, title, *wrong)
            continue
        sifted.villages.append(_staged_village(record, known, sifted))


def _wrong_with_village(
    values: Any, known: queries.KnownVillages, codes: set[str], seen: set[str]
) -> tuple[str, str] | None:
    code = values["code"]
    if code.endswith("00"):
        return "village.pseudo", code
    if code in seen:
        return "village.twice", code
    if code[:TAMBON_DIGITS] in known.ended_tambons:
        return "village.tambon_ended", f"{code} → {queries.successors_text(code[:TAMBON_DIGITS]) or '?'}"
    if code[:TAMBON_DIGITS] not in known.tambons:
        return "village.unknown_tambon", code
    second = values.get("second_code")
    if second and known.second_codes.get(second, code) != code:
        return "village.second_code_taken", second
    lost = [each for each in (values.get("split_from") or "").split() if each not in codes]
    return ("village.split_from_unknown", lost[0]) if lost else None


def _staged_village(record: Record, known: queries.KnownVillages, sifted: Sifted) -> StagedVillage:
    values = record.values
    name_th, name_en = values["name_th"], values.get("name_en") or ""
    present = known.villages.get(values["code"])
    second = values.get("second_code") or ""
    if present is None:
        verdict = "new"
    else:
        is_same = present == (name_th, name_en or present[1]) and (not second or second in known.second_codes)
        becomes_real = not sifted.is_example and values["code"] in known.examples
        verdict = "same" if is_same and not becomes_real else "changed"
    key = village_key(name_th)
    return StagedVillage(
        batch_id=sifted.batch,
        row=record.row,
        code=values["code"],
        name_th=name_th,
        name_en=name_en or (present[1] if present else ""),
        key_th=key,
        sound=sound_of(key),
        second_code=second,
        created_on=values.get("created_on"),
        split_from=values.get("split_from") or "",
        verdict=verdict,
    )
