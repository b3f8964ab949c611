"""Files that were sent and wait to be checked: kept in the home, outside what is served, until their batch is checked."""

import os
import secrets
import time
from collections.abc import Container
from pathlib import Path

from django.conf import settings

LEFT_OVER_SECONDS = 3_600
"""After what time a file that no batch waits for is swept away."""


def folder() -> Path:
    """Return the folder of the waiting files, which only its owner reads."""
    where = Path(settings.INCOMING_ROOT)
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    return where


def store(content: bytes) -> str:
    """Keep a file, whole or not at all, and return the name that it is kept under."""
    name = secrets.token_hex(16)
    path = folder() / name
    descriptor = os.open(path.with_suffix(".part"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.with_suffix(".part").rename(path)
    return name


def read(name: str) -> bytes | None:
    """Return a waiting file, None where it is gone."""
    try:
        return (folder() / name).read_bytes()
    except FileNotFoundError:
        return None


def remove(name: str) -> None:
    """Take a file away, where it is still there."""
    if name:
        (folder() / name).unlink(missing_ok=True)


def sweep(wanted: Container[str]) -> int:
    """Take away the old files that no batch waits for, and return how many."""
    oldest = time.time() - LEFT_OVER_SECONDS
    left = [path for path in folder().iterdir() if path.name not in wanted and path.stat().st_mtime < oldest]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
