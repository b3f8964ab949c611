"""A list as its page shows it: counts, questions, and rows with the boxes that put them right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.documents.sheets.check import column_letter
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import Scope
from saiyai.network.access import IMPORTERS
from saiyai.network.forms.imports import CHOICE, FIELD
from saiyai.network.imports.columns import COLUMNS, column_of
from saiyai.network.imports.drafts import shown
from saiyai.network.imports.messages import SAID
from saiyai.network.models import LIST_NAMES, VERDICT_NAMES, ImportBatch, ImportRow
from saiyai.network.queries import imports as queries
from saiyai.network.queries import kinds
from saiyai.network.queries.known import CLOSED_LISTS
from saiyai.network.queries.text import Text
from saiyai.network.rules.imports import ListKind, Verdict
from saiyai.places.queries import places_at
from saiyai.web.components import Shade
from saiyai.web.offers import Figure
from saiyai.web.values import text_of_bad_value

SHADES: dict[str, Shade] = {"good": "good", "asked": "warn", "same": "note", "left": "plain"}


@dataclass(frozen=True, slots=True)
class Box:
    """What is doubtful about one cell, with the boxes in which it is put right."""

    where: str
    sentence: str
    level: str
    name: str
    text: str
    label: Text
    list_id: str
    choice_name: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a list as its page shows it."""

    pk: int
    number: str
    title: str
    place: str
    verdict: str
    verdict_name: Text
    shade: Shade
    boxes: tuple[Box, ...]
    organisation: int | None

    @property
    def may_be_put_right(self) -> bool:
        """Tell whether anything about it waits for an answer."""
        return self.verdict == Verdict.ASKED


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """What is doubtful about several rows, and the answers that fit them all."""

    sentence: str
    count: int
    code: str
    answers: tuple[tuple[str, str], ...]


def list_names() -> Mapping[ListKind, Text]:
    """Return the kinds of lists with their names."""
    return LIST_NAMES


def sentence(code: str, values: Mapping[str, Any]) -> str:
    """Return what a code says in the reader's language."""
    return text_of_bad_value(BadValue(code, **values))


def tiles(row: queries.BatchRow) -> list[Figure]:
    """Return the counts of a list, each leading to its rows."""
    address = reverse("network_import", args=[row.pk])
    counts = (
        ("good", VERDICT_NAMES[Verdict.GOOD], row.good),
        ("asked", VERDICT_NAMES[Verdict.ASKED], row.asked),
        ("same", VERDICT_NAMES[Verdict.SAME], row.same),
        ("left", VERDICT_NAMES[Verdict.LEFT], row.left),
    )
    figures = [Figure(_("rows"), f"{row.rows:,}", url=f"{address}?rows=all#rows" if row.is_open else "")]
    for verdict, name, count in counts:
        url = f"{address}?rows={verdict}#rows" if count and row.is_open else ""
        figures.append(Figure(name, f"{count:,}", url=url))
    return figures


def questions(batch: ImportBatch) -> list[ShownQuestion]:
    """Return what is doubtful about a list's rows, the most frequent first."""
    return [
        ShownQuestion(
            sentence(each.code, each.values),
            each.count,
            each.code,
            tuple(
                (f"{each.code}|{key}={value}", str(SAID.get(f"{key[1:]}={value}", value)))
                for key, value in each.answers
            ),
        )
        for each in queries.questions_of(batch)
    ]


def rows_shown(rows: Iterable[ImportRow], batch: ImportBatch) -> list[ShownRow]:
    """Return rows as the page shows them; the places of all in one query."""
    found = list(rows)
    offered = {o[1] for row in found for each in row.problems for o in each["o"] if o[2] == "place"}
    codes = offered | {row.place_code for row in found}
    places = places_at({code[:digits] for code in codes for digits in (2, 4, 6, 8) if len(code) >= digits})

    def path(code: str) -> str:
        steps = [code[:digits] for digits in (8, 6, 4, 2) if len(code) >= digits]
        return " ".join(places[each].short_label for each in steps if each in places)

    return [
        ShownRow(
            row.pk,
            f"{row.row}" if row.part == 1 else f"{row.row}.{row.part}",
            row.title,
            path(row.place_code),
            row.verdict,
            VERDICT_NAMES[Verdict(row.verdict)],
            SHADES[row.verdict],
            tuple(_boxes(row, batch, path)) if row.verdict in {"good", "asked"} else (),
            row.organisation_id if row.verdict == "same" else None,
        )
        for row in found
    ]


def texts_of(row: ImportRow, columns: Mapping[str, int]) -> dict[str, str]:
    """Return what each field of a row holds now, as its box shows it."""
    texts = {key: shown(row.cells[at]) for key, at in columns.items() if at < len(row.cells)}
    return texts | {key: shown(text) for key, text in row.answers.items() if not key.startswith("?")}


def _boxes(row: ImportRow, batch: ImportBatch, path: Any) -> Iterable[Box]:
    texts = texts_of(row, batch.columns)
    for number, each in enumerate(row.problems):
        key = each["f"]
        column = column_of(batch.kind, key)
        at = batch.columns.get(key)
        where = column_letter(at) if at is not None else ""
        title = batch.titles[at] if at is not None and at < len(batch.titles) else ""
        yield Box(
            where=where,
            sentence=sentence(each["c"], each["v"]),
            level=each["l"],
            name=f"{FIELD}{key}",
            text=texts.get(key, ""),
            label=title or (column.label if column else key),
            list_id=f"list-{column.choices}" if column and column.choices else "",
            choice_name=f"{CHOICE}{number}",
            choices=tuple((f"{o[0]}={o[1]}", _choice(o, path)) for o in each["o"]),
        )


def _choice(offered: list[str], path: Any) -> str:
    key, value, what, text = offered
    if what == "place":
        return path(value) or text
    if what == "say":
        return str(SAID.get(f"{key[1:]}={value}", value))
    return text


def lists_to_choose(kind: str, scope: Scope) -> dict[str, list[str]]:
    """Return what cells of closed lists may hold, by the list's id on the page."""
    used = {each.choices for each in COLUMNS[ListKind(kind)] if each.choices}
    lists = {
        f"list-{name}": [str(each) for each in CLOSED_LISTS[name].values()]
        for name in used & CLOSED_LISTS.keys()
    }
    if "kinds" in used:
        lists["list-kinds"] = [str(name) for _code, name in kinds(scope.prefixes(IMPORTERS))]
    if "yesno" in used:
        lists["list-yesno"] = [_("yes"), _("no")]
    return lists


def settled(batch: ImportBatch, row: ImportRow) -> str:
    """Return what became of a row that was put right."""
    left = batch.rows_of_file.filter(row=row.row, verdict=Verdict.ASKED).exists()
    said = {"row": row.row}
    return (
        _("Row %(row)s is kept; something is still to be put right.") % said
        if left
        else _("Row %(row)s is settled.") % said
    )
