"""The figures as Parquet files, a row for each number that a place told, parted by project and fiscal year.

DuckDB writes them: it is loaded by whoever exports and by no server process, and it fetches no extension.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from saiyai.analytics.cube.block import Block
from saiyai.analytics.cube.shape import Standing
from saiyai.analytics.held import Cube
from saiyai.analytics.sources import all_keys

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 1,
}
TABLE = """
CREATE TEMP TABLE told (
    block VARCHAR, period VARCHAR, place_code VARCHAR, series VARCHAR,
    kind VARCHAR, standing VARCHAR, count BIGINT, measured DOUBLE, weight BIGINT
)
"""
ROWS = """
INSERT INTO told SELECT $block, $period, place, $series, $kind,
    ['entered', 'verified', 'approved'][standing - 1],
    CASE WHEN $is_measured THEN NULL ELSE value::BIGINT END,
    CASE WHEN $is_measured THEN value::DOUBLE END,
    CASE WHEN $has_weight THEN weight END
FROM column_rows
"""
COPY = "COPY (FROM told ORDER BY place_code, series, period) TO '{file}' (FORMAT parquet, COMPRESSION zstd)"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export came to: how many rows in how many files, up to which act of the record."""

    rows: int
    files: int
    sequence: int


def export(cube: Cube, folder: Path) -> Exported:
    """Write every number that is entered into an empty folder, one file a block; FileExistsError where it is not empty.

    The columns: project and year (in the folders' names), block, period, place_code, series, kind, standing
    (`entered`, `verified`, `approved`), count or measured, and the weight of means and shares.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    cube.catch_up()
    rows = 0
    for key in all_keys():
        block = cube.block(key)
        if block is not None:
            rows += _write(block, folder)
            cube.release(key)
    return Exported(rows, len(list(folder.rglob("*.parquet"))), cube.sequence)


def _write(block: Block, folder: Path) -> int:
    with duckdb.connect(config=SETTINGS) as base:
        base.execute(TABLE)
        for values, column_rows in _columns(block):
            base.register("column_rows", column_rows)
            base.execute(ROWS, values)
            base.unregister("column_rows")
        counted = base.execute("SELECT count(*) FROM told").fetchone()
        rows = int(counted[0]) if counted else 0
        if rows:
            part = folder / f"project={block.shape.project}" / f"year={block.shape.year}"
            part.mkdir(parents=True, exist_ok=True)
            file = str(part / f"{block.shape.key}.parquet").replace("'", "''")
            base.execute(COPY.format(file=file))
        return rows


def _columns(block: Block) -> Iterator[tuple[dict[str, object], dict[str, NDArray[np.generic]]]]:
    """Yield the numbers of each period and series that anybody told, with what names them."""
    shape, arrays = block.shape, block.arrays
    codes = np.array([code.decode() for code in block.places.codes.tolist()], dtype=object)
    for at, period in enumerate(shape.periods):
        state = arrays["state"][at]
        for measure in shape.measures:
            columns = shape.columns[measure.code]
            told = np.flatnonzero(arrays["told"][at, columns.position] & (state >= Standing.ENTERED))
            if not len(told):
                continue
            weights = arrays["whole"][at, columns.weight or 0, told] if shape.whole else np.zeros(len(told))
            yield (
                {
                    "block": shape.key,
                    "period": period,
                    "series": measure.code,
                    "kind": measure.kind.value,
                    "is_measured": measure.is_measured,
                    "has_weight": columns.weight is not None,
                },
                {
                    "place": codes[told],
                    "standing": state[told].astype(np.int32),
                    "value": arrays[columns.array][at, columns.value, told],
                    "weight": weights,
                },
            )
