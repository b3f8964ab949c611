"""Who keeps a definition: the ministry for the whole country, or an office for its own areas."""

from collections.abc import Iterable

from saiyai.accounts.models import Grant, Office, User
from saiyai.audit import clock
from saiyai.kernel.powers import Role
from saiyai.network.queries import in_reader_language


def keeper_for(by: User) -> Office | None:
    """Return the office that a new definition of a person belongs to, None where it is made for the whole country.

    An officer of the ministry defines for the country; LookupError for whoever holds no support office.
    """
    if by.scope.has(Role.MINISTRY_OFFICER):
        return None
    today = clock.today()
    held = Grant.objects.filter(
        user=by, role=Role.SUPPORT_OFFICER, office__isnull=False, starts_on__lte=today
    )
    for grant in held.exclude(ends_on__lt=today).select_related("office").order_by("pk"):
        if grant.office is not None and grant.office.is_present:
            return grant.office
    raise LookupError(by.pk)


def keeper_name(owner: Office | None) -> str:
    """Return the name of the office that keeps a definition, empty where it is the nation's."""
    return "" if owner is None else in_reader_language(owner.name_th, owner.name_en)


def is_usable_in(owner: Office | None, prefixes: Iterable[str]) -> bool:
    """Tell whether a definition may be used over some areas: the nation's anywhere, an office's inside its own."""
    if owner is None:
        return True
    areas = owner.prefixes_on(clock.today())
    return all(any(each.startswith(area) for area in areas) for each in prefixes)


def is_usable_by(owner: Office | None, seen: Iterable[str]) -> bool:
    """Tell whether a definition may be used anywhere inside the areas that somebody works in."""
    if owner is None:
        return True
    areas = owner.prefixes_on(clock.today())
    return any(each.startswith(area) or area.startswith(each) for each in seen for area in areas)
