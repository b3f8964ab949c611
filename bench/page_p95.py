"""The slowest page's 95th percentile in milliseconds at 20 requests a second, against plain Django's list page."""

import sys
from collections.abc import Iterable

from bench import sites
from bench.list_page import PLAIN_PAGE, ROWS
from bench.load import Ask, load
from bench.pages import kind_of
from bench.result import Result

A_SECOND = 20
CLIENTS = 32
SHOWN = 12


def run(size: int = 60) -> Result:
    """Ask for all pages in turn for `size` seconds; print the slowest kinds and the whole, and give the slowest kind."""
    with sites.demonstration() as home, sites.plain_home(ROWS) as (folder, reader):
        readers = sites.fill_ours(home, ROWS)
        with sites.ours(home) as service, sites.plain(folder) as plain:
            cookies = [readers.cookies["support"]]
            load(
                Ask(
                    service.port,
                    readers.pages,
                    cookies,
                    4,
                    requests=min(3 * len(readers.pages), size * A_SECOND),
                )
            )
            answers, _ours = load(Ask(service.port, readers.pages, cookies, CLIENTS, size, a_second=A_SECOND))
            plainly, _plain = load(
                Ask(plain.port, [PLAIN_PAGE], [reader], CLIENTS, min(size, 10), a_second=A_SECOND)
            )
            peak = service.memory_mb()
    kinds: dict[str, list[float]] = {}
    for each in answers:
        kinds.setdefault(kind_of(each.path), []).append(each.seconds)
    slowest = sorted(((p95(times), kind, len(times)) for kind, times in kinds.items()), reverse=True)
    for milliseconds, kind, times in slowest[:SHOWN]:
        sys.stdout.write(f"{milliseconds:8.1f} ms  {kind} ({times})\n")
    sys.stdout.write(f"{p95(each.seconds for each in answers):8.1f} ms  all {len(answers)}\n")
    return Result(
        "page_p95",
        slowest[0][0],
        p95(each.seconds for each in plainly),
        "plain Django's list page",
        "ms",
        peak,
    )


def p95(seconds: Iterable[float]) -> float:
    """Return the milliseconds within which 95 of 100 times lie."""
    times = sorted(seconds)
    return times[min(len(times) - 1, int(len(times) * 0.95))] * 1000
