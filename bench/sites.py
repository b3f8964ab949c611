"""The servers that benchmarks ask: the whole service on a demonstration's home, and plain Django, both by granian."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".cache" / "bench" / "home"
WORKERS = 2
BLOCKING_THREADS = 4
PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Site:
    """A server at work; `seconds` is how long it took from its start to its first page."""

    port: int
    process: subprocess.Popen[bytes]
    seconds: float

    def memory_mb(self) -> float:
        """Return the proportional memory of all its processes, in MB: what is shared is counted once."""
        return sum(_proportional_kb(pid) for pid in _family(self.process.pid)) / 1024


def _family(pid: int) -> set[int]:
    below = {
        int(each)
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for each in task.read_text().split()
    }
    return {pid}.union(*(_family(each) for each in below))


def _proportional_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _environment(**more: str) -> dict[str, str]:
    own = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SAIYAI_TEST_HOME"}
    return {name: value for name, value in os.environ.items() if name not in own} | more


def _told(arguments: list[str], **environment: str) -> str:
    """Run a module of Python and return what it prints."""
    done = subprocess.run(  # noqa: S603 (our own modules)
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=_environment(**environment),
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.decode().strip()


@contextmanager
def _running(arguments: list[str], port: int, path: str, **environment: str) -> Iterator[Site]:
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 (our own modules)
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=_environment(**environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for_page(process, port, path)
        yield Site(port, process, time.perf_counter() - begun)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a server with all its processes, by force: nothing of what it holds is needed any more."""
    for pid in _family(process.pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def _wait_for_page(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    """Wait until a page is answered with 200."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as client:
                client.sendall(
                    f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
                )
                if client.recv(64).split()[1:2] == [b"200"]:
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise TimeoutError("the server gave no page")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def demonstration() -> Iterator[Path]:
    """Give a copy of a demonstration's home that is set up; the first is made once and kept."""
    known = {"SAIYAI_HOME": str(KEPT), "SAIYAI_LANGUAGE": "en"}
    setup = ["saiyai.site.cli", "setup", "--demonstration"]
    try:
        _told(setup, **known)
    except subprocess.CalledProcessError:  # made by other migrations than those of today
        shutil.rmtree(KEPT)
        _told(setup, **known)
    with tempfile.TemporaryDirectory(prefix="saiyai-bench-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(KEPT, home, symlinks=True)
        yield home


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads: each signed-in person's cookie by user name, and the pages that the support officer reaches."""

    cookies: dict[str, str]
    pages: list[str]


def fill_ours(home: Path, rows: int) -> Readers:
    """Register so many organisations in a home and return who reads there."""
    return Readers(**json.loads(_told(["bench.fill", str(rows)], SAIYAI_HOME=str(home))))


@contextmanager
def ours(home: Path) -> Iterator[Site]:
    """Give the whole service at work on a home: supervisor, web server with two processes, worker and clock."""
    port = _free_port()
    with _running(["bench.serve", str(port)], port, "/", SAIYAI_HOME=str(home), SAIYAI_LANGUAGE="en") as site:
        yield site


@contextmanager
def plain_home(rows: int) -> Iterator[tuple[Path, str]]:
    """Give the folder of a filled plain project and the cookie of its signed-in reader."""
    with tempfile.TemporaryDirectory(prefix="plain-bench-") as folder:
        key = _told(["bench.plain.fill", str(rows)], PLAIN_HOME=folder)
        yield Path(folder), f"sessionid={key}"


@contextmanager
def plain(folder: Path) -> Iterator[Site]:
    """Give plain Django at work behind the same server with as many processes and threads."""
    port = _free_port()
    arguments = ["granian", "--interface", "wsgi", "--port", str(port), "--no-ws", "--workers", str(WORKERS)]
    arguments += ["--blocking-threads", str(BLOCKING_THREADS), "bench.plain.wsgi:application"]
    with _running(arguments, port, "/", PLAIN_HOME=str(folder)) as site:
        yield site


@contextmanager
def bare_wagtail(stories: Path, slug: str) -> Iterator[Site]:
    """Give a bare Wagtail site with one story of a file, behind the same server with as many processes and threads."""
    with tempfile.TemporaryDirectory(prefix="bare-bench-") as folder:
        _told(["bench.bare_wagtail.fill", str(stories), slug], PLAIN_HOME=folder)
        port = _free_port()
        arguments = ["granian", "--interface", "wsgi", "--port", str(port), "--no-ws"]
        arguments += ["--workers", str(WORKERS), "--blocking-threads", str(BLOCKING_THREADS)]
        arguments.append("bench.bare_wagtail.wsgi:application")
        with _running(arguments, port, f"/{slug}/", PLAIN_HOME=folder) as site:
            yield site
