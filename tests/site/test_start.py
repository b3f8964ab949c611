"""What the web server loads before its first page: heavy libraries wait for the process that uses them."""

from pathlib import Path

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
