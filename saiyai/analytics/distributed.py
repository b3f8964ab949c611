"""The roll-up of an export past one machine: one Ibis expression, run by DuckDB here or by a Spark cluster.

Nothing of the service loads this: it needs the extra `[spark]`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ibis
from ibis.expr.types import Table
from pyspark.sql import SparkSession

from saiyai.analytics.cube.shape import LAYERS, Kind, Standing

STANDINGS = {each.name.lower(): each for each in LAYERS}
"""The standings that a layer begins at, by what the export calls them."""

COLUMNS = ("block", "period", "area", "series", "kind", "count", "measured", "weight", "told")
"""What each row of a roll-up says: the sum (whole or measured), the sum of the weights, how many places told it."""


def rolled_up(told: Table, length: int, layer: Standing) -> Table:
    """Return the sums of a layer for the areas whose codes are so many digits long (0: all together).

    `told` is an export's table. Numbers that are no sums (medians) are left out: they are found from the rows.
    """
    seen = [name for name, standing in STANDINGS.items() if standing >= layer]
    area = ibis._["place_code"].left(length) if length else ibis.literal("")
    return (
        told.filter(ibis._["standing"].isin(seen), ibis._["kind"] != Kind.MEDIAN.value)
        .mutate(area=area)
        .group_by("block", "period", "area", "series", "kind")
        .aggregate(
            count=ibis._["count"].sum(),
            measured=ibis._["measured"].sum(),
            weight=ibis._["weight"].sum(),
            told=ibis._.count(),
        )
        .order_by("block", "period", "area", "series")
        .select(*COLUMNS)
    )


@contextmanager
def in_duckdb(folder: Path) -> Iterator[Table]:
    """Yield an export's table in DuckDB, in this process."""
    connection = ibis.duckdb.connect()
    try:
        yield connection.read_parquet(
            f"{folder}/**/*.parquet", hive_partitioning=True, hive_types_autocast=False
        )
    finally:
        connection.disconnect()


@contextmanager
def in_spark(folder: Path, master: str) -> Iterator[Table]:
    """Yield an export's table in the Spark cluster of a master (`spark://host:7077`), which sees the same folder."""
    session = (
        SparkSession.builder.master(master)
        .appName("Saiyai")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    try:
        yield ibis.pyspark.connect(session).read_parquet(str(folder))
    finally:
        session.stop()


def rows_of(table: Table) -> list[tuple[object, ...]]:
    """Return the rows of a roll-up as plain values; what is no number is None."""
    return [tuple(row.values()) for row in table.to_pyarrow().to_pylist()]
