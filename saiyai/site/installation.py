"""Bringing a home up to the program: tables, static files, places; nothing is done where nothing changed.

What was last brought up is kept in the home's `state.json` as digests of the program's migrations and static
files and of the migrations that the database names; a start compares them in milliseconds.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import distributions, version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader

from saiyai.accounts.commands import load_offices
from saiyai.kernel.powers import Console
from saiyai.places.commands import load_places
from saiyai.places.queries import present_places
from saiyai.site.console.words import gettext as _
from saiyai.site.home import Home, Kind
from saiyai.site.keeping.founding import make_tables
from saiyai.site.trouble import Trouble

PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do before a home can be served, by its name."""

    title: str
    run: Callable[[], object]


def work_to_do(home: Home) -> Iterator[Work]:
    """Yield what a home still needs, in order; nothing where it is up to date."""
    state = state_of(home)
    program = program_digest()
    if state.get("program") != program or state.get("database") != _database_digest():
        _refuse_other_tables(home, state)
        if database_is_newer():
            raise Trouble(
                _("The database was made by a newer Saiyai than this one."),
                _("Install the newer version again, or restore a backup that this version made."),
            )
        yield Work(_("Preparing the tables"), make_tables)
        keep_state(home, program=program, database=_database_digest(), migrations=_contents())
    static = _static_digest()
    if state.get("static") != static or not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        yield Work(_("Collecting pictures, styles and scripts"), _collect_static)
        _read_manifest_again()
        keep_state(home, static=static)
    if state.get("places") != version("geothai") or not present_places().exists():
        yield Work(_("Loading the provinces, districts and tambons"), lambda: load_places(by=Console()))
        yield Work(_("Loading the offices of the ministry"), lambda: load_offices(by=Console()))
        keep_state(home, places=version("geothai"))
    seeds = _digest(_stamp(path) for path in sorted((PACKAGE / "places" / "seed").iterdir()))
    if state.get("map") != seeds:
        yield Work(_("Drawing the map of the nation"), _draw_nation)
        keep_state(home, map=seeds)


def _draw_nation() -> None:
    """Draw the nation; the library of geometry is loaded here, in the process that draws."""
    from saiyai.places.maps.setting_up import draw_nation  # noqa: PLC0415

    draw_nation(by=Console())


def _refuse_other_tables(home: Home, state: dict[str, Any]) -> None:
    """Refuse a demonstration whose tables were made by migrations that read otherwise now."""
    known, present = state.get("migrations", {}), _contents()
    if home.kind is Kind.DEMONSTRATION and any(
        present.get(name, digest) != digest for name, digest in known.items()
    ):
        raise Trouble(
            _("The demonstration in %(folder)s was made by an unfinished version of Saiyai.")
            % {"folder": home.folder},
            _("Remove that folder and start again: a new demonstration is made."),
        )


def _contents() -> dict[str, str]:
    paths = sorted(PACKAGE.glob("*/migrations/0*.py"))
    return {str(path.relative_to(PACKAGE)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def database_is_newer() -> bool:
    """Tell whether the database names migrations of ours that the program does not have."""
    loader = MigrationLoader(connection)
    return any(
        key not in loader.disk_migrations for key in loader.applied_migrations if key[0] in _our_labels()
    )


def _our_labels() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("saiyai.")}


def _collect_static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0, clear=Path(settings.STATIC_ROOT).is_dir())


def _read_manifest_again() -> None:
    """Let this process know the files that another one collected: it may have read the manifest of before."""
    if isinstance(staticfiles_storage, ManifestFilesMixin):
        staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = (
            staticfiles_storage.load_manifest()
        )


def state_of(home: Home) -> dict[str, Any]:
    """Return what a home was last brought up to; nothing where that is not known."""
    file = home.folder / "state.json"
    try:
        return dict(json.loads(file.read_text()))
    except (FileNotFoundError, ValueError):
        return {}


def keep_state(home: Home, **values: Any) -> None:
    """Keep what a home was brought up to; a broken write leaves the state of before."""
    file = home.folder / "state.json"
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(state_of(home) | values))
    fresh.replace(file)


def _digest(lines: Iterator[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def program_digest() -> str:
    """Return the digest of what the tables are made from: our migrations and all packages' versions."""
    ours = (
        f"{path.relative_to(PACKAGE)} {_stamp(path)}" for path in sorted(PACKAGE.glob("*/migrations/*.py"))
    )
    theirs = sorted(f"{each.name} {each.version}" for each in distributions())
    return _digest(iter([*ours, *theirs]))


def _static_digest() -> str:
    files = sorted(path for path in PACKAGE.glob("*/static/**/*") if path.is_file())
    theirs = sorted(f"{each.name} {each.version}" for each in distributions())
    return _digest(iter([*(f"{path.relative_to(PACKAGE)} {_stamp(path)}" for path in files), *theirs]))


def _stamp(path: Path) -> str:
    stat = path.stat()
    return f"{stat.st_size} {stat.st_mtime_ns}"


def _database_digest() -> str:
    """Return the digest of the migrations that the database names, "" where it names none."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
            return _digest(f"{app} {name}" for app, name in cursor.fetchall())
    except Error:
        return ""
