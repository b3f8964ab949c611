"""The index by which part of a name finds an organisation, laid and kept by the database itself.

On SQLite a full-text table of trigrams holds each organisation's search key and its skeleton, and triggers keep it; a
migration that makes the organisations' table anew drops them and must lay them again. On PostgreSQL two indexes of
trigrams stand on the table, where the extension pg_trgm is to be had.
"""

from functools import reduce
from typing import Any

from saiyai.kernel.text import VOWELS_AND_MARKS

WORDS = "network_organisation_words"
TABLE = "network_organisation"
TRIGGERS = tuple(f"{WORDS}_{act}" for act in ("insert", "update", "delete"))
SKELETON = f"translate(search_key, '{VOWELS_AND_MARKS}', '')"


def _skeleton(row: str) -> str:
    return reduce(lambda made, mark: f"replace({made}, '{mark}', '')", VOWELS_AND_MARKS, f"{row}search_key")


def _kept(row: str) -> str:
    return f"INSERT INTO {WORDS} (rowid, name, skeleton) VALUES ({row}id, {row}search_key, {_skeleton(row)});"  # noqa: S608 (our own names)


def _dropped(row: str) -> str:
    columns = f"({WORDS}, rowid, name, skeleton)"
    return f"INSERT INTO {WORDS} {columns} VALUES ('delete', {row}id, {row}search_key, {_skeleton(row)});"  # noqa: S608 (our own names)


def statements_to_lay(vendor: str) -> list[str]:
    """Return the statements that lay the index and fill it with what is there."""
    if vendor == "postgresql":
        return [
            f"CREATE INDEX {WORDS}_name ON {TABLE} USING gin (search_key gin_trgm_ops)",
            f"CREATE INDEX {WORDS}_skeleton ON {TABLE} USING gin ({SKELETON} gin_trgm_ops)",
        ]
    acts = {
        "insert": ("INSERT", _kept("NEW.")),
        "update": ("UPDATE OF id, search_key", _dropped("OLD.") + _kept("NEW.")),
        "delete": ("DELETE", _dropped("OLD.")),
    }
    return [
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5(name, skeleton, content='', tokenize='trigram')",
        f"INSERT INTO {WORDS} (rowid, name, skeleton) SELECT id, search_key, {_skeleton('')} FROM {TABLE}",  # noqa: S608 (our own names)
        *(
            f"CREATE TRIGGER {WORDS}_{name} AFTER {act} ON {TABLE} BEGIN {body} END"
            for name, (act, body) in acts.items()
        ),
    ]


def statements_to_lift(vendor: str) -> list[str]:
    """Return the statements that take the index away, whatever of it stands."""
    if vendor == "postgresql":
        return [f"DROP INDEX IF EXISTS {WORDS}_{each}" for each in ("name", "skeleton")]
    return [*(f"DROP TRIGGER IF EXISTS {each}" for each in TRIGGERS), f"DROP TABLE IF EXISTS {WORDS}"]


def lay_words(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 (the signature of a migration's step)
    """Lay the index anew; without it PostgreSQL finds the same, only slower."""
    connection = schema_editor.connection
    for statement in statements_to_lift(connection.vendor):
        schema_editor.execute(statement, params=None)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
            if cursor.fetchone() is None:
                return
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for statement in statements_to_lay(connection.vendor):
        schema_editor.execute(statement, params=None)


def lift_words(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 (the signature of a migration's step)
    """Take the index away."""
    for statement in statements_to_lift(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)
