"""The service under the supervisor: all of it lives, what dies comes back, and nothing stays behind."""

import json
import shutil
import signal
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from saiyai.site.service import processes, supervisor
from tests import database
from tests.site.programs import Service, is_alive, kill, saiyai, until

pytestmark = pytest.mark.slow

Serve = Callable[..., Service]


def test_server_worker_and_clock_live_and_stop_together(office: Path, serve: Serve):
    service = serve(office)
    service.wait_ready()

    status, told = service.health()
    code = service.end(signal.SIGTERM)

    assert (status, told["well"]) == (200, True)
    assert told["alive"] == {"server": "ok", "worker": "ok", "clock": "ok", "database": "ok"}
    assert (code, service.left_over()) == (0, set())
    assert "Traceback" not in service.output.read_text()


def test_ctrl_c_stops_all(office: Path, serve: Serve):
    service = serve(office)
    service.wait_ready()

    assert (service.end(signal.SIGINT), service.left_over()) == (0, set())


FORKS = """
import os, signal, time
from saiyai.site.service.kin import let_later_children_end_with_me
signal.signal(signal.SIGTERM, lambda number, frame: None)
let_later_children_end_with_me()
read, write = os.pipe()
child = os.fork()
if child == 0:
    os.write(write, b"1")
    time.sleep(60)
    os._exit(3)
os.read(read, 1)
os.kill(child, signal.SIGTERM)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_worker_that_does_not_listen_yet_ends_when_it_is_told_to():
    done = subprocess.run(
        [sys.executable, "-c", FORKS], capture_output=True, text=True, check=True, timeout=50
    )

    assert done.stdout.strip() == str(-signal.SIGTERM)


def test_half_a_request_is_given_up_before_its_worker_is_killed():
    assert processes.HEADER_MILLISECONDS / 1000 < processes.STOP_SECONDS < supervisor.GRACE_SECONDS


def test_a_killed_supervisor_leaves_no_orphans(office: Path, serve: Serve):
    service = serve(office)
    service.wait_ready()
    assert len(service.seen) >= 5  # server with two workers, worker, clock

    service.end(signal.SIGKILL)

    until(lambda: not service.left_over(), seconds=20)


@pytest.mark.parametrize("name", ["server", "worker", "clock"])
def test_what_is_killed_is_started_again(office: Path, serve: Serve, name: str):
    service = serve(office)
    service.wait_ready()
    before = service.pid_of(name)

    kill(before)

    until(lambda: service.pid_of(name) != before)
    until(lambda: service.health()[0] == 200)
    assert not is_alive(before)


def test_the_minute_clock_runs_its_jobs(office: Path, serve: Serve):
    service = serve(office)
    service.wait_ready()

    def jobs_done() -> set[str]:
        with sqlite3.connect(f"file:{office / 'saiyai.sqlite3'}?mode=ro", uri=True) as connection:
            rows = connection.execute(
                "SELECT name FROM audit_duejob WHERE ended_at IS NOT NULL AND problem = ''"
            )
            return {name for (name,) in rows}

    until(lambda: {"audit.outbox.settle", "site.record.verify", "site.sessions.clear"} <= jobs_done())


def test_a_second_start_does_nothing_again_and_is_quick(office: Path, serve: Serve):
    first = serve(office)
    first.wait_ready()
    first.end(signal.SIGTERM)

    began = time.monotonic()
    second = serve(office)
    second.wait_ready()
    took = time.monotonic() - began

    said = second.output.read_text()
    assert "Preparing the tables" not in said
    assert "Loading the provinces" not in said
    assert took < 20  # 5 s on an idle machine


def test_a_port_in_use_is_refused_with_the_way_out(office: Path, serve: Serve):
    service = serve(office)
    service.wait_ready()

    done = saiyai(office, "serve", "--port", str(service.port))

    assert done.returncode == 1
    assert f"Port {service.port} is in use" in done.stderr
    assert "--port" in done.stderr


def test_one_command_makes_a_demonstration_and_serves_its_first_page(serve: Serve, tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(
        database.prepared_file(), home / "saiyai.sqlite3"
    )  # the tables alone take longer than the rest

    service = serve(home, command="run")
    service.wait_ready()

    with urlopen(f"http://localhost:{service.port}/", timeout=20) as page:
        assert page.status == 200
    said = service.output.read_text()
    assert f"Saiyai is open at http://localhost:{service.port}/" in said
    assert "province_officer" in said
    assert json.loads((home / "home.json").read_text()) == {"kind": "demonstration"}
    until(lambda: "demonstration" in json.loads((home / "state.json").read_text()))


def test_https_with_an_own_certificate(office: Path, serve: Serve, tmp_path: Path):
    made = saiyai(office, "certificate", "localhost", "--folder", tmp_path)
    assert made.returncode == 0, made.stderr
    service = serve(
        office,
        "--host",
        "localhost",
        "--certificate",
        str(tmp_path / "localhost.pem"),
        "--key",
        str(tmp_path / "localhost.key"),
    )
    trust = ssl.create_default_context(cafile=str(tmp_path / "authority.pem"))
    address = f"https://localhost:{service.port}/health/"

    def answer() -> object:
        try:
            return urlopen(address, context=trust, timeout=5)
        except OSError:
            return None

    with until(answer) as page:
        assert page.status == 200
        assert page.headers["Strict-Transport-Security"]
    with pytest.raises(OSError, match="certificate"):
        urlopen(address, context=ssl.create_default_context(), timeout=5)
