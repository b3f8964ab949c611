"""The commands that keep, bring back and examine an installation, and that print who may do what."""

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from saiyai.site.console.progress import bar, step
from saiyai.site.console.words import gettext as _
from saiyai.site.home import Home, default_folder, home_at
from saiyai.site.opening import existing_home, open_database, start_django, troubles_of_folder
from saiyai.site.trouble import Trouble

if TYPE_CHECKING:
    from saiyai.accounts.exports import PowerRow

JSON_OPTION = click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
FILE = click.Path(dir_okay=False, path_type=Path)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def opened_home(*, as_it_stands: bool = False) -> Home:
    """Return the home that SAIYAI_HOME names, with Django started on it and its database answering.

    A home whose tables are of another version of the program is refused, but to what reads it `as_it_stands`.
    """
    home = existing_home()
    start_django(home)
    open_database()
    if not as_it_stands:
        _refuse_other_tables(home)
    return home


def _refuse_other_tables(home: Home) -> None:
    """Refuse a home that an update has not brought up yet; where nothing changed since it was, nothing is compared."""
    from saiyai.site.doctor import State, migrations
    from saiyai.site.installation import program_digest, state_of

    if state_of(home).get("program") != program_digest():
        found = migrations()
        if found.state is State.BAD:
            raise Trouble(found.seen, found.way_out)


@click.command(help=_("Write a backup of the database and the media to FILE, while the service runs."))
@click.argument("file", type=FILE)
@click.option(
    "--keys", type=FILE, help=_("Write the keys to a file of their own: keep it apart from the backup.")
)
@click.option(
    "--with-keys", is_flag=True, help=_("Put the keys into the backup itself: whoever has it can read all.")
)
def backup(file: Path, keys: Path | None, with_keys: bool) -> None:  # noqa: FBT001 (click's way)
    """Make a backup of the home."""
    home = opened_home(as_it_stands=True)
    from saiyai.site.keeping.backup import make_backup, make_keys_backup

    with troubles_of_folder(file.absolute().parent):
        with bar(_("Backup")) as progress:
            digest = make_backup(home, file, with_keys=with_keys, progress=progress)
        if keys is not None:
            make_keys_backup(home, keys)
    size = file.stat().st_size / 1024 / 1024
    click.echo(
        _("%(file)s is whole: %(size).1f MB, SHA-256 %(digest)s")
        % {"file": file, "size": size, "digest": digest}
    )
    if keys is None and not with_keys:
        click.echo(_("The keys are not in it: keep them apart with --keys FILE, once is enough."))


@click.command(
    help=_("Bring a backup back into an empty home; anything unfit is refused with the home untouched.")
)
@click.argument("file", type=EXISTING_FILE)
@click.option("--keys", type=EXISTING_FILE, help=_("The keys' own backup, where they were kept apart."))
def restore(file: Path, keys: Path | None) -> None:
    """Verify a backup beside the target, then move it there in one step."""
    target = default_folder()
    from saiyai.site.keeping.restore import is_empty_target

    if not is_empty_target(target):
        raise Trouble(
            _("%(folder)s is not empty; a backup is brought back into an empty folder only.")
            % {"folder": target},
            _("Name an empty or new folder with SAIYAI_HOME."),
        )
    with troubles_of_folder(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".saiyai-restore-", dir=target.parent) as folder:
            staged = Path(folder) / "home"
            staged.mkdir(mode=0o750)
            bring_back(file, keys, staged)
            staged.replace(target)
    click.echo(_("The home in %(folder)s is ready. Next: saiyai serve") % {"folder": target})


def bring_back(file: Path, keys: Path | None, staged: Path) -> None:
    """Unpack and verify a backup in a folder beside the target, and record that it was brought back."""
    from saiyai.site.keeping.restore import check_fit, check_keys, unpack_verified

    with bar(_("Verifying the backup")) as progress:
        manifest, digest = unpack_verified(file, staged, progress)
    if manifest.engine == "keys":
        raise Trouble(
            _("%(file)s holds keys only.") % {"file": file},
            _("Give the backup first and the keys with --keys."),
        )
    if keys is not None:
        unpack_keys(keys, staged)
    check_keys(manifest, staged)
    engine = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    check_fit(manifest, engine, set(manifest.migrations))
    if engine == "sqlite":
        (staged / "database.sqlite3").rename(staged / "saiyai.sqlite3")
    (staged / "media").mkdir(exist_ok=True)
    (staged / "run").mkdir()
    start_django(home_at(staged))
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    check_fit(manifest, engine, known)
    fill_database(staged, engine)
    examine_restored(digest, (manifest.audit_seq, manifest.audit_hash))


def unpack_keys(file: Path, staged: Path) -> None:
    """Put the keys of their own backup into the folder."""
    from saiyai.site.keeping.restore import unpack_verified

    with tempfile.TemporaryDirectory(dir=staged.parent) as folder:
        unpack_verified(file, Path(folder), lambda _done, _whole: None)
        shutil.rmtree(staged / "keys", ignore_errors=True)
        (Path(folder) / "keys").rename(staged / "keys")


def fill_database(staged: Path, engine: str) -> None:
    """Put the dump into an empty PostgreSQL database; SQLite's file is the database already."""
    if engine == "sqlite":
        return
    from saiyai.site.keeping.database import is_empty, restore_postgresql

    open_database()
    if not is_empty():
        raise Trouble(
            _("The database of DATABASE_URL is not empty; a backup is brought back into an empty one only."),
            _("Create a new database, and name it in DATABASE_URL."),
        )
    dump = staged / "database.pgdump"
    with step(_("Filling the database")):
        restore_postgresql(dump)
    dump.unlink()


def examine_restored(digest: str, head: tuple[int, str]) -> None:
    """Check what was brought back, bring its tables up to the program, and record the act."""
    from django.core.management import call_command
    from django.db import connections

    from saiyai.audit.queries import chain_head
    from saiyai.kernel.powers import Console
    from saiyai.site.commands import note_restore

    if chain_head() != head:
        raise Trouble(_("The record does not end where the backup says."), _("Take an earlier backup."))
    with step(_("Preparing the tables")):
        call_command("migrate", interactive=False, verbosity=0)
    with step(_("Checking the data")):
        found = problems_found(lambda _line: None)
    if found:
        raise Trouble(next(iter(found.values()))[0], _("Take an earlier backup."))
    note_restore(reason=f"SHA-256 {digest}", by=Console())
    connections.close_all()


def problems_found(say: Callable[[str], None]) -> dict[str, list[str]]:
    """Run every check on one state of the database and return the problems of those that found any, by name."""
    from saiyai.audit.checks import CHECKS
    from saiyai.audit.one_state import one_state

    found = {}
    with one_state():
        for name in sorted(CHECKS):
            problems = list(CHECKS[name].problems())
            say(f"  {'✗' if problems else '✓'} {name}: {CHECKS[name].says}")
            for problem in problems[:20]:
                say(f"      {problem}")
            if problems:
                found[name] = problems
    return found


@click.command(
    name="check-data",
    help=_("Run every named check of the stored data; exit code 1 where one finds something."),
)
@JSON_OPTION
def check_data(as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Check the stored data."""
    opened_home()
    found = problems_found(lambda line: None if as_json else click.echo(line))
    if as_json:
        from saiyai.audit.checks import CHECKS

        click.echo(
            json.dumps({name: found.get(name, []) for name in sorted(CHECKS)}, ensure_ascii=False, indent=2)
        )
    sys.exit(bool(found))


@click.command(
    name="verify-audit",
    help=_("Verify the whole record; exit code 1 where it is broken, with the first broken entry."),
)
@JSON_OPTION
def verify_audit(as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Verify the chain of the record."""
    opened_home(as_it_stands=True)
    from saiyai.audit.queries import soundness_of_chain

    began = time.perf_counter()
    with bar(_("Verifying the record")) as progress:
        sound = soundness_of_chain(progress)
    rate = round(sound.entries / max(time.perf_counter() - began, 1e-9))
    if as_json:
        broken = None if sound.broken is None else {"seq": sound.broken.seq, "why": sound.broken.why}
        told = {"entries": sound.entries, "head": sound.head, "broken": broken, "entries_per_second": rate}
        click.echo(json.dumps(told, indent=2))
    elif sound.broken is None:
        values = {"entries": sound.entries, "rate": rate, "head": sound.head}
        click.echo(_("%(entries)s entries are whole (%(rate)s entries/s). Head: %(head)s") % values)
    else:
        values = {"seq": sound.broken.seq, "why": sound.broken.why, "entries": sound.entries}
        click.echo(
            _("Entry %(seq)s is broken (%(why)s); the %(entries)s entries before it are whole.") % values
        )
    sys.exit(sound.broken is not None)


@click.command(help=_("Print who may do what: every command with the roles that may."))
@JSON_OPTION
def powers(as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Print the registry of commands."""
    opened_home()
    from django.utils.module_loading import autodiscover_modules

    from saiyai.accounts.exports import powers_table

    autodiscover_modules("commands")
    rows = powers_table()
    if as_json:
        click.echo(json.dumps([_power(row) for row in rows], ensure_ascii=False, indent=2))
        return
    for row in rows:
        named = zip(row.role_names, row.roles, strict=True)
        roles = ", ".join(f"{name} ({role})" for name, role in named) or _("everybody")
        condition = _(", under conditions") if row.has_condition else ""
        click.echo(f"{row.label} ({row.command})")
        click.echo(f"    {roles}: {row.where}{condition}")


def _power(row: "PowerRow") -> dict[str, object]:
    return {
        "command": row.command,
        "label": str(row.label),
        "roles": list(row.roles),
        "where": str(row.where),
        "has_condition": row.has_condition,
    }


@click.command(
    help=_("Examine what is alive and what is at risk, with the way out; exit code 1 where it is not well.")
)
@JSON_OPTION
def doctor(as_json: bool) -> None:  # noqa: FBT001 (click's way)
    """Examine the installation."""
    start_django(existing_home())
    from dataclasses import asdict

    from saiyai.site.doctor import examine, is_well

    findings = examine()
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        signs = {"ok": "✓", "warning": "!", "bad": "✗"}
        for finding in findings:
            click.echo(f"  {signs[finding.state]} {finding.title}: {finding.seen}")
            if finding.way_out:
                click.echo(f"      → {finding.way_out}")
    sys.exit(not is_well(findings))


COMMANDS = (backup, restore, check_data, verify_audit, powers, doctor)
