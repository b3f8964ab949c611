"""Processes that end with their parent, and bear a name of their own."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_NAME = 15


def end_with_parent(number: signal.Signals, parent: int) -> None:
    """Ask the system to send this process a signal when its parent dies, even by SIGKILL; Linux has it.

    Where the parent died before the asking, the process ends at once.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def name_process(name: str) -> None:
    """Give this process a name, 15 letters at most, that `ps -o comm` and `top` show."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_NAME, name.encode(), 0, 0, 0)


def let_later_children_end_with_me() -> None:
    """Make every process that this one forks end when this one does, and at SIGTERM before it listens for it itself."""
    me = os.getpid()

    def bind() -> None:
        # The parent's way of hearing SIGTERM, inherited, would let the child live on.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if os.getppid() == me:
            end_with_parent(signal.SIGKILL, me)

    os.register_at_fork(after_in_child=bind)
