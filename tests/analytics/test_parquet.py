"""The export as Parquet: every number that was told, no draft, parted by project and year."""

from pathlib import Path

import duckdb
import pytest

from saiyai.analytics import parquet
from saiyai.analytics.cube.block import Block, Entry
from saiyai.analytics.cube.shape import Standing
from saiyai.analytics.held import Cube
from tests.analytics.plain import PLACES, SHAPE

ENTRIES = (
    Entry("500101", "2557Q1", Standing.ENTERED, {"people": 5, "litres": 0.5, "covered": (3, 4)}),
    Entry("500101", "2557Q2", Standing.APPROVED, {"people": 0, "weight": (61.25, 2)}),
    Entry("520101", "2557Q1", Standing.VERIFIED, {"people": 7, "age": (90, 3)}),
    Entry("540101", "2557Q1", Standing.OWED, {"people": 9}),
)


@pytest.fixture
def block() -> Block:
    made = Block.empty(SHAPE, PLACES)
    for entry in ENTRIES:
        made.put(entry)
    return made


def read(folder: Path, query: str) -> list[tuple]:
    files = f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
    return duckdb.sql(query.replace("FILES", files)).fetchall()


def test_every_number_that_was_told_is_a_row_and_no_other(block: Block, tmp_path: Path):
    rows = parquet._write(block, tmp_path)

    told = read(
        tmp_path,
        "SELECT place_code, period, series, standing, count, measured, weight FROM FILES ORDER BY ALL",
    )
    assert rows == len(told) == 7
    assert told == [
        ("500101", "2557Q1", "covered", "entered", 3, None, 4),
        ("500101", "2557Q1", "litres", "entered", None, 0.5, None),
        ("500101", "2557Q1", "people", "entered", 5, None, None),
        ("500101", "2557Q2", "people", "approved", 0, None, None),
        ("500101", "2557Q2", "weight", "approved", None, 61.25, 2),
        ("520101", "2557Q1", "age", "verified", 90, None, 3),
        ("520101", "2557Q1", "people", "verified", 7, None, None),
    ]


def test_the_files_are_parted_by_project_and_year(block: Block, tmp_path: Path):
    parquet._write(block, tmp_path)

    [file] = tmp_path.rglob("*.parquet")
    assert file.parent == tmp_path / "project=project" / "year=2557"
    assert read(tmp_path, "SELECT DISTINCT project, year FROM FILES") == [("project", 2557)]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path):
    (tmp_path / "own").write_text("x")

    with pytest.raises(FileExistsError):
        parquet.export(Cube(None), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["own"]
