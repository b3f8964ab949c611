"""The network of an area as a graph: its organisations and the links between them on a day, with their measures."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from saiyai.kernel.powers import Scope
from saiyai.network.access import living, seen_by, within
from saiyai.network.models import LINK_NAMES, SECTOR_NAMES, Link, Organisation, OrganisationField
from saiyai.network.queries.link import links_seen
from saiyai.network.queries.text import Text, in_reader_language
from saiyai.network.rules.graph import Measures, Point, measured
from saiyai.network.rules.suggestion import Member, suggested_pairs
from saiyai.places.queries.shapes import neighbours_at

TAMBON_DIGITS = 6

MOST = 2500
"""How many organisations are drawn at once: beyond that nobody can read a drawing."""

KEPT_SECONDS = 3600
SUGGESTIONS = 20


@dataclass(frozen=True, slots=True)
class GraphFilter:
    """What is drawn: the links of some kinds (all if none is named), organisations of one field (all if empty)."""

    kinds: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """An organisation of a drawn network."""

    pk: int
    name: str
    kind: str
    sector: str
    sector_name: Text
    place_code: str
    point: Point


@dataclass(frozen=True, slots=True)
class GraphLink:
    """Two organisations of a drawn network, by their index, and all that links them."""

    source: int
    target: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawn network: nodes in the order of their numbers, links, what is measured of the whole."""

    nodes: tuple[GraphNode, ...]
    links: tuple[GraphLink, ...]
    measures: Measures


def organisations_drawn(scope: Scope, area: str, wanted: GraphFilter) -> QuerySet[Organisation]:
    """Return the living organisations of an area that a scope sees, of one field where one is wanted."""
    rows = Organisation.objects.filter(seen_by(scope)).filter(living()).filter(within([area]))
    return rows.filter(welfare_fields__field=wanted.field) if wanted.field else rows


def graph_of(scope: Scope, area: str, wanted: GraphFilter, on: date) -> Graph | None:
    """Return the network of an area on a day as a scope sees it; None where it is too large to be drawn.

    A link is drawn where both its ends show a scope with whom they are linked.

    The measures are kept in the process under a digest of all that they are made of, so they are never old.
    """
    values = ("pk", "name_th", "name_en", "kind__name_th", "kind__name_en", "kind__sector", "place_code")
    rows = list(organisations_drawn(scope, area, wanted).order_by("pk").values_list(*values)[: MOST + 1])
    if len(rows) > MOST:
        return None
    at = {row[0]: index for index, row in enumerate(rows)}
    links = _links(links_seen(scope, organisation=None, kind="", place_code=area, on=on), at, wanted)
    measures = _measures([row[5] for row in rows], [(link.source, link.target) for link in links])
    sectors = {str(key): str(name) for key, name in SECTOR_NAMES.items()}
    nodes = tuple(
        GraphNode(
            pk,
            in_reader_language(name_th, name_en),
            in_reader_language(kind_th, kind_en),
            sector,
            sectors[sector],
            place_code,
            point,
        )
        for (pk, name_th, name_en, kind_th, kind_en, sector, place_code), point in zip(
            rows, measures.points, strict=True
        )
    )
    return Graph(nodes, tuple(links), measures)


def _links(rows: QuerySet[Link], at: dict[int, int], wanted: GraphFilter) -> list[GraphLink]:
    """Return the links between the organisations drawn, by their index; a link of several kinds is one."""
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    pairs: dict[tuple[int, int], list[str]] = {}
    for source, target, kind in rows.order_by("source", "target", "kind").values_list(
        "source_id", "target_id", "kind"
    ):
        if source in at and target in at:
            pair = (min(at[source], at[target]), max(at[source], at[target]))
            pairs.setdefault(pair, []).append(kind)
    return [
        GraphLink(one, other, tuple(dict.fromkeys(kinds))) for (one, other), kinds in sorted(pairs.items())
    ]


def _measures(sectors: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Measures:
    key = "network.graph." + hashlib.sha256(repr((list(sectors), list(pairs))).encode()).hexdigest()
    found: Measures | None = cache.get(key)
    if found is None:
        found = measured(sectors, pairs)
        cache.set(key, found, KEPT_SECONDS)
    return found


def sizes_below(scope: Scope, area: str, wanted: GraphFilter) -> dict[str, int]:
    """Return how many organisations would be drawn of each area right below an area, by its code."""
    digits = len(area) + 2
    rows = organisations_drawn(scope, area, wanted).order_by().annotate(part=Substr("place_code", 1, digits))
    counts = rows.values_list("part").annotate(count=Count("pk", distinct=True))
    return {code: count for code, count in counts if len(code) == digits}


def link_names(kinds: Sequence[str]) -> str:
    """Return the names of kinds of links in the reader's language, one after the other."""
    names = {str(key): name for key, name in LINK_NAMES.items()}
    return ", ".join(str(names[kind]) for kind in kinds)


def suggested_links(graph: Graph) -> list[tuple[GraphNode, GraphNode, int]]:
    """Return pairs of a drawn network that are not linked, work in the same fields and are near, with how many fields.

    Near are those of one tambon and of tambons that touch on the map; where no outlines tell what touches, those
    of one district.
    """
    fields: dict[int, set[str]] = {}
    stored = OrganisationField.objects.filter(organisation__in=[each.pk for each in graph.nodes])
    for pk, field in stored.values_list("organisation_id", "field"):
        fields.setdefault(pk, set()).add(field)
    members = [
        Member(_tambon_of(each.place_code), frozenset(fields.get(each.pk, ())), each.point.piece)
        for each in graph.nodes
    ]
    linked = {(each.source, each.target) for each in graph.links}
    near = _near({each.tambon for each in members if each.tambon})
    found = suggested_pairs(members, near, linked, most=SUGGESTIONS)
    return [(graph.nodes[each.one], graph.nodes[each.other], each.fields) for each in found]


def _tambon_of(code: str) -> str:
    return code[:TAMBON_DIGITS] if len(code) >= TAMBON_DIGITS else ""


def _near(tambons: set[str]) -> dict[str, tuple[str, ...]]:
    drawn = neighbours_at(tambons)
    by_district: dict[str, list[str]] = {}
    for code in tambons:
        by_district.setdefault(code[:4], []).append(code)
    return {code: drawn[code] if code in drawn else tuple(by_district[code[:4]]) for code in tambons}
