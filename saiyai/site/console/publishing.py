"""The commands about the public site: moving the articles of the former site in."""

import csv
import json
from collections.abc import Mapping
from hashlib import file_digest
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from saiyai.site.console.keeping import EXISTING_FILE, JSON_OPTION, opened_home
from saiyai.site.console.progress import bar, step
from saiyai.site.console.words import gettext as _
from saiyai.site.trouble import Trouble

SHOWN_OF_A_KIND = 10
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
HINTS = (
    ("elderly", ("สูงอายุ", "elder")),
    ("children", ("เด็ก", "เยาวชน", "child", "youth")),
    ("family", ("ครอบครัว", "famil")),
    ("disability", ("พิการ", "disab")),
    ("trafficking", ("ค้ามนุษย์", "traffick")),
    ("situation", ("สถานการณ์", "situation")),
    ("smart_city", ("เมืองอัจฉริยะ", "smart")),
    ("ceremony", ("พระราช", "เฉลิมพระเกียรติ", "ถวาย")),
    ("procurement", ("จัดซื้อ", "จัดจ้าง", "พัสดุ", "ประกวดราคา")),
)
"""Words in a former category's title by which one of ours is proposed; "network" where none fits."""


@click.group(help=_("The public site: move the articles of the former site in."))
def portal() -> None:
    """Hold the commands about the public site."""


@portal.command(
    name="import-joomla",
    help=_("Move the articles of a Joomla export (JSON) in."),
)
@click.argument("file", type=EXISTING_FILE)
@click.option("--files", type=FOLDER, help=_("The folder of the former site's files, with images/ in it."))
@click.option("--host", multiple=True, help=_("A name of the former site: links to it are its own."))
@click.option("--office", default="", help=_("The code of the office whose articles they are."))
@click.option("--place", default="", help=_("The code of the place that the articles are about."))
@click.option(
    "--categories", type=click.Path(dir_okay=False, path_type=Path), help=_("The list of categories (CSV).")
)
@click.option("--dry-run", is_flag=True, help=_("Tell what would be done, and write nothing."))
@JSON_OPTION
def import_joomla(file: Path, **asked: Any) -> None:
    """Move the articles of an export in, and tell what could not be kept."""
    home = opened_home()
    from saiyai.kernel.bad_value import BadValue
    from saiyai.web.values import text_of_bad_value

    try:
        told = _move(file, home.folder, asked)
    except BadValue as bad:
        raise Trouble(text_of_bad_value(bad), _("Nothing was moved.")) from bad
    if asked["as_json"]:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        _tell(told)


def _move(file: Path, home: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    from saiyai.accounts.queries import office_with
    from saiyai.portal.moving.preparing import Wishes, heads_of, prepare
    from saiyai.portal.queries.moving import slugs_taken

    office = office_with(asked["office"]) if asked["office"] else None
    if asked["office"] and office is None:
        raise Trouble(_("There is no office of this code."), _("Look it up in the list of offices."))
    with step(_("Reading the categories and writers")):
        heads = heads_of(file, slugs_taken())
    categories = _categories(asked["categories"] or home / "moving-in" / f"{file.stem}.categories.csv", heads)
    wishes = Wishes(
        {number: here for number, (_title, here) in categories.items()},
        office.name_th if office else "สายใย",
        frozenset(each.lower() for each in asked["host"]),
        asked["files"],
    )
    with TemporaryDirectory() as folder:
        ready = Path(folder) / "articles.jsonl"
        with bar(_("Preparing")) as progress:
            report = prepare(file, heads, wishes, ready, progress)
        counts = _counts(file, ready, office, categories, asked)
    return {
        "articles": report.articles,
        "binned": report.binned,
        "hidden": report.hidden,
        **counts,
        "lost": dict(report.lost),
        "first_lost": report.named,
        "dry_run": asked["dry_run"],
    }


def _counts(
    file: Path, ready: Path, office: Any, categories: Mapping[int, tuple[str, str]], asked: Mapping[str, Any]
) -> dict[str, int]:
    """Write the prepared articles, or count what would be written."""
    from saiyai.kernel.powers import Console
    from saiyai.portal.commands.moving import Arrival, move_articles_in, told_of
    from saiyai.portal.moving.preparing import prepared
    from saiyai.portal.queries.moving import digests_moved

    if asked["dry_run"]:
        known = digests_moved()
        counts = {"new": 0, "changed": 0, "same": 0}
        for each in prepared(ready):
            held = known.get(each["old_id"])
            counts["new" if held is None else "same" if held == each["digest"] else "changed"] += 1
        return counts
    with file.open("rb") as export:
        digest = file_digest(export, "sha256").hexdigest()
    with step(_("Writing")):
        arrival = Arrival(ready, asked["files"], office, asked["place"], categories)
        return told_of(move_articles_in(arrival=arrival, reason=f"{file.name} sha256:{digest}", by=Console()))


def _categories(path: Path, heads: Any) -> dict[int, tuple[str, str]]:
    """Return the former categories with ours, as the kept list says; where it lacks any, write it and stop."""
    from saiyai.portal.queries import categories

    ours = {code for code, _name in categories()}
    said = _said(path)
    needed = sorted(set(heads.articles_of) | set(heads.categories))
    titles = {number: heads.categories.get(number, ("", ""))[0] for number in needed}
    missing = [number for number in heads.articles_of if said.get(number) not in ours]
    if missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_list(needed, titles, said, heads.articles_of, ours), encoding="utf-8-sig")
        raise Trouble(
            _("%(count)s categories of the former site have none here yet.") % {"count": len(missing)},
            _("Look through %(path)s, correct its last column (%(ours)s), and start again.")
            % {"path": path, "ours": ", ".join(sorted(ours))},
        )
    return {number: (titles[number], said[number]) for number in needed if said.get(number) in ours}


def _said(path: Path) -> dict[int, str]:
    if not path.is_file():
        return {}
    rows = csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig")))
    return {
        int(row["id"]): (row.get("category") or "").strip()
        for row in rows
        if (row.get("id") or "").strip().isdecimal()
    }


def _list(
    needed: list[int],
    titles: Mapping[int, str],
    said: Mapping[int, str],
    articles: Mapping[int, int],
    ours: set[str],
) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "title", "articles", "category"])
    for number in needed:
        kept = said.get(number, "")
        writer.writerow(
            [
                number,
                titles[number],
                articles.get(number, 0),
                kept if kept in ours else _proposed(titles[number]),
            ]
        )
    return out.getvalue()


def _proposed(title: str) -> str:
    lowered = title.lower()
    return next((code for code, words in HINTS if any(word in lowered for word in words)), "network")


def _tell(told: Mapping[str, Any]) -> None:
    if told["dry_run"]:
        click.echo(
            _(
                "%(articles)s articles: %(new)s new, %(changed)s changed, %(same)s the same. Nothing was written."
            )
            % told
        )
    else:
        click.echo(
            _(
                "%(articles)s articles: %(new)s new, %(changed)s changed, %(same)s the same, "
                "%(edited_here)s edited here since and left, %(deleted_here)s deleted here and left."
            )
            % told
        )
    click.echo(
        _("%(hidden)s are not shown to everybody, %(binned)s were in the bin there and stay out.") % told
    )
    names = {
        "picture": _("pictures that are missing"),
        "link": _("links that lead nowhere"),
        "date": _("days that cannot be read"),
        "plugin": _("pieces that only Joomla shows"),
        "table": _("tables too large for a page, made lists"),
    }
    for kind, count in told["lost"].items():
        click.echo(f"{names[kind]}: {count:,}")
        for number, what in told["first_lost"][kind][:SHOWN_OF_A_KIND]:
            click.echo(f"  {number}  {what}")


COMMANDS = (portal,)
