"""What can be done to the installation itself and stands in the record."""

from saiyai.audit.command import command
from saiyai.kernel.powers import Actor, Power, Role

may_run_installation = Power(roles=frozenset({Role.SYSTEM_ADMINISTRATOR}))


@command("site.backup.restore", allows=may_run_installation)
def note_restore(*, reason: str, by: Actor) -> None:
    """Record that the installation was brought back from a backup; the reason names its digest."""
