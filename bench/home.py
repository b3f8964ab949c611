"""A scratch home with a migrated database, for benchmarks that need one."""

import shutil
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

KEPT = Path(__file__).resolve().parent.parent / ".cache" / "bench" / "tables"


def fresh() -> None:
    """Set Django up on a new scratch home with all tables; they are made once for each state of the program, and kept."""
    django.setup()
    from saiyai.site.installation import program_digest  # noqa: PLC0415 (Django stands only now)
    from saiyai.site.keeping.founding import found  # noqa: PLC0415

    settings.HOME.folder.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{program_digest()[:24]}.sqlite3"
    if kept.is_file():
        shutil.copy(kept, settings.HOME.database_file)
        return
    found(settings.HOME.database_file, lambda: call_command("migrate", verbosity=0))
    connection.close()
    KEPT.mkdir(parents=True, exist_ok=True)
    shutil.copy(settings.HOME.database_file, kept.with_suffix(".new"))
    kept.with_suffix(".new").replace(kept)


def with_places() -> None:
    """Set up a scratch home that holds all places of Thailand."""
    fresh()
    from saiyai.kernel.powers import Console  # noqa: PLC0415 (Django stands only now)
    from saiyai.places.commands import load_places  # noqa: PLC0415

    load_places(by=Console())
