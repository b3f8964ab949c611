"""Indexes by which part of a word finds a row, laid and kept by the database itself, and how they are asked.

On SQLite a full-text table of trigrams holds what is asked for, and triggers on the table keep it; a migration that
makes the table anew drops them and must lay them again. On PostgreSQL indexes of trigrams stand on the table, where
the extension pg_trgm is to be had; without it the same is found, only slower.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, F, Func, Model, Q, TextField, Value

from saiyai.kernel.text import LONGEST_SEARCH, VOWELS_AND_MARKS, skeleton

TRIGRAM = 3
"""The shortest word that an index of trigrams finds."""
MOST_WORDS = 8
AT_ONCE = 1_100
"""How many answers are read at a time."""
FACTS = "facts"
"""The column of SQLite's index that holds what is asked beside words."""
_ID_BITS = 40


@dataclass(frozen=True, slots=True)
class Indexed:
    """One column of an index: the stored column of search keys, and whether it is indexed without vowels and tones."""

    column: str
    is_bare: bool = False


@dataclass(frozen=True)
class WordIndex:
    """The index of a table: its own name, the table, and what each of its columns holds of the table's.

    Where a column of days is `dated`, the newest of many answers are read without the others: SQLite's index counts its
    rows by day and number, PostgreSQL has an index of days beside it.

    `facts` are what else of a row SQLite's index is asked for beside its words, as an SQL text of marks of three letters
    or more, so that it counts its answers without reading a single row; `{row}` stands for the row.
    """

    name: str
    table: str
    columns: Mapping[str, Indexed]
    dated: str = ""
    facts: str = ""
    facts_of: tuple[str, ...] = ()
    """The columns that the facts are made of."""

    @property
    def triggers(self) -> tuple[str, ...]:
        """Return the names of the triggers that keep the index on SQLite."""
        return tuple(f"{self.name}_{act}" for act in ("insert", "update", "delete"))

    def statements_to_lay(self, vendor: str) -> list[str]:
        """Return the statements that lay the index and fill it with what is there."""
        if vendor == "postgresql":
            by_day = (
                f'CREATE INDEX {self.name}_newest ON {self.table} ("{self.dated}" DESC NULLS LAST, id DESC)'
            )
            return [
                f"CREATE INDEX {self.name}_{name} ON {self.table} USING gin ({_bare_column(each)} gin_trgm_ops)"
                for name, each in self.columns.items()
            ] + [by_day] * bool(self.dated)
        named = self._named
        columns = (each.column for each in self.columns.values())
        kept = dict.fromkeys([*columns, self.dated, *self.facts_of])
        stored = ", ".join(f'"{each}"' for each in kept if each)
        acts = {
            "insert": ("INSERT", self._kept("NEW.")),
            "update": (f"UPDATE OF id, {stored}", self._dropped("OLD.") + self._kept("NEW.")),
            "delete": ("DELETE", self._dropped("OLD.")),
        }
        return [
            f"CREATE VIRTUAL TABLE {self.name} USING fts5({named}, content='', tokenize='trigram')",
            f"INSERT INTO {self.name} (rowid, {named}) SELECT {self._number('')}, {self._values('')} FROM {self.table}",  # noqa: S608 (our own names)
            *(
                f"CREATE TRIGGER {self.name}_{name} AFTER {act} ON {self.table} BEGIN {body} END"
                for name, (act, body) in acts.items()
            ),
        ]

    def statements_to_lift(self, vendor: str) -> list[str]:
        """Return the statements that take the index away, whatever of it stands."""
        if vendor == "postgresql":
            return [f"DROP INDEX IF EXISTS {self.name}_{each}" for each in (*self.columns, "newest")]
        return [
            *(f"DROP TRIGGER IF EXISTS {each}" for each in self.triggers),
            f"DROP TABLE IF EXISTS {self.name}",
        ]

    def lay(self, apps: Any, schema_editor: Any) -> None:
        """Lay the index anew."""
        vendor = schema_editor.connection.vendor
        self.lift(apps, schema_editor)
        if vendor == "postgresql":
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
                if cursor.fetchone() is None:
                    return
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for statement in self.statements_to_lay(vendor):
            schema_editor.execute(statement, params=None)

    def lift(self, apps: Any, schema_editor: Any) -> None:  # noqa: ARG002 (the signature of a migration's step)
        """Take the index away."""
        for statement in self.statements_to_lift(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def sought(self, names: Iterable[str], key: str) -> str:
        """Return what the index of SQLite is asked for a key in some of its columns; empty where it cannot answer."""
        asked = list(names)
        key = self._as_indexed(asked, key)
        is_answered = connection.vendor == "sqlite" and len(key) >= TRIGRAM
        return f'{{{" ".join(asked)}}} : "{key}"' if is_answered else ""

    def stated(self, marks: Iterable[str]) -> str:
        """Return what the index of SQLite is asked for rows whose facts hold one of some marks."""
        said = " OR ".join(f'"{each}"' for each in marks)
        return f"{{{FACTS}}} : ({said})"

    def count(self, sought: Iterable[str]) -> int:
        """Return how many rows SQLite's index answers with, none of which it reads."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {self.name} WHERE {self.name} MATCH %s", [_all_of(sought)])  # noqa: S608 (our own names)
            return int(cursor.fetchone()[0])

    def answers(self, sought: Iterable[str]) -> Func:
        """Return the numbers of the rows that SQLite's index answers with, to be asked for in any order."""
        found: Func = self._in_index(Value(_all_of(sought)))
        return found

    def matched(self, sought: Iterable[str]) -> Q:
        """Return the condition that a row is among the answers of SQLite's index to all that is sought."""
        return Q(pk__in=self.answers(sought))

    def newest(self, sought: Iterable[str]) -> Iterator[list[int]]:
        """Yield the numbers of a dated table's rows that SQLite's index answers with, the newest first, some at a time."""
        statement = (
            f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s AND rowid < %s "  # noqa: S608 (our own names)
            f"ORDER BY rowid DESC LIMIT {AT_ONCE}"
        )
        asked, last = _all_of(sought), 2**63 - 1
        while True:
            with connection.cursor() as cursor:
                cursor.execute(statement, [asked, last])
                found = [row[0] for row in cursor.fetchall()]
            if not found:
                return
            yield [each & (1 << _ID_BITS) - 1 for each in found]
            last = found[-1]

    def holds(self, names: Iterable[str], key: str, model: type[Model]) -> Q:
        """Return the condition that one of the columns holds a key, as PostgreSQL's index and short keys are asked."""
        condition = Q()
        for name in names:
            indexed, bare = self.columns[name], skeleton(key)
            if not indexed.is_bare or len(bare) < TRIGRAM:
                condition |= Q(**{f"{indexed.column}__contains": key})
            else:
                stored = Func(
                    F(indexed.column),
                    Value(VOWELS_AND_MARKS),
                    Value(""),
                    function="translate",
                    output_field=TextField(),
                )
                rows = model._default_manager.alias(bare=stored).filter(bare__contains=bare)  # noqa: SLF001 (as Django names it)
                condition |= Q(pk__in=rows.values("pk"))
        return condition

    @cached_property
    def _in_index(self) -> type[Func]:
        """Return the numbers of the rows that SQLite's index answers with, the question being a parameter."""
        number = f"rowid & {(1 << _ID_BITS) - 1}" if self.dated else "rowid"
        template = f"(SELECT {number} FROM {self.name} WHERE {self.name} MATCH %(expressions)s)"  # noqa: S608 (our own names)
        return type("InIndex", (Func,), {"template": template, "output_field": BigIntegerField()})

    def _as_indexed(self, names: list[str], key: str) -> str:
        return skeleton(key) if all(self.columns[each].is_bare for each in names) else key

    def _number(self, row: str) -> str:
        """Return under which number SQLite's index keeps a row: its own, below that of its day where rows are dated."""
        if not self.dated:
            return f"{row}id"
        return f'((COALESCE(CAST(julianday({row}"{self.dated}") AS INTEGER), 0) << {_ID_BITS}) | {row}id)'

    def _values(self, row: str) -> str:
        facts = self.facts.format(row=row)
        return ", ".join([*(_replaced(each, row) for each in self.columns.values()), *[facts] * bool(facts)])

    @property
    def _named(self) -> str:
        return ", ".join([*self.columns, *[FACTS] * bool(self.facts)])

    def _kept(self, row: str) -> str:
        named = self._named
        return f"INSERT INTO {self.name} (rowid, {named}) VALUES ({self._number(row)}, {self._values(row)});"  # noqa: S608 (our own names)

    def _dropped(self, row: str) -> str:
        named = self._named
        return (
            f"INSERT INTO {self.name} ({self.name}, rowid, {named}) "  # noqa: S608 (our own names)
            f"VALUES ('delete', {self._number(row)}, {self._values(row)});"
        )


def words_of(typed: str) -> list[str]:
    """Return the words of what was typed that are looked for: the first few, and no endless ones."""
    return typed[:LONGEST_SEARCH].split()[:MOST_WORDS]


def _all_of(sought: Iterable[str]) -> str:
    return " AND ".join(sought)


def _bare_column(indexed: Indexed) -> str:
    return f"translate({indexed.column}, '{VOWELS_AND_MARKS}', '')" if indexed.is_bare else indexed.column


def _replaced(indexed: Indexed, row: str) -> str:
    stored = f"{row}{indexed.column}"
    if not indexed.is_bare:
        return stored
    return reduce(lambda made, mark: f"replace({made}, '{mark}', '')", VOWELS_AND_MARKS, stored)
