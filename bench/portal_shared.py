"""The public pages as anybody gets them, in requests a second, against the empty page of plain Django.

While it is measured, an officer reads the signed-in home without pause: the record's number is asked for and pages are
made beside it. The client that loads runs on the same machine, so that the server has less than all of it.
"""

import statistics
import sys
from threading import Thread

from bench import sites
from bench.list_page import CLIENTS, requests_a_second
from bench.load import Ask, load
from bench.result import Result

PAGES = ("/", "/news/", "/news/forum-2557/", "/places/50/")
ROUNDS = 5


def run(size: int = 3) -> Result:
    """Measure rounds of `size` seconds, five or as many as seconds, on each in turn; the medians are given."""
    with sites.demonstration() as home, sites.plain_home(1) as (folder, _reader):
        officer = sites.fill_ours(home, 50).cookies["support"]
        with sites.ours(home) as service, sites.plain(folder) as plain:
            requests_a_second(plain, "/", "", 1)
            rounds = [_round(service, plain, officer, size) for _each in range(min(ROUNDS, size))]
            peak = service.memory_mb()
    own, other, waits = (statistics.median(each) for each in zip(*rounds, strict=True))
    sys.stderr.write(f"95 of 100 within {waits:.1f} ms\n")
    return Result("portal_shared", own, other, "plain Django's empty page", "requests/s", peak)


def _round(service: sites.Site, plain: sites.Site, officer: str, seconds: int) -> tuple[float, float, float]:
    """Return the requests a second of ours and of the other, and the milliseconds within which 95 of 100 of ours came."""
    at_work = Thread(target=load, args=(Ask(service.port, ["/home/"], [officer], 1, seconds),))
    at_work.start()
    answers, took = load(Ask(service.port, PAGES, ("",), CLIENTS, seconds))
    at_work.join()
    assert {each.status for each in answers} == {200}
    waits = sorted(each.seconds for each in answers)
    return (
        len(answers) / took,
        requests_a_second(plain, "/", "", seconds),
        1000 * waits[len(waits) * 95 // 100],
    )
