"""The graph: an area's network drawn, its brokers, what falls apart if one leaves, and who stands alone."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.kernel.powers import NATION, Scope
from saiyai.network.access import SEERS
from saiyai.network.forms.graph import GraphForm
from saiyai.network.queries import graph as queries
from saiyai.network.views.doors import crumbs
from saiyai.places.queries import path_of, place_at, places_at
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Figure, Why
from saiyai.web.routes import address_of, scope_of_request

ROWS_A_PAGE = 20
BROKERS = 10
ALONE_SHOWN = 100
"""How many of a kind that stand alone are named below the drawing."""
ALONE_OPEN = 12
"""Up to how many in all are named without being asked for."""
DEEPEST = 6
"""The digits of the smallest area that is drawn, a tambon."""


@require_safe
def graph(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """Draw the network of an area; without a code that of the reader's own area."""
    scope = scope_of_request(request)
    area = _own_area(scope) if code is None else code
    place = place_at(area) if area else None
    if area and (place is None or len(area) > DEEPEST):
        raise Http404
    form = GraphForm(request.GET)
    drawn = queries.graph_of(scope, area, form.wanted(), clock.today())
    label = place.label if place else _("Whole country")
    context = {
        "crumbs": crumbs((_("The network as a graph"), reverse("network_graph")), *_above(area)),
        "here": label,
        "code": area,
        "form": form,
        "is_narrowed": bool(form.wanted() != queries.GraphFilter()),
    }
    if drawn is None:
        parts = _parts_table(queries.sizes_below(scope, area, form.wanted()), request.GET.urlencode())
        return render(request, "network/graph.html", context | {"parts": parts, "most": queries.MOST})
    table = _table(drawn)
    file = download(request, table, name=f"network-graph-{area or 'th'}", title=label)
    if file is not None:
        return file
    page = Paginator(table.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "graph": drawn,
        "figures": _figures(drawn),
        "summary": _summary(drawn, label),
        "picture": _picture(drawn),
        "brokers": _brokers(drawn),
        "breaks": _breaks(drawn),
        "alone": _alone(drawn),
        "alone_count": drawn.measures.alone,
        "suggested": _suggested(drawn),
        "page": page,
        "table": replace(table, rows=list(page.object_list), is_long=True),
    }
    return render(request, "network/graph.html", context)


def _own_area(scope: Scope) -> str:
    """Return the first area that the reader may see, a tambon for those who hold a village."""
    held = sorted(scope.prefixes(SEERS))
    return held[0][:DEEPEST] if held else NATION


def _above(code: str) -> list[tuple[str, str]]:
    return [(row.label, reverse("network_graph_of", args=[row.code])) for row in path_of(code)[:-1] if code]


def _figures(drawn: queries.Graph) -> list[Figure]:
    measures, count = drawn.measures, len(drawn.nodes)
    largest = measures.pieces[0] if measures.pieces else 0
    linked = Figure(
        _("Linked with each other"),
        f"{measures.links:,}",
        note=_("links between %(count)s organisations") % {"count": f"{count:,}"},
        why=Why(
            _("Pairs of organisations of the area between which a link of the chosen kinds is open today")
        ),
    )
    density = Figure(
        _("Density"),
        f"{measures.density * 100:.1f} %",
        why=Why(
            _("Linked pairs ÷ all pairs there could be"), f"{measures.links:,}", f"{measures.possible:,}"
        ),
    )
    crossing = _share(
        _("Across sectors"),
        measures.crossing,
        measures.links,
        _("Linked pairs whose two organisations stand in different sectors ÷ linked pairs"),
    )
    whole = _share(
        _("In the largest piece"),
        largest,
        count,
        _("Organisations that reach each other over any number of links, in the largest such group ÷ all"),
        _("%(pieces)s pieces, %(alone)s stand alone")
        % {"pieces": f"{len(measures.pieces):,}", "alone": f"{measures.alone:,}"},
    )
    return [linked, density, crossing, whole]


def _share(label: str, part: int, whole: int, formula: str, note: str = "") -> Figure:
    share = part / whole if whole else 0.0
    why = Why(formula, f"{part:,}", f"{whole:,}")
    return Figure(label, f"{share * 100:.0f} %", note=note, share=share, why=why)


def _summary(drawn: queries.Graph, label: str) -> str:
    count, pieces = len(drawn.nodes), len(drawn.measures.pieces)
    text = ngettext(
        "%(place)s: %(count)s organisation and %(links)s linked pairs.",
        "%(place)s: %(count)s organisations and %(links)s linked pairs.",
        count,
    ) % {"place": label, "count": f"{count:,}", "links": f"{drawn.measures.links:,}"}
    brokers = _ranked(drawn)
    if brokers:
        text += " " + _("Most ways between others lead through %(name)s.") % {"name": brokers[0].name}
    if pieces > 1:
        text += " " + _("The network lies in %(count)s pieces that no link joins.") % {"count": f"{pieces:,}"}
    return text


def _picture(drawn: queries.Graph) -> dict[str, Any]:
    """Return what the drawing is made of: nodes that are linked, links by index, the words on them."""
    linked = [index for index, node in enumerate(drawn.nodes) if node.point.links]
    at = {index: place for place, index in enumerate(linked)}
    nodes = [drawn.nodes[index] for index in linked]
    return {
        "sectors": dict(sorted({node.sector: str(node.sector_name) for node in nodes}.items())),
        "nodes": [
            {
                "at": [node.point.x, node.point.y],
                "name": node.name,
                "kind": node.kind,
                "sector": node.sector,
                "links": node.point.links,
                "between": round(node.point.between, 4),
                "url": address_of("organisation", node.pk),
            }
            for node in nodes
        ],
        "links": [[at[link.source], at[link.target], queries.link_names(link.kinds)] for link in drawn.links],
        "words": {
            "links": _("Links"),
            "between": _("Ways between others (%)"),
            "name": _("The network as a graph"),
        },
    }


def _ranked(drawn: queries.Graph) -> list[queries.GraphNode]:
    """Return the organisations through which ways between others lead, the one with most of them first."""
    through = [node for node in drawn.nodes if node.point.between > 0]
    return sorted(through, key=lambda node: (-node.point.between, node.pk))


def _place_names(nodes: list[queries.GraphNode]) -> dict[str, str]:
    return {code: row.label for code, row in places_at(node.place_code for node in nodes).items()}


def _table(drawn: queries.Graph) -> Table:
    nodes = sorted(drawn.nodes, key=lambda node: (-node.point.between, -node.point.links, node.pk))
    places = _place_names(nodes)
    return Table(
        caption=_("The drawing as a table") if nodes else _("No organisation fits."),
        columns=[
            Column(_("Organisation")),
            Column(_("Kind and sector")),
            Column(_("Home place")),
            Column(_("Links"), "number"),
            Column(_("Ways between others (%)"), "number"),
            Column(_("Cut off if it leaves"), "number"),
            Column(_("Piece"), "number"),
        ],
        rows=[
            [
                Cell(node.name, address_of("organisation", node.pk)),
                Cell(f"{node.kind} ({node.sector_name})"),
                Cell(places.get(node.place_code, node.place_code)),
                Cell(node.point.links),
                Cell(round(node.point.between * 100, 1)),
                Cell(node.point.cut_off),
                Cell(node.point.piece + 1),
            ]
            for node in nodes
        ],
        empty=_("Choose another area, or draw links of all kinds and all fields."),
        why=_why_measures(),
    )


def _why_measures() -> Why:
    """Return how the measures of a node are counted, from the drawn organisations and links and nothing else."""
    return Why(
        _(
            "Counted from the organisations and links that are drawn: links are the organisations joined to this one; "
            "ways between others, the part of all shortest ways between two others that lead through it; cut off, how "
            "many lose the way to the rest if it leaves; a piece is a group that no link joins to another."
        )
    )


def _brokers(drawn: queries.Graph) -> Table:
    found = _ranked(drawn)[:BROKERS]
    return Table(
        caption=_("Brokers: through whom the others reach each other")
        if found
        else _("Nobody stands between others."),
        columns=[
            Column(_("Organisation")),
            Column(_("Ways between others (%)"), "number"),
            Column(_("Links"), "number"),
        ],
        rows=[
            [
                Cell(node.name, address_of("organisation", node.pk)),
                Cell(round(node.point.between * 100, 1)),
                Cell(node.point.links),
            ]
            for node in found
        ],
        empty=_("No organisation is the way from one other to another."),
        why=_why_measures(),
    )


def _breaks(drawn: queries.Graph) -> Table:
    found = sorted(
        (node for node in drawn.nodes if node.point.cut_off), key=lambda node: (-node.point.cut_off, node.pk)
    )[:BROKERS]
    return Table(
        caption=_("What falls apart if one leaves") if found else _("Nothing falls apart if any one leaves."),
        columns=[Column(_("If this one leaves")), Column(_("so many lose the way to the rest"), "number")],
        rows=[
            [Cell(node.name, address_of("organisation", node.pk)), Cell(node.point.cut_off)] for node in found
        ],
        empty=_("Every linked organisation has a second way to the others."),
        why=_why_measures(),
    )


@dataclass(frozen=True, slots=True)
class LoneKind:
    """The organisations of one kind that stand alone: names, addresses and home places of those that are shown."""

    name: str
    count: int
    shown: tuple[tuple[str, str, str], ...]
    is_open: bool

    @property
    def left(self) -> int:
        """Return how many are not shown here but in the table of all."""
        return self.count - len(self.shown)


def _alone(drawn: queries.Graph) -> list[LoneKind]:
    """Return who stands alone, the kind with most of them first: no drawing would say who they are."""
    by_kind: dict[str, list[queries.GraphNode]] = {}
    for node in drawn.nodes:
        if not node.point.links:
            by_kind.setdefault(node.kind, []).append(node)
    shown = {kind: nodes[:ALONE_SHOWN] for kind, nodes in by_kind.items()}
    places = _place_names([node for nodes in shown.values() for node in nodes])
    is_open = sum(map(len, by_kind.values())) <= ALONE_OPEN
    return [
        LoneKind(
            kind,
            len(nodes),
            tuple(
                (node.name, address_of("organisation", node.pk), places.get(node.place_code, ""))
                for node in shown[kind]
            ),
            is_open,
        )
        for kind, nodes in sorted(by_kind.items(), key=lambda each: (-len(each[1]), each[0]))
    ]


def _suggested(drawn: queries.Graph) -> Table:
    found = queries.suggested_links(drawn)
    return Table(
        caption=_("Links that suggest themselves") if found else _("No link suggests itself."),
        columns=[Column(_("Organisation")), Column(_("and")), Column(_("Fields in common"), "number")],
        rows=[
            [
                Cell(one.name, address_of("organisation", one.pk)),
                Cell(other.name, address_of("organisation", other.pk)),
                Cell(shared),
            ]
            for one, other, shared in found
        ],
        empty=_("Organisations near each other that work in the same fields are linked already."),
        why=Why(
            _(
                "Pairs of organisations of the same tambon or of neighbouring ones that no link joins yet; the number "
                "is that of the fields of welfare in which both work."
            )
        ),
    )


def _parts_table(sizes: dict[str, int], query: str) -> Table:
    names = places_at(sizes)
    more = f"?{query}" if query else ""
    return Table(
        caption=_("Choose an area"),
        columns=[Column(_("Area")), Column(_("Organisations"), "number")],
        rows=[
            [
                Cell(
                    names[code].label if code in names else code,
                    reverse("network_graph_of", args=[code]) + more,
                ),
                Cell(count, why=f"{reverse('organisations_why')}?place={code}"),
            ]
            for code, count in sorted(sizes.items())
        ],
        empty=_("No organisation fits."),
    )
