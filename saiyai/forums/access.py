"""Who may organise forums, bring showcases to them and select among these."""

from typing import Protocol

from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Actor, Power, Role

ORGANISERS = frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER})
SELECTORS = frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER})
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


def is_beyond_forum(forum: ForAreas, by: Actor) -> bool:
    """Tell whether a forum is also for areas in which the actor organises none."""
    return is_beyond_area(forum.areas, by)


def is_beyond_target(target: OfPlace, by: Actor) -> bool:
    """Tell whether seats would move to where the actor organises no forums."""
    return not by.scope.covers(target.place_code, ORGANISERS)


may_announce_forum = Power(ORGANISERS, unless=is_beyond_area)
may_nominate_showcase = Power(DISTRICT_AND_ABOVE, place_of="organisation")
may_select_showcase = Power(SELECTORS, place_of="showcase")
may_withdraw_selection = Power(SELECTORS, place_of="selection")
may_set_quota = Power(ORGANISERS, unless=is_beyond_forum)
may_move_seats = Power(ORGANISERS, place_of="source", unless=is_beyond_target)
may_name_participant = Power(DISTRICT_AND_ABOVE, place_of="quota")
may_change_registration = Power(DISTRICT_AND_ABOVE, place_of="registration")
