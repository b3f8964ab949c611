"""The commands about the cube: what it holds, folding its log, making its files anew from the database."""

import csv
import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from saiyai.site.console.help import Group
from saiyai.site.console.keeping import JSON_OPTION, opened_home
from saiyai.site.console.progress import bar
from saiyai.site.console.words import gettext as _
from saiyai.site.trouble import Trouble


@click.group(cls=Group, help=_("The figures' files: what they hold, and making them anew."))
def cube() -> None:
    """Hold the commands about the cube."""


@cube.command(help=_("Show every block of figures: its size, its file, the digest of what it says."))
@JSON_OPTION
def status(as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Print the blocks."""
    home = opened_home()
    from saiyai.analytics.checking import states

    rows = list(states(home.cube))
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
        return
    for row in rows:
        axes = f"{row.places:,} × {row.measures} × {row.periods}"
        file = row.file or _("(no file yet)")
        click.echo(f"{row.key}  {axes}  {row.megabytes:.1f} MB  {row.digest}  {file}")
    if not rows:
        click.echo(_("There are no figures yet."))


@cube.command(help=_("Make all files of figures anew from the reports, while the service runs."))
@JSON_OPTION
def rebuild(as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Write a base anew."""
    home = opened_home()
    from saiyai.analytics.folding import fold

    try:
        with bar(_("Figures")) as progress:
            done = fold(home.cube, afresh=True, progress=progress)
    except OSError as failed:
        raise Trouble(
            _("The files of figures cannot be written: %(why)s.") % {"why": failed.strerror},
            _("Make room on the disk; until then figures are read from the reports."),
        ) from failed
    told = {"written": done.written if done else 0, "sequence": done.sequence if done else 0}
    if as_json:
        click.echo(json.dumps(told))
    else:
        click.echo(_("%(written)s files hold all figures up to act %(sequence)s.") % told)


@cube.command(help=_("Write all figures as Parquet files into FOLDER, by project and year."))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@JSON_OPTION
def export(folder: Path, as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Export what places told; there is nothing of persons in it."""
    home = opened_home()
    from saiyai.analytics.held import Cube
    from saiyai.analytics.parquet import export as write

    try:
        done = write(Cube(home.cube), folder)
    except FileExistsError:
        raise Trouble(
            _("%(folder)s is not empty.") % {"folder": folder}, _("Name an empty or new folder.")
        ) from None
    if as_json:
        click.echo(json.dumps(asdict(done)))
    else:
        click.echo(_("%(rows)s rows in %(files)s files.") % {"rows": f"{done.rows:,}", "files": done.files})


@cube.command(
    name="roll-up",
    help=_(
        "Add the figures of an export up by area, with DuckDB here or on a Spark cluster (extra [spark])."
    ),
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--digits", type=click.Choice(["0", "2", "4", "6"]), default="2", help=_("Digits of the areas' codes.")
)
@click.option("--layer", type=click.Choice(["entered", "verified", "approved"]), default="approved")
@click.option("--master", default="", help=_("The address of the Spark cluster: spark://HOST:7077."))
def roll_up(folder: Path, digits: str, layer: str, master: str) -> None:
    """Print a roll-up as CSV, a row for each series, period and area."""
    try:
        from saiyai.analytics import distributed
    except ModuleNotFoundError as missing:
        raise Trouble(
            _("%(name)s is not installed.") % {"name": missing.name},
            _("Install it: pip install --require-hashes -r requirements/spark.txt"),
        ) from missing
    opened = distributed.in_spark(folder, master) if master else distributed.in_duckdb(folder)
    with opened as told:
        sums = distributed.rolled_up(told, int(digits), distributed.STANDINGS[layer])
        rows = csv.writer(sys.stdout)
        rows.writerow(distributed.COLUMNS)
        rows.writerows(distributed.rows_of(sums))


COMMANDS = (cube,)
