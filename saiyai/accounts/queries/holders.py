"""Who holds which role where, for letters that go to all of them."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from saiyai.accounts.models import Grant, User
from saiyai.accounts.rules import GrantState
from saiyai.kernel.powers import Role


def people_with_areas(roles: Collection[Role], on: date) -> list[tuple[User, str]]:
    """Return the people with an e-mail address who hold one of the roles at a place on a day, with that place's code."""
    grants = Grant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        role__in=[role.value for role in roles],
        state=GrantState.ACTIVE.value,
        starts_on__lte=on,
        office=None,
        user__is_active=True,
    ).exclude(user__email="")
    return [
        (each.user, each.place_code) for each in grants.select_related("user").order_by("user", "place_code")
    ]
