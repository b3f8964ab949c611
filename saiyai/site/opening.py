"""Opening a home: choosing the folder, making it, starting Django on it; each trouble gets its sentence.

Django is imported inside the functions: its settings are read from the home, which must be chosen first.
"""

import errno
import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from saiyai.accounts.provider import ProviderMisnamed
from saiyai.site.console.words import gettext as _
from saiyai.site.home import Home, Kind, default_folder, home_at, make_home
from saiyai.site.trouble import Trouble

LEAST_FREE_BYTES = 200 * 1024 * 1024
"""The room on the disk below which nothing is begun, so that no database meets a full disk in the middle."""


def is_home(folder: Path) -> bool:
    """Tell whether a folder was made a home."""
    return (folder / "home.json").is_file()


@contextmanager
def troubles_of_folder(folder: Path) -> Iterator[None]:
    """Turn the system's refusals about a folder into sentences."""
    try:
        yield
    except OSError as refused:
        if refused.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise disk_full(folder) from refused
        if refused.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ENOENT}:
            sentence = _("The folder %(folder)s cannot be written.") % {"folder": folder}
            way_out = _("Give this user the right to write there, or name another folder with SAIYAI_HOME.")
            raise Trouble(sentence, way_out) from refused
        raise


def disk_full(folder: Path) -> Trouble:
    """Return the trouble of a disk without room."""
    return Trouble(
        _("The disk that holds %(folder)s is full.") % {"folder": folder},
        _("Free at least 200 MB there, or name a folder on another disk with SAIYAI_HOME."),
    )


def made_home(folder: Path, kind: Kind) -> Home:
    """Make a folder a home, or find that it already is one of this kind."""
    with troubles_of_folder(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
            raise disk_full(folder)
        try:
            home = make_home(folder, kind)
        except FileExistsError as other:
            raise _other_kind(folder) from other
        (folder / "run").mkdir(exist_ok=True)
        return home


def _other_kind(folder: Path) -> Trouble:
    if home_at(folder).kind is Kind.DEMONSTRATION:
        return Trouble(
            _("%(folder)s holds a demonstration; real work is never mixed with it.") % {"folder": folder},
            _("Name an empty folder with SAIYAI_HOME."),
        )
    return Trouble(
        _("%(folder)s holds an office's real work; no demonstration is loaded into it.") % {"folder": folder},
        _("Name an empty folder with SAIYAI_HOME."),
    )


def existing_home() -> Home:
    """Return the home that SAIYAI_HOME names; where there is none, say how to make it."""
    folder = default_folder()
    if not is_home(folder):
        raise Trouble(
            _("There is no home of Saiyai in %(folder)s.") % {"folder": folder},
            _("Make one with `saiyai setup`, or name the right folder with SAIYAI_HOME."),
        )
    return home_at(folder)


def start_django(home: Home) -> None:
    """Read the settings of a home and load the apps; within one process it is done once."""
    os.environ["SAIYAI_HOME"] = str(home.folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saiyai.site.settings.base")
    import django
    from django.apps import apps
    from django.utils import translation

    from saiyai.site.console.words import language

    if not apps.ready:
        try:
            with troubles_of_folder(home.folder), _collector_at_rest():
                django.setup()
        except ProviderMisnamed as wrong:
            raise Trouble(
                _("The provider of identities cannot be used: %(why)s.") % {"why": wrong},
                _(
                    "Correct the SAIYAI_OIDC_ variables, or leave them all out; the deployment guide lists them."
                ),
            ) from wrong
        except ValueError as wrong:
            way_out = _("Write it as postgres://user:password@host:port/name, or leave it out to use SQLite.")
            raise Trouble(_("DATABASE_URL cannot be read: %(why)s") % {"why": wrong}, way_out) from wrong
    translation.activate(language())


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let the collector rest while modules are loaded: all of them stay, and it would look through them in vain."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def open_database() -> None:
    """Connect to the database, or say why not."""
    from django.db import Error, connection

    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as refused:
        first_line = str(refused).strip().splitlines()[0] if str(refused).strip() else type(refused).__name__
        raise Trouble(
            _("The database does not answer: %(why)s") % {"why": first_line},
            _("Start it, or correct DATABASE_URL; `saiyai doctor` looks at the rest."),
        ) from refused
