"""What processes of the cube's fault tests do: the report of one place goes up and comes back, files are written."""

import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from saiyai.analytics import sources
from saiyai.analytics.changes import Put, log_asked, log_reports
from saiyai.analytics.cube.answers import figure, question
from saiyai.analytics.cube.shape import Kind, Measure, Reports, Shape, Standing
from saiyai.analytics.folding import fold
from saiyai.analytics.held import Cube
from saiyai.analytics.models import Change

KEY = "trial.1"
PERIOD = "2557Q1"
CODES = tuple(f"50{n // 20:02}{n % 20:02}" for n in range(20, 60))
SHAPE = Shape(KEY, "trial", 2557, (Measure("people", Kind.FLOW),), (PERIOD, "2557Q2"))


def truth() -> dict[str, str]:
    """Return what each place reports, nothing as an empty text: the truth of these tests is a table of their own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, people FROM trial_truth ORDER BY code")
        return dict(cursor.fetchall())


def write(code: str, people: str) -> None:
    """Let the truth be another."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trial_truth SET people = %s WHERE code = %s", [people, code])


def _reports(_key: str) -> Iterator[Reports]:
    told = truth()
    texts = [f'{{"people":{value}}}' if value else "" for value in told.values()]
    standings = [Standing.ENTERED if text else Standing.OWED for text in texts]
    yield Reports(PERIOD, list(told), standings, texts)


SOURCE = sources.Source(
    "trial", lambda: [KEY] if truth() else [], lambda _key: SHAPE, lambda _key: list(truth()), _reports
)


def begin() -> None:
    """Let all places owe a report."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE trial_truth (code VARCHAR(8) PRIMARY KEY, people VARCHAR(20))")
            cursor.executemany("INSERT INTO trial_truth VALUES (%s, '')", [(code,) for code in CODES])
        log_asked(1, KEY, PERIOD, CODES)


def tell(code: str, people: int) -> None:
    """Let a place report a number: the truth and the log in one transaction."""
    with transaction.atomic():
        write(code, str(people))
        sequence = (Change.objects.order_by("-pk").values_list("sequence", flat=True).first() or 0) + 1
        log_reports(sequence, [Put(KEY, PERIOD, code, Standing.ENTERED, f'{{"people":{people}}}')])


def known() -> None:
    """Let the process know where the truth of these tests is."""
    sources._SOURCES.setdefault("trial", SOURCE)


def total(cube: Cube) -> tuple[Any, int, int]:
    """Return what a cube says now of all places: their sum, from how many of how many."""
    cube.catch_up()
    block = cube.block(KEY)
    assert block is not None
    told = figure(block, question(block, "people", [PERIOD], Standing.ENTERED), "")
    return told.value, told.told, told.owed


def counted() -> tuple[Any, int, int]:
    """Return the same, counted in the truth."""
    numbers = [int(each) for each in truth().values() if each]
    return (sum(numbers) if numbers else None), len(numbers), len(CODES)


def telling(life: int) -> Iterator[tuple[str, int]]:
    """Report numbers one after the other, and tell of each once it is committed."""
    for step in range(10_000):
        code, people = CODES[(life * 7 + step) % len(CODES)], life * 100_000 + step + 1
        tell(code, people)
        yield code, people


def folding(folder: str) -> Iterator[int]:
    """Fold again and again, with a report before each, and tell of each."""
    known()
    for step in range(10_000):
        tell(CODES[step % len(CODES)], step + 1)
        done = fold(Path(folder))
        yield done.sequence if done else 0


def read_while_written(folder: str, times: int) -> int:
    """Ask again and again while others report and fold; return how often the answer was older than what was committed.

    What was committed before the question is counted first, so that the answer may be newer but never older.
    """
    known()
    cube, stale = Cube(Path(folder)), 0
    for _ in range(times):
        least = Change.objects.order_by("-pk").values_list("sequence", flat=True)[0]
        value, told, _owed = total(cube)
        if cube.sequence < least or value is None or told > len(CODES):
            stale += 1
    return stale


def report_and_fold(folder: str, times: int) -> int:
    """Report and fold so many times; return how many bases were written."""
    known()
    written = 0
    for step in range(times):
        tell(CODES[step % len(CODES)], step + 1)
        written += fold(Path(folder)) is not None
    return written


def fold_on_a_full_disk(folder: str) -> str:
    """Fold where no file may become larger than a page, as on a full disk; return what the error is called."""
    known()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, resource.RLIM_INFINITY))
    try:
        fold(Path(folder))
    except OSError as full:
        return os.strerror(full.errno or 0)
    return ""
