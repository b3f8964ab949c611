"""Who may do what on the public site."""

from saiyai.kernel.powers import EverybodysPower

may_send_article = EverybodysPower()
may_write_to_office = EverybodysPower()
