"""Who may change what is known of places."""

from saiyai.kernel.powers import Power, Role

may_load_places = Power(frozenset({Role.SYSTEM_ADMINISTRATOR}))
