"""The commands about places: loading and drawing the nation, importing lists and outlines, finding, changing."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from saiyai.site.console.changing import CHANGES
from saiyai.site.console.help import Group
from saiyai.site.console.keeping import EXISTING_FILE, JSON_OPTION, opened_home
from saiyai.site.console.progress import bar, step
from saiyai.site.console.words import gettext as _
from saiyai.site.trouble import Trouble

MOST_PROBLEMS_SHOWN = 20


@click.group(cls=Group, help=_("The places of Thailand: load, import, find, change."))
def places() -> None:
    """Hold the commands about places."""


@places.command(help=_("Load all provinces, districts and tambons, or bring them up to the newest edition."))
@JSON_OPTION
def load(as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Load the areas of the installed edition and draw them."""
    opened_home()
    from saiyai.kernel.powers import Console
    from saiyai.places.commands import load_places
    from saiyai.places.maps.setting_up import draw_nation

    with step(_("Loading the provinces, districts and tambons")):
        done = load_places(by=Console())
    with step(_("Drawing the map of the nation")):
        drawn = draw_nation(by=Console())
    told = {name: getattr(done, name) for name in ("areas", "new", "renamed", "abolished", "kept")}
    if as_json:
        click.echo(json.dumps(told | {"residual_km": drawn.residual_km}))
        return
    click.echo(
        _("%(areas)s areas: %(new)s new, %(renamed)s renamed, %(abolished)s abolished, %(kept)s left.") % told
    )
    click.echo(_("The map lies within %(km).1f km of the districts' points.") % {"km": drawn.residual_km})


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
            "path": " ".join(each.label for each in reversed(found.path)),
        }
        for found in find_places(" ".join(text))
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in [] if as_json else rows:
        click.echo(f"{row['code']:<8}  {row['path']}")
    if not rows:
        raise click.exceptions.Exit(1)


@places.command(help=_("List the clusters of provinces with their days and provinces."))
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help=_("As of this day (2014-09-04); today if left out.")
)
@JSON_OPTION
def clusters(on: datetime | None, as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Print the clusters with the provinces that belong to each on a day."""
    opened_home()
    from saiyai.audit import clock
    from saiyai.places.queries import clusters as queries

    day = on.date() if on else clock.today()
    found = [(each, queries.provinces_of_cluster(each.code, day)) for each in queries.all_clusters()]
    if as_json:
        click.echo(json.dumps([_cluster_told(*each) for each in found], ensure_ascii=False, indent=2))
    for row, provinces in [] if as_json else found:
        until = row.ends_on.isoformat() if row.ends_on else ""
        click.echo(f"{row.code:<12} {row.starts_on} – {until:<10}  {row.name}  {row.source}")
        click.echo(f"{'':<12} {' '.join(provinces)}")


def _cluster_told(row: Any, provinces: tuple[str, ...]) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "source": row.source,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
        "provinces": provinces,
    }


def _import_command(name: str, kind: str, help_text: str) -> None:
    @places.command(name=name, help=help_text)
    @click.argument("file", type=EXISTING_FILE)
    @click.option(
        "--accept", is_flag=True, help=_("Accept the good rows; without it nothing but a preview is made.")
    )
    @JSON_OPTION
    def run(file: Path, accept: bool, as_json: bool) -> None:  # noqa: FBT001 (click's way)
        opened_home()
        _import_list(kind, file, accept=accept, as_json=as_json)


_import_command(
    "import-villages", "villages", _("Check a list of villages (CSV, XLSX), and import it with --accept.")
)
_import_command(
    "import-authorities", "authorities", _("Check a list of local authorities, and import it with --accept.")
)


@places.command(
    name="join-authorities",
    help=_(
        "Join the Department of Local Administration's list of codes to the authorities by name and place, "
        "and store the codes with --accept."
    ),
)
@click.argument("file", type=EXISTING_FILE)
@click.option("--accept", is_flag=True, help=_("Store the joins that are sure."))
@click.option("--confirm", multiple=True, help=_("Store this doubtful join too, by the Department's code."))
@JSON_OPTION
def join_authorities(file: Path, accept: bool, confirm: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Join two lists of local authorities; exit code 1 where a row could not be joined."""
    opened_home()
    _import_list("dola", file, accept=accept, confirmed=confirm, as_json=as_json)


def _import_list(
    kind: str, file: Path, *, accept: bool, as_json: bool, confirmed: tuple[str, ...] = ()
) -> None:
    """Check a list, tell what is wrong with it, and accept it where that was asked for."""
    from saiyai.kernel.bad_value import BadValue
    from saiyai.kernel.powers import Console
    from saiyai.places import imports
    from saiyai.places.queries import imports as queries
    from saiyai.web.values import text_of_bad_value

    try:
        with bar(_("Checking")) as progress:
            number = imports.preview_file(kind, file, by=Console(), progress=progress)
    except BadValue as bad:
        raise Trouble(text_of_bad_value(bad), _("Nothing was imported.")) from bad
    row = queries.batch_at(number)
    if accept and row is not None and row.new + row.changed + len(confirmed):
        with step(_("Accepting")):
            row = imports.accept(number, confirmed=confirmed, by=Console())
    problems = [
        (each.row, each.title, text_of_bad_value(BadValue(each.code, **each.values)))
        for each in queries.problems_of(number, MOST_PROBLEMS_SHOWN)
    ]
    doubtful = queries.joins_of(number, doubtful_only=True) if kind == "dola" else []
    _tell_import(row, problems, doubtful, as_json=as_json)


def _tell_import(
    row: Any, problems: list[tuple[int, str, str]], doubtful: Sequence[Any], *, as_json: bool
) -> None:
    counts = {name: getattr(row, name) for name in ("rows", "new", "changed", "same", "doubtful", "problems")}
    to_confirm = [
        (each.dola_code, each.listed_name, each.authority_code, each.label, each.how)
        for each in doubtful
        if not each.is_confirmed
    ]
    if as_json:
        click.echo(
            json.dumps(
                counts
                | {
                    "batch": row.id,
                    "state": row.state,
                    "first_problems": problems,
                    "to_confirm": to_confirm,
                },
                ensure_ascii=False,
            )
        )
    else:
        click.echo(
            _("%(rows)s rows: %(new)s new, %(changed)s changed, %(same)s as before, %(problems)s bad.")
            % counts
        )
        for line, title, sentence in problems:
            click.echo(f"  {line}  {title}: {sentence}")
        if to_confirm:
            click.echo(_("To be confirmed, each with --confirm and its code:"))
        for code, name, other, label, how in to_confirm:
            click.echo(f"  {code}  {name} → {other} {label} ({how})")
        if row.is_open:
            click.echo(_("Nothing is imported yet: call it again with --accept."))
    if row.problems:
        raise click.exceptions.Exit(1)


@places.command(
    name="import-boundaries", help=_("Replace drawn shapes by the outlines of a GeoJSON or TopoJSON file.")
)
@click.argument("file", type=EXISTING_FILE)
@click.option("--trial", is_flag=True, help=_("Only check the file."))
@JSON_OPTION
def import_boundaries(file: Path, trial: bool, as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Take the outlines of areas from an office's file; exit code 1 where some are missing, extra or invalid."""
    opened_home()
    from saiyai.kernel.powers import Console
    from saiyai.places.maps import boundaries

    with step(_("Reading the outlines")):
        report = boundaries.import_boundaries(file, by=Console(), is_trial=trial)
    lists = {
        _("repaired"): report.repaired,
        _("missing"): report.missing,
        _("extra"): report.extra,
        _("invalid"): report.invalid,
    }
    if as_json:
        names = ("level", "taken", "repaired", "missing", "extra", "invalid", "nameless")
        click.echo(json.dumps({name: getattr(report, name) for name in names}))
    else:
        click.echo(_("%(count)s outlines taken") % {"count": len(report.taken)})
        for title, codes in lists.items():
            click.echo(f"{title}: {len(codes)}  {' '.join(codes[:MOST_PROBLEMS_SHOWN])}".rstrip())
    if report.missing or report.extra or report.invalid or report.nameless:
        raise click.exceptions.Exit(1)


for change in CHANGES:
    places.add_command(change)

COMMANDS = (places,)
