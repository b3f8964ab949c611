"""The statements that move the good rows of a list from staging: both engines read them, but for three words.

Rows go by INSERT … SELECT inside the database, out of the record that checking made of each; columns that a list does
not tell take the defaults of their models.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from saiyai.network.models import (
    ImportBatch,
    ImportRow,
    Link,
    Organisation,
    OrganisationAlias,
    OrganisationField,
    OrganisationFigure,
    OrganisationStanding,
    OrganisationTarget,
    Person,
    PersonRole,
    ServedArea,
)
from saiyai.network.rules.imports import ListKind

GOOD = "r.batch_id = %(batch)s AND r.verdict = 'good'"
NEW = "r.record ->> 'is_new' = 'yes'"


def _text(key: str) -> str:
    return f"COALESCE(r.record ->> '{key}', '')"


def _day(key: str) -> str:
    value = f"r.record ->> '{key}'"
    return f"CAST({value} AS date)" if connection.vendor == "postgresql" else value


def _flag(key: str) -> str:
    return f"CASE WHEN r.record ->> '{key}' = 'yes' THEN TRUE ELSE FALSE END"


def _each(key: str) -> tuple[str, str]:
    """Return what joins a row with each text of a list in its record, and that text."""
    if connection.vendor == "postgresql":
        return (
            f"CROSS JOIN LATERAL jsonb_array_elements_text(r.record -> '{key}') AS each(value)",
            "each.value",
        )
    return f"JOIN json_each(r.record, '$.{key}') AS each", "each.value"


def reserve(cursor: CursorWrapper, model: type[Model], column: str, batch: int, which: str) -> None:
    """Write the numbers that a batch's rows are going to bear into a column of theirs."""
    terms: dict[str, Any] = {"batch": batch, "table": model._meta.db_table}  # noqa: SLF001 (Django's own word)
    if connection.vendor == "postgresql":
        number = "nextval(pg_get_serial_sequence(%(table)s, 'id'))"
        cursor.execute(f"UPDATE network_importrow AS r SET {column} = {number} WHERE {which}", terms)  # noqa: S608
        return
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %(table)s", terms)
    last = cursor.fetchone()
    terms["last"] = last[0] if last else 0
    numbered = (
        f"SELECT id, row_number() OVER (ORDER BY row, part) AS n FROM network_importrow AS r WHERE {which}"  # noqa: S608
    )
    cursor.execute(
        f"UPDATE network_importrow SET {column} = %(last)s + s.n FROM ({numbered}) AS s "  # noqa: S608
        "WHERE s.id = network_importrow.id",
        terms,
    )


def insert(
    cursor: CursorWrapper,
    model: type[Model],
    columns: Mapping[str, str],
    terms: Mapping[str, Any],
    which: str,
    join: str = "",
) -> None:
    """Insert a row of a model for each staged row that fits; columns not named take their defaults."""
    given = dict(terms)
    chosen: dict[str, str] = {}
    for each in model._meta.local_concrete_fields:  # noqa: SLF001 (Django's own word)
        column = str(each.column)
        if column in columns:
            chosen[column] = columns[column]
        elif not each.primary_key:
            given[f"default_{column}"] = each.get_db_prep_save(each.get_default(), connection)
            chosen[column] = f"%(default_{column})s"
    names = ", ".join(f'"{each}"' for each in chosen)
    cursor.execute(
        f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {", ".join(chosen.values())} '  # noqa: S608, SLF001
        f"FROM network_importrow AS r {join} WHERE {which} ORDER BY r.row, r.part",
        given,
    )


def organisations(cursor: CursorWrapper, batch: ImportBatch, terms: Mapping[str, Any]) -> None:
    """Move the organisations of a batch with all that belongs to them."""
    reserve(cursor, Organisation, "organisation_id", batch.pk, GOOD)
    texts = (
        "name_th",
        "name_en",
        "search_key",
        "place_code",
        "phone",
        "email",
        "address",
        "website",
        "social",
        "note",
    )
    columns = {each: _text(each) for each in texts} | {
        "id": "r.organisation_id",
        "kind": _text("kind"),
        "founded_on": _day("founded_on"),
        "shown_publicly": _flag("shown"),
        "proposed_by_id": "%(by)s",
        "proposed_at": "%(now)s",
    }
    insert(cursor, Organisation, columns, terms, GOOD)
    for model, column, key in (
        (OrganisationField, "field", "fields"),
        (OrganisationTarget, "target", "targets"),
        (OrganisationAlias, "text", "aliases"),
        (ServedArea, "place_code", "areas"),
    ):
        join, value = _each(key)
        insert(cursor, model, {"organisation_id": "r.organisation_id", column: value}, terms, GOOD, join)
    _standings(cursor, terms)
    for measure in ("members", "capital"):
        _figures(cursor, terms, measure)


def _standings(cursor: CursorWrapper, terms: Mapping[str, Any]) -> None:
    columns = {
        "organisation_id": "r.organisation_id",
        "standing": _text("standing"),
        "number": _text("standing_number"),
        "starts_on": _day("standing_on"),
    }
    insert(cursor, OrganisationStanding, columns, terms, f"{GOOD} AND r.record ->> 'standing' <> ''")


def _figures(cursor: CursorWrapper, terms: Mapping[str, Any], measure: str) -> None:
    columns = {
        "organisation_id": "r.organisation_id",
        "measure": f"'{measure}'",
        "amount": f"CAST(r.record ->> '{measure}' AS BIGINT)",
        "on": "%(figures_on)s",
        "source": "%(source)s",
        "batch_id": "%(batch)s",
    }
    insert(cursor, OrganisationFigure, columns, terms, f"{GOOD} AND r.record ->> '{measure}' IS NOT NULL")


def people(cursor: CursorWrapper, batch: ImportBatch, terms: Mapping[str, Any]) -> None:
    """Move the people of a batch who are new, and the roles of all."""
    reserve(cursor, Person, "person_id", batch.pk, f"{GOOD} AND {NEW}")
    texts = ("prefix", "given", "family", "shown", "search_key", "phone", "basis", "id_sealed")
    columns = {each: _text(each) for each in texts} | {
        "id": "r.person_id",
        "place_code": _text("home"),
        "id_hash": "NULLIF(r.record ->> 'id_hash', '')",
        "consented_on": _day("consented_on"),
    }
    insert(cursor, Person, columns, terms, f"{GOOD} AND {NEW}")
    _join_twins(cursor, terms)
    reserve(cursor, PersonRole, "role_id", batch.pk, GOOD)
    role = {
        "id": "r.role_id",
        "person_id": "r.person_id",
        "organisation_id": "r.organisation_id",
        "position": _text("position"),
        "title_th": _text("title"),
        "area_code": _text("area"),
        "is_sole": _flag("is_sole"),
        "starts_on": _day("starts_on"),
        "ends_on": _day("ends_on"),
        "noted_by_id": "%(by)s",
    }
    insert(cursor, PersonRole, role, terms, GOOD)


def _join_twins(cursor: CursorWrapper, terms: Mapping[str, Any]) -> None:
    """Let rows of somebody whom an earlier row tells of be that row's person."""
    cursor.execute(
        "UPDATE network_importrow AS r SET person_id = (SELECT first.person_id FROM network_importrow AS first "  # noqa: S608
        "WHERE first.batch_id = %(batch)s AND first.verdict IN ('good', 'same') "
        "AND first.row = CAST(r.record ->> 'twin' AS BIGINT) "
        f"AND first.part = CAST(r.record ->> 'twin_part' AS BIGINT)) WHERE {GOOD} AND r.record ->> 'twin' IS NOT NULL",
        terms,
    )


def links(cursor: CursorWrapper, batch: ImportBatch, terms: Mapping[str, Any]) -> None:
    """Move the links of a batch; the side in whose area the list was brought confirms them."""
    reserve(cursor, Link, "link_id", batch.pk, GOOD)
    by_source = "r.record ->> 'by_source' = 'yes'"
    columns = {
        "id": "r.link_id",
        "source_id": "CAST(r.record ->> 'source' AS BIGINT)",
        "target_id": "CAST(r.record ->> 'target' AS BIGINT)",
        "kind": _text("kind"),
        "starts_on": _day("starts_on"),
        "note": _text("note"),
        "source_confirmed_by_id": f"CASE WHEN {by_source} THEN {_number('by')} END",
        "target_confirmed_by_id": f"CASE WHEN {by_source} THEN NULL ELSE {_number('by')} END",
    }
    insert(cursor, Link, columns, terms, GOOD)


def _number(term: str) -> str:
    return f"CAST(%({term})s AS BIGINT)"


MOVES = {
    ListKind.ORGANISATIONS: organisations,
    ListKind.PEOPLE: people,
    ListKind.VOLUNTEERS: people,
    ListKind.LINKS: links,
}
MADE = {
    ListKind.ORGANISATIONS: ((Organisation, "organisation_id"),),
    ListKind.PEOPLE: ((Person, "person_id"), (PersonRole, "role_id")),
    ListKind.VOLUNTEERS: ((Person, "person_id"), (PersonRole, "role_id")),
    ListKind.LINKS: ((Link, "link_id"),),
}
"""What the good rows of each kind of list become, and where each keeps its number."""


def made_by_rows(batch: ImportBatch, model: type[Model], column: str) -> Any:
    """Return the numbers of the things of a model that a batch's rows made, as a query."""
    rows = ImportRow.objects.filter(batch=batch, verdict="good").exclude(**{column: None})
    if model is Person:
        rows = rows.filter(record__is_new="yes")
    return rows.values_list(column, flat=True)


def delete(model: type[Model], column: str, numbers: Sequence[int]) -> None:
    """Take away the rows of a model whose column holds one of some numbers, and nothing that hangs on them."""
    marks = ", ".join(["%s"] * len(numbers))
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE {column} IN ({marks})', list(numbers))  # noqa: S608, SLF001


def label_of(model: type[Model]) -> str:
    """Return how the record names things of a model."""
    return str(model._meta.label_lower)  # noqa: SLF001 (Django's own word)


def relations_of(model: type[Model]) -> Sequence[Any]:
    """Return what points at things of a model, in any app."""
    return model._meta.related_objects  # noqa: SLF001 (Django's own word)
