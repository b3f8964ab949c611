"""The console program's root: its commands, its language, and how it ends."""

import sys

import click

from saiyai.kernel.refusal import Denied, Refusal
from saiyai.site.console import (
    balloting,
    cubing,
    installing,
    keeping,
    mailing,
    networking,
    peopling,
    placing,
    publishing,
    securing,
    serving,
)
from saiyai.site.console.help import Group, lay_out
from saiyai.site.console.words import gettext as _
from saiyai.site.console.words import let_click_speak
from saiyai.site.trouble import Trouble

EXIT_CODES = _(
    "Exit codes: 0 done; 1 refused, or a problem was found; 2 wrong usage. "
    "SAIYAI_HOME names the home (default: var), SAIYAI_LANGUAGE the language (th or en)."
)


@click.group(
    cls=Group,
    help=_("Saiyai (สายใย): set up, serve, keep and examine an installation."),
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 110},
)
def program() -> None:
    """Hold the console's commands."""


GROUPS = (
    installing,
    serving,
    keeping,
    mailing,
    peopling,
    placing,
    networking,
    publishing,
    cubing,
    securing,
    balloting,
)
for group in GROUPS:
    for command in group.COMMANDS:
        program.add_command(command)


def run_program() -> None:
    """Run the program and end the process; a no is one sentence and its way out on the error stream."""
    let_click_speak()
    lay_out()
    try:
        program()
    except Trouble as trouble:
        _end(trouble.sentence, trouble.way_out)
    except Refusal as refusal:
        from saiyai.web.refusals import text_of  # it needs Django, which the refused command has started

        _end(text_of(refusal), "")
    except Denied as denied:
        _end(_("%(command)s is not for the console.") % {"command": denied.command}, "")


def _end(sentence: str, way_out: str) -> None:
    click.echo(_("Stopped: %(sentence)s") % {"sentence": sentence}, err=True)
    if way_out:
        click.echo(_("What to do: %(way_out)s") % {"way_out": way_out}, err=True)
    sys.exit(1)
