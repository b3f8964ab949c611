"""All figures of 75,000 villages rolled up to every level, against DuckDB on the same Parquet; Polars beside."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench.nation import MONTHS, SERIES, YEARS, nation
from bench.result import Result, interleaved, seconds
from saiyai.analytics.cube.block import Block
from saiyai.analytics.cube.shape import Standing

THREADS = 2
LEVELS = (6, 4, 2, 0)


def write_parquet(blocks: list[Block], folder: Path) -> tuple[Path, Path]:
    """Write the same numbers long (a row each) and wide (a column for each series and month); return both files."""
    codes = [code.decode() for code in blocks[0].places.codes.tolist()]
    wide = pl.DataFrame({"code": codes})
    long = []
    for block in blocks:
        for month, period in enumerate(block.shape.periods):
            for series, measure in enumerate(block.shape.measures):
                row = block.arrays["whole"][month, series]
                wide = wide.with_columns(pl.Series(f"{measure.code}_{period}", row))
            long.append(_long(block, codes, month, period))
    wide.write_parquet(folder / "wide.parquet")
    (folder / "long").mkdir()
    for number, frame in enumerate(long):
        frame.write_parquet(folder / "long" / f"{number:03}.parquet")
    return folder / "long", folder / "wide.parquet"


def _long(block: Block, codes: list[str], month: int, period: str) -> pl.DataFrame:
    count, series = len(codes), len(block.shape.measures)
    return pl.DataFrame(
        {
            "code": pl.Series(codes * series),
            "series": np.repeat(np.arange(series, dtype=np.int16), count),
            "value": block.arrays["whole"][month].reshape(-1),
        }
    ).with_columns(period=pl.lit(period))


def in_duckdb(folder: Path) -> int:
    """Roll all levels up with DuckDB, each from the finer one; return the nation's sum."""
    with duckdb.connect(config={"threads": THREADS}) as base:
        finer = f"read_parquet('{folder}/*.parquet')"
        for length in LEVELS:
            base.execute(
                f"CREATE TEMP TABLE level{length} AS SELECT code[1:{length}] AS code, series, period, "  # noqa: S608
                f"sum(value)::BIGINT AS value, count(value) AS told FROM {finer} GROUP BY ALL"
            )
            finer = f"level{length}"
        row = base.execute("SELECT sum(value) FROM level0").fetchone()
    assert row is not None
    return int(row[0])


def in_polars(wide: pl.DataFrame) -> int:
    """Roll all levels up with Polars in its best layout, in memory, each from the finer one; return the nation's sum."""
    finer = wide
    for length in LEVELS:
        key = pl.col("code").str.slice(0, length)
        finer = finer.group_by(key, maintain_order=True).agg(pl.exclude("code").sum())
    return int(finer.select(pl.sum_horizontal(pl.exclude("code").sum())).item())


def in_cube(blocks: list[Block], pool: ThreadPoolExecutor) -> int:
    """Roll all levels up in the cube, with how many told each number at every level; return the nation's sum."""
    for _done in pool.map(Block.sum_again, blocks):
        pass
    return sum(int(block.arrays["whole.0"][0].sum()) for block in blocks)


def spread_over_standings(blocks: list[Block]) -> None:
    """Let a third of the reports be entered, a third verified and a third approved."""
    random = np.random.default_rng(2557)
    for block in blocks:
        states = [Standing.ENTERED, Standing.VERIFIED, Standing.APPROVED]
        block.arrays["state"][:] = random.choice(states, block.arrays["state"].shape)


def read(arrays: list[NDArray[np.int64]], pool: ThreadPoolExecutor) -> int:
    """Read the numbers once."""
    return sum(int(each) for each in pool.map(np.sum, arrays))


def run(size: int = 75_000) -> Result:
    """Return the seconds of a full roll-up of `size` villages x 20 series x 60 months, beside those of DuckDB."""
    blocks = nation(size)
    arrays = [block.arrays["whole"] for block in blocks]
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(THREADS) as pool:
        long, wide_file = write_parquet(blocks, Path(name))
        wide = pl.read_parquet(wide_file)
        whole = in_cube(blocks, pool)
        if not whole == in_duckdb(long) == in_polars(wide) == read(arrays, pool):
            raise RuntimeError("the engines do not agree")
        ours, plain = interleaved(lambda: in_cube(blocks, pool), lambda: read(arrays, pool))
        rival = seconds(lambda: in_polars(wide), times=3)
        duck = seconds(lambda: in_duckdb(long), times=1)
        spread_over_standings(blocks)
        layered = seconds(lambda: in_cube(blocks, pool), times=3)
    print(
        f"{SERIES * MONTHS * YEARS * size:,} values: cube {ours * 1000:.0f} ms, plain read {plain * 1000:.0f} ms"
    )
    print(
        f"Polars, wide, in memory: {rival * 1000:.0f} ms ({rival / ours:.1f} x); DuckDB: {duck / ours:.0f} x"
    )
    print(f"the same with reports in three standings, so in three layers: {layered * 1000:.0f} ms")
    return Result("rollup", ours, duck, "DuckDB on the same Parquet", "s")
