"""Every benchmark runs, at its smallest size, and says what it measured."""

import json
import subprocess
import sys

import pytest

from bench.__main__ import names
from bench.load import Ask, _turns
from bench.pages import kind_of
from bench.result import Result
from tests.database import ROOT, clean_environment

KEYS = {"name", "ours", "reference", "reference_name", "unit", "ratio", "peak_mb"}


def bench(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_a_benchmark_prints_its_comparison_as_its_last_line(name: str):
    told = json.loads(bench(name, "--size", "1").splitlines()[-1])

    assert set(told) == KEYS
    assert told["name"] == name
    assert told["ours"] > 0
    assert told["reference"] > 0
    assert told["peak_mb"] > 0
    assert told["ratio"] == pytest.approx(told["ours"] / told["reference"], rel=0.01, abs=0.001)


def test_the_list_says_what_each_benchmark_measures():
    lines = bench().splitlines()

    assert [line.split()[0] for line in lines] == names()
    assert all(len(line.split(maxsplit=1)[1]) > 20 for line in lines)


def test_a_result_names_the_memory_of_the_service_that_was_measured():
    told = json.loads(Result("a", 1.0, 2.0, "b", "s", service_mb=123.0).line())

    assert (told["ratio"], told["peak_mb"]) == (0.5, 123.0)
    assert set(told) == KEYS


def test_an_open_load_is_due_at_its_pace_and_a_counted_one_ends():
    paced = list(_turns(Ask(0, ["/"], a_second=20, seconds=1), 100.0))
    counted = list(_turns(Ask(0, ["/"], requests=3), 100.0))

    assert [due for _number, due in paced[:3]] == [100.0, 100.05, 100.1]
    assert len(paced) == 21
    assert [number for number, _due in counted] == [0, 1, 2]


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/places/5014/", "/places/*/"), ("/network/12/?page=2", "/network/*/"), ("/places/", "/places/")],
)
def test_pages_of_a_kind_are_told_by_their_path(path: str, kind: str):
    assert kind_of(path) == kind
