"""A scratch home with a migrated database, for benchmarks that need one."""

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def fresh() -> None:
    """Set Django up on a new scratch home and migrate it."""
    django.setup()
    settings.HOME.folder.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    connection.close()


def with_places() -> None:
    """Set up a scratch home that holds all places of Thailand."""
    fresh()
    from saiyai.kernel.powers import Console  # noqa: PLC0415 (Django stands only now)
    from saiyai.places.commands import load_places  # noqa: PLC0415

    load_places(by=Console())
