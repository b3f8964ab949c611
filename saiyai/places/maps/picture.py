"""A map ready to be shown: its areas and legend as values, the drawing and the table in one go each.

A template that asks for every part of a hundred areas costs more than all else of a page.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from saiyai.web.markup import attributes, escaped
from saiyai.web.templatetags.saiyai import digits


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area of a map, as shape and as row of the table."""

    code: str
    name: str
    label: str
    url: str
    css: str
    value: str
    is_missing: bool
    is_here: bool
    path: str
    x: int
    y: int
    why: str = ""
    """The address of the page that says where its figure comes from."""


@dataclass(frozen=True, slots=True)
class LegendStep:
    """One class of a legend: the class name of its colour and what it stands for."""

    css: str
    text: str
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class AreaMap:
    """All that the template of a map needs."""

    title: str
    summary: str
    view_box: str
    areas: tuple[MapArea, ...]
    around: tuple[MapArea, ...]
    legend: tuple[LegendStep, ...]
    has_values: bool
    named: frozenset[str]
    """The codes of the areas whose names find room on the map."""
    is_approximate: bool
    level: str
    value_heading: str
    key: str
    """What tells this map from others on the same page."""
    borders: tuple[str, ...] = ()
    """The paths of the provinces' outlines, drawn over the areas where these are of several."""

    @property
    def has_shapes(self) -> bool:
        """Tell whether anything can be drawn; the table stands in either case."""
        return any(area.path for area in self.areas)

    @property
    def svg(self) -> SafeString:
        """Return the drawing: each area leads to its page and says its name and figure."""
        hatch = _HATCH.format(key=escaped(self.key))
        around = "".join(_around(area) for area in self.around)
        areas = "".join(_area(area, self.key) for area in self.areas if area.path)
        return mark_safe(  # noqa: S308 (made of marks written here and of escaped values)
            f'<svg class="area-map" viewBox="{escaped(self.view_box)}" role="group" aria-label="{escaped(self.title)}">\n'
            f"  <defs>{hatch}</defs>\n{around}{areas}{self._borders()}{self._names()}\n</svg>"
        )

    def _borders(self) -> str:
        paths = "".join(f"<path{attributes({'d': path})}/>" for path in self.borders)
        return f'<g class="borders" aria-hidden="true">{paths}</g>' if paths else ""

    def _names(self) -> str:
        texts = (
            f'<text x="{area.x}" y="{area.y}">{escaped(area.name)}</text>'
            for area in self.areas
            if area.code in self.named
        )
        return f'<g class="names" aria-hidden="true">{"".join(texts)}</g>' if self.named else ""

    @property
    def table_rows(self) -> SafeString:
        """Return the rows of the table that says the same: each area with its figure."""
        return mark_safe("".join(_row(area) for area in self.areas))  # noqa: S308 (escaped)


_HATCH = (
    '<pattern id="hatch-{key}" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch-bed" width="14" height="14"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="14"/></pattern>'
)


def _around(area: MapArea) -> str:
    path = attributes({"class": "area around", "fill-rule": "evenodd", "d": area.path})
    return f'<a href="{escaped(area.url)}"><title>{escaped(area.label)}</title><path{path}/></a>\n'


def _area(area: MapArea, key: str) -> str:
    figure = area.value or (_("no figure") if area.is_missing else "")
    title = f"{area.label}: {figure}" if figure else area.label
    link = attributes({"href": area.url, "aria-current": "true" if area.is_here else None})
    path = attributes(
        {
            "class": f"area {area.css}",
            "fill": f"url(#hatch-{key})" if area.is_missing else None,
            "fill-rule": "evenodd",
            "d": area.path,
        }
    )
    return f"<a{link}><title>{escaped(title)}</title><path{path}/></a>\n"


def _row(area: MapArea) -> str:
    if area.is_missing:
        figure = escaped(_("no figure"))
    else:
        figure = f'<a class="why-link" href="{escaped(area.why)}">{escaped(digits(area.value))}</a>'
    head = f'<th scope="row"><a href="{escaped(area.url)}">{escaped(area.label)}</a></th>'
    return f'<tr>{head}<td class="number">{figure}</td></tr>'
