"""What can be done at forums."""

from saiyai.forums.commands.forum import (
    Announcement,
    Story,
    announce_forum,
    nominate_showcase,
    select_showcase,
    withdraw_selection,
)
from saiyai.forums.commands.registration import (
    Attendee,
    QuotaTerms,
    change_registration,
    move_seats,
    name_participant,
    set_quotas,
    substitute_participant,
    withdraw_registration,
)

__all__ = [
    "Announcement",
    "Attendee",
    "QuotaTerms",
    "Story",
    "announce_forum",
    "change_registration",
    "move_seats",
    "name_participant",
    "nominate_showcase",
    "select_showcase",
    "set_quotas",
    "substitute_participant",
    "withdraw_registration",
    "withdraw_selection",
]
