"""The files of datasets: made when somebody asks for them, kept until the dataset changes.

What takes long to make is kept a little longer, so that making files never takes more than a twentieth of the
machine's time, however often the dataset changes. The worker makes it anew when that time is over, and makes the files
of large datasets before anybody asks, so that nobody waits for them.
"""

import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.cache import cache

from saiyai.audit import clock
from saiyai.documents.sheets.datafile import TYPES, write_datafile
from saiyai.documents.sheets.write import Column
from saiyai.portal.opendata.state import Published, in_thai

PATIENCE = 20
"""How many times as long as making it took a file is kept though the dataset has changed."""
COSTLY_SECONDS = 2
"""What takes less than this is always made anew."""
GRACE_SECONDS = 600
"""How long beyond its time a file is still given away while the worker makes the next."""
COUNT_SECONDS = 300
LARGE_ROWS = 20_000
"""From how many rows on the files of a dataset are made before anybody asks for them."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that was made, open for reading: its version, the entry of the record and the instant it stands on."""

    file: IO[bytes]
    version: str
    entry: int
    changed_at: datetime | None


def file_of(published: Published, form: str, *, give_old: bool = True) -> DataFile:
    """Return a dataset's file of a form, made anew where the dataset has changed since, a costly one after a while."""
    folder = Path(settings.PUBLISHED_ROOT) / published.key
    kept = _kept(folder, form, published, grace_seconds=GRACE_SECONDS if give_old else 0)
    return kept or _made(folder, form, published)


def _kept(folder: Path, form: str, published: Published, *, grace_seconds: float) -> DataFile | None:
    try:
        told = json.loads((folder / f"{form}.told").read_text())
        file = (folder / told["name"]).open("rb")
    except (FileNotFoundError, ValueError):
        return None
    if told["version"] == published.version or _is_young(told, grace_seconds):
        return _data_file(file, told)
    file.close()
    return None


def _is_young(told: dict[str, Any], grace_seconds: float) -> bool:
    """Tell whether a file that took long to make may still be given away though its dataset has changed."""
    age = clock.now().timestamp() - told["made_at"]
    return bool(told["seconds"] >= COSTLY_SECONDS and 0 <= age < told["seconds"] * PATIENCE + grace_seconds)


def files_due(datasets: Iterable[Published], *, large_rows: int = LARGE_ROWS) -> list[tuple[str, str]]:
    """Return the files, as key of the dataset and form, that the worker is to make before anybody asks for them."""
    return [
        (each.key, form) for each in datasets for form in TYPES if _is_due(each, form, large_rows=large_rows)
    ]


def _is_due(published: Published, form: str, *, large_rows: int) -> bool:
    folder = Path(settings.PUBLISHED_ROOT) / published.key
    try:
        told = json.loads((folder / f"{form}.told").read_text())
    except (FileNotFoundError, ValueError):
        return row_count(published) >= large_rows
    is_costly = told["seconds"] >= COSTLY_SECONDS
    return bool(told["version"] != published.version and is_costly and not _is_young(told, 0))


def row_count(published: Published) -> int:
    """Return how many rows a dataset has, counted once for each of its versions."""
    key = f"dataset.rows.{published.version}"
    return int(cache.get_or_set(key, published.dataset.count, COUNT_SECONDS) or 0)


def _made(folder: Path, form: str, published: Published) -> DataFile:
    folder.mkdir(parents=True, exist_ok=True)
    dataset = published.dataset
    name = f"{published.version}.{form}"
    began = time.monotonic()
    scratch = folder / f"{name}.{os.getpid()}.{time.monotonic_ns()}.new"
    try:
        write_datafile(scratch, form, _columns(published), dataset.rows(), title=in_thai(dataset.title))
        file = scratch.open("rb")
        scratch.replace(folder / name)
    finally:
        scratch.unlink(missing_ok=True)
    told = {
        "name": name,
        "version": published.version,
        "entry": published.entry,
        "changed_at": published.changed_at.isoformat() if published.changed_at else "",
        "made_at": clock.now().timestamp(),
        "seconds": time.monotonic() - began,
    }
    note = scratch.with_suffix(".note")
    note.write_text(json.dumps(told))
    note.replace(folder / f"{form}.told")
    _drop_older(folder, form, name)
    return _data_file(file, told)


def _drop_older(folder: Path, form: str, name: str) -> None:
    for each in folder.glob(f"*.{form}"):
        if each.name != name:
            each.unlink(missing_ok=True)  # whoever is reading it reads it to its end


def _data_file(file: IO[bytes], told: dict[str, Any]) -> DataFile:
    changed_at = datetime.fromisoformat(told["changed_at"]) if told["changed_at"] else None
    return DataFile(file, told["version"], told["entry"], changed_at)


def _columns(published: Published) -> tuple[Column, ...]:
    return tuple(Column(each.name, in_thai(each.title), each.kind) for each in published.dataset.fields)
