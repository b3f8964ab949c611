"""Writing the log of changes, in the transaction of the act that makes them; and what of it is not folded yet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from saiyai.analytics.cube.shape import Standing
from saiyai.analytics.models import Change, What

FOLD_AT = 500
"""So many changes are folded at once; fewer once the last base is an hour old."""
FOLD_AFTER = timedelta(hours=1)
ROWS_AT_ONCE = 1_000
_BASE = re.compile(r"base-[0-9]+-([0-9]+)\.json")


@dataclass(frozen=True, slots=True)
class Put:
    """What a place's report of a period says from now on: its standing, and its numbers as JSON once it is entered."""

    block: str
    period: str
    place_code: str
    standing: Standing
    numbers: str


def log_asked(sequence: int, block: str, period: str, codes: Sequence[str]) -> None:
    """Log that places owe a report of a period, under the number of the act that opens it."""
    Change.objects.create(
        sequence=sequence, what=What.ASK, block=block, period=period, payload=" ".join(codes)
    )


def log_reports(sequence: int, puts: Iterable[Put]) -> None:
    """Log what reports say from now on, under the number of the act that makes them say it."""
    Change.objects.bulk_create(
        [
            Change(
                sequence=sequence,
                what=What.PUT,
                block=each.block,
                period=each.period,
                place_code=each.place_code,
                standing=each.standing,
                payload=each.numbers if each.standing >= Standing.ENTERED else "",
            )
            for each in puts
        ],
        batch_size=ROWS_AT_ONCE,
    )


def is_fold_due(folder: Path, now: datetime) -> bool:
    """Tell whether so much was changed since the last base, or so long ago, that a new one is worth its writing."""
    named = [(_BASE.fullmatch(path.name), path) for path in (folder / "bases").glob("base-*.json")]
    written = [(int(name[1]), path) for name, path in named if name is not None]
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if not written:
        return True
    change, path = max(written)
    if last == change:
        return False
    age = now.timestamp() - path.stat().st_mtime
    return last < change or last - change >= FOLD_AT or age >= FOLD_AFTER.total_seconds()
