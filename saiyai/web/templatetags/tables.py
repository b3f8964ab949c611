"""The rows of tables, written in one go: a template for each of their hundreds of cells costs more than all else."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.safestring import SafeString, mark_safe

from saiyai.web.components import Cell, Column
from saiyai.web.markup import escaped
from saiyai.web.templatetags.saiyai import number, status, thai_date_tag

register = template.Library()


@register.simple_tag
def table_rows(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> SafeString:
    """Return a table's rows: the first cell heads its row, the others bear their column's name for phones."""
    openings = [f'<td role="cell" data-label="{escaped(column.label)}"' for column in columns]
    drawn = (_row(columns, openings, row) for row in rows)
    return mark_safe("".join(drawn))  # noqa: S308 (made of marks written here and of escaped values)


def _row(columns: Sequence[Column], openings: Sequence[str], row: Sequence[Cell]) -> str:
    head = f'<th role="rowheader" scope="row">{_content(columns[0], row[0])}</th>'
    others = "".join(
        f"{opening}{_look(column, cell)}>{_content(column, cell)}</td>"
        for column, opening, cell in zip(columns[1:], openings[1:], row[1:], strict=True)
    )
    return f'<tr role="row">{head}{others}</tr>\n'


def _look(column: Column, cell: Cell) -> str:
    """Return the class of a cell: numbers stand at the right, what is empty is no card's line on a phone."""
    if column.kind == "number":
        return f' class="number heat-{cell.heat}"' if cell.heat else ' class="number"'
    return ' class="void"' if cell.value == "" else ""


def _content(column: Column, cell: Cell) -> str:
    """Return what stands in a cell, escaped, as a link where it has an address."""
    shown = escaped(_shown(column, cell))
    if cell.url:
        return f'<a href="{escaped(cell.url)}">{shown}</a>'
    return f'<a class="why-link" href="{escaped(cell.why)}">{shown}</a>' if cell.why else shown


def _shown(column: Column, cell: Cell) -> Any:
    value: Any = cell.value
    if cell.shade:
        return status(value, cell.shade)
    if isinstance(value, str):
        return value
    if value is None:
        return "–"
    if column.kind == "number":
        return number(value)
    if column.kind == "date":
        return thai_date_tag(value, "short")
    return localize(value)
