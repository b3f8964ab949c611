"""The XForm that the sheets of an XLSForm describe, as pyxform makes and judges it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

LONGEST_SAID: Final = 500


@dataclass(frozen=True, slots=True)
class XForm:
    """What pyxform makes of an XLSForm: the XForm as XML ("" where it refuses), its objection, its warnings."""

    xml: str
    objection: str
    warnings: tuple[str, ...]


def xform_of(sheets: Mapping[str, Sequence[Sequence[str]]], name: str) -> XForm:
    """Return the XForm of some sheets of texts, the first row of each its header; `name` is its root element's."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    warnings: list[str] = []
    book: dict[str, Any] = {"sheet_names": list(sheets)}
    for sheet, rows in sheets.items():
        header, *others = rows or [[]]
        book[sheet] = [
            {title: cell for title, cell in zip(header, row, strict=False) if title and cell}
            for row in others
        ]
        book[f"{sheet}_header"] = [dict.fromkeys(each for each in header if each)]
    try:
        made = convert(book, warnings=warnings, form_name=name)
    except PyXFormError as refused:
        return XForm("", str(refused)[:LONGEST_SAID], tuple(warnings))
    return XForm(made.xform, "", tuple(warnings))
