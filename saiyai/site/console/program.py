"""The console program's root: its commands, its language, and how it ends."""

import sys

import click

from saiyai.site.console import installing, keeping, securing, serving
from saiyai.site.console.words import gettext as _
from saiyai.site.trouble import Trouble

EXIT_CODES = _(
    "Exit codes: 0 done; 1 refused, or a problem was found; 2 wrong usage. SAIYAI_HOME names the home (default: var)."
)


@click.group(
    help=_("Saiyai (สายใย): set up, serve, keep and examine an installation."),
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 110},
)
def program() -> None:
    """Hold the console's commands."""


for command in (*installing.COMMANDS, *serving.COMMANDS, *keeping.COMMANDS, *securing.COMMANDS):
    program.add_command(command)


def run_program() -> None:
    """Run the program and end the process; a trouble is one sentence and its way out on the error stream."""
    try:
        program()
    except Trouble as trouble:
        click.echo(f"{_('Stopped')}: {trouble.sentence}", err=True)
        if trouble.way_out:
            click.echo(f"{_('What to do')}: {trouble.way_out}", err=True)
        sys.exit(1)
