"""The commands that rename, split, merge and re-code a place: shown with what they would move, done with --yes."""

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from saiyai.site.console.keeping import JSON_OPTION, opened_home
from saiyai.site.console.progress import step
from saiyai.site.console.words import gettext as _
from saiyai.site.trouble import Trouble

Run = TypeVar("Run", bound=Callable[..., Any])

OPTIONS = (
    click.option(
        "--on",
        required=True,
        help=_("From which day: 2020-01-01, 1/1/2563 or 1 ม.ค. 2563."),
    ),
    click.option("--reason", required=True, help=_("On what ground: the notice in the Royal Gazette.")),
    click.option("--dry-run", is_flag=True, help=_("Only show what would change.")),
    click.option("--yes", is_flag=True, help=_("Do it without asking.")),
    JSON_OPTION,
)


def _asked(run: Run) -> Run:
    """Let a command ask what every change asks for."""
    for option in reversed(OPTIONS):
        run = option(run)
    return run


@click.command(help=_("Give a place a new name; the former one stays findable."))
@click.argument("code")
@click.option("--name-th", required=True, help=_("The new Thai name, without ตำบล or อำเภอ."))
@click.option("--name-en", default=None, help=_("The new English name; the present one if left out."))
@_asked
def rename(code: str, name_th: str, name_en: str | None, **asked: Any) -> None:
    """Rename a place."""
    _change("RENAME", code, {"name_th": name_th, "name_en": name_en}, **asked)


@click.command(help=_("Take new areas out of a place."))
@click.argument("code")
@click.option(
    "--part",
    "parts",
    multiple=True,
    required=True,
    help=_('A new area: its code, its Thai name, and after a comma its English name: "501490 ก, Ko".'),
)
@click.option("--ends", is_flag=True, help=_("The place itself is no more from that day."))
@_asked
def split(code: str, parts: tuple[str, ...], *, ends: bool, **asked: Any) -> None:
    """Split a place."""
    _change("SPLIT", code, {"parts": "\n".join(parts), "ends": "1" if ends else ""}, **asked)


@click.command(help=_("Merge places (OTHERS) into one; what was reported under their codes stays findable."))
@click.argument("code")
@click.argument("others", nargs=-1, required=True)
@_asked
def merge(code: str, others: tuple[str, ...], **asked: Any) -> None:
    """Merge places."""
    _change("MERGE", code, {"codes": " ".join(others)}, **asked)


@click.command(help=_("Move a place, with all below it, to a new code; each old code leads to its new one."))
@click.argument("code")
@click.argument("new_code")
@_asked
def recode(code: str, new_code: str, **asked: Any) -> None:
    """Re-code a place."""
    _change("RECODE", code, {"code": new_code}, **asked)


def _change(
    name: str,
    code: str,
    typed: dict[str, Any],
    *,
    on: str,
    reason: str,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Check what was typed as the web's form does, show what would change, and do it where that was wanted."""
    opened_home()
    from saiyai.kernel.powers import Console
    from saiyai.places.views import changes

    change, place = getattr(changes, name), _place_to_change(code)
    if typed.get("name_en", "") is None:
        typed["name_en"] = place.name_en
    terms = _checked(change.form(typed | {"on": on, "reason": reason}))
    if hindrance := change.hindrance(place, terms):
        raise hindrance
    with step(_("Looking at what would change")):
        preview = change.preview(code, terms)
    if not as_json:
        _tell(preview)
    is_wanted = not dry_run and (yes or _is_confirmed(as_json=as_json))
    if is_wanted:
        with step(_("Changing")):
            change.act(place=place, **terms, by=Console())
    if as_json:
        click.echo(json.dumps(_told(code, preview, is_done=is_wanted), ensure_ascii=False))
    elif not is_wanted:
        click.echo(_("Nothing is changed: call it again with --yes."))
    else:
        click.echo(_("It is done. The old codes and names stay findable."))


def _place_to_change(code: str) -> Any:
    """Return a place as the commands that change it take it."""
    from saiyai.places.queries.changes import place_to_change

    place = place_to_change(code)
    if place is None:
        raise Trouble(
            _("There is no place with the code %(code)s.") % {"code": code},
            _("Look for its code with `saiyai places find`."),
        )
    return place


def _is_confirmed(*, as_json: bool) -> bool:
    """Ask whoever sits at a terminal; a script has to say --yes."""
    return not as_json and sys.stdin.isatty() and click.confirm(_("Do it?"))


def _checked(form: Any) -> dict[str, Any]:
    """Return what was typed as the command takes it; each field that cannot be read is told."""
    if not form.is_valid():
        wrong = [
            f"{form.fields[name].label if name in form.fields else ''}: {' '.join(map(str, errors))}"
            for name, errors in form.errors.items()
        ]
        raise Trouble("  ".join(wrong).removeprefix(": "), _("Nothing was changed."))
    terms: dict[str, Any] = form.cleaned_data
    return terms


def _tell(preview: Any) -> None:
    ends, new = _("it ends"), _("it is new")
    for move in preview.moves:
        goes_on = f"{move.new_code} {move.new_label}".rstrip() if move.new_code else ends
        click.echo(f"  {move.place.code:<8}  {move.place.label} → {goes_on}")
    if preview.count > len(preview.moves):
        click.echo(_("  … and %(count)s more") % {"count": preview.count - len(preview.moves)})
    for made, name in preview.made:
        click.echo(f"  {made:<8}  {name} ({new})")
    if preview.authorities:
        click.echo(_("Local authorities that cover what changes:"))
    for body, label in preview.authorities:
        click.echo(f"  {body:<8}  {label}")


def _told(code: str, preview: Any, *, is_done: bool) -> dict[str, Any]:
    return {
        "code": code,
        "done": is_done,
        "count": preview.count,
        "moves": [
            {"code": each.place.code, "label": each.place.label, "new_code": each.new_code}
            for each in preview.moves
        ],
        "made": [{"code": made, "name_th": name} for made, name in preview.made],
        "authorities": [{"code": body, "label": label} for body, label in preview.authorities],
    }


CHANGES = (rename, split, merge, recode)
"""The commands of `places` that change one."""
