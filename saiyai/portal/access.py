"""Who may do what on the public site."""

from saiyai.kernel.powers import EverybodysPower, Power, Role

may_send_article = EverybodysPower()
may_write_to_office = EverybodysPower()
may_move_in = Power(roles=frozenset({Role.SYSTEM_ADMINISTRATOR}))
may_open_newsroom = Power(frozenset({Role.SYSTEM_ADMINISTRATOR}))
