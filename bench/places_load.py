"""Loading the nation's areas: the recorded, guarded load against bare inserts of the same rows into a bare table."""

import sqlite3
from contextlib import closing

from bench.home import fresh
from bench.result import Result, seconds_once


def run(size: int = 1) -> Result:
    """Return the seconds of one whole load with names, successions, search keys, record and guards."""
    fresh()
    from saiyai.kernel.powers import Console  # noqa: PLC0415 (Django stands only now)
    from saiyai.places.commands import load_places  # noqa: PLC0415
    from saiyai.places.commands.load import areas_of_package  # noqa: PLC0415

    ours = seconds_once(lambda: load_places(by=Console()))
    rows = [(area.code, area.name_th, area.name_en, area.postcodes) for area in areas_of_package()]

    def bare() -> None:
        with closing(sqlite3.connect(":memory:")) as database, database:
            database.execute("CREATE TABLE place (code TEXT PRIMARY KEY, th TEXT, en TEXT, postcodes TEXT)")
            database.executemany("INSERT INTO place VALUES (?, ?, ?, ?)", rows)

    reference = min(seconds_once(bare) for _each in range(size + 2))
    return Result("places_load", ours, reference, "bare inserts into a bare table", "s")
