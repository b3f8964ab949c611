"""XLSForm in and out: what is understood, what is refused where, and that nothing is lost on the way."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.documents.sheets.plain import write_plain_xlsx
from saiyai.documents.sheets.read import read_workbook
from saiyai.documents.xform import xform_of
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions import parse
from saiyai.monitoring.rules.definition import Choice, Definition, Group, Item, ItemKind, Words, items_of
from saiyai.monitoring.rules.soundness import problems_of_form
from saiyai.monitoring.rules.xlsform import Understood, understood
from saiyai.monitoring.rules.xlsform_out import sheets_of
from saiyai.monitoring.rules.xpath import FUNCTIONS, Spelling, compiled, to_xpath

SURVEY = (
    "type",
    "name",
    "label::ไทย (th)",
    "label::English (en)",
    "required",
    "constraint",
    "relevant",
    "calculation",
)
TRIAL = os.environ.get("SAIYAI_TRIAL_DATA", "")


def read(
    *rows: tuple[str, ...], choices: tuple[tuple[str, ...], ...] = (), header: tuple[str, ...] = SURVEY
) -> Understood:
    return understood(
        {
            "survey": [header, *rows],
            "choices": [("list_name", "name", "label"), *choices],
            "settings": [("form_title", "form_id"), ("แบบ", "f1")],
        }
    )


def problems(*rows: tuple[str, ...], choices: tuple[tuple[str, ...], ...] = ()) -> list[tuple[str, int, str]]:
    return [(each.sheet, each.row, each.code) for each in read(*rows, choices=choices).problems]


def test_a_form_is_read_with_groups_choices_and_conditions():
    found = read(
        ("start", "start"),
        ("begin_group", "people", "คน", "People"),
        ("integer", "men", "ชาย", "Men", "yes", ". >= 0"),
        ("select_one size", "size", "ขนาด", "Size", "", "", "${men} > 10"),
        ("end_group",),
        ("calculate", "double", "", "", "", "", "", "${men} * 2"),
        choices=(("size", "S", "เล็ก"), ("size", "L", "ใหญ่")),
    )

    men = Item("men", ItemKind.INTEGER, Words("ชาย", "Men"), is_required=True, constraint="men >= 0")
    size = Item(
        "size",
        ItemKind.ONE,
        Words("ขนาด", "Size"),
        relevant="men > 10",
        choices=(Choice("S", Words("เล็ก")), Choice("L", Words("ใหญ่"))),
    )
    double = Item("double", ItemKind.CALCULATED, Words(), calculation="men * 2")
    assert found.problems == ()
    assert found.left_out == ("survey: start",)
    assert found.definition == Definition(
        Words("แบบ"), (Group("people", Words("คน", "People"), (men, size)), double)
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("geopoint", "where", "ที่"), "xlsform.unknown_type"),
        (("select_one nothing", "a", "ก"), "xlsform.unknown_list"),
        (("select_one size or_other", "a", "ก"), "xlsform.unknown_type"),
        (("", "a", "ก"), "xlsform.without_type"),
        (("integer", "", "ก"), "xlsform.without_name"),
        (("integer", "a", "ก", "", "perhaps"), "xlsform.required_unclear"),
        (("integer", "a", "ก", "", "", "regex(., '[0-9]+')"), "xpath.unknown_function"),
        (("integer", "a", "ก", "", "", ". >="), "xpath.unfinished"),
        (("integer", "a", "ก", "", "", ". ? 0"), "xpath.unexpected"),
        (("integer", "a", "ก", "", "", "", "selected(${a})"), "xpath.arguments"),
        (("end_group",), "xlsform.not_begun"),
        (("begin_group", "g", "ก"), "xlsform.not_ended"),
    ],
)
def test_what_is_not_understood_is_refused_at_its_row(row: tuple[str, ...], code: str):
    assert problems(("text", "first", "ก"), row) == [("survey", 3, code)]


def test_a_choice_without_a_code_is_refused_at_its_row():
    assert problems(("text", "a", "ก"), choices=(("size", "", "เล็ก"),)) == [
        ("choices", 2, "xlsform.choice_incomplete")
    ]


def test_a_workbook_without_a_survey_says_so():
    assert [each.code for each in understood({"Sheet1": [("a",)]}).problems] == ["xlsform.without_survey"]


def test_columns_that_mean_something_else_are_named_or_refused():
    found = read(
        ("integer", "a", "ก", "province=50"),
        header=("type", "name", "label", "choice_filter", "label::Deutsch (de)", "note to self"),
    )

    assert [each.code for each in found.problems] == ["xlsform.column_not_understood"]
    assert found.left_out == ("survey: label::Deutsch (de)", "survey: note to self")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (". >= 0 and . <= 999999", "me >= 0 and me <= 999999"),
        ("${a} = ''", "not present(a)"),
        ("'' != ${a}", "present(a)"),
        ("${a} div 2 + 10 mod 3", "a / 2 + mod(10, 3)"),
        ("not(selected(${x}, 'a')) or true()", 'not selected(x, "a") or 1 = 1'),
        ("if(${a} > ๕, int(${a}), number(${b}))", "if(a > 5, a - mod(a, 1), b)"),
        ("sum(${a}) = count(${r})", "sum(a) = r"),
        ("(1 - (2 - 3)) * -${a}", "(1 - (2 - 3)) * -a"),
    ],
)
def test_an_expression_of_xpath_becomes_one_of_ours(text: str, expected: str):
    assert compiled(text, "me") == expected


@pytest.mark.parametrize(
    "text", ["", "(", ")", "1 +", "${a", "a()", "now()", "${a} ${b}", "'", "((((" * 30 + "1"]
)
def test_whatever_else_is_typed_is_refused_and_breaks_nothing(text: str):
    with pytest.raises(BadValue):
        compiled(text, "me")


@given(st.text(alphabet="${}ab().,'\"<>=!+-*19 divmonrtselcu", max_size=40))
def test_no_text_breaks_the_reader(text: str):
    try:
        ours = compiled(text, "me")
    except BadValue:
        return
    parse(ours)


names = st.sampled_from(["${a}", "${b}", "1", "2.5", "."])
expressions = st.recursive(
    names,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "div", "mod"]), inner),
        st.builds("{} {} {}".format, inner, st.sampled_from(["+", "*", "and", "or"]), inner),
        st.builds("({} {} {})".format, inner, st.sampled_from(["=", "!=", "<", ">="]), inner),
        st.builds("not({})".format, inner),
        st.builds("-{}".format, inner),
        st.builds("if({}, {}, {})".format, inner, inner, inner),
        st.builds("min({}, {})".format, inner, inner),
        st.builds("({} = '')".format, inner),
    ),
    max_leaves=12,
)


@given(expressions)
def test_an_expression_written_as_xpath_again_reads_the_same(text: str):
    ours = compiled(text, "me")

    assert compiled(to_xpath(parse(ours), Spelling("me")), "me") == ours


def a_rich_form() -> Definition:
    sizes = (Choice("S", Words("เล็ก", "Small")), Choice("L", Words("ใหญ่", "Large")))
    return Definition(
        Words("แบบสำรวจ"),
        (
            Item("intro", ItemKind.NOTE, Words("กรุณากรอกให้ครบ", "Please fill in all")),
            Group(
                "people",
                Words("คน", "People"),
                (
                    Item(
                        "m",
                        ItemKind.INTEGER,
                        Words("ชาย", "Men"),
                        series="t.a",
                        part="sex=male",
                        is_required=True,
                    ),
                    Item(
                        "f",
                        ItemKind.INTEGER,
                        Words("หญิง", "Women"),
                        hint=Words("ทุกวัย", "All ages"),
                        constraint="f <= 5000",
                        constraint_message=Words("มากเกินไป", "Too many"),
                        series="t.a",
                        part="sex=female",
                    ),
                    Item("all", ItemKind.CALCULATED, Words("รวม", "Total"), calculation="sum(m, f)"),
                ),
            ),
            Group(
                "funds",
                Words("กองทุน", "Funds"),
                (
                    Item("fund", ItemKind.TEXT, Words("ชื่อ", "Name"), is_long=True),
                    Item("money", ItemKind.MONEY, Words("เงิน", "Money"), default="0"),
                    Item("kinds", ItemKind.MANY, Words("ประเภท", "Kinds"), choices=sizes),
                ),
                is_repeat=True,
                relevant="all > 0",
            ),
            Item("share", ItemKind.DECIMAL, Words("ส่วน", "Share"), constraint="share <= funds"),
            Item("size", ItemKind.ONE, Words("ขนาด", "Size"), choices=sizes),
            Item("on", ItemKind.DATE, Words("วัน", "Day"), relevant='not present(size) or size = "S"'),
        ),
    )


def test_a_form_written_as_a_workbook_and_read_again_is_the_same_form():
    form = a_rich_form()
    assert problems_of_form(form) == []

    book = read_workbook(write_plain_xlsx(sheets_of(form, form_id="f1", version="1")))
    again = understood({each.name: each.rows for each in book.sheets})

    assert again.problems == ()
    assert again.left_out == ()
    assert again.definition == form


def test_another_program_reads_what_is_written():
    made = xform_of(sheets_of(a_rich_form(), form_id="f1", version="1"), "f1")

    assert made.objection == ""
    assert "กรุณากรอกให้ครบ" in made.xml


def test_another_programs_objection_is_passed_on():
    made = xform_of({"survey": [["type", "name", "label"], ["integer", "a b", "ก"]]}, "f1")

    assert made.xml == ""
    assert "row : 2" in made.objection


def test_a_formula_in_a_workbook_stays_a_text():
    book = read_workbook(write_plain_xlsx({"survey": [["type"], ["=1+1"]]}))

    assert book.first.rows[1][0] == "=1+1"


def test_the_guides_print_the_list_of_functions():
    printed = ", ".join(f"`{name}()`" for name in sorted(FUNCTIONS))

    for name in ("forms.md", "forms.th.md"):
        assert printed in Path("docs/guides", name).read_text(encoding="utf-8")


@pytest.mark.skipif(not TRIAL, reason="the ministry's own survey lies where SAIYAI_TRIAL_DATA points")
def test_the_ministrys_survey_comes_in_whole_and_goes_out_again():
    file = Path(TRIAL) / "real" / "xlsform-opt1" / "opt1_2555_xlsform_derived.xlsx"
    book = read_workbook(file.read_bytes())

    found = understood({each.name: each.rows for each in book.sheets})

    sheets = sheets_of(found.definition, form_id="opt1", version="1")
    again = understood(sheets)
    assert found.problems == ()
    assert problems_of_form(found.definition) == []
    assert len(items_of(found.definition)) == 137
    assert again.definition == found.definition
    assert xform_of(sheets, "opt1").objection == ""
