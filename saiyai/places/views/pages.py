"""The public pages of places."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.places import access, exports
from saiyai.places.maps import area_map, locator_map
from saiyai.places.queries import authorities, clusters, history, tree
from saiyai.places.queries.find import Found, find_places
from saiyai.places.queries.surroundings import surroundings_of
from saiyai.places.rules.labels import DISTRICT_DIGITS, PROVINCE_DIGITS
from saiyai.web.downloads import download
from saiyai.web.offers import PLACE_PANELS
from saiyai.web.routes import actor_of_request, scope_of_request

MOST_OTHERS, NEAR = 5, 0.7
"""How many places are shown beside exact ones, and how near they must come."""


def nation(request: HttpRequest) -> HttpResponse:
    """Show the nation: its map, its provinces, its clusters, and what was searched for."""
    query = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    table = None if query else exports.children_table("", _("Provinces"))
    context = {
        "query": query,
        "found": _worth_showing(find_places(query, limit=40)) if query else [],
        "authorities": authorities.find_authorities(query) if query else [],
        "map": None if query else area_map("", "province", title=_("The provinces of Thailand")),
        "table": table,
        "clusters": clusters.all_clusters(),
        "may_import": access.may_import(by=actor_of_request(request)),
        "counts": surroundings_of("").counts,
    }
    title = _("The provinces of Thailand")
    file = None if table is None else download(request, table, name="places", title=title)
    return file or render(request, "places/nation.html", context)


def _worth_showing(found: list[Found]) -> list[Found]:
    """Return all that fit exactly with the few nearest others; everything where nothing fits exactly."""
    exact = [each for each in found if each.is_exact]
    others = [each for each in found if not each.is_exact]
    return [*exact, *(each for each in others[:MOST_OTHERS] if each.score > NEAR)] if exact else others


def place(request: HttpRequest, code: str) -> HttpResponse:
    """Show a place: what it is and was, where it lies, what lies below it, what the apps know of it."""
    row = tree.place_at(code)
    if row is None:
        village = history.place_of_second_code(code)
        if village is None:
            raise Http404
        return redirect("place", code=village)
    scope, around = scope_of_request(request), surroundings_of(code)
    panels = [panel for offer in PLACE_PANELS if (panel := offer(code, scope)) is not None]
    table = exports.children_table(code, exports.children_caption(code))
    context = {
        "place": row,
        "map": _map_of(code, row.label, has_shapes_below=around.children_have_shapes),
        **_outlines(code, row.label),
        "panels": panels,
        "table": table,
        "authorities": [] if len(code) == PROVINCE_DIGITS else authorities.authorities_covering(code),
        "authority_counts": _authority_counts(code),
        "neighbours": around.neighbours,
        "names": history.names_of(code),
        "became": history.steps_from(code),
        "came_from": history.steps_to(code),
        "now": _present_ground(code) if row.is_abolished else [],
        "clusters": clusters.clusters_of(code) if len(code) == PROVINCE_DIGITS else [],
        "counts": around.counts,
        "why_url": exports.why_url(code),
        "shows_record": scope.is_signed_in and scope.covers(code),
        "may_change": not row.is_abolished
        and access.may_change_place(place=code, by=actor_of_request(request)),
    }
    file = download(request, table, name=f"places-{code}", title=row.label)
    return file or render(request, "places/place.html", context)


def _authority_counts(code: str) -> str:
    return (
        authorities.count_text(authorities.authorities_covering(code)) if len(code) == PROVINCE_DIGITS else ""
    )


def _map_of(code: str, label: str, *, has_shapes_below: bool) -> Any:
    if len(code) == PROVINCE_DIGITS:
        return area_map(code, "district", title=_("The districts of %(place)s") % {"place": label})
    if len(code) == DISTRICT_DIGITS and has_shapes_below:
        return area_map(code, "tambon", title=_("The tambons of %(place)s") % {"place": label})
    return locator_map(code, title=_("Where %(place)s lies") % {"place": label})


def _outlines(code: str, label: str) -> dict[str, Any]:
    """Return where a district lies, beside the map of its tambons, or that its tambons have no outlines yet."""
    if len(code) < DISTRICT_DIGITS:
        return {"locator": None, "lacks_outlines": False}
    has = surroundings_of(code[:DISTRICT_DIGITS]).children_have_shapes
    title = _("Where %(place)s lies") % {"place": label}
    is_map_of_parts = has and len(code) == DISTRICT_DIGITS
    return {"locator": locator_map(code, title=title) if is_map_of_parts else None, "lacks_outlines": not has}


def _present_ground(code: str) -> list[Any]:
    paths = tree.paths_of(history.successors_of(code))
    return [paths[each] for each in sorted(paths)]


def authority(request: HttpRequest, code: str) -> HttpResponse:
    """Show a local authority: what it covers, what it is and was called."""
    row = authorities.authority_at(code)
    if row is None:
        raise Http404
    context = {
        "authority": row,
        "coverage": authorities.coverage_of(code),
        "versions": authorities.versions_of(code),
        "path": exports.place_path(row.place_code),
        "map": locator_map(row.place_code, title=_("Where %(place)s lies") % {"place": row.label}),
    }
    return render(request, "places/authority.html", context)


def choose(request: HttpRequest) -> HttpResponse:
    """Show the places that fit what is being typed, as the options of a text box."""
    text = request.GET.get("text", "")[:LONGEST_SEARCH]
    within = [each for each in request.GET.get("within", "").split() if each.isascii() and each.isdigit()]
    level = request.GET.get("level", "")
    found = find_places(text, level=level or None, within=within, limit=8) if text.strip() else []
    present = [each for each in found if not each.row.is_abolished]
    list_id = "".join(c for c in request.GET.get("list", "") if c.isalnum() or c in "-_")[:60]
    return render(
        request, "places/parts/options.html", {"found": present, "text": text.strip(), "list_id": list_id}
    )
