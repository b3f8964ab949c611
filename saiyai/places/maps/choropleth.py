"""Maps of areas by figure: coloured shapes with a legend, the same as a table, and one sentence that says it.

    area_map("50", "district", {"5014": 87.5, "5001": None}, title=_("Coverage"), unit="%")

gives what the template `places/map.html` draws.
"""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saiyai.kernel.powers import ancestors
from saiyai.kernel.text import graphemes
from saiyai.places.maps.drawing import Drawing, drawing_of
from saiyai.places.maps.picture import AreaMap, LegendStep, MapArea
from saiyai.places.models import Level
from saiyai.places.queries.rows import PlaceRow
from saiyai.places.queries.shapes import revision_token
from saiyai.places.queries.surroundings import surroundings_of
from saiyai.places.queries.tree import places_of_level
from saiyai.places.rules.labels import DISTRICT_DIGITS, PROVINCE_DIGITS
from saiyai.places.rules.scale import bounds_of, class_of, shade_of
from saiyai.web.routes import address_of

MOST_NAMES = 30
"""With how many areas at most their names are written on a map."""
LETTER_WIDTH, LINE_HEIGHT = 13, 26
"""The room of a letter of a name, in units of the view box."""


def _place_url(code: str) -> str:
    return address_of("place", code)


def whole_text(value: float) -> str:
    """Return a whole figure with its thousands parted."""
    return f"{value:,.0f}"


def decimal_text(value: float) -> str:
    """Return a figure with its thousands parted and one decimal."""
    return f"{value:,.1f}"


def area_map(  # noqa: PLR0913 (the areas, their figures, and how they are told)
    area: str | Sequence[str],
    level: Level | str,
    values: Mapping[str, float | None] | None = None,
    *,
    title: str,
    unit: str = "",
    url: Callable[[str], str] = _place_url,
    text: Callable[[float], str] | None = None,
    bounds: Sequence[float] | None = None,
    why: Callable[[str], str] | None = None,
) -> AreaMap:
    """Return the map of the areas of a level inside an area: its code, "" for the nation, or several codes.

    Areas that `values` lacks or holds as None are hatched. `text` writes a figure; left out, all figures have one
    decimal if any is not whole. `bounds` are the lower bounds of the classes above the first; left out, they are
    chosen so that the classes hold about as many areas each. `why` gives the address that an area's figure comes
    from; left out, it is that of the area.
    """
    prefixes = (area,) if isinstance(area, str) else tuple(area)
    rows = places_of_level(Level(level), prefixes)
    drawing = _drawing(rows, is_coarse=len(prefixes) > 1 or prefixes == ("",))
    scale = _Scale(values, bounds, unit, text)
    areas = tuple(_map_area(row, drawing, scale, url, why=why or url) for row in rows)
    return AreaMap(
        title=title,
        summary=_summary(rows, scale),
        view_box=drawing.view_box,
        areas=areas,
        around=(),
        legend=scale.legend([area.is_missing for area in areas]),
        has_values=values is not None,
        named=_named(areas),
        is_approximate=drawing.is_approximate,
        level=str(level),
        value_heading=f"{title} ({unit})" if unit else title,
        key=f"{'-'.join(prefixes) or 'th'}-{level}",
        borders=tuple(drawn.path for drawn in drawing.around.values()),
    )


def _drawing(rows: Sequence[PlaceRow], *, is_coarse: bool) -> Drawing:
    """Return areas drawn with the provinces that hold them around, where they are of several."""
    return drawing_of([row.code for row in rows], _parents(rows), is_coarse=is_coarse, token=revision_token())


def _parents(rows: Sequence[PlaceRow]) -> tuple[str, ...]:
    """Return the provinces of areas below the province, where they are of several."""
    provinces = sorted({row.code[:PROVINCE_DIGITS] for row in rows if len(row.code) > PROVINCE_DIGITS})
    return tuple(provinces) if len(provinces) > 1 else ()


def locator_map(code: str, *, title: str, url: Callable[[str], str] = _place_url) -> AreaMap:
    """Return the map that shows where a place lies, among its siblings and beside its neighbours."""
    token = revision_token()
    shown = _nearest_drawn(code, token)
    parent, near = shown[:-2], surroundings_of(shown, token).neighbours
    rows = surroundings_of(parent, token).children
    inside = {row.code for row in rows}
    beyond = [row for row in near if row.code not in inside] if parent else []
    drawing = drawing_of(inside, [row.code for row in beyond], is_coarse=not parent, token=token)
    scale = _Scale(None, None, "", None)
    areas = tuple(_map_area(row, drawing, scale, url, here=shown) for row in rows)
    here = next((row for row in rows if row.code == shown), None)
    return AreaMap(
        title=title,
        summary=_where(here, near),
        view_box=drawing.view_box,
        areas=areas,
        around=tuple(_map_area(row, drawing, scale, url) for row in beyond if row.code in drawing.around),
        legend=(),
        has_values=False,
        named=_named(areas),
        is_approximate=drawing.is_approximate,
        level=rows[0].level if rows else "",
        value_heading="",
        key=f"{code}-where",
    )


def _nearest_drawn(code: str, token: str) -> str:
    """Return the code itself if it has a shape, else the nearest above it that has, else its district's."""
    steps = (code, *reversed(list(ancestors(code))))
    drawn = (each for each in steps if surroundings_of(each, token).has_shape)
    return next(drawn, code[:DISTRICT_DIGITS])


def _where(here: PlaceRow | None, near: Sequence[PlaceRow]) -> str:
    if here is None:
        return _("The map shows what lies around; the place itself has no shape.")
    names = sorted(row.name for row in near)
    if not names:
        return _("%(place)s is marked on the map.") % {"place": here.label}
    return _("%(place)s is marked on the map; beside it lie %(names)s.") % {
        "place": here.label,
        "names": ", ".join(names),
    }


class _Scale:
    """The figures of a map with their classes."""

    def __init__(
        self,
        values: Mapping[str, float | None] | None,
        bounds: Sequence[float] | None,
        unit: str,
        text: Callable[[float], str] | None,
    ) -> None:
        self.values = values or {}
        self.has_values = values is not None
        self.known = {code: value for code, value in self.values.items() if value is not None}
        self.bounds = tuple(bounds) if bounds is not None else bounds_of(self.known.values())
        self.unit = f" {unit}" if unit and unit != "%" else unit
        is_whole = all(float(value).is_integer() for value in self.known.values())
        self.text = text or (whole_text if is_whole else decimal_text)

    def value_text(self, code: str) -> str:
        value = self.known.get(code)
        return "" if value is None else self.text(value) + self.unit

    def css(self, code: str) -> str:
        value = self.known.get(code)
        if value is None:
            return "none" if self.has_values else "plain"
        return f"s{shade_of(class_of(value, self.bounds), self.bounds)}"

    def legend(self, missing: Sequence[bool]) -> tuple[LegendStep, ...]:
        if not self.has_values:
            return ()
        steps: list[LegendStep] = []
        if self.known:
            for number in range(len(self.bounds) + 1):
                inside = [v for v in self.known.values() if class_of(v, self.bounds) == number]
                if inside:
                    steps.append(LegendStep(f"s{shade_of(number, self.bounds)}", self._span(inside)))
        if any(missing):
            steps.append(LegendStep("none", _("no figure"), is_missing=True))
        return tuple(steps)

    def _span(self, inside: Sequence[float]) -> str:
        low, high = self.text(min(inside)), self.text(max(inside))
        return (low if low == high else f"{low}–{high}") + self.unit


def _map_area(
    row: PlaceRow,
    drawing: Drawing,
    scale: _Scale,
    url: Callable[[str], str],
    here: str = "",
    why: Callable[[str], str] | None = None,
) -> MapArea:
    drawn = drawing.areas.get(row.code) or drawing.around.get(row.code)
    is_here = row.code == here
    return MapArea(
        code=row.code,
        name=row.name,
        label=row.label,
        url=url(row.code),
        css="here" if is_here else scale.css(row.code),
        value=scale.value_text(row.code),
        is_missing=scale.has_values and row.code not in scale.known,
        is_here=is_here,
        path=drawn.path if drawn else "",
        x=drawn.x if drawn else 0,
        y=drawn.y if drawn else 0,
        why=why(row.code) if why is not None and row.code in scale.known else "",
    )


def _named(areas: Sequence[MapArea]) -> frozenset[str]:
    """Return the areas whose names can stand on the map without touching one another."""
    if len(areas) > MOST_NAMES:
        return frozenset()
    placed: list[tuple[int, int, int]] = []
    named: set[str] = set()
    for area in sorted(areas, key=lambda each: not each.is_here):
        half = LETTER_WIDTH * len(graphemes(area.name)) // 2
        clear = all(abs(area.x - x) > half + other or abs(area.y - y) > LINE_HEIGHT for x, y, other in placed)
        if area.path and clear:
            placed.append((area.x, area.y, half))
            named.add(area.code)
    return frozenset(named)


def _summary(rows: Sequence[PlaceRow], scale: _Scale) -> str:
    inside = {row.code: row for row in rows}
    known = {code: value for code, value in scale.known.items() if code in inside}
    count = ngettext("%(count)d area", "%(count)d areas", len(rows)) % {"count": len(rows)}
    if not scale.has_values:
        return _("The map shows %(areas)s; each leads to its page.") % {"areas": count}
    if not known:
        return _("None of %(areas)s has a figure yet.") % {"areas": count}
    return _ends(inside, known, scale, count) + _missing(len(rows) - len(known))


def _ends(inside: Mapping[str, PlaceRow], known: Mapping[str, float], scale: _Scale, count: str) -> str:
    """Say which area has the highest value and which the lowest; of a single one, what it has."""
    in_order = sorted(known)  # of several that are alike, both engines name the same
    highest, lowest = max(in_order, key=known.__getitem__), min(in_order, key=known.__getitem__)
    if known[highest] == known[lowest] and len(known) > 1:
        return _("Of %(areas)s, all with a figure have %(value)s.") % {
            "areas": count,
            "value": scale.value_text(highest),
        }
    if highest == lowest:
        only = {"areas": count, "area": inside[highest].name, "value": scale.value_text(highest)}
        return _("Of %(areas)s, %(area)s has %(value)s.") % only
    return _(
        "Of %(areas)s, the highest is %(high)s (%(high_value)s), the lowest %(low)s (%(low_value)s)."
    ) % {
        "areas": count,
        "high": inside[highest].name,
        "high_value": scale.value_text(highest),
        "low": inside[lowest].name,
        "low_value": scale.value_text(lowest),
    }


def _missing(count: int) -> str:
    if not count:
        return ""
    return " " + ngettext("%(count)d has no figure.", "%(count)d have no figure.", count) % {"count": count}
