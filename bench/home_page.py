"""The signed-in home in milliseconds a page, against the signed-in list page of 50 rows in the same service."""

import statistics

from bench import sites
from bench.list_page import PAGE, ROWS, requests_a_second
from bench.result import Result

ROUNDS = 5


def run(size: int = 3) -> Result:
    """Measure rounds of `size` seconds, five or as many as seconds, on each in turn; the medians are given."""
    with sites.demonstration() as home:
        cookie = sites.fill_ours(home, ROWS).cookies["support"]
        with sites.ours(home) as service:
            pairs = [
                (
                    1000 / requests_a_second(service, "/home/", cookie, size),
                    1000 / requests_a_second(service, PAGE, cookie, size),
                )
                for _round in range(min(ROUNDS, size))
            ]
            peak = service.memory_mb()
    own, other = (statistics.median(each) for each in zip(*pairs, strict=True))
    return Result("home_page", own, other, "the list page of 50 rows", "ms a page", peak)
