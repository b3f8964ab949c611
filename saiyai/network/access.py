"""Who may act in the network, and what each may see of it."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from saiyai.kernel.powers import DISTRICT_AND_ABOVE, NATION, WORKING_ROLES, Actor, Power, Role, Scope
from saiyai.network.models import Organisation
from saiyai.network.rules import State
from saiyai.places.queries import under

SEERS = WORKING_ROLES | {Role.AUDITOR}
"""The roles that see every organisation of their area, whatever it shows to the public."""

REGISTRARS = WORKING_ROLES


def is_proposer(organisation: Organisation, by: Actor) -> bool:
    """Tell whether the actor is the one who proposed the organisation."""
    return by.pk is not None and by.pk == organisation.proposed_by_id


may_register_organisation = Power(REGISTRARS, place_of="place_code")
may_verify_organisation = Power(DISTRICT_AND_ABOVE, place_of="organisation", unless=is_proposer)
may_end_organisation = Power(DISTRICT_AND_ABOVE, place_of="organisation")
may_name_people = Power(REGISTRARS, place_of="organisation")


def within(prefixes: Iterable[str], field: str = "place_code") -> Q:
    """Return the condition that a code lies inside one of the areas; none holds nothing, the nation all."""
    nothing = Q(pk__in=())
    areas = tuple(prefixes)
    if NATION in areas:
        return ~nothing  # an empty condition would be swallowed by whatever it is joined to with `or`
    return reduce(or_, (under(each, field) for each in areas), nothing)


def seen_by(scope: Scope) -> Q:
    """Return the condition of the organisations that a scope sees: its area's, and the public ones."""
    public = Q(shown_publicly=True, state__in=[State.VERIFIED, State.DORMANT])
    return public | within(scope.prefixes(SEERS)) if scope.is_signed_in else public
