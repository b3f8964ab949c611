"""The one clock of the product: what time it is for the acts that are recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    """Return the present instant, in UTC."""
    return _set_to.get() or datetime.now(UTC)


def today() -> date:
    """Return the present day in Thailand."""
    return now().astimezone(BANGKOK).date()


@contextmanager
def set_to(instant: datetime) -> Iterator[None]:
    """Let acts inside the block happen at an instant: the demonstration's history, and tests."""
    token = _set_to.set(instant)
    try:
        yield
    finally:
        _set_to.reset(token)
