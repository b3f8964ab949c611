"""Sheets that can be filled in and brought in: empty templates with lists to choose from, and the register itself."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from saiyai.documents.page import Language
from saiyai.documents.sheets.write import Column as SheetColumn
from saiyai.documents.sheets.write import Kind, write_csv, write_xlsx
from saiyai.kernel.powers import Scope
from saiyai.network.access import IMPORTERS
from saiyai.network.imports.columns import COLUMNS, Column
from saiyai.network.queries import kinds
from saiyai.network.queries.known import CLOSED_LISTS
from saiyai.network.rules.imports import ListKind
from saiyai.places.models import Level
from saiyai.places.queries import places_of_level

EMPTY_ROWS = 500
MOST_CHOICES = 1_000
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
NAMES = {
    ListKind.ORGANISATIONS: "องค์กร",
    ListKind.PEOPLE: "บุคคลและบทบาท",
    ListKind.VOLUNTEERS: "อาสาสมัครรายหมู่บ้าน",
    ListKind.LINKS: "ความเชื่อมโยง",
}
LEFT_OUT = {"place", "house_no", "moo", "road", "postcode", "name"}
"""Columns that a template does without: another one holds the same."""


def template(kind: str, scope: Scope, language: Language) -> bytes:
    """Return an empty workbook for lists of a kind, with drop-downs of what its cells may hold."""
    columns = tuple(
        _sheet_column(each, _choices(each, scope), with_mark=True)
        for each in _columns(kind)
        if each.key != "place_code"
    )
    title = _("List of %(what)s to be brought in; * must be filled in") % {"what": NAMES[ListKind(kind)]}
    return write_xlsx(
        columns, (), sheet_name=NAMES[ListKind(kind)], title=title, language=language, empty_rows=EMPTY_ROWS
    )


def filled(kind: str, rows: Iterable[Mapping[str, Any]], form: str, language: Language) -> bytes:
    """Return rows as a file, XLSX or CSV, with the titles by which it can be brought in again."""
    columns = tuple(_sheet_column(each, (), with_mark=False) for each in _columns(kind))
    if form == "csv":
        return write_csv(columns, rows)
    return write_xlsx(columns, rows, sheet_name=NAMES[ListKind(kind)], language=language)


def _columns(kind: str) -> list[Column]:
    people = kind in {ListKind.PEOPLE, ListKind.VOLUNTEERS}
    left_out = LEFT_OUT - {"moo"} if people else LEFT_OUT
    return [each for each in COLUMNS[ListKind(kind)] if each.key not in left_out]


def _sheet_column(column: Column, choices: Sequence[str], *, with_mark: bool) -> SheetColumn:
    title = f"{column.title_th} *" if with_mark and column.required else column.title_th
    return SheetColumn(column.key, title, _kind(column), column.width, tuple(choices))


def _kind(column: Column) -> Kind:
    if column.is_date:
        return "date"
    if column.is_code:
        return "code"
    if column.is_amount:
        return "baht" if column.key == "capital" else "integer"
    return "text"


def _choices(column: Column, scope: Scope) -> list[str]:
    """Return what a column's cells choose from, in Thai; places as far as the list stays short enough to be read."""
    with override("th"):
        return _choices_in_thai(column, scope)


def _choices_in_thai(column: Column, scope: Scope) -> list[str]:
    if column.choices == "kinds":
        return [str(name) for _code, name in kinds(scope.prefixes(IMPORTERS))]
    if column.choices == "yesno":
        return ["ใช่", "ไม่"]
    if column.choices:
        return [str(name) for name in CLOSED_LISTS[column.choices].values()]
    if column.key in {"province", "district", "tambon"}:
        names = sorted(
            {each.name_th for each in places_of_level(Level(column.key), scope.prefixes(IMPORTERS))}
        )
        return names if len(names) <= MOST_CHOICES else []
    return []
