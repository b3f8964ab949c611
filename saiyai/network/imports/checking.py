"""Checking a list from its file to staged rows, and again one row after something about it was put right.

    number = begin(arrival, by=by)      # a small file is checked at once, a large one by the worker
    settle(batch, rows, {"tambon": "ป่าไผ่"}, by=by)

Rows are read, judged and staged some hundreds at a time, so that neither memory nor the one writer of SQLite is held long.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.documents.sheets.read import StreamedWorkbook, streamed_workbook
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import Actor
from saiyai.network import access
from saiyai.network.commands.imports import (
    ROWS_AT_ONCE,
    Arrival,
    Reading,
    begin_import,
    claim_import,
    clear_rows,
    content_of,
    fail_checking,
    finish_checking,
    little_kept,
    place_columns,
    settle_rows,
    stage_rows,
)
from saiyai.network.imports import links, organisations, people
from saiyai.network.imports.columns import known_titles
from saiyai.network.imports.context import Context
from saiyai.network.imports.drafts import Draft, hidden, shown
from saiyai.network.imports.reading import SheetRows, rows_of, sheet_of
from saiyai.network.models import ImportBatch, ImportRow
from saiyai.network.queries import imports as queries
from saiyai.network.queries.known import KnownOrganisation, KnownPerson, KnownRole
from saiyai.network.rules import Position
from saiyai.network.rules.imports import ListKind, people_in

SMALL = 256 * 1024
"""How many bytes a file may have to be checked while its sender waits: some 3,000 rows."""
Judges = tuple[
    Callable[[Draft, Context], None],
    Callable[[Sequence[Draft], Context], None],
    Callable[[Draft, Context], None],
]
JUDGES: Mapping[str, Judges] = {
    ListKind.ORGANISATIONS: (organisations.prepare, organisations.load, organisations.judge),
    ListKind.PEOPLE: (people.prepare_person, people.load, people.judge),
    ListKind.VOLUNTEERS: (people.prepare_volunteer, people.load, people.judge),
    ListKind.LINKS: (links.prepare, links.load, links.judge),
}


def begin(arrival: Arrival, *, by: User, at_once: bool = False) -> int:
    """Return the number of the batch of a file; one that is small is checked when this returns.

    Raise BadValue where a small file cannot be read: then there is no batch.
    """
    is_small = at_once or len(arrival.content) <= SMALL
    if is_small:
        with streamed_workbook(arrival.content) as book:
            sheet_of(book, known_titles(arrival.kind, {}))
    batch = begin_import(arrival=arrival, by=by)
    if is_small:
        check(batch.pk)
    return batch.pk


def check(number: int) -> bool:
    """Check a batch that waits, in the name of whoever brought it; tell whether this was the process that did."""
    batch = claim_import(number)
    if batch is None:
        return False
    by = batch.made_by
    try:
        with streamed_workbook(content_of(batch)) as book, little_kept():
            sheet = _stage(batch, book, by)
    except BadValue as bad:
        fail_checking(batch=batch, code=bad.code, values=bad.values, by=by)
        return True
    reading = Reading(sheet.titles, sheet.samples, sheet.columns, sheet.skipped)
    finish_checking(batch=batch, reading=reading, by=by)
    return True


def _stage(batch: ImportBatch, book: StreamedWorkbook, by: User) -> SheetRows:
    """Read, judge and stage the rows of a file, and return the sheet they stood in."""
    remembered = queries.remembered_titles(batch.kind, access.holder_of(by))
    sheet = sheet_of(book, known_titles(batch.kind, remembered), batch.columns or None)
    answered = queries.answers_of(batch.pk)
    clear_rows(batch.pk)
    stage_rows(batch.pk, _judged_rows(batch, sheet, answered, context_of(batch, by)))
    return sheet


def context_of(batch: ImportBatch, by: Actor) -> Context:
    """Return what the rows of a batch are compared with."""
    return Context(
        within=by.scope.prefixes(access.IMPORTERS),
        seen=by.scope.prefixes(access.SEERS),
        today=clock.today(),
        usual_kind=batch.usual_kind,
    )


def _judged_rows(
    batch: ImportBatch, sheet: SheetRows, answered: Mapping[tuple[int, int], dict[str, str]], known: Context
) -> Iterator[dict[str, Any]]:
    left = _drafts(sheet, answered)
    while some := list(islice(left, ROWS_AT_ONCE)):
        judge(some, batch.kind, known)
        yield from map(stored, some)


def _drafts(sheet: SheetRows, answered: Mapping[tuple[int, int], dict[str, str]]) -> Iterator[Draft]:
    for found in rows_of(sheet):
        parts = 1
        while (found.row, parts + 1) in answered:
            parts += 1
        for part in range(1, parts + 1):
            answers = dict(answered.get((found.row, part), {}))
            yield Draft(found.row, found.cells, sheet.columns, part, answers, found.headings)


def judge(drafts: Sequence[Draft], kind: str, known: Context) -> None:
    """Judge rows that follow each other."""
    prepare, load, decide = JUDGES[kind]
    for draft in drafts:
        prepare(draft, known)
    load(drafts, known)
    for draft in drafts:
        decide(draft, known)


def stored(draft: Draft) -> dict[str, Any]:
    """Return the columns of a judged row as it is staged; what may be a national id is sealed."""
    return {
        "row": draft.row,
        "part": draft.part,
        "cells": [hidden(each) for each in draft.cells],
        "answers": {key: hidden(text) for key, text in (*_said_above(draft), *draft.answers.items())},
        "problems": draft.problems,
        "record": draft.record,
        "verdict": draft.verdict.value,
        "title": draft.title[:200],
        "place_code": draft.place_code,
        "key": draft.key,
        "organisation_id": draft.organisation,
        "person_id": draft.person,
    }


def _said_above(draft: Draft) -> list[tuple[str, str]]:
    """Return what headings above a row say and its cells do not."""
    return [
        (key, name)
        for key, name in draft.headings.items()
        if draft.written(key) == name and key not in draft.answers
    ]


def draft_of(row: ImportRow, columns: Mapping[str, int], answers: dict[str, str]) -> Draft:
    """Return a staged row as it is judged again."""
    return Draft(row.row, [shown(each) for each in row.cells], columns, row.part, answers, pk=row.pk)


def settle(batch: ImportBatch, rows: Iterable[ImportRow], answers: Mapping[str, str], *, by: Actor) -> None:
    """Keep what was put right or answered about rows, and judge them again; an empty answer takes one back."""
    taken_back = {key for key, text in answers.items() if key.startswith("?") and not text}
    given = {key: text[:1_000] for key, text in answers.items() if key not in taken_back}
    drafts: list[Draft] = []
    for row in rows:
        kept = {key: shown(text) for key, text in row.answers.items() if key not in taken_back}
        drafts += _divided(draft_of(row, batch.columns, kept | given))
    known = context_of(batch, by)
    _remember_others(batch, drafts, known)
    judge(drafts, batch.kind, known)
    settle_rows(batch=batch, settled=[(each.pk, stored(each)) for each in drafts], by=by)


def _divided(draft: Draft) -> list[Draft]:
    """Return a row, or one for each of the people whom its author found in it."""
    if draft.answer("cell.several_people") != "split" or draft.part > 1:
        return [draft]
    key = "name" if draft.written("name") else "given"
    names = people_in(draft.written(key))
    kept = {name: text for name, text in draft.answers.items() if name != "?cell.several_people"}
    parts = [replace(draft, answers=kept | {key: names[0]})]
    for part, name in enumerate(names[1:], start=2):
        answers = kept | {key: name, "phone": "", "national_id": ""}
        parts.append(Draft(draft.row, draft.cells, draft.columns, part, answers))
    return parts


def _remember_others(batch: ImportBatch, drafts: Sequence[Draft], known: Context) -> None:
    """Let rows that are judged again be compared with the batch's other rows."""
    prepare, load, _decide = JUDGES[batch.kind]
    trial = [Draft(each.row, each.cells, each.columns, each.part, dict(each.answers)) for each in drafts]
    for each in trial:
        prepare(each, known)
    load(trial, known)
    judged = {each.pk for each in drafts}
    areas = {each.place_code[:6] for each in trial if each.place_code}
    keys = {each.key for each in drafts if each.key} | {each.key for each in trial if each.key}
    named = {e.pk for each in trial for e in known.named.get(each.text("organisation"), ()) if e.pk}
    for row in queries.rows_beside(batch, areas=areas, keys=keys, organisations=named, judged=judged):
        if batch.kind == ListKind.ORGANISATIONS:
            twin = KnownOrganisation(
                None, row.title, row.key, row.place_code, row.record.get("kind", ""), row=row.row
            )
            known.add_twin(known.twin_of(twin))
        elif batch.kind == ListKind.LINKS:
            known.links_of_rows.add(row.key)
        else:
            _remember_person(row, known)


def _remember_person(row: ImportRow, known: Context) -> None:
    record = row.record
    if record.get("is_new") == "yes":
        known.add_person(
            KnownPerson(
                None, row.title, row.key, record.get("home", ""), record.get("id_hash", ""), row.row, row.part
            )
        )
    if row.organisation_id and record.get("position"):
        known.roles[row.organisation_id].append(
            KnownRole(
                row.organisation_id,
                row.person_id or -(row.row * 10 + row.part),
                row.title,
                record["position"],
                record.get("area", ""),
                record.get("is_sole") == "yes" and record["position"] == Position.CHAIR,
                people.as_day(record.get("starts_on")),
                people.as_day(record.get("ends_on")),
            )
        )


def place(batch: ImportBatch, columns: Mapping[str, int], *, by: User, **terms: Any) -> None:
    """Say which column holds what, and read the file anew with what was answered already."""
    place_columns(batch=batch, columns=columns, by=by, **terms)
    check(batch.pk)
