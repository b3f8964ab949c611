"""The measures of a network drawn as a graph: who stands between others, what falls apart, where it is drawn.

Organisations are the points 0 … n-1, links are undirected and counted once however many kinds join the same two.
The measures are those of network analysis: betweenness after Brandes (2001), density as links ÷ possible links.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rustworkx

SEED = 2557
"""The layout is the same each time it is made of the same links."""

ROUNDS = 40
"""How often points are moved; beyond that a drawing changes little."""

GAP = 0.6
"""The room between two pieces of a drawing, in the units in which an organisation takes one."""


@dataclass(frozen=True, slots=True)
class Point:
    """What the graph says of one organisation."""

    x: float
    y: float
    links: int
    """With how many others it is linked."""
    between: float
    """The part of the shortest ways between two others that lead through it, from 0 to 1."""
    piece: int
    """Which piece it belongs to; 0 is the largest. Those with no link stand alone, each a piece."""
    cut_off: int
    """How many others lose the way to the largest rest of its piece if it leaves."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What the graph says of the whole; `pieces` are their sizes, the largest first, without those that stand alone."""

    points: tuple[Point, ...]
    links: int
    crossing: int
    """Links between two sectors."""
    pieces: tuple[int, ...]
    alone: int

    @property
    def possible(self) -> int:
        """Return how many links there could be."""
        return len(self.points) * (len(self.points) - 1) // 2

    @property
    def density(self) -> float:
        """Return links ÷ possible links, 0 where there are fewer than two organisations."""
        return self.links / self.possible if self.possible else 0.0


def measured(sectors: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Measures:
    """Return the measures of organisations, given by their sectors, and of the links between them, given by index."""
    import rustworkx

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(sectors)))
    graph.add_edges_from_no_data([pair for pair in pairs if pair[0] != pair[1]])
    pieces = sorted(
        (sorted(piece) for piece in rustworkx.connected_components(graph)), key=lambda p: (-len(p), p)
    )
    number = {point: at for at, piece in enumerate(pieces) for point in piece}
    between = rustworkx.betweenness_centrality(graph)
    places = _placed(graph, pieces)
    lost = _cut_off(graph, pieces, number)
    points = tuple(
        Point(*places[each], graph.degree(each), between[each], number[each], lost.get(each, 0))
        for each in range(len(sectors))
    )
    edges = graph.edge_list()
    crossing = sum(sectors[one] != sectors[other] for one, other in edges)
    joined = tuple(len(piece) for piece in pieces if len(piece) > 1)
    return Measures(points, len(edges), crossing, joined, len(pieces) - len(joined))


def _cut_off(
    graph: "rustworkx.PyGraph[int, None]", pieces: Sequence[Sequence[int]], number: dict[int, int]
) -> dict[int, int]:
    """Return how many points lose the largest rest of their piece if a point leaves, for each that holds others."""
    import rustworkx

    lost = {}
    for point in rustworkx.articulation_points(graph):
        piece = pieces[number[point]]
        rest = graph.subgraph([each for each in piece if each != point])
        parts = [len(part) for part in rustworkx.connected_components(rest)]
        lost[point] = len(piece) - 1 - max(parts)
    return lost


def _placed(
    graph: "rustworkx.PyGraph[int, None]", pieces: Sequence[Sequence[int]]
) -> dict[int, tuple[float, float]]:
    """Return where each point is drawn: each piece by springs, the pieces beside each other in rows."""
    placed: dict[int, tuple[float, float]] = {}
    widths = [_width(len(piece)) for piece in pieces]
    limit = max(widths[0], sum(width**2 for width in widths) ** 0.5 * 1.8) if widths else 0.0
    left, top, height = 0.0, 0.0, 0.0
    for piece, width in zip(pieces, widths, strict=True):
        if left and left + width > limit:
            left, top, height = 0.0, top + height, 0.0
        for point, (x, y) in _drawn(graph, piece).items():
            placed[point] = (round(left + x * width, 4), round(top + y * width, 4))
        left, height = left + width + GAP, max(height, width + GAP)
    return placed


def _width(size: int) -> float:
    return math.sqrt(size) if size > 1 else 0.0


def _drawn(graph: "rustworkx.PyGraph[int, None]", piece: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Return the points of one piece inside a square of width 1."""
    import rustworkx

    if len(piece) == 1:
        return {piece[0]: (0.5, 0.5)}
    part = graph.subgraph(list(piece))
    positions = rustworkx.spring_layout(part, seed=SEED, num_iter=ROUNDS)
    found = {point: positions[at] for at, point in enumerate(part.nodes())}
    low = [min(each[axis] for each in found.values()) for axis in (0, 1)]
    wide = [max(each[axis] for each in found.values()) - low[axis] or 1.0 for axis in (0, 1)]
    return {point: ((x - low[0]) / wide[0], (y - low[1]) / wide[1]) for point, (x, y) in found.items()}
