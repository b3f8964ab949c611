"""The files of datasets: made when somebody asks for them, kept until the dataset changes.

What takes long to make is kept a little longer, so that making files never takes more than a twentieth of the
machine's time, however often the dataset changes: a file that took three seconds is at most a minute old.
"""

import json
import os
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from saiyai.audit import clock
from saiyai.documents.sheets.datafile import write_datafile
from saiyai.documents.sheets.write import Column
from saiyai.portal.opendata.state import Published, in_thai

PATIENCE = 20
"""How many times as long as making it took a file is kept though the dataset has changed."""
COSTLY_SECONDS = 2
"""What takes less than this is always made anew."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that was made, open for reading: its version, the entry of the record and the instant it stands on."""

    file: IO[bytes]
    version: str
    entry: int
    changed_at: datetime | None


def file_of(published: Published, form: str) -> DataFile:
    """Return a dataset's file of a form, made anew where the dataset has changed since."""
    folder = Path(settings.PUBLISHED_ROOT) / published.key
    kept = _kept(folder, form, published)
    return kept or _made(folder, form, published)


def _kept(folder: Path, form: str, published: Published) -> DataFile | None:
    try:
        told = json.loads((folder / f"{form}.told").read_text())
        file = (folder / told["name"]).open("rb")
    except (FileNotFoundError, ValueError):
        return None
    age = clock.now().timestamp() - told["made_at"]
    is_costly = told["seconds"] >= COSTLY_SECONDS and 0 <= age < told["seconds"] * PATIENCE
    if told["version"] == published.version or is_costly:
        return _data_file(file, told)
    file.close()
    return None


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
