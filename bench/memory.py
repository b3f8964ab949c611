"""Proportional memory of the whole service after 1,000 mixed requests, against plain Django after as many of its page."""

from bench import sites
from bench.list_page import PLAIN_PAGE, ROWS
from bench.load import Ask, load
from bench.result import Result

CLIENTS = 8


def run(size: int = 1_000) -> Result:
    """Ask for every page in turn, signed in and as a visitor, and add up what the processes hold."""
    with sites.demonstration() as home, sites.plain_home(ROWS) as (folder, reader):
        readers = sites.fill_ours(home, ROWS)
        pages = readers.pages
        paths = [*pages, *pages]
        cookies = [*[readers.cookies["support"]] * len(pages), *[""] * len(pages)]
        with sites.ours(home) as service, sites.plain(folder) as plain:
            answers, _seconds = load(Ask(service.port, paths, cookies, CLIENTS, requests=size))
            assert not [each for each in answers if each.status >= 500]  # noqa: PLR2004 (the server's fault)
            load(Ask(plain.port, [PLAIN_PAGE], [reader], CLIENTS, requests=size))
            own, other = service.memory_mb(), plain.memory_mb()
    return Result("memory", own, other, "plain Django behind granian", "MB", own)
