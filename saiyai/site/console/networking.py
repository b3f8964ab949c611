"""The command about the network: bringing in a list in the name of a person who may."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from saiyai.site.console.keeping import EXISTING_FILE, JSON_OPTION, opened_home
from saiyai.site.console.progress import step
from saiyai.site.console.words import gettext as _
from saiyai.site.trouble import Trouble

MOST_PROBLEMS_SHOWN = 20
KINDS = ("organisations", "people", "volunteers", "links")


@click.group(help=_("The network: bring in lists of organisations, people and links."))
def network() -> None:
    """Hold the commands about the network."""


@network.command(name="import", help=_("Check a list, and take its good rows in with --accept."))
@click.argument("file", type=EXISTING_FILE)
@click.option("--kind", type=click.Choice(KINDS), required=True, help=_("What the list tells of."))
@click.option(
    "--as", "login", required=True, help=_("User name or e-mail address of the person who brings it.")
)
@click.option("--usual-kind", default="", help=_("The kind of organisations whose row names none."))
@click.option(
    "--figures-on", type=click.DateTime(["%Y-%m-%d"]), help=_("The day of the figures, as 2013-07-19.")
)
@click.option(
    "--accept", is_flag=True, help=_("Take the good rows in; without it nothing but a preview is made.")
)
@JSON_OPTION
def import_list(file: Path, **asked: Any) -> None:
    """Check a list, tell what is doubtful about it, and take its good rows in where that was asked for."""
    opened_home()
    from saiyai.accounts.queries import user_signing_in_as
    from saiyai.kernel.bad_value import BadValue
    from saiyai.network.commands.imports import Arrival
    from saiyai.network.commands.taking import accept_import
    from saiyai.network.imports import checking
    from saiyai.network.queries.imports import batch_numbered
    from saiyai.web.values import text_of_bad_value

    by = user_signing_in_as(asked["login"])
    if by is None:
        raise Trouble(_("There is no such person."), _("Type the user name or the e-mail address."))
    on: date | None = asked["figures_on"].date() if asked["figures_on"] else None
    arrival = Arrival(asked["kind"], file.name, file.read_bytes(), asked["usual_kind"], on)
    try:
        with step(_("Checking")):
            number = checking.begin(arrival, by=by, at_once=True)
    except BadValue as bad:
        raise Trouble(text_of_bad_value(bad), _("Nothing was imported.")) from bad
    batch = batch_numbered(number)
    if asked["accept"] and batch is not None and batch.good:
        with step(_("Accepting")):
            accept_import(batch=batch, only_good=True, by=by)
    _tell(batch, as_json=asked["as_json"])


def _tell(batch: Any, *, as_json: bool) -> None:
    from saiyai.network.imports.preview import rows_shown
    from saiyai.network.queries.imports import rows_of_list

    counts = {name: getattr(batch, name) for name in ("rows", "good", "asked", "same", "left", "made")}
    shown = rows_shown(rows_of_list(batch, "asked")[:MOST_PROBLEMS_SHOWN], batch)
    problems = [(row.number, f"{box.where} {box.label}", box.sentence) for row in shown for box in row.boxes]
    if as_json:
        told = counts | {"batch": batch.pk, "state": batch.state, "first_problems": problems}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(
            _("%(rows)s rows: %(good)s good, %(asked)s to be put right, %(same)s registered already.")
            % counts
        )
        for line, title, sentence in problems:
            click.echo(f"  {line}  {title}: {sentence}")
        if batch.state == "checked":
            click.echo(
                _(
                    "Nothing is imported yet: put the rows right on the list's page, or call it again with --accept."
                )
            )
    if batch.asked:
        raise click.exceptions.Exit(1)


COMMANDS = (network,)
