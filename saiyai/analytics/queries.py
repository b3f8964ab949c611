"""What can be asked of the cube: this process's own, which has caught up with every commit before it answers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from saiyai.analytics.held import Cube

_lock = threading.RLock()
_held: list[Cube] = []


@contextmanager
def cube() -> Iterator[Cube]:
    """Give the process's cube to one thread, up to the last commit; answers are to be taken out of it as plain values."""
    folder: Path | None = settings.CUBE_FOLDER
    with _lock:
        if not _held:
            _held.append(Cube(folder))
        _held[0].catch_up()
        yield _held[0]


def forget() -> None:
    """Let go of the process's cube: the next question opens it anew."""
    with _lock:
        _held.clear()
