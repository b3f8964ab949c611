"""The command that shows and settles outgoing messages: `outbox`."""

import json

import click

from saiyai.site.console.keeping import JSON_OPTION, opened_home
from saiyai.site.console.words import gettext as _


@click.command(help=_("Show the messages that are not sent; settle those that wait for a person."))
@click.option(
    "--send-again", metavar="MESSAGE-ID", help=_("Send a message again: perhaps sent, or given up.")
)
@click.option("--give-up", metavar="MESSAGE-ID", help=_("Give a message up that was perhaps sent."))
@click.option("--reason", default="", help=_("Why; it stands in the record."))
@JSON_OPTION
def outbox(send_again: str | None, give_up: str | None, reason: str, as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Show or settle what the outbox holds."""
    opened_home()
    from saiyai.audit.queries import unsent_messages
    from saiyai.kernel.powers import Console
    from saiyai.site.commands import give_message_up, send_message_again

    if send_again:
        send_message_again(message_id=send_again, reason=reason, by=Console())
    if give_up:
        give_message_up(message_id=give_up, reason=reason, by=Console())
    rows = unsent_messages()
    if as_json:
        columns = ("message_id", "state", "tries", "problem")
        told = [{column: getattr(row, column) for column in columns} for row in rows]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row.message_id}  {row.state}  {row.tries}  {row.problem}")
    if not rows:
        click.echo(_("Every message is sent."))


COMMANDS = (outbox,)
