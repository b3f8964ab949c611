"""Whatever bytes come in, the reader answers with values or with one of its codes."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.documents.sheets.delimited import rows_of
from saiyai.documents.sheets.gate import kind_of
from saiyai.documents.sheets.limits import USUAL
from saiyai.documents.sheets.read import CODES, read_workbook
from saiyai.kernel.bad_value import BadValue
from tests.documents import files

OURS = files.people(20)
OLD = files.xls_of(("น้ำ", "ก้ำ", "ป่า"))
OPEN = files.ods_of("<table:table-row><table:table-cell/></table:table-row>")
STARTS = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf", b"sep=")


def code_of(act):
    """The code an act is refused with, or one that stands for success."""
    try:
        act()
    except BadValue as bad:
        return bad.code
    return "sheet.damaged"


def answer(content):
    assert code_of(lambda: read_workbook(content)) in CODES


@given(st.sampled_from(STARTS), st.binary(max_size=400))
@settings(max_examples=400, deadline=None)
def test_any_bytes_get_a_kind_or_a_code(start, rest):
    assert code_of(lambda: kind_of(start + rest, USUAL)) in CODES
    assert code_of(lambda: list(rows_of(start + rest))) in CODES


@given(st.sampled_from(STARTS), st.binary(max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_bytes_get_an_answer_from_the_whole_reader(start, rest):
    answer(start + rest)


@given(
    st.sampled_from((OURS, OLD, OPEN)),
    st.lists(st.tuples(st.integers(0, 100_000), st.integers(1, 255)), min_size=1, max_size=12),
    st.integers(0, 3),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_workbook_with_flipped_bytes_gets_an_answer(content, flips, cut):
    mutated = bytearray(content)
    for place, bits in flips:
        mutated[place % len(mutated)] ^= bits
    answer(bytes(mutated[: len(mutated) - cut * 7]))


@given(st.text(alphabet="<>/&;=\"' rct1Av\x00", max_size=120))
@settings(max_examples=30, deadline=None)
def test_a_workbook_with_any_markup_for_a_sheet_gets_an_answer(markup):
    answer(files.xlsx_of(files.sheet_xml(markup)))
