"""Who may organise forums, bring showcases to them and select among these."""

from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Actor, Power, Role

ORGANISERS = frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER})
SELECTORS = frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER})


def is_beyond_area(provinces: tuple[str, ...], by: Actor) -> bool:
    """Tell whether any of the provinces lies outside the areas in which the actor organises forums."""
    return not all(by.scope.covers(each, ORGANISERS) for each in provinces)


may_announce_forum = Power(ORGANISERS, unless=is_beyond_area)
may_nominate_showcase = Power(DISTRICT_AND_ABOVE, place_of="organisation")
may_select_showcase = Power(SELECTORS, place_of="showcase")
may_withdraw_selection = Power(SELECTORS, place_of="selection")
