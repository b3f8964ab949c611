"""Running the parsing child: started with no secrets, limited in memory, time and output, and never trusted.

The file goes in and the lines come out through anonymous files, not pipes, so that the operating system
bounds the output too and nothing can block on a full pipe. What comes out is JSON: a child that a file has
taken over can lie about the cells, but can run nothing here.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from math import ceil
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any, Final

import saiyai
from saiyai.documents.sheets.limits import OUT_OF_MEMORY, Limits
from saiyai.kernel.bad_value import BadValue

SHEETS: Final = "saiyai.documents.sheets.child"
AT_ONCE: Final = 2
_TURNS: Final = BoundedSemaphore(AT_ONCE)
_ROOT: Final = str(Path(saiyai.__file__).resolve().parent.parent)
_MEMORY_SIGNS: Final = (
    b"memory allocation of",
    b"MemoryError",
    b"capacity overflow",
    b"failed to map segment",
)


@contextmanager
def child_output(content: bytes, kind: str, limits: Limits, *, module: str = SHEETS) -> Iterator[IO[bytes]]:
    """Lend the file of what a fresh child says about `content`; raise BadValue where it refuses or is stopped.

    `module` is run as the child, with the kind of file and the limits as its arguments.
    """
    with _nameless() as output:
        with _TURNS, _nameless() as file, _nameless() as faults:
            file.write(content)
            file.flush()
            file.seek(0)
            status = _run([module, kind, json.dumps(asdict(limits))], limits, (file, output, faults))
            faults.seek(0)
            _check_status(status, faults.read(65_536), limits)
        output.seek(0)
        yield output


def _nameless() -> IO[bytes]:
    """Return a file without a name, in memory where the system offers that."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("sheet", os.MFD_CLOEXEC), "w+b")
    return tempfile.TemporaryFile()


def _run(told: Sequence[str], limits: Limits, files: tuple[IO[bytes], IO[bytes], IO[bytes]]) -> int:
    """Return the exit status of the child; negative is the signal that ended it."""
    command = [sys.executable, "-B", "-s", "-m", *told]
    child = subprocess.Popen(  # noqa: S603 (our own interpreter and module, no shell)
        command,
        stdin=files[0],
        stdout=files[1],
        stderr=files[2],
        cwd="/",
        env={"PYTHONPATH": _ROOT, "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    try:
        return child.wait(limits.wall_seconds)
    except subprocess.TimeoutExpired:
        raise BadValue("sheet.too_slow", most_seconds=ceil(limits.wall_seconds)) from None
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()


def _check_status(status: int, faults: bytes, limits: Limits) -> None:
    if status == 0:
        return
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise BadValue("sheet.too_slow", most_seconds=limits.cpu_seconds)
    if status == -signal.SIGXFSZ or b"File too large" in faults:
        raise BadValue("sheet.too_much_text")
    if status == OUT_OF_MEMORY or any(sign in faults for sign in _MEMORY_SIGNS):
        raise BadValue("sheet.too_much_memory")
    raise BadValue("sheet.damaged")


def said_in(line: bytes) -> dict[str, Any]:
    """Return what a line of a child says; raise BadValue where it is damaged or tells of an error."""
    try:
        said: dict[str, Any] = json.loads(line)
    except ValueError as fault:
        raise BadValue("sheet.damaged") from fault
    if "error" in said:
        raise BadValue(str(said["error"]), **said["values"])
    return said
