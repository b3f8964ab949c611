"""The home: the one folder that holds an installation's database, media, keys and backups."""

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Kind(StrEnum):
    """What a home is for."""

    OFFICE = "office"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True)
class Home:
    """An installation's folder; `kind` is an office's unless its marker says that it is a demonstration's."""

    folder: Path
    kind: Kind

    @property
    def database_file(self) -> Path:
        """Return where the SQLite database lies."""
        return self.folder / "saiyai.sqlite3"

    @property
    def media(self) -> Path:
        """Return where uploaded files lie."""
        return self.folder / "media"

    @property
    def cube(self) -> Path:
        """Return where the cube's files lie; all of them can be made anew from the database."""
        return self.folder / "cube"

    def empty(self) -> None:
        """Take the database and the media away; keys, account names with their passwords, and static files stay.

        What was brought up is forgotten first, so that an emptying that is cut short is finished by the next start.
        """
        state = self.folder / "state.json"
        known = json.loads(state.read_text()) if state.is_file() else {}
        fresh = state.with_suffix(".new")
        fresh.write_text(json.dumps({name: known[name] for name in ("static",) if name in known}))
        fresh.replace(state)
        for suffix in ("", "-wal", "-shm", "-journal"):
            self.database_file.with_name(self.database_file.name + suffix).unlink(missing_ok=True)
        shutil.rmtree(self.media, ignore_errors=True)
        shutil.rmtree(self.cube, ignore_errors=True)
        self.media.mkdir(parents=True, exist_ok=True)

    def key(self, name: str) -> str:
        """Return a secret, made at the first call and kept in a file that only its owner reads."""
        path = self.folder / "keys" / name
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
        return path.read_text().strip()


def default_folder() -> Path:
    """Return the folder named by `SAIYAI_HOME`, or `var` beside where the command is run."""
    return Path(os.environ.get("SAIYAI_HOME") or "var").absolute()


def home_at(folder: Path) -> Home:
    """Return the home in a folder."""
    marker = folder / "home.json"
    kind = json.loads(marker.read_text())["kind"] if marker.is_file() else Kind.OFFICE
    return Home(folder, Kind(kind))


def make_home(folder: Path, kind: Kind) -> Home:
    """Make a folder a home of a kind; one that already is a home of another kind is a FileExistsError."""
    marker = folder / "home.json"
    if marker.is_file() and home_at(folder).kind is not kind:
        raise FileExistsError(folder)
    (folder / "media").mkdir(parents=True, exist_ok=True)
    marker.write_text(json.dumps({"kind": kind.value}))
    return Home(folder, kind)


def database_settings(home: Home, url: str | None) -> dict[str, object]:
    """Return Django's settings of the database: PostgreSQL at an address, else SQLite in the home."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home.database_file,
            "CONN_MAX_AGE": 600,  # opening a database and reading its tables anew costs as much as a page's queries
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL begins with {parts.scheme}: only postgres:// is known")
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 600,
    }
