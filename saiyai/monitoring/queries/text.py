"""What kinds and directions are called, as choices."""

from saiyai.monitoring.models import DIRECTION_NAMES, INDICATOR_KIND_NAMES, SeriesKind
from saiyai.network.queries import Text


def series_kind_choices() -> list[tuple[str, Text]]:
    """Return how series add, by code and name."""
    return list(SeriesKind.choices)


def indicator_kind_choices() -> list[tuple[str, Text]]:
    """Return how indicators come up the levels, by code and name."""
    return [(kind.value, name) for kind, name in INDICATOR_KIND_NAMES.items()]


def direction_choices() -> list[tuple[str, Text]]:
    """Return which way may be better, by code and name."""
    return [(direction.value, name) for direction, name in DIRECTION_NAMES.items()]
