"""A signed-in list page of 50 rows through the whole service, in requests a second, against plain Django's list page.

Both list as many rows in the same five columns, with a link and a count, behind the same server. The reference does
less beside: it has sessions and sign-in, but no filters, no navigation, no scope, no preferences and no headers.
"""

import statistics

from bench import sites
from bench.load import Ask, load
from bench.result import Result

ROWS = 200
ROUNDS = 5
CLIENTS = 16
PAGE = "/network/"
PLAIN_PAGE = "/organisations/"


def requests_a_second(site: sites.Site, path: str, cookie: str, seconds: float) -> float:
    """Return how many pages a second a server gives to sixteen clients that ask without pause."""
    answers, took = load(Ask(site.port, [path], [cookie], CLIENTS, seconds))
    assert {each.status for each in answers} == {200}
    return len(answers) / took


def run(size: int = 5) -> Result:
    """Measure rounds of `size` seconds, five or as many as seconds, on each in turn; the medians are given."""
    with sites.demonstration() as home, sites.plain_home(ROWS) as (folder, reader):
        cookie = sites.fill_ours(home, ROWS).cookies["support"]
        with sites.ours(home) as service, sites.plain(folder) as plain:
            requests_a_second(service, PAGE, cookie, 1)
            requests_a_second(plain, PLAIN_PAGE, reader, 1)
            pairs = [
                (
                    requests_a_second(service, PAGE, cookie, size),
                    requests_a_second(plain, PLAIN_PAGE, reader, size),
                )
                for _round in range(min(ROUNDS, size))
            ]
            peak = service.memory_mb()
    own, other = (statistics.median(each) for each in zip(*pairs, strict=True))
    return Result("list_page", own, other, "plain Django's list page of as many rows", "requests/s", peak)
