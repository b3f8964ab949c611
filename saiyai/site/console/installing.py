"""The commands that make a home and fill it: `setup` and `demo`."""

import json
import os

import click

from saiyai.site.console.help import Group, width_on_terminal
from saiyai.site.console.progress import step
from saiyai.site.console.words import gettext as _
from saiyai.site.home import Home, Kind, default_folder
from saiyai.site.opening import existing_home, made_home, open_database, start_django, troubles_of_folder
from saiyai.site.trouble import Trouble


def bring_up(home: Home) -> None:
    """Do what a home still needs before it can be served, each step with its name."""
    from saiyai.site.apart import run_apart
    from saiyai.site.installation import work_to_do

    open_database()
    for work in work_to_do(home):
        with step(work.title):
            run_apart(work.run)


@click.command(help=_("Make a home: folder, keys, tables, static files and the places of Thailand."))
@click.option(
    "--demonstration", is_flag=True, help=_("Make a demonstration home, with invented people and figures.")
)
def setup(demonstration: bool) -> None:  # noqa: FBT001 (click's way)
    """Make a home, or bring one up to this version of the program."""
    home = made_home(default_folder(), Kind.DEMONSTRATION if demonstration else Kind.OFFICE)
    with step(_("Starting")):
        start_django(home)
    bring_up(home)
    if demonstration:
        load_demonstration(home)
        click.echo(_("The home in %(folder)s is ready. Next: saiyai serve") % {"folder": home.folder})
    else:
        _name_what_comes_next(home)


def _name_what_comes_next(home: Home) -> None:
    """Print the commands that bring the first people in and open the service."""
    click.echo(_("The home in %(folder)s is ready. Next:") % {"folder": home.folder})
    name = _("Name Surname")
    click.echo(f'  1. saiyai people invite admin --name "{name}" --role system_administrator')
    click.echo(
        "     " + _("Open the printed link within 72 hours, once the service runs, and choose a password.")
    )
    click.echo("  2. saiyai serve")
    click.echo(
        "     " + _("For other machines: saiyai certificate NAME, then serve with --host and --certificate.")
    )
    click.echo("  3. saiyai backup FILE --keys FILE")
    click.echo("     " + _("Every day from the first one; keep the keys apart."))


@click.group(cls=Group, help=_("The demonstration: its data and its accounts."))
def demo() -> None:
    """Hold the demonstration's commands."""


def demonstration_home() -> Home:
    """Return the home that SAIYAI_HOME names, which must be a demonstration's."""
    home = existing_home()
    if home.kind is not Kind.DEMONSTRATION:
        raise Trouble(
            _("%(folder)s is not a demonstration's home.") % {"folder": home.folder},
            _("Make one in an empty folder with `saiyai setup --demonstration`."),
        )
    return home


@demo.command(name="load", help=_("Load the demonstration data; what is there already stays as it is."))
def demo_load() -> None:
    """Load the demonstration into its home."""
    home = demonstration_home()
    start_django(home)
    bring_up(home)
    load_demonstration(home)


@demo.command(
    name="reset",
    help=_("Put the demonstration back to its beginning; the accounts and their passwords stay."),
)
@click.option("--yes", is_flag=True, help=_("Do not ask first."))
def demo_reset(yes: bool) -> None:  # noqa: FBT001 (click's way)
    """Take what was done in the demonstration away, and tell its story anew."""
    home = demonstration_home()
    refuse_reset(home)
    if not yes:
        question = _("All that was done in the demonstration in %(folder)s is lost. Go on?")
        click.confirm(question % {"folder": home.folder}, abort=True)
    with step(_("Taking away what was done")), troubles_of_folder(home.folder):
        home.empty()
    with step(_("Starting")):
        start_django(home)
    bring_up(home)
    load_demonstration(home)
    click.echo(_("The demonstration is as it was at its beginning. Next: saiyai run"))


def refuse_reset(home: Home) -> None:
    """Refuse to empty what is not a folder's own or is at work."""
    from saiyai.site.service.heartbeat import heartbeat_of

    if os.environ.get("DATABASE_URL"):
        raise Trouble(
            _("A database named in DATABASE_URL is not emptied: it may hold more than the demonstration."),
            _("Create a new database, name it there, and run `saiyai setup --demonstration`."),
        )
    sign = heartbeat_of(home.folder / "run", "server")
    if sign is not None and sign.is_alive:
        raise Trouble(
            _("The demonstration is being served."), _("Stop the service first, then call this again.")
        )


def load_demonstration(home: Home, *, essential: bool | None = None) -> None:
    """Load the demonstration where it is not loaded yet, each part with its name.

    `essential` chooses the parts that must stand before the first page, or the others; None chooses all.
    """
    from saiyai.site import demonstration as show

    if show.is_loaded(home):
        return
    for part in show.parts():
        if essential in {None, part.essential}:
            with step(part.title):
                part.load()
    if not essential:
        show.note_loaded(home)


@demo.command(name="accounts", help=_("Show the demonstration's accounts: user name, password, role, place."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def demo_accounts(as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Show who can sign in to the demonstration."""
    start_django(demonstration_home())
    from saiyai.site import demonstration as show

    accounts = show.accounts()
    if as_json:
        click.echo(json.dumps(accounts, ensure_ascii=False, indent=2))
    else:
        show_accounts(accounts)


def show_accounts(accounts: list[dict[str, str]]) -> None:
    """Print the accounts as a table, each role by its name with its code beside it."""
    from saiyai.accounts.messages import ROLES

    columns = ("username", "password", "role", "place")
    accounts = [
        row | {"role": f"{ROLES[row['role']]} ({row['role']})" if row["role"] in ROLES else row["role"]}
        for row in accounts
    ]
    widths = {
        column: max((width_on_terminal(row[column]) for row in accounts), default=0) for column in columns
    }
    for row in accounts:
        cells = [row[column] + " " * (widths[column] - width_on_terminal(row[column])) for column in columns]
        click.echo(f"  {'  '.join(cells)}".rstrip())


COMMANDS = (setup, demo)
