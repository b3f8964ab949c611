"""What is stored of forums: events, stages, showcases and their selection, quotas, seats and registrations."""

from saiyai.forums.models.forum import Forum, Kind, Result, Selection, Showcase, Stage, Unit
from saiyai.forums.models.registration import (
    NEED_NAMES,
    PARTICIPANT_NAMES,
    STANDING_NAMES,
    Quota,
    Registration,
    Seat,
)

__all__ = [
    "NEED_NAMES",
    "PARTICIPANT_NAMES",
    "STANDING_NAMES",
    "Forum",
    "Kind",
    "Quota",
    "Registration",
    "Result",
    "Seat",
    "Selection",
    "Showcase",
    "Stage",
    "Unit",
]
