"""Checks of the stored data: a registry that apps add to, and the checks of the record and of the database.

A check yields one sentence for each problem, in English: they are read by whoever repairs a database.
`saiyai check-data` runs them all.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from saiyai.audit.guards import Guard, LayGuard
from saiyai.audit.models import Entry, EntrySubject
from saiyai.audit.one_state import one_state
from saiyai.audit.queries import soundness_of_chain


@dataclass(frozen=True, slots=True)
class Check:
    """One named check ("app.what"), what holds where it finds nothing, and what it finds."""

    name: str
    says: str
    problems: Callable[[], Iterator[str]]


CHECKS: dict[str, Check] = {}


def add_check(name: str, says: str, problems: Callable[[], Iterator[str]]) -> None:
    """Add a check; a name used twice fails at start."""
    if name in CHECKS:
        raise ValueError(f"two checks are called {name}")
    CHECKS[name] = Check(name, says, problems)


def broken_files() -> Iterator[str]:
    """Yield what the database engine finds broken in its own files."""
    if connection.vendor == "sqlite":
        for (found,) in _rows("PRAGMA integrity_check"):
            if found != "ok":
                yield found
    else:
        query = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
        for (index,) in _rows(query):
            yield f"the index {index} is not valid"


def broken_references() -> Iterator[str]:
    """Yield the rows that point at rows that are not there."""
    if connection.vendor == "sqlite":
        for table, row, parent, _key in _rows("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} points at a row that {parent} does not hold"
    else:
        query = (
            "SELECT conname, conrelid::regclass::text FROM pg_constraint "
            "WHERE contype = 'f' AND NOT convalidated"
        )
        for name, table in _rows(query):
            yield f"the foreign key {name} of {table} was never checked"


def declared_guards() -> dict[str, Guard]:
    """Return every guard that the migrations lay, by name."""
    migrations = MigrationLoader(None).disk_migrations
    operations = (operation for key in sorted(migrations) for operation in migrations[key].operations)
    return {each.guard.name: each.guard for each in operations if isinstance(each, LayGuard)}


def missing_guards() -> Iterator[str]:
    """Yield the guards that the migrations lay and the database lacks."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    laid = {name for (name,) in _rows(query)}
    for name in sorted(set(declared_guards()) - laid):
        yield f"the guard {name} is missing"


def broken_chain() -> Iterator[str]:
    """Yield the first entry at which the record does not hold."""
    broken = soundness_of_chain().broken
    if broken is not None:
        yield f"entry {broken.seq} {broken.why}"


def unknown_subjects() -> Iterator[str]:
    """Yield what entries speak of that is not named "app.noun:key", or that an app of ours does not have."""
    labels = {model._meta.label_lower for model in apps.get_models()}  # noqa: SLF001 (Django's public habit)
    ours = {label.partition(".")[0] for label in labels}
    spoken_of = EntrySubject.objects.values_list("subject", flat=True).distinct()
    for subject in spoken_of.iterator():
        label, _colon, key = subject.partition(":")
        app, _dot, noun = label.partition(".")
        if not (key and noun) or (app in ours and label not in labels):
            yield f"an entry speaks of {subject}, which is nothing known"


def unindexed_changes() -> Iterator[str]:
    """Yield the entries that changed a thing without being found in its history."""
    with one_state():
        indexed: dict[int, set[str]] = {}
        for entry, subject in EntrySubject.objects.values_list("entry_id", "subject").iterator():
            indexed.setdefault(entry, set()).add(subject)
        for seq, changes in Entry.objects.exclude(changes="[]").values_list("seq", "changes").iterator():
            for subject in {row[0] for row in json.loads(changes)} - indexed.get(seq, set()):
                yield f"entry {seq} changed {subject} and is missing in its history"


def unapplied_migrations() -> Iterator[str]:
    """Yield the migrations that the program has and the database lacks."""
    loader = MigrationLoader(connection)
    for app, name in sorted(set(loader.disk_migrations) - set(loader.applied_migrations)):
        yield f"the migration {app}.{name} was not run"


def _rows(query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows: list[tuple[str, ...]] = cursor.fetchall()
        return rows


def add_own_checks() -> None:
    """Add the checks of this app."""
    add_check("database.files", "the database engine finds its files whole", broken_files)
    add_check("database.references", "every reference points at a row", broken_references)
    add_check("database.migrations", "every migration was run", unapplied_migrations)
    add_check("database.guards", "every declared guard is laid", missing_guards)
    add_check("audit.chain", "every entry follows the one before", broken_chain)
    add_check("audit.subjects", "entries speak of known things", unknown_subjects)
    add_check("audit.index", "every changed thing has the entry in its history", unindexed_changes)
