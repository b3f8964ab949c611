"""What the web server loads before its first page: heavy libraries wait for the process that uses them."""

from pathlib import Path

import pytest

from tests.site.programs import in_python

# NumPy is not among them: pages ask the cube of figures, which is made of its arrays.
HEAVY = (
    *("authlib", "joserfc", "typst", "segno", "docx", "xlsxwriter", "python_calamine", "icalendar"),
    *("rustworkx", "networkx", "shapely", "geothai", "pythainlp", "polars", "duckdb", "openpyxl"),
)
FIRST_PAGE = """
import sys
from saiyai.site import opening
opening.start_django(opening.existing_home())
from saiyai.site.service.processes import load_once
load_once()
from django.test import Client
print(Client(HTTP_HOST="localhost").get("/").status_code)
"""


def test_the_first_page_needs_no_heavy_library(office: Path):
    done = in_python(office, f"{FIRST_PAGE}print([each for each in {HEAVY!r} if each in sys.modules])")

    assert done.stdout.splitlines() == ["200", "[]"], done.stderr


def test_a_library_that_is_used_is_loaded_then(office: Path):
    use = (
        "from saiyai.documents.sheets.write import write_xlsx, Column\n"
        "write_xlsx((Column('a', 'A'),), [{'a': '1'}], sheet_name='A')\n"
    )
    done = in_python(office, f"{FIRST_PAGE}{use}print([each for each in {HEAVY!r} if each in sys.modules])")

    assert done.stdout.splitlines() == ["200", "['xlsxwriter']"], done.stderr


def without(module: str, *arguments: str) -> str:
    """Return a program that runs the console where a module cannot be imported."""
    return (
        f"import sys\nsys.modules[{module!r}] = None\nsys.argv = ['saiyai', *{arguments!r}]\n"
        "from saiyai.site.cli import main\nmain()\n"
    )


@pytest.mark.parametrize(
    ("module", "argument"),
    [("click", "--help"), ("nh3", "check-data"), ("modelcluster.models", "check-data")],
    ids=["at the start", "in a command", "a part of a package"],
)
def test_a_package_that_came_with_an_update_is_named_with_the_way_to_install_it(
    office: Path, module: str, argument: str
):
    done = in_python(office, without(module, argument))

    thai, english = done.stderr.splitlines()
    package = module.partition(".")[0]
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        (package in thai, "make run" in thai) == (package in english, "make run" in english) == (True, True)
    )


def test_a_module_of_the_programs_own_that_is_missing_is_a_fault_and_told_as_one(office: Path):
    done = in_python(office, without("saiyai.audit.checks", "check-data"))

    assert "Traceback" in done.stderr
    assert "make run" not in done.stderr
