"""Signs of life: a small file of each process in the home's `run` folder, written anew every few seconds."""

import json
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

EVERY_SECONDS = 5.0
LATE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """A process's last sign of life."""

    name: str
    pid: int
    at: float
    """Seconds since 1970."""

    @property
    def is_alive(self) -> bool:
        """Tell whether the sign is fresh."""
        return time.time() - self.at <= LATE_SECONDS


def beat(folder: Path, name: str) -> None:
    """Write a sign of life."""
    file = folder / f"{name}.alive"
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps({"pid": os.getpid(), "at": time.time()}))
    fresh.replace(file)


def heartbeat_of(folder: Path, name: str) -> Heartbeat | None:
    """Return a process's last sign of life, None where it never gave one."""
    try:
        sign = json.loads((folder / f"{name}.alive").read_text())
        return Heartbeat(name, int(sign["pid"]), float(sign["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_beating(folder: Path, name: str) -> None:
    """Give signs of life from a thread for as long as the process lives."""

    def go_on() -> None:
        while True:
            beat(folder, name)
            time.sleep(EVERY_SECONDS)

    threading.Thread(target=go_on, name="heartbeat", daemon=True).start()
