"""Doing heavy work in a process of its own, so that what it loads is gone before the service is forked."""

import os
import signal
import sys
from collections.abc import Callable

from django.db import connections

from saiyai.site.console.words import gettext as _
from saiyai.site.service.kin import end_with_parent
from saiyai.site.trouble import Trouble


def run_apart(act: Callable[[], object]) -> None:
    """Run an act in a forked process and wait for it; Trouble where it fails, after it has said why."""
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        end_with_parent(signal.SIGKILL, parent)
        _act_and_end(act)
    _pid, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status):
        raise Trouble(
            _("The step did not succeed; what went wrong stands above."), _("Mend it, and start again.")
        )


def _act_and_end(act: Callable[[], object]) -> None:
    code = 1
    try:
        act()
        connections.close_all()
        code = 0
    except BaseException:  # noqa: BLE001 (its last words; the parent goes on from the exit code)
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
