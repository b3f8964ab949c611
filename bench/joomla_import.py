"""Moving the articles of a Joomla site in: reading, cleaning and writing them, against the bare insertion of their rows."""

import tempfile
from pathlib import Path

from bench.home import fresh
from bench.result import Result, seconds_once

OURS = {10: "network", 11: "elderly", 12: "procurement"}


def run(size: int = 5_000) -> Result:
    """Return the seconds that moving so many articles in takes, beside inserting their titles and texts as they are."""
    fresh()
    from django.db import connection  # noqa: PLC0415 (Django stands only now)

    from saiyai.kernel.powers import Console  # noqa: PLC0415
    from saiyai.portal.commands.moving import Arrival, move_articles_in  # noqa: PLC0415
    from saiyai.portal.demonstration import demo_portal  # noqa: PLC0415
    from saiyai.portal.moving.export import rows_of  # noqa: PLC0415
    from saiyai.portal.moving.preparing import Wishes, heads_of, prepare  # noqa: PLC0415
    from saiyai.portal.queries.moving import slugs_taken  # noqa: PLC0415
    from tests.portal.former_site import article, write_export  # noqa: PLC0415

    demo_portal("[]", office=None)
    with tempfile.TemporaryDirectory() as folder:
        export = write_export(Path(folder) / "export.json", (article(n) for n in range(1, size + 1)))
        ready = Path(folder) / "ready.jsonl"

        def move() -> None:
            heads = heads_of(export, slugs_taken())
            prepare(export, heads, Wishes(OURS, "สำนักงาน"), ready)
            arrival = Arrival(ready, None, None, "50", {number: ("", code) for number, code in OURS.items()})
            print(move_articles_in(arrival=arrival, reason="bench", by=Console()))

        def plain() -> None:
            with connection.cursor() as cursor:
                cursor.execute("CREATE TABLE bench_plain (id INTEGER PRIMARY KEY, title TEXT, body TEXT)")
                rows = (
                    (row["id"], row["title"], row["introtext"]) for _table, row in rows_of(export, "content")
                )
                cursor.executemany("INSERT INTO bench_plain VALUES (%s, %s, %s)", list(rows))

        reference = seconds_once(plain)
        ours = seconds_once(move)
        print(f"again, with nothing changed: {seconds_once(move):.1f} s")
    return Result(
        "joomla_import", ours, reference, "plain inserts of titles and texts", f"s for {size:,} articles"
    )
