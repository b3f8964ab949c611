"""Making the tables: those of a new SQLite database under another name, without waiting for the disk, put in place whole."""

import fcntl
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from saiyai.site.keeping.database import is_empty

UNSAFE_BUT_QUICK = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
"""How a file is written that nobody needs before it is whole: nothing is waited for."""
YOUNG_OBJECTS = 10_000
"""How many new objects the collector lets come before it looks: migrations make millions that live long."""


def make_tables() -> None:
    """Bring the tables up to the program; in an empty SQLite database all of them appear at once, or none."""
    _collect_seldom()
    if connection.vendor != "sqlite" or not found(Path(str(settings.DATABASES["default"]["NAME"])), _migrate):
        _migrate()


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def _collect_seldom() -> None:
    """Spare the collector's work: what is loaded stays, and what migrations make dies with the process."""
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 1_000)


def found(file: Path, fill: Callable[[], None]) -> bool:
    """Fill the empty database in a file under another name, bring it to the disk, and put it in place.

    A database that holds a table already is left as it is; the answer tells whether it was filled.
    """
    with _one_at_a_time(file.parent):
        if not is_empty():
            return False
        draft = file.with_name(f"{file.name}.new")
        draft.unlink(missing_ok=True)  # of a set-up that was cut off
        with _connected_to(draft):
            fill()
        _bring_to_disk(draft)
        for trace in ("-wal", "-shm"):  # of the empty database, which would be read into the new one
            file.with_name(f"{file.name}{trace}").unlink(missing_ok=True)
        draft.replace(file)
        _bring_to_disk(file.parent)
        return True


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Let a second set-up of the same home wait until the first is done or dead."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _connected_to(draft: Path) -> Iterator[None]:
    """Let the connection write to another file, quickly, and then to its own again."""
    present = connection.settings_dict
    connection.close()
    connection.settings_dict = present | {
        "NAME": draft,
        "OPTIONS": present["OPTIONS"] | {"init_command": UNSAFE_BUT_QUICK},
    }
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = present


def _bring_to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
