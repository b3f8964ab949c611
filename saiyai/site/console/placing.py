"""The commands about places: loading the nation's areas, finding one as people write it."""

import json

import click

from saiyai.site.console.keeping import JSON_OPTION, opened_home
from saiyai.site.console.progress import step
from saiyai.site.console.words import gettext as _


@click.group(help=_("The places of Thailand: load, import, find."))
def places() -> None:
    """Hold the commands about places."""


@places.command(help=_("Load all provinces, districts and tambons, or bring them up to the newest edition."))
@JSON_OPTION
def load(as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Load the areas of the installed edition."""
    opened_home()
    from saiyai.kernel.powers import Console
    from saiyai.places.commands import load_places

    with step(_("Loading the provinces, districts and tambons")):
        done = load_places(by=Console())
    told = {
        "areas": done.areas,
        "new": done.new,
        "renamed": done.renamed,
        "abolished": done.abolished,
        "kept": done.kept,
    }
    if as_json:
        click.echo(json.dumps(told))
    else:
        click.echo(
            _("%(areas)s areas: %(new)s new, %(renamed)s renamed, %(abolished)s abolished, %(kept)s left.")
            % told
        )


@places.command(help=_("Find places as people write them; the best first."))
@click.argument("text", nargs=-1, required=True)
@JSON_OPTION
def find(text: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Print the places that fit a text; exit code 1 where none does."""
    opened_home()
    from saiyai.places.queries import find_places

    rows = [
        {
            "code": found.row.code,
            "level": str(found.row.level),
            "path": " ".join(each.name for each in found.path),
        }
        for found in find_places(" ".join(text))
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in [] if as_json else rows:
        click.echo(f"{row['code']:<8}  {row['path']}")
    if not rows:
        raise click.exceptions.Exit(1)


COMMANDS = (places,)
