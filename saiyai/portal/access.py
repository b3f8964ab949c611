"""Who may do what on the public site."""

from wagtail.models import Page

from saiyai.kernel.powers import DESK_ROLES, Actor, EverybodysPower, Power, Role
from saiyai.portal.models import Newsroom


def is_of_another_desk(*, article: Page, by: Actor) -> bool:
    """Tell whether an article lies in no newsroom for which somebody writes or releases."""
    return not Newsroom.of_desk(by.pk).filter(page_id=article.get_parent().pk).exists()


may_send_article = EverybodysPower()
may_write_to_office = EverybodysPower()
may_move_in = Power(roles=frozenset({Role.SYSTEM_ADMINISTRATOR}))
may_begin_english = Power(DESK_ROLES, unless=is_of_another_desk)
may_open_newsroom = Power(frozenset({Role.SYSTEM_ADMINISTRATOR}))
