"""Organisations as the rows of a file."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from saiyai.network.queries import in_reader_language
from saiyai.network.queries.listing import Listed
from saiyai.network.queries.organisation import standings, states, target_groups, welfare_fields
from saiyai.places.queries import names_at
from saiyai.web.components import Cell, Column, Table

LEVELS = (2, 4, 6, 8)


def file_table(rows: Sequence[Listed], *, is_wide: bool) -> Table:
    """Return organisations as the table of a file; a wide one for workbooks, a narrow one for paper."""
    names = names_at({row.place_code[:digits] for row in rows for digits in LEVELS})
    said = _said()
    columns = [Column(_("Organisation")), Column(_("Kind")), *_place_columns(is_wide=is_wide)]
    columns += [Column(_("Fields of welfare")), Column(_("State")), Column(_("Telephone"))]
    if is_wide:
        columns += [Column(label) for label in (_("Target groups"), _("Legal standing"), _("E-mail"))]
        columns += [Column(label) for label in (_("Address"), _("Website"))]
        columns += [Column(_("Founded on"), "date"), Column(_("Number in the register"), "number")]
    return Table(
        caption=_("Organisations"),
        columns=columns,
        rows=[_line(row, names, said, is_wide=is_wide) for row in rows],
        empty=_("Look for fewer words or a wider area."),
    )


def _place_columns(*, is_wide: bool) -> list[Column]:
    labels = (_("Province"), _("District"), _("Tambon"), _("Village")) if is_wide else (_("Home place"),)
    return [Column(label) for label in labels]


def _said() -> dict[str, str]:
    """Return what states, fields, target groups and standings are called, translated once for all rows."""
    return {
        str(code): str(name)
        for names in (states(), welfare_fields(), target_groups(), standings())
        for code, name in names
    }


def _line(row: Listed, names: dict[str, str], said: dict[str, str], *, is_wide: bool) -> list[Cell]:
    def told(codes: tuple[str, ...]) -> Cell:
        return Cell(", ".join(said[each] for each in codes) or None)

    places = [
        names.get(row.place_code[:digits], "") if len(row.place_code) >= digits else "" for digits in LEVELS
    ]
    where = places if is_wide else [", ".join(dict.fromkeys(filter(None, (places[2], places[1], places[0]))))]
    cells = [
        Cell(in_reader_language(row.name_th, row.name_en)),
        Cell(in_reader_language(row.kind_th, row.kind_en)),
        *(Cell(each or None) for each in where),
        told(row.fields),
        Cell(said[row.state]),
        Cell(row.contacts.phone or None),
    ]
    if is_wide:
        cells += [told(row.targets), told(row.standings), Cell(row.contacts.email or None)]
        cells += [
            Cell(row.contacts.address or None),
            Cell(row.website or None),
            Cell(row.founded_on),
            Cell(row.pk),
        ]
    return cells
