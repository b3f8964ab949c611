"""The console program as the tests call it, and the service as they start, watch and end it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.database import clean_environment

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 240


def environment_of(home: Path, **more: str) -> dict[str, str]:
    return clean_environment() | {"SAIYAI_HOME": str(home), "SAIYAI_LANGUAGE": "en"} | more


def saiyai(home: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the console program on a home and return how it ended."""
    return subprocess.run(
        [sys.executable, "-m", "saiyai.site.cli", *map(str, arguments)],
        cwd=ROOT,
        env=environment_of(home, **environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )


def in_python(home: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a piece of Python on a home and return how it ended."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment_of(home, **environment),
        capture_output=True,
        text=True,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def until(holds: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """Wait until something holds, and return it; fail where it does not within the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come about in time")


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children_of(pid: int) -> set[int]:
    found = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found |= {int(each) for each in task.read_text().split()}
    return found


def descendants_of(pid: int) -> set[int]:
    below = children_of(pid)
    return below.union(*(descendants_of(each) for each in below))


@dataclass
class Service:
    """A running service."""

    home: Path
    port: int
    process: subprocess.Popen[str]
    output: Path
    seen: set[int] = field(default_factory=set)

    def pid_of(self, name: str) -> int:
        return int(json.loads((self.home / "run" / f"{name}.alive").read_text())["pid"])

    def has_all(self) -> bool:
        self.seen |= descendants_of(self.process.pid)
        return all((self.home / "run" / f"{name}.alive").is_file() for name in ("server", "worker", "clock"))

    def health(self) -> tuple[int, dict[str, Any]]:
        request = Request(f"http://127.0.0.1:{self.port}/health/", headers={"Accept": "application/json"})
        try:
            with urlopen(request, timeout=20) as answer:
                return answer.status, json.load(answer)
        except HTTPError as refused:
            return refused.code, json.load(refused)
        except (URLError, ConnectionError, TimeoutError):
            return 0, {}

    def wait_ready(self) -> None:
        until(lambda: self.process.poll() is not None or (self.has_all() and self.health()[0] == 200))
        assert self.process.poll() is None, self.output.read_text()
        self.seen |= descendants_of(self.process.pid)

    def end(self, number: signal.Signals) -> int:
        self.seen |= descendants_of(self.process.pid)
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def left_over(self) -> set[int]:
        return {pid for pid in self.seen if is_alive(pid)}


def start_service(
    home: Path, output: Path, *arguments: str, command: str = "serve", **environment: str
) -> Service:
    port = free_port()
    for sign in (home / "run").glob("*.alive"):
        sign.unlink()
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "saiyai.site.cli", command, "--port", str(port), *arguments],
            cwd=ROOT,
            env=environment_of(home, **environment),
            stdout=file,
            stderr=subprocess.STDOUT,
            text=True,
        )
    return Service(home, port, process, output)


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
