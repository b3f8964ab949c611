"""What accounts give to others: the printed list of powers, and what they offer to pages of any layer."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.accounts import queries
from saiyai.accounts.access import READING_ROLES, OwnPower
from saiyai.accounts.messages import ROLES
from saiyai.audit.command import COMMANDS, CommandSpec
from saiyai.kernel.powers import EverybodysPower, Role, Scope
from saiyai.places.queries import places_at
from saiyai.web.offers import Area, Text, WaitingTask, label_of_command

NATION_URL = "/places/"


@dataclass(frozen=True, slots=True)
class PowerRow:
    """One line of the list of powers: a command, what it is called, who may, where, and whether more is asked."""

    command: str
    label: Text
    roles: tuple[str, ...]
    where: Text
    has_condition: bool

    @property
    def role_names(self) -> tuple[Text, ...]:
        """Return the roles' names in the reader's language."""
        return tuple(ROLES[role] for role in self.roles)


def powers_table() -> list[PowerRow]:
    """Return who may do which command where, in order of the commands' names.

    Commands enter the registry as their modules are imported: resolve the addresses once before asking.
    """
    return [_power_row(COMMANDS[name]) for name in sorted(COMMANDS)]


def powers_of(scope: Scope) -> list[tuple[PowerRow, tuple[str, ...]]]:
    """Return the commands that a scope may do, each with the areas where (the codes; "" is the nation)."""
    rows: list[tuple[PowerRow, tuple[str, ...]]] = []
    for name in sorted(COMMANDS):
        spec = COMMANDS[name]
        if isinstance(spec.allows, OwnPower | EverybodysPower):
            rows.append((_power_row(spec), ()))
        elif scope.has(*spec.allows.roles):
            rows.append((_power_row(spec), scope.prefixes(spec.allows.roles)))
    return rows


def _power_row(spec: CommandSpec) -> PowerRow:
    roles = tuple(role.value for role in Role if role in spec.allows.roles)
    if isinstance(spec.allows, OwnPower):
        where = _("on what is one's own")
    elif isinstance(spec.allows, EverybodysPower):
        where = _("by everybody")
    elif spec.allows.place_of is None and spec.allows.unless is None:
        where = _("everywhere")
    else:
        where = _("inside one's own area")
    return PowerRow(
        spec.name,
        label_of_command(spec.name),
        roles,
        where,
        spec.allows.unless is not None,
    )


def areas_of(scope: Scope) -> list[Area]:
    """Return the areas that a person works in, each with the role held there."""
    held = [(prefix, grant.role) for grant in scope.grants for prefix in grant.prefixes]
    places = places_at(prefix for prefix, _role in held if prefix)
    return [
        Area(
            places[prefix].name if prefix in places else (prefix or _("Whole country")),
            reverse("place", args=[prefix]) if prefix in places else NATION_URL,
            ROLES[role.value],
        )
        for prefix, role in dict.fromkeys(held)
    ]


def waiting_grants(scope: Scope) -> list[WaitingTask]:
    """Return the roles that wait for this person as the second one."""
    return [
        WaitingTask(
            _("%(role)s for %(person)s waits for a second person")
            % {"role": ROLES[each.role], "person": each.person},
            reverse("accounts_grant", args=[each.pk]),
            each.place_code,
        )
        for each in queries.grants_waiting_for(scope)
    ]


def sees_people(scope: Scope) -> bool:
    """Tell whether the way to the people of one's area is shown."""
    return scope.has(*READING_ROLES)
