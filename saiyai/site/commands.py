"""What can be done to the installation itself and stands in the record."""

from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.audit.models import OutboxMessage
from saiyai.kernel.powers import Actor, Power, Role
from saiyai.kernel.refusal import Refusal

State = OutboxMessage.State

may_run_installation = Power(roles=frozenset({Role.SYSTEM_ADMINISTRATOR}))


@command("site.backup.restore", allows=may_run_installation)
def note_restore(*, reason: str, by: Actor) -> None:
    """Record that the installation was brought back from a backup; the reason names its digest."""


@command("site.message.send_again", allows=may_run_installation)
def send_message_again(*, message_id: str, reason: str, by: Actor) -> None:  # noqa: ARG001 (the decorator reads both)
    """Let a message of unknown fate, or one that was given up, go out again under the same Message-ID."""
    _settle(message_id, state=State.WAITING, tries=0, not_before_at=clock.now(), problem="")


@command("site.message.give_up", allows=may_run_installation)
def give_message_up(*, message_id: str, reason: str, by: Actor) -> None:  # noqa: ARG001 (as above)
    """Give a message up whose fate is unknown: a person knows that it came, or that it need not."""
    _settle(message_id, state=State.FAILED)


def _settle(message_id: str, **values: object) -> None:
    open_ones = OutboxMessage.objects.filter(
        message_id=message_id, state__in=[State.PERHAPS_SENT, State.FAILED]
    )
    if not open_ones.update(**values):
        raise Refusal("message.not_open", message_id=message_id)
