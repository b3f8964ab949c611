"""What the service's processes run, after the fork."""

import gc
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from types import FrameType

from django.db import close_old_connections, connections
from django.urls import get_resolver
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from saiyai.audit.jobs import run_due_jobs
from saiyai.audit.outbox import has_due, send_due
from saiyai.places.queries.index import name_index
from saiyai.site.service.heartbeat import keep_beating
from saiyai.site.service.kin import let_later_children_end_with_me, name_process
from saiyai.site.service.plan import Plan
from saiyai.site.wsgi import application

logger = logging.getLogger(__name__)

POLL_SECONDS = 2.0
CLOCK_SECONDS = 20.0
BLOCKING_THREADS = 4
STOP_SECONDS = 13
HEADER_MILLISECONDS = 5_000
"""How long the head of a request may take: a worker waits for it before it stops, so it lies below STOP_SECONDS."""

__all__ = ["application", "load_once", "run_clock", "run_server", "run_worker"]


def load_once() -> None:
    """Load what every process needs before the forks, the names of places too; frozen for the collector, it stays shared."""
    gc.disable()
    _visit(get_resolver().url_patterns)
    name_index()
    connections.close_all()
    gc.collect()
    gc.freeze()
    gc.enable()


def _visit(patterns: Iterable[object]) -> None:
    for pattern in patterns:
        _visit(getattr(pattern, "url_patterns", []))


def run_server(plan: Plan) -> None:
    """Serve pages until SIGTERM."""
    name_process("saiyai-web")
    let_later_children_end_with_me()
    keep_beating(plan.home.folder / "run", "server")
    Server(
        "saiyai.site.wsgi:application",
        address=plan.listens_on,
        port=plan.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.auto if plan.certificate else HTTPModes.http1,
        websockets=False,
        workers=plan.workers,
        blocking_threads=BLOCKING_THREADS,
        respawn_failed_workers=True,
        respawn_interval=1.0,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
        ssl_cert=plan.certificate,
        ssl_key=plan.key,
    ).serve()


def answers(plan: Plan) -> bool:
    """Tell whether the server accepts connections."""
    host = plan.listens_on if plan.is_loopback else "127.0.0.1"
    try:
        with socket.create_connection((host, plan.port), timeout=0.2):
            return True
    except OSError:
        return False


def stop_when_told() -> None:
    """End the process at SIGTERM by SystemExit, so that what it holds is put down in order."""

    def leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (the system's signature)
        sys.exit(0)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)


def run_worker(plan: Plan, *, first: Callable[[], None]) -> None:
    """Do what is to be done first, then background tasks and the outbox, until SIGTERM.

    A look for work opens no transaction, so that an idle worker never holds SQLite's one writer.
    """
    stop_when_told()
    name_process("saiyai-worker")
    keep_beating(plan.home.folder / "run", "worker")
    _without_dying(first)
    worker = _worker()
    while True:
        close_old_connections()
        if DBTaskResult.objects.ready().exists():
            worker.run()
        if has_due():
            send_due()
        time.sleep(POLL_SECONDS)


def run_clock(plan: Plan) -> None:
    """Run the periodic jobs that are due until SIGTERM."""
    stop_when_told()
    name_process("saiyai-clock")
    keep_beating(plan.home.folder / "run", "clock")
    while True:
        close_old_connections()
        run_due_jobs()
        time.sleep(CLOCK_SECONDS)


def _without_dying(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception:
        logger.exception("what the worker does first failed; it is tried again at the next start")


def _worker() -> Worker:
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{socket.gethostname()[:40]} {os.getpid()}",
        excluded_queue_names=[],
    )
