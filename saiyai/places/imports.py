"""Files of villages and local authorities: read in a child process, checked row by row, staged for a decision.

    number = preview("villages", "villages.csv", content, by=by)   # nothing is changed yet
    accept(number, by=by)

Both tell their progress through a function of (done, total).
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from saiyai.documents.sheets.check import Checked, Field, Record, check_rows
from saiyai.documents.sheets.read import read_workbook
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import parse_date
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, to_arabic_digits
from saiyai.places.commands.imports import (
    accept_batch,
    begin_import,
    discard_batch,
    finish_checking,
    stage,
    stage_problems,
)
from saiyai.places.models import ImportBatch, ImportProblem, StagedAuthority, StagedCoverage, StagedVillage
from saiyai.places.queries import imports as queries
from saiyai.places.rules.authorities import (
    Events,
    coverage_of_text,
    events_of_text,
    kind_of,
    kind_of_named,
)
from saiyai.places.rules.labels import PROVINCE_DIGITS, TAMBON_DIGITS, VILLAGE_DIGITS
from saiyai.places.rules.nearness import name_key, sound_of, village_key

LONGEST_NAME = 120
FIRST_YEAR, LAST_YEAR = 1850, 2100
Progress = Callable[[int, int], None]


def _silent(_done: int, _total: int) -> None:
    return


def _name(text: str) -> str:
    name = normalise(text)
    if len(name) > LONGEST_NAME:
        raise BadValue("text.too_long", value=name[:40])
    return name


def _digits(length: int, code: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        digits = to_arabic_digits(normalise(text)).replace(" ", "").replace("-", "")
        if len(digits) != length or not digits.isascii() or not digits.isdigit():
            raise BadValue(code, value=text[:40])
        return digits

    return parse


def _parents(text: str) -> str:
    """Return the codes of one or two villages, apart by a space."""
    codes = to_arabic_digits(normalise(text)).replace(",", " ").split()
    if len(codes) > 2 or any(len(code) != VILLAGE_DIGITS for code in codes):  # noqa: PLR2004 (two at most)
        raise BadValue("village.split_from_unknown", value=text[:40])
    return " ".join(codes)


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except BadValue as bad:
        raise BadValue("row.bad_date", value=text[:40]) from bad
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadValue("row.bad_year", value=text[:40])
    return day


def _code(text: str) -> str:
    code = to_arabic_digits(normalise(text)).replace(" ", "")
    if not code.isascii() or not code.isdigit() or len(code) > 10:  # noqa: PLR2004 (the column's width)
        raise BadValue("authority.code_missing", value=text[:40])
    return code


VILLAGE_FIELDS = (
    Field(
        "code",
        ("รหัสหมู่บ้าน", "village_code", "villcode", "code", "รหัส"),
        _digits(VILLAGE_DIGITS, "village.code_not_8_digits"),
        required=True,
    ),
    Field("name_th", ("ชื่อหมู่บ้าน", "village_th", "villname", "name_th", "ชื่อ"), _name, required=True),
    Field("name_en", ("ชื่อหมู่บ้านภาษาอังกฤษ", "village_en", "name_en"), _name),
    Field(
        "second_code",
        ("รหัสที่สอง", "second_code"),
        _digits(VILLAGE_DIGITS, "village.second_code_not_8_digits"),
    ),
    Field("created_on", ("วันที่จัดตั้ง", "created", "created_on"), _day),
    Field("split_from", ("แยกจาก", "split_from"), _parents),
)
AUTHORITY_FIELDS = (
    Field("code", ("รหัส อปท.", "geocode", "code", "รหัส"), _code, required=True),
    Field("kind", ("ประเภท อปท.", "lao_kind", "kind", "ประเภท"), kind_of, required=True),
    Field("name_th", ("ชื่อ อปท.", "entity_name", "name_th", "ชื่อ"), _name, required=True),
    Field("name_en", ("ชื่อภาษาอังกฤษ", "name_en"), _name),
    Field("dola_code", ("รหัสกรมส่งเสริม", "dola_code"), _digits(7, "authority.dola_code_not_7_digits")),
    Field("covers", ("พื้นที่ที่ดูแล", "covers_tambon", "covers"), coverage_of_text),
    Field("former_name_th", ("ชื่อเดิม", "former_name"), _name),
    Field("former_kind", ("ประเภทเดิม", "former_kind"), kind_of),
    Field("changed_on", ("วันที่เปลี่ยน", "changed_on"), _day),
    Field("valid_from", ("วันที่จัดตั้ง", "starts_on", "valid_from"), _day),
    Field("valid_to", ("วันที่สิ้นสุด", "ends_on", "valid_to"), _day),
    Field("is_ended", ("obsolete",), _name),
    Field("events", ("events",), events_of_text),
)


@dataclass(slots=True)
class _Sifted:
    """What checking has kept, and what it found wrong."""

    batch: int
    villages: list[StagedVillage] = field(default_factory=list)
    authorities: list[StagedAuthority] = field(default_factory=list)
    coverage: list[StagedCoverage] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    problem_count: int = 0

    def refuse(self, row: int, title: str, code: str, value: str) -> None:
        self.problem_count += 1
        self.problems.append(
            ImportProblem(batch_id=self.batch, row=row, title=title, code=code, values={"value": value[:80]})
        )


def preview(kind: str, name: str, content: bytes, *, by: Actor, progress: Progress = _silent) -> int:
    """Return the number of the batch in which a file's checked rows wait; raise BadValue where it cannot be read."""
    rows = read_workbook(content).first.rows
    checked = check_rows(rows, VILLAGE_FIELDS if kind == ImportBatch.Kind.VILLAGES else AUTHORITY_FIELDS)
    progress(1, 4)
    digest = hashlib.sha256(content).hexdigest()
    batch = begin_import(kind=kind, file_name=Path(name).name, digest=digest, by=by)
    sifted = _sifted(checked, batch.pk)
    if kind == ImportBatch.Kind.VILLAGES:
        _sift_villages(checked.records, sifted)
    else:
        _sift_authorities(checked.records, sifted)
    progress(2, 4)
    stage(sifted.villages, StagedVillage)
    stage(sifted.authorities, StagedAuthority)
    stage(sifted.coverage, StagedCoverage)
    stage_problems(sorted(sifted.problems, key=lambda each: each.row))
    progress(3, 4)
    seen = len(checked.records) + checked.problem_count
    finish_checking(batch=batch, rows=seen, problems=sifted.problem_count, by=by)
    progress(4, 4)
    return batch.pk


def preview_file(kind: str, path: Path, *, by: Actor, progress: Progress = _silent) -> int:
    """Return the number of the batch of a file on the disk."""
    return preview(kind, path.name, path.read_bytes(), by=by, progress=progress)


def accept(number: int, *, by: Actor) -> queries.BatchRow:
    """Move the rows of a waiting batch to where they belong, and return it."""
    accept_batch(batch=_waiting(number), by=by)
    return _shown(number)


def discard(number: int, *, by: Actor) -> queries.BatchRow:
    """Give a batch up, and return it."""
    discard_batch(batch=_waiting(number), by=by)
    return _shown(number)


def _waiting(number: int) -> ImportBatch:
    batch = queries.batch_to_decide(number)
    if batch is None:
        raise Refusal("import.not_checked")
    return batch


def _shown(number: int) -> queries.BatchRow:
    batch = queries.batch_at(number)
    if batch is None:
        raise Refusal("import.not_checked")
    return batch


def _sifted(checked: Checked, batch: int) -> _Sifted:
    problems = [
        ImportProblem(
            batch_id=batch,
            row=each.row,
            column=each.column_letter,
            title=each.title,
            code=each.code,
            values=dict(each.values),
        )
        for each in checked.problems
    ]
    return _Sifted(batch, problems=problems, problem_count=checked.problem_count)


def _sift_villages(records: Sequence[Record], sifted: _Sifted) -> None:
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
        sifted.villages.append(_staged_village(record, known, sifted.batch))


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


def _staged_village(record: Record, known: queries.KnownVillages, batch: int) -> StagedVillage:
    values = record.values
    name_th, name_en = values["name_th"], values.get("name_en") or ""
    present = known.villages.get(values["code"])
    second = values.get("second_code") or ""
    if present is None:
        verdict = "new"
    else:
        is_same = present == (name_th, name_en or present[1]) and (not second or second in known.second_codes)
        verdict = "same" if is_same else "changed"
    key = village_key(name_th)
    return StagedVillage(
        batch_id=batch,
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


def _sift_authorities(records: Sequence[Record], sifted: _Sifted) -> None:
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
    record: Record, place: str, present: queries.KnownAuthority | None, sifted: _Sifted
) -> None:
    values = record.values
    covers = values.get("covers") or ()
    if values["kind"] == "pao" and not covers:
        covers = ((place, "full"),)
    staged = _staged_authority(record, place, sifted.batch)
    if present is not None:
        told = (staged.kind, staged.name_th, staged.dola_code or present.dola_code, frozenset(covers))
        held = (present.kind, present.name_th, present.dola_code, present.covers)
        staged.verdict = "same" if told == held or (staged.valid_to and told[:3] == held[:3]) else "changed"
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
