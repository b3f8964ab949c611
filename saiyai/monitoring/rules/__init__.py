"""What is true of reports: their way up, the numbers they hold, the layers that they are counted in."""

from saiyai.monitoring.rules.collection import Window, refusal_of_entry
from saiyai.monitoring.rules.figures import (
    LARGEST_COUNT,
    FigureChange,
    Figures,
    canonical,
    changed_figures,
    content_hash,
    parse_count,
    refusal_of_figures,
    refusal_of_gaps,
)
from saiyai.monitoring.rules.report import (
    LAYER_FROM,
    LAYERS,
    STANDINGS,
    TRANSITIONS,
    Action,
    ReportState,
    State,
    next_state,
)

__all__ = [
    "LARGEST_COUNT",
    "LAYERS",
    "LAYER_FROM",
    "STANDINGS",
    "TRANSITIONS",
    "Action",
    "FigureChange",
    "Figures",
    "ReportState",
    "State",
    "Window",
    "canonical",
    "changed_figures",
    "content_hash",
    "next_state",
    "parse_count",
    "refusal_of_entry",
    "refusal_of_figures",
    "refusal_of_gaps",
]
