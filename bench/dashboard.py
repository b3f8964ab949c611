"""One question of a dashboard to the engine: a province's districts, 5 series, 12 months, against kept sums in SQLite."""

import sqlite3
import time
from statistics import median

from bench.nation import MONTHS, nation, villages
from bench.result import Result, interleaved
from saiyai.analytics.cube.answers import Figure, figures, question
from saiyai.analytics.cube.block import Block, Entry
from saiyai.analytics.cube.shape import Standing

ASKED = ("s00", "s03", "s07", "s11", "s19")
DISTRICT = 4


def kept_in_sqlite(block: Block) -> sqlite3.Connection:
    """Return a database in memory with the same sums of every district, by area, series and month."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE kept (area TEXT, series INT, month INT, value INT, told INT, owed INT, "
                 "PRIMARY KEY (series, area, month)) WITHOUT ROWID")  # fmt: skip
    codes = [code.decode() for code in block.places.level(DISTRICT).codes.tolist()]
    whole, told, stand = (block.arrays[f"{name}.{DISTRICT}"] for name in ("whole", "told", "stand"))
    base.executemany(
        "INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?)",
        (
            (code, series, month, int(whole[2, month, series, area]), int(told[2, month, series, area]),
             int(stand[0, month, area]))
            for area, code in enumerate(codes)
            for series in range(len(block.shape.measures))
            for month in range(MONTHS)
        ),
    )  # fmt: skip
    base.commit()
    return base


def asked_of_cube(block: Block, province: str) -> list[list[Figure]]:
    """Return the figures of a province's districts for each series over the year."""
    layer = Standing.APPROVED
    return [figures(block, question(block, code, None, layer), province, DISTRICT) for code in ASKED]


def asked_of_sqlite(base: sqlite3.Connection, province: str) -> list[list[tuple[object, ...]]]:
    """Return the same from the database."""
    query = ("SELECT area, SUM(value), SUM(told), SUM(owed) FROM kept WHERE series = ? "
             "AND area BETWEEN ? AND ? GROUP BY area ORDER BY area")  # fmt: skip
    ends = (province, province + "99")
    return [base.execute(query, (int(code[1:]), *ends)).fetchall() for code in ASKED]


def run(size: int = 75_000) -> Result:
    """Return the milliseconds of a dashboard's question among `size` villages, beside those of SQLite."""
    block = nation(size)[0]
    block.sum_again()
    base = kept_in_sqlite(block)
    province = block.places.codes[len(block.places) // 2].decode()[:2]
    told = [
        [(each.area, each.value, each.told, each.owed) for each in one]
        for one in asked_of_cube(block, province)
    ]
    if told != asked_of_sqlite(base, province):
        raise RuntimeError("the cube and SQLite do not agree")
    ours, other = interleaved(
        lambda: asked_of_cube(block, province), lambda: asked_of_sqlite(base, province), times=51
    )
    print(
        f"a report enters and moves the sums of {len(block.places.lengths)} levels in {_moving(block, size):.0f} µs"
    )
    return Result("dashboard", ours * 1000, other * 1000, "the same sums kept in SQLite", "ms")


def _moving(block: Block, size: int) -> float:
    """Return the median microseconds in which a report of every series moves the sums above it."""
    numbers = {measure.code: 7 for measure in block.shape.measures}
    taken = []
    for code in villages(size)[:: max(size // 200, 1)]:
        begun = time.perf_counter()
        block.put(Entry(code, block.shape.periods[3], Standing.APPROVED, numbers))
        taken.append(time.perf_counter() - begun)
    return median(taken) * 1_000_000
