"""Seconds from the start of a service that is set up to its first page, against plain Django behind the same server."""

import statistics

from bench import sites
from bench.result import Result


def run(size: int = 5) -> Result:
    """Start each `size` times in turn; the medians are given."""
    with sites.demonstration() as home, sites.plain_home(1) as (folder, _reader):
        own, other, peak = [], [], 0.0
        for _start in range(size):
            with sites.ours(home) as service:
                own.append(service.seconds)
                peak = max(peak, service.memory_mb())
            with sites.plain(folder) as plain:
                other.append(plain.seconds)
    return Result(
        "first_page",
        statistics.median(own),
        statistics.median(other),
        "empty Django behind granian",
        "s",
        peak,
    )
