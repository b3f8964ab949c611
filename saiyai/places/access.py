"""Who may change what is known of places."""

from saiyai.kernel.powers import Power, Role

_KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.MINISTRY_OFFICER})

may_load_places = Power(frozenset({Role.SYSTEM_ADMINISTRATOR}))
may_import = Power(_KEEPERS)
may_change_clusters = Power(_KEEPERS)
may_change_place = Power(_KEEPERS, place_of="place")
may_merge_places = Power(_KEEPERS)
