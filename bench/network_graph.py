"""The measures and the layout of a network of 2,000 organisations and 6,000 links, against NetworkX alone."""

import random

import networkx as nx

from bench.result import Result, processor_seconds, seconds, seconds_once
from saiyai.network.rules.graph import measured

LINKS_EACH = 3
MEMBERS = 20
SECTORS = ("people", "local", "state", "religious")


def pairs_of(size: int) -> list[tuple[int, int]]:
    """Return links as networks have them: twenty members to a hub, and as many again between any two, by a seed."""
    pick = random.Random(2557)  # noqa: S311 (the same network each time)
    pairs = {(each - each % MEMBERS, each) for each in range(size) if each % MEMBERS}
    while len(pairs) < size * LINKS_EACH:
        one = pick.randrange(size)
        near = one - one % MEMBERS + pick.randrange(MEMBERS)
        other = pick.choice((near % size, pick.randrange(size)))
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    return sorted(pairs)


def run(size: int = 2000) -> Result:
    """Time our measures with layout, and NetworkX's betweenness, components and cut points without layout."""
    size = max(size, 3 * MEMBERS)  # fewer cannot bear so many links
    pairs = pairs_of(size)
    sectors = [SECTORS[each % len(SECTORS)] for each in range(size)]
    reference: nx.Graph[int] = nx.Graph(pairs)

    def with_networkx() -> None:
        nx.betweenness_centrality(reference)
        list(nx.connected_components(reference))
        list(nx.articulation_points(reference))

    of_processor = processor_seconds(lambda: measured(sectors, pairs), times=3) * 1000
    print(f"measures and layout: {of_processor:.0f} ms of processor, the median of three")
    return Result(
        "network_graph",
        seconds(lambda: measured(sectors, pairs), times=3) * 1000,
        seconds_once(with_networkx) * 1000,
        "NetworkX alone, without a layout",
        "ms",
    )
