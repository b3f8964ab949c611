"""An uploaded XLSForm read into a form, with a sentence for each thing that is wrong with it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from saiyai.documents.sheets.read import read_workbook
from saiyai.documents.xform import xform_of
from saiyai.kernel.bad_value import BadValue
from saiyai.monitoring.forms.answers import text_of
from saiyai.monitoring.rules.definition import Definition
from saiyai.monitoring.rules.soundness import problems_of_form
from saiyai.monitoring.rules.xlsform import Understood, understood
from saiyai.monitoring.rules.xlsform_out import sheets_of

MOST_PROBLEMS = 50


def read_xlsform(file: Any) -> tuple[Understood | None, list[str]]:
    """Return what an uploaded XLSForm describes, with a sentence for each thing that is wrong with it."""
    try:
        book = read_workbook(file.read())
    except BadValue as bad:
        return None, [text_of(bad)]
    found = understood({each.name: each.rows for each in book.sheets})
    said = [_at(each.sheet, each.row, each.code, each.values) for each in found.problems]
    if not said:
        said = [
            _at("survey", found.row_of.get(each.where, 0), each.code, each.values)
            for each in problems_of_form(found.definition)
            if each.code != "form.without_title"
        ]
    if not said and (objection := _objection(found.definition)):
        said = [_("The standard program for XLSForm objects: %(what)s") % {"what": objection}]
    return found, said[:MOST_PROBLEMS]


def _objection(definition: Definition) -> str:
    """Return what pyxform says against a form as we would write it; "" where it takes it."""
    return xform_of(sheets_of(definition, form_id="form", version="1"), "form").objection


def _at(sheet: str, row: int, code: str, values: Mapping[str, str | int]) -> str:
    sentence = text_of(BadValue(code, **values))
    if not row:
        return sentence
    where = _("Sheet %(sheet)s, row %(row)s") % {"sheet": sheet, "row": row}
    if "column" in values:
        where = f"{where}, {_('column %(column)s') % {'column': values['column']}}"
    return f"{where}: {sentence}"
