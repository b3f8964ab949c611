"""What can be done at forums."""

from saiyai.forums.commands.ballot import cast_ballot, count_stage, hand_paper, type_paper
from saiyai.forums.commands.checkin import check_in, renew_slip, undo_check_in
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
from saiyai.forums.commands.scoring import (
    add_up_scores,
    declare_conflict,
    hand_in_sheet,
    name_judge,
    take_judge_off,
    write_sheet,
)
from saiyai.forums.commands.stage import (
    add_stage,
    annul_stage,
    answer_objection,
    break_tie,
    decide_stage,
    open_stage,
    publish_stage,
    raise_objection,
)

__all__ = [
    "Announcement",
    "Attendee",
    "QuotaTerms",
    "Story",
    "add_stage",
    "add_up_scores",
    "announce_forum",
    "annul_stage",
    "answer_objection",
    "break_tie",
    "cast_ballot",
    "change_registration",
    "check_in",
    "count_stage",
    "decide_stage",
    "declare_conflict",
    "hand_in_sheet",
    "hand_paper",
    "move_seats",
    "name_judge",
    "name_participant",
    "nominate_showcase",
    "open_stage",
    "publish_stage",
    "raise_objection",
    "renew_slip",
    "select_showcase",
    "set_quotas",
    "substitute_participant",
    "take_judge_off",
    "type_paper",
    "undo_check_in",
    "withdraw_registration",
    "withdraw_selection",
    "write_sheet",
]
