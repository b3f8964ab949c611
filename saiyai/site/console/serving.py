"""The commands that run the service: `run` and `serve`."""

import os
from collections.abc import Callable
from pathlib import Path

import click

from saiyai.site.console.installing import bring_up, load_demonstration, show_accounts
from saiyai.site.console.progress import step
from saiyai.site.console.words import gettext as _
from saiyai.site.home import Home, Kind, default_folder, home_at
from saiyai.site.opening import existing_home, is_home, made_home, start_django
from saiyai.site.service.plan import Plan, check, publish

PORT_OPTION = click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    envvar="PORT",
    default=8000,
    show_default=True,
    help=_("Port to listen on."),
)


@click.command(
    help=_("Set up what is missing and serve: the demonstration, unless SAIYAI_HOME names an office's home.")
)
@PORT_OPTION
def run(port: int) -> None:
    """Make the demonstration's home in var/demo, or open the home that SAIYAI_HOME names, and serve it."""
    folder = default_folder() if os.environ.get("SAIYAI_HOME") else Path("var/demo").absolute()
    home = home_at(folder) if is_home(folder) else made_home(folder, Kind.DEMONSTRATION)
    serve_home(Plan(home, port=port), bring_it_up=True)


@click.command(help=_("Serve a home: web server, worker and minute-clock, started and stopped together."))
@click.option(
    "--host",
    default="localhost",
    show_default=True,
    help=_("Name or address at which browsers reach the service."),
)
@PORT_OPTION
@click.option(
    "--certificate",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("HTTPS certificate (PEM)."),
)
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("The certificate's key (PEM)."),
)
@click.option("--public-name", help=_("Name under which a proxy with HTTPS in front publishes the service."))
@click.option(
    "--workers", type=click.IntRange(1, 16), default=2, show_default=True, help=_("Web server processes.")
)
def serve(
    host: str, port: int, certificate: Path | None, key: Path | None, public_name: str | None, workers: int
) -> None:
    """Serve a home until told to stop."""
    plan = Plan(existing_home(), host, port, certificate, key, public_name, workers)
    serve_home(plan, bring_it_up=True)


def serve_home(plan: Plan, *, bring_it_up: bool) -> None:
    """Check, load Django, bring the home up, fork the processes and watch them."""
    check(plan)
    publish(plan)
    with step(_("Starting")):
        start_django(plan.home)
    if bring_it_up:
        bring_up(plan.home)
    accounts = _demonstration_of(plan.home)
    from saiyai.site.service import processes
    from saiyai.site.service.supervisor import Child, Supervisor

    processes.load_once()
    Supervisor(
        children=[
            Child("server", lambda: processes.run_server(plan)),
            Child("worker", lambda: processes.run_worker(plan, first=lambda: _load_behind(plan.home))),
            Child("clock", lambda: processes.run_clock(plan)),
        ],
        is_ready=lambda: processes.answers(plan),
        when_ready=_greeting(plan, accounts),
        say=lambda line: click.echo(line, err=True),
    ).run()


def _demonstration_of(home: Home) -> list[dict[str, str]]:
    if home.kind is not Kind.DEMONSTRATION:
        return []
    from saiyai.site import demonstration as show

    load_demonstration(home, essential=True)
    return show.accounts()


def _load_behind(home: Home) -> None:
    """Load the rest of the demonstration while the first pages are already served."""
    if home.kind is Kind.DEMONSTRATION:
        load_demonstration(home, essential=False)


def _greeting(plan: Plan, accounts: list[dict[str, str]]) -> Callable[[], None]:
    def greet() -> None:
        click.echo(_("Saiyai is open at %(address)s") % {"address": plan.address})
        if accounts:
            click.echo(_("Demonstration accounts (user name, password, role, place):"))
            show_accounts(accounts)
        click.echo(_("Ctrl-C stops it."))

    return greet


COMMANDS = (run, serve)
