"""A thing's history in the reader's words: who did what, when and why, and which fields changed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from saiyai.audit.clock import BANGKOK
from saiyai.audit.queries import Change, HistoryRow, history_of
from saiyai.kernel.dates import Language, format_date
from saiyai.web.offers import Text, label_of_field, names_of_actors, sentence_of_command, values_of_field
from saiyai.web.preferences import current_preferences

PART = re.compile(r"([a-z_]+): (.*)", re.DOTALL)
"""One part of a field that is kept as lines of its parts."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A day as the record keeps it."""


WordsOf = Callable[[str, str], Mapping[str, Text]]
"""A function from a model and a field to what the field's codes say."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One changed field: its name and its values before and after, as texts."""

    field: Text
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: its number in the record, the instant in Thailand, who, what and why."""

    seq: int
    at: datetime
    who: str
    what: Text
    why: str
    changes: tuple[ChangeLine, ...]


def history_lines(subject: str, *, limit: int = 50) -> list[HistoryLine]:
    """Return the acts that speak of a thing ("app.model:key"), newest first."""
    rows = history_of(subject, limit=limit)
    names = names_of_actors(row.actor_id for row in rows)
    words_of = cache(_words_of)  # so that what rows name is asked for once
    return [_line(row, names, words_of) for row in rows]


def _line(row: HistoryRow, names: dict[int, str], words_of: WordsOf) -> HistoryLine:
    return HistoryLine(
        seq=row.seq,
        at=row.at.astimezone(BANGKOK),
        who=_who(row, names),
        what=sentence_of_command(row.command),
        why=row.reason,
        changes=tuple(_change(each, words_of) for each in row.changes),
    )


def _who(row: HistoryRow, names: dict[int, str]) -> str:
    if row.actor_id is None:
        return _("the server's console") if row.actor == "console" else row.actor or _("The system")
    return names.get(row.actor_id) or _("Account no. %(number)s") % {"number": row.actor_id}


def _change(change: Change, words_of: WordsOf) -> ChangeLine:
    words = words_of(change.subject.partition(":")[0], change.field)
    return ChangeLine(label_of_field(change.field), told(change.before, words), told(change.after, words))


def _words_of(model: str, field: str) -> Mapping[str, Text]:
    """Return what the codes of a model's field say, as its app offers it or as its choices are called."""
    if offered := values_of_field(f"{model}.{field}"):
        return offered
    try:
        kept = apps.get_model(model)._meta.get_field(field)  # noqa: SLF001 (Django's own way to a model's fields)
    except (LookupError, ValueError, FieldDoesNotExist):
        return {}
    return dict(getattr(kept, "flatchoices", ()))


def told(value: Any, words: Mapping[str, Text] = MappingProxyType({})) -> str:
    """Return a recorded value as a text; a personal value stands in the record only as a keyed hash."""
    if value in (None, "", [], {}):
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return _said(value, words)
    if isinstance(value, list):
        return ", ".join(told(each, words) for each in value)
    if isinstance(value, dict):
        return ", ".join(
            f"{words.get(name) or label_of_field(name)}: {told(each, words)}" for name, each in value.items()
        )
    return str(value)


def _said(value: str, words: Mapping[str, Text]) -> str:
    """Return a recorded text as it is read: a code by its name, a day as days are written, a personal value not at all."""
    if value.startswith("#"):
        return _("(personal, not shown)")
    if value in words:
        return str(words[value])
    if DAY.fullmatch(value):
        return _day_said(value)
    if (part := PART.fullmatch(value)) and label_of_field(part[1]) != part[1]:
        return f"{label_of_field(part[1])}: {part[2]}"
    return value


def _day_said(value: str) -> str:
    language: Language = "en" if current_preferences().language == "en" else "th"
    try:
        return format_date(date.fromisoformat(value), "short", language=language)
    except ValueError:  # written like a day, and none
        return value
