"""The child that parses is stopped by memory, time and output, and nothing it is given reaches outside."""

import resource
import time
from dataclasses import replace
from pathlib import Path

import pytest

from saiyai.documents.sheets.limits import MIB, USUAL
from saiyai.documents.sheets.read import read_workbook
from saiyai.kernel.bad_value import BadValue
from tests.documents import files


def refusal_of(content, limits=USUAL):
    with pytest.raises(BadValue) as caught:
        read_workbook(content, limits)
    return caught.value.code


def test_a_sheet_that_asks_for_gigabytes_is_stopped_by_the_memory_limit_and_costs_the_parent_little():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    assert refusal_of(files.far_corner("SF", 199_000)) == "sheet.too_much_memory"
    assert time.perf_counter() - begun < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


def test_the_same_sheet_is_read_where_the_memory_limit_is_raised():
    content = files.far_corner("SF", 4_000)
    tight = replace(USUAL, memory_bytes=110 * MIB)
    assert refusal_of(content, tight) == "sheet.too_much_memory"
    assert len(read_workbook(content).first.rows) == 4_000


def test_one_long_text_shared_by_many_cells_is_stopped():
    strings = (
        '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + "ก" * 30_000
        + "</t></si></sst>"
    )
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_000))
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    content = files.xlsx_of(
        files.sheet_xml(cells),
        **{"xl__sharedStrings.xml": strings, "xl___rels__workbook.xml.rels": relations},
    )
    assert refusal_of(content) in {"sheet.too_much_memory", "sheet.too_much_text"}


def test_a_file_that_takes_too_long_is_stopped_by_the_processor_limit_and_read_where_it_is_raised():
    content = b"1,2,3,4,5,6,7,8" * 10 + b"\n"
    content *= 199_000
    roomy = replace(USUAL, file_bytes=64 * MIB, memory_bytes=2048 * MIB)
    begun = time.perf_counter()
    assert refusal_of(content, replace(roomy, cpu_seconds=1)) == "sheet.too_slow"
    assert time.perf_counter() - begun < 10
    assert len(read_workbook(content, roomy).first.rows) == 199_000


def test_a_file_that_takes_too_long_by_the_clock_is_stopped_too():
    content = b"1,2,3,4,5,6,7,8,9,0\n" * 199_000
    assert refusal_of(content, replace(USUAL, wall_seconds=0.2)) == "sheet.too_slow"


def test_what_the_child_may_say_is_bounded():
    content = b"abcdefghij,abcdefghij\n" * 20_000
    assert refusal_of(content, replace(USUAL, output_bytes=100_000)) == "sheet.too_much_text"
    assert len(read_workbook(content).first.rows) == 20_000


def test_entities_are_not_expanded():
    entities = "<!DOCTYPE x [<!ENTITY a0 'boom'>"
    entities += "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
    sheet = files.sheet_xml(f'<row r="1">{files.text_cell("A1", "&a9;")}</row>', before=entities)
    begun = time.perf_counter()
    said = _said(files.xlsx_of(sheet))
    assert time.perf_counter() - begun < 2
    assert "boomboom" not in said


def test_a_file_named_inside_a_sheet_is_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the-secret-itself")
    entity = f"<!DOCTYPE x [<!ENTITY e SYSTEM '{secret.as_uri()}'>]>"
    sheet = files.sheet_xml(f'<row r="1">{files.text_cell("A1", "&e;")}</row>', before=entity)
    assert "the-secret-itself" not in _said(files.xlsx_of(sheet))


def _said(content):
    try:
        return repr(read_workbook(content))
    except BadValue as bad:
        return bad.code


def test_the_child_gets_no_environment_of_ours(monkeypatch):
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")  # an interpreter that inherited this could not start
    assert read_workbook(b"a,b\n").first.rows == (("a", "b"),)


def _children() -> set[str]:
    """Return the processes that this one has started, dead ones that nobody has asked after among them."""
    return {
        pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()
    }


def test_no_child_is_left_behind():
    before = _children()
    for content in (b"a,b\n", files.far_corner("SF", 199_000)):
        _said(content)

    assert _children() <= before
