"""Real processes at work on one committed database: several at once, or one that is killed in the middle.

They are forked from a process that has the apps loaded and nothing else running, so that one is there in milliseconds.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

import django
from django.apps import apps
from django.db import connection

from tests.database import Target

PATIENCE_SECONDS = 300

if (
    not apps.ready and "DJANGO_SETTINGS_MODULE" in os.environ
):  # in the process that the others are forked from
    django.setup()

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.processes"])
_line: list[Barrier] = []
"""Where the racers of this process's race wait for each other."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one act came to: its value, or the name of what it raised and its message."""

    value: Any = None
    raised: str = ""
    message: str = ""


def at_once(target: Target, act: Callable[..., Any], arguments: list[tuple[Any, ...]]) -> list[Answer]:
    """Run the act once for each tuple of arguments, each in a process of its own, let go together; return the answers."""
    ready = _processes.Barrier(len(arguments))
    racers = [_started(_race, target, act, each, ready) for each in arguments]
    answers = []
    for process, answered in racers:
        if not answered.poll(PATIENCE_SECONDS):
            process.kill()
            raise TimeoutError("a process did not answer")
        answers.append(answered.recv())
        process.join()
    return answers


def meet() -> None:
    """Wait, in a race, until every racer has come as far: which of them is faster then decides nothing."""
    _line[0].wait(PATIENCE_SECONDS)


def meet_after_reading(table: str) -> Callable[..., Any]:
    """Return a wrapper of a connection's statements that meets once, after this process's first reading of a table."""
    has_met = False

    def wrapper(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        nonlocal has_met
        answer = execute(statement, *rest)
        if not has_met and statement.startswith("SELECT") and f'FROM "{table}"' in statement:
            has_met = True
            meet()
        return answer

    return wrapper


def acknowledged_until_killed(
    target: Target, act: Callable[..., Iterator[Any]], arguments: tuple[Any, ...], *, after: int
) -> list[Any]:
    """Run an act that yields each thing it was told is kept, kill it after so many with SIGKILL, return what it was told."""
    process, answered = _started(_acknowledge, target, act, arguments)
    told = []
    while len(told) < after:
        if not answered.poll(PATIENCE_SECONDS):
            process.kill()
            raise TimeoutError("the process acknowledged nothing more")
        told.append(answered.recv())
    process.kill()
    process.join()
    if process.exitcode != -signal.SIGKILL:
        raise RuntimeError("the process ended before it was killed")
    while answered.poll():
        try:
            told.append(answered.recv())
        except EOFError:
            break
    return told


def _started(body: Callable[..., None], *arguments: Any) -> tuple[Any, Connection]:
    answered, answers = _processes.Pipe(duplex=False)
    process = _processes.Process(target=body, args=(answers, *arguments), daemon=True)
    process.start()
    answers.close()
    return process, answered


def _race(
    answers: Connection, target: Target, act: Callable[..., Any], arguments: tuple[Any, ...], ready: Barrier
) -> None:
    target.connect()
    connection.ensure_connection()
    _line[:] = [ready]
    meet()
    try:
        answer = Answer(value=act(*arguments))
    except Exception as refused:  # noqa: BLE001 (what it was is the answer)
        answer = Answer(raised=type(refused).__name__, message=str(refused))
    connection.close()
    answers.send(answer)


def _acknowledge(
    answers: Connection, target: Target, act: Callable[..., Iterator[Any]], arguments: tuple[Any, ...]
) -> None:
    target.connect()
    for each in act(*arguments):
        answers.send(each)
