"""The supervisor: forks the service's processes, starts again what dies, and stops all together.

Django is loaded once, before the forks, so that the processes share its memory and a restart takes no time.
The supervisor itself has no threads, opens no database and waits for signals only.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from saiyai.site.service.kin import end_with_parent

AWAITED = {signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
GRACE_SECONDS = 15.0
LONGEST_PAUSE_SECONDS = 30.0
SETTLED_SECONDS = 60.0
"""How long a process must have lived for its next death to count as the first."""


@dataclass(slots=True)
class Child:
    """One process of the service: what it is called, what it runs, and how it fares."""

    name: str
    run: Callable[[], None]
    pid: int = 0
    began: float = 0.0
    deaths: int = 0
    start_at: float = 0.0

    def pause(self) -> float:
        """Return the seconds to wait before the next start: 0, then 1, 2, 4 … 30."""
        return 0.0 if self.deaths <= 1 else min(2.0 ** (self.deaths - 2), LONGEST_PAUSE_SECONDS)


@dataclass(slots=True)
class Supervisor:
    """Keeps the children alive until it is told to stop."""

    children: list[Child]
    is_ready: Callable[[], bool]
    when_ready: Callable[[], None]
    say: Callable[[str], None]
    ready: bool = False
    reported: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Run the service until SIGINT, SIGTERM or SIGHUP, then stop every process of it."""
        signal.pthread_sigmask(signal.SIG_BLOCK, AWAITED)
        try:
            while not self._stopping_signal():
                self._bury()
                self._start_due()
                self._look_whether_ready()
        finally:
            self._stop_all()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, AWAITED)

    def _stopping_signal(self) -> bool:
        came = signal.sigtimedwait(AWAITED, 1.0 if self.ready else 0.1)
        return came is not None and came.si_signo in STOPPING

    def _look_whether_ready(self) -> None:
        if not self.ready and self.is_ready():
            self.ready = True
            self.when_ready()

    def _start_due(self) -> None:
        for child in self.children:
            if not child.pid and time.monotonic() >= child.start_at:
                self._start(child)

    def _start(self, child: Child) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        supervisor = os.getpid()
        child.began = time.monotonic()
        child.pid = os.fork()
        if child.pid == 0:
            _live(child, supervisor)

    def _bury(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            for child in self.children:
                if child.pid == pid:
                    self._note_death(child, status)

    def _note_death(self, child: Child, status: int) -> None:
        settled = time.monotonic() - child.began > SETTLED_SECONDS
        child.deaths = 1 if settled else child.deaths + 1
        child.pid, child.start_at = 0, time.monotonic() + child.pause()
        code = os.waitstatus_to_exitcode(status)
        self.say(f"{child.name} ended ({code}); starting it again in {child.pause():.0f} s")

    def _stop_all(self) -> None:
        for child in self.children:
            _send(child.pid, signal.SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        while any(_lives(child) for child in self.children) and time.monotonic() < until:
            time.sleep(0.05)
        for child in self.children:
            if _lives(child):
                _send(child.pid, signal.SIGKILL)
                os.waitpid(child.pid, 0)
                child.pid = 0


def _live(child: Child, supervisor: int) -> None:
    """Be a child: end with the supervisor, leave the terminal's Ctrl-C to it, run."""
    code = 1
    try:
        os.setpgid(0, 0)
        end_with_parent(signal.SIGTERM, supervisor)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, AWAITED)
        child.run()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 0
    except BaseException:  # noqa: BLE001 (its last words; it is started again)
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _lives(child: Child) -> bool:
    if child.pid:
        try:
            if os.waitpid(child.pid, os.WNOHANG)[0] == child.pid:
                child.pid = 0
        except ChildProcessError:
            child.pid = 0
    return bool(child.pid)


def _send(pid: int, number: signal.Signals) -> None:
    if pid:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
