"""A workbook of several sheets of plain texts, each with its first row as the header."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final

from saiyai.documents.sheets.write import LONGEST_TEXT

WIDTHS: Final = (12, 60)
"""The narrowest and the widest a column is drawn, in letters."""


def write_plain_xlsx(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Return a workbook whose cells are all texts, so that none of them can be taken for a formula."""
    import xlsxwriter

    output = BytesIO()
    wishes = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(output, wishes) as book:
        text, head = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, cell[:LONGEST_TEXT], text if number else head)
            for place in range(max(map(len, rows), default=0)):
                longest = max(len(row[place]) for row in rows if place < len(row))
                sheet.set_column(place, place, min(max(longest + 2, WIDTHS[0]), WIDTHS[1]), text)
    return output.getvalue()
