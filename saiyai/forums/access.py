"""Who may organise forums, bring showcases to them and select among these."""

from collections.abc import Iterable
from typing import Protocol

from saiyai.accounts.access import OwnPower
from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Actor, EverybodysPower, Power, Role

ORGANISERS = frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER})
SELECTORS = frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER})
STAGE_KEEPERS = DISTRICT_AND_ABOVE
"""Who prepares, opens, counts and publishes the stages of their area."""

LIST_READERS = DISTRICT_AND_ABOVE | {Role.AUDITOR}
"""Who sees whom an area sends: lists are of districts and provinces."""


def is_beyond_area(provinces: tuple[str, ...], by: Actor) -> bool:
    """Tell whether any of the provinces lies outside the areas in which the actor organises forums."""
    return not all(by.scope.covers(each, ORGANISERS) for each in provinces)


class ForAreas(Protocol):
    """A forum, as far as access asks."""

    @property
    def areas(self) -> tuple[str, ...]:
        """Return the codes of the areas that it is for."""


class OfPlace(Protocol):
    """A quota, as far as access asks."""

    place_code: str


class OfStage(Protocol):
    """Something of a stage, as far as access asks."""

    stage: ForAreas


def is_beyond_stage(stage: ForAreas, by: Actor) -> bool:
    """Tell whether a stage reaches beyond the areas in which the actor keeps stages."""
    return not all(by.scope.covers(each, STAGE_KEEPERS) for each in stage.areas)


def is_beyond_stage_to_add(forum: ForAreas, level: str, place_code: str, by: Actor) -> bool:
    """Tell whether the stage to be added would reach beyond the areas in which the actor keeps stages."""
    areas = forum.areas if level == "cluster" else (place_code,)
    return not all(by.scope.covers(each, STAGE_KEEPERS) for each in areas)


def is_beyond_its_stage(objection: OfStage, by: Actor) -> bool:
    """Tell whether the stage of an objection reaches beyond the actor's areas."""
    return is_beyond_stage(objection.stage, by)


def is_outside_stage(stage: ForAreas, by: Actor) -> bool:
    """Tell whether none of the actor's areas lies inside, or around, what a stage reaches."""
    held = by.scope.prefixes(DISTRICT_AND_ABOVE)
    return not any(each.startswith(area) or area.startswith(each) for each in held for area in stage.areas)


def is_beyond_forum(forum: ForAreas, by: Actor) -> bool:
    """Tell whether a forum is also for areas in which the actor organises none."""
    return is_beyond_area(forum.areas, by)


def is_beyond_target(target: OfPlace, by: Actor) -> bool:
    """Tell whether seats would move to where the actor organises no forums."""
    return not by.scope.covers(target.place_code, ORGANISERS)


def is_outside_forum(forum: ForAreas, by: Actor) -> bool:
    """Tell whether none of the actor's areas lies inside, or around, what a forum is for."""
    return is_outside_stage(forum, by)


class OpenedBy(Protocol):
    """A station, as far as access asks."""

    opened_by_id: int


def is_anothers_station(station: OpenedBy, by: Actor) -> bool:
    """Tell whether somebody else took the post; whoever takes over opens a station of their own."""
    return by.pk is None or by.pk != station.opened_by_id


def is_outside_group(group: ForAreas, by: Actor) -> bool:
    """Tell whether none of the actor's areas lies inside, or around, the province of a group."""
    return is_outside_stage(group, by)


class OfGroup(Protocol):
    """Something of a group, as far as access asks."""

    group: ForAreas


def is_outside_issues_group(issue: OfGroup, by: Actor) -> bool:
    """Tell whether the actor has no part in the group of an issue."""
    return is_outside_stage(issue.group, by)


def is_outside_proposals_group(proposal: OfGroup, by: Actor) -> bool:
    """Tell whether the actor has no part in the group of a proposal."""
    return is_outside_stage(proposal.group, by)


def is_beyond_areas(areas: Iterable[str], by: Actor) -> bool:
    """Tell whether any of some areas lies outside those in which the actor sees who comes."""
    return not all(by.scope.covers(each, DISTRICT_AND_ABOVE) for each in areas)


may_announce_forum = Power(ORGANISERS, unless=is_beyond_area)
may_nominate_showcase = Power(DISTRICT_AND_ABOVE, place_of="organisation")
may_change_showcase = Power(DISTRICT_AND_ABOVE, place_of="showcase")
may_select_showcase = Power(SELECTORS, place_of="showcase")
may_withdraw_selection = Power(SELECTORS, place_of="selection")
may_set_quota = Power(ORGANISERS, unless=is_beyond_forum)
may_move_seats = Power(ORGANISERS, place_of="source", unless=is_beyond_target)
may_name_participant = Power(DISTRICT_AND_ABOVE, place_of="quota")
may_change_registration = Power(DISTRICT_AND_ABOVE, place_of="registration")
may_undo_check_in = Power(DISTRICT_AND_ABOVE, place_of="check_in")
may_write_group = Power(DISTRICT_AND_ABOVE, unless=is_outside_group)
may_write_issue = Power(DISTRICT_AND_ABOVE, unless=is_outside_issues_group)
may_write_proposal = Power(DISTRICT_AND_ABOVE, unless=is_outside_proposals_group)
may_accept_proposal = Power(DISTRICT_AND_ABOVE, place_of="source", unless=is_outside_proposals_group)
may_open_station = Power(DISTRICT_AND_ABOVE, unless=is_outside_forum)
may_hand_events_over = Power(DISTRICT_AND_ABOVE, unless=is_anothers_station)
may_print_papers = Power(DISTRICT_AND_ABOVE, unless=is_beyond_areas)
may_add_stage = Power(STAGE_KEEPERS, unless=is_beyond_stage_to_add)
may_keep_stage = Power(STAGE_KEEPERS, unless=is_beyond_stage)
may_object = Power(DISTRICT_AND_ABOVE, unless=is_outside_stage)
may_answer_objection = Power(STAGE_KEEPERS, unless=is_beyond_its_stage)
may_cast_ballot = EverybodysPower()
may_hand_paper = Power(STAGE_KEEPERS, place_of="voter")
may_judge = OwnPower(frozenset(), own="judge")
may_score = OwnPower(frozenset(), own="sheet")
