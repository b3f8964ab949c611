"""A thing's history in the reader's words: who did what, when and why, and which fields changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from saiyai.audit.clock import BANGKOK
from saiyai.audit.queries import Change, HistoryRow, history_of
from saiyai.web.offers import Text, label_of_field, names_of_actors, sentence_of_command


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
    return [_line(row, names) for row in rows]


def _line(row: HistoryRow, names: dict[int, str]) -> HistoryLine:
    return HistoryLine(
        seq=row.seq,
        at=row.at.astimezone(BANGKOK),
        who=_who(row, names),
        what=sentence_of_command(row.command),
        why=row.reason,
        changes=tuple(_change(each) for each in row.changes),
    )


def _who(row: HistoryRow, names: dict[int, str]) -> str:
    if row.actor_id is None:
        return _("the server's console") if row.actor == "console" else row.actor or _("The system")
    return names.get(row.actor_id) or _("Account no. %(number)s") % {"number": row.actor_id}


def _change(change: Change) -> ChangeLine:
    return ChangeLine(label_of_field(change.field), _text(change.before), _text(change.after))


def _text(value: Any) -> str:
    """Return a recorded value as a text; a personal value stands in the record only as a keyed hash."""
    if value in (None, "", [], {}):
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and value.startswith("#"):
        return _("(personal, not shown)")
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return ", ".join(f"{label_of_field(name)}: {_text(each)}" for name, each in value.items())
    return str(value)
