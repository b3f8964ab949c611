"""The same roll-up by the cube, by DuckDB and by a Spark cluster of a master and a worker on this machine."""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from saiyai.analytics import parquet
from saiyai.analytics.cube.answers import figure, question
from saiyai.analytics.cube.block import Block, Entry
from saiyai.analytics.cube.shape import LAYERS, Kind, Standing
from tests.analytics.plain import MEASURES, PERIODS, PLACES, SHAPE
from tests.site.programs import free_port, until

pytest.importorskip("ibis", reason="the extra [spark] is not installed: there is no Ibis")
pyspark = pytest.importorskip("pyspark", reason="the extra [spark] is not installed: there is no Spark")

from saiyai.analytics.distributed import in_duckdb, in_spark, rolled_up, rows_of  # noqa: E402 (after its packages)

LENGTHS = (0, 2, 4, 6)
READY_SECONDS = 120


def cells(chance: random.Random) -> dict[str, object]:
    """Return what a report says, some of it left out; halves add up exactly in any order."""
    every = {
        "people": chance.randrange(10_000),
        "volunteers": chance.randrange(100),
        "age": (chance.randrange(10_000), chance.randrange(1, 100)),
        "covered": (chance.randrange(10), chance.randrange(10, 20)),
        "wait": chance.randrange(30),
        "litres": chance.randrange(1_000) / 2,
        "weight": (chance.randrange(1_000) / 2, chance.randrange(1, 50)),
    }
    return {name: cell for name, cell in every.items() if chance.random() < 0.8}


@pytest.fixture(scope="module")
def block() -> Block:
    chance = random.Random(2557)
    made = Block.empty(SHAPE, PLACES)
    for period in PERIODS:
        made.ask(period, PLACES)
        for place in PLACES:
            made.put(Entry(place, period, chance.choice([Standing.OWED, *LAYERS]), cells(chance)))
    return made


@pytest.fixture(scope="module")
def folder(block: Block, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("export")
    parquet._write(block, made)
    return made


def of_cube(block: Block, length: int, layer: Standing) -> list[tuple[object, ...]]:
    """Return what the cube says, in the rows of a roll-up."""
    rows = []
    for period in PERIODS:
        for area in sorted({place[:length] for place in PLACES}):
            for measure in sorted(MEASURES, key=lambda each: each.code):
                told = figure(block, question(block, measure.code, [period], layer), area)
                if measure.kind is Kind.MEDIAN or not told.told:
                    continue
                value = (None, told.value) if measure.is_measured else (told.value, None)
                rows.append(
                    (
                        SHAPE.key,
                        period,
                        area,
                        measure.code,
                        measure.kind.value,
                        *value,
                        told.weight,
                        told.told,
                    )
                )
    return rows


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("layer", LAYERS)
def test_duckdb_rolls_an_export_up_as_the_cube_does(block: Block, folder: Path, length: int, layer: Standing):
    with in_duckdb(folder) as told:
        assert rows_of(rolled_up(told, length, layer)) == of_cube(block, length, layer)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Run a Spark master and one worker on loopback; return the master's address."""
    if not shutil.which("java"):
        pytest.skip("there is no Java on this machine, which Spark runs on")
    home = Path(pyspark.__file__).parent
    port = free_port()
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(tmp_path / "work"),
    }
    address = f"spark://127.0.0.1:{port}"
    program = [str(home / "bin" / "spark-class")]
    master = ["org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port)]
    worker = [
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "1g",
    ]
    log = tmp_path / "cluster.log"
    running = []
    try:
        for arguments, said in (
            (master, "Starting Spark master"),
            ([*worker, address], "Registering worker"),
        ):
            with log.open("a") as out:
                running.append(
                    subprocess.Popen(
                        [*program, *arguments, "--webui-port", "0"], env=environment, stdout=out, stderr=out
                    )
                )
            until(lambda said=said: said in log.read_text(), READY_SECONDS)
        yield address
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=60)


@pytest.mark.soak
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Spark's own sockets to its Java
def test_a_spark_cluster_rolls_an_export_up_as_the_cube_does(
    block: Block, folder: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    with in_spark(folder, cluster) as told:
        for length in LENGTHS:
            for layer in LAYERS:
                assert rows_of(rolled_up(told, length, layer)) == of_cube(block, length, layer)
