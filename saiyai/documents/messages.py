"""What the codes of spreadsheet reading say to whoever brought the file."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, str | Promise]] = {
    "sheet.bomb": _(
        "This file unpacks to far more than a table holds, so it was not opened. Save the table anew and "
        "send that.",
    ),
    "sheet.damaged": _(
        "This file is damaged and cannot be read. Open it in Excel or LibreOffice, save it anew and send "
        "that.",
    ),
    "sheet.empty": _("This file is empty."),
    "sheet.encrypted": _(
        "This file is locked with a password. Save it without a password and send it again.",
    ),
    "sheet.missing_column": _("The column “%(title)s” is missing."),
    "sheet.missing_value": _("“%(title)s” must be filled in."),
    "sheet.no_header": _("No row of column titles was found. These titles are needed: %(titles)s"),
    "sheet.no_rows": _("There are no rows below the column titles."),
    "sheet.repeated_column": _(
        "This column is there twice; the first is column %(first)s. Keep one of them.",
    ),
    "sheet.too_large": _("This file is larger than %(most_mib)s MB. Part the table into several files."),
    "sheet.too_many_columns": _("This table has more than %(most)s columns."),
    "sheet.too_many_rows": _("This table has more than %(most)s rows. Part it into several files."),
    "sheet.too_many_sheets": _("This file has more than %(most)s sheets."),
    "sheet.too_much_memory": _(
        "This table is too large to be read: perhaps a cell far below or far to the right is filled. "
        "Delete the empty rows and columns, save it anew and send that.",
    ),
    "sheet.too_much_text": _(
        "This file holds more text than can be read at once. Part the table into several files.",
    ),
    "sheet.too_slow": _(
        "Reading this file took too long and was stopped. Part the table into several files.",
    ),
    "sheet.unknown_encoding": _(
        "The letters of this text file cannot be told. Save it as “CSV UTF-8” and send that.",
    ),
    "sheet.unknown_kind": _(
        "This is no table that can be read. Send an Excel (XLSX, XLS), OpenDocument (ODS) or CSV file.",
    ),
}
