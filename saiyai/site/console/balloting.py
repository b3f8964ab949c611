"""The command that checks a published board: `verify-ballot`; it needs neither a home nor a database."""

import sys
from pathlib import Path

import click

from saiyai.site.console.words import gettext as _


@click.command(
    name="verify-ballot",
    help=_("Recompute the result of a vote from its published board, and name what is wrong with it."),
)
@click.argument("board", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--opening", metavar="HASH", help=_("The hash that was shown when the stage opened."))
@click.option("--closing", metavar="HASH", help=_("The hash that was shown when the box was opened."))
def verify_ballot(board: Path, opening: str | None, closing: str | None) -> None:
    """Run the program that stands alone; end with 0 where the board holds, else with 1, or 2 where it cannot be read."""
    from saiyai.forums.rules import verify_ballot as program

    told = [(f"--{name}", value) for name, value in (("opening", opening), ("closing", closing)) if value]
    sys.exit(program.main([str(board), *(each for pair in told for each in pair)]))


COMMANDS = (verify_ballot,)
