"""A form filled in: relevance, calculations, conditions, rows that repeat, and the figures it comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.bad_value import BadValue
from saiyai.monitoring.rules.answers import parse_answer, shown_answer
from saiyai.monitoring.rules.definition import Choice, Definition, Group, Item, ItemKind, Node, Words
from saiyai.monitoring.rules.filling import CellProblem, answers_of_figures, filled
from saiyai.monitoring.rules.soundness import problems_of_form

CHOICES = (Choice("a", Words("ก")), Choice("b", Words("ข")))


def an_item(name: str, kind: ItemKind = ItemKind.INTEGER, **told: object) -> Item:
    return Item(name, kind, Words(name), **told)  # type: ignore[arg-type]


def a_form(*children: Node) -> Definition:
    form = Definition(Words("แบบ"), children)
    assert problems_of_form(form) == []
    return form


SPLIT = a_form(
    an_item("m", series="t.a", part="sex=male", is_required=True),
    an_item("f", series="t.a", part="sex=female", is_required=True),
    an_item("all", ItemKind.CALCULATED, calculation="sum(m, f)"),
)


def test_a_split_number_is_told_by_its_parts_and_their_sum():
    done = filled(SPLIT, {"m": 3, "f": 4})

    assert done.figures == {"t.a[sex=male]": 3, "t.a[sex=female]": 4, "t.a": 7}
    assert done.answers == {"m": 3, "f": 4, "all": 7}


def test_a_sum_of_parts_is_not_told_while_a_part_is_missing():
    done = filled(SPLIT, {"m": 0})

    assert done.figures == {"t.a[sex=male]": 0, "t.a[sex=female]": None, "t.a": None}
    assert done.missing == (("f", None),)


def test_what_is_not_asked_counts_nowhere_and_is_not_missing():
    form = a_form(
        an_item("has", ItemKind.ONE, choices=CHOICES),
        Group("g", Words("ก"), (an_item("n", series="t.a", is_required=True),), relevant='has = "a"'),
    )

    hidden, shown = filled(form, {"has": "b", "n": 5}), filled(form, {"has": "a"})
    assert (hidden.answers, hidden.figures, hidden.missing) == ({"has": "b"}, {"t.a": None}, ())
    assert hidden.hidden == {("n", None)}
    assert shown.missing == (("n", None),)


def test_a_condition_on_what_is_not_answered_is_not_met_and_a_bound_on_it_not_broken():
    form = a_form(an_item("a", constraint="a < b"), an_item("b"), an_item("c", relevant="b > 0"))

    done = filled(form, {"a": 9, "c": 1})
    assert done.problems == ()
    assert done.hidden == {("c", None)}
    assert filled(form, {"a": 9, "b": 3}).problems == (CellProblem(("a", None), "answer.out_of_bounds"),)


def test_rows_that_repeat_are_reckoned_each_by_itself_and_added_from_outside():
    form = a_form(
        Group(
            "funds",
            Words("ก"),
            (
                an_item("money", ItemKind.MONEY, series="t.money"),
                an_item("half", ItemKind.CALCULATED, calculation="money / 2"),
            ),
            is_repeat=True,
        ),
        an_item("total", ItemKind.CALCULATED, calculation="money"),
        an_item("count", ItemKind.CALCULATED, calculation="funds"),
    )

    done = filled(form, {"funds": [{"money": 150}, {}, {"money": 50}]})

    rows = [{"money": 150, "half": "0.75"}, {}, {"money": 50, "half": "0.25"}]
    assert done.answers == {"funds": rows, "total": 2, "count": 3}
    assert done.figures == {"t.money": 200}


def test_a_division_by_nothing_is_said_at_its_cell():
    form = a_form(an_item("a"), an_item("b", ItemKind.CALCULATED, calculation="1 / a"))

    assert filled(form, {"a": 0}).problems[0].code == "expression.division_by_zero"
    assert filled(form, {"a": 0}).answers == {"a": 0}


def test_what_waits_for_itself_is_found_before_it_is_published():
    def codes(*children: Node) -> list[str]:
        return [each.code for each in problems_of_form(Definition(Words("แบบ"), children))]

    calculated = ItemKind.CALCULATED
    first = an_item("a", calculated, calculation="b")
    assert codes(first, an_item("b", calculated, calculation="a")) == ["form.circle"]
    assert codes(an_item("a", relevant="a > 1")) == ["form.of_itself", "form.circle"]
    assert codes(an_item("a", constraint="c > 1")) == ["form.unknown_name"]
    assert codes(an_item("a", constraint="a >")) == ["expression.unfinished"]


def test_a_long_chain_of_calculations_is_reckoned():
    chain = [an_item(f"c{n}", ItemKind.CALCULATED, calculation=f"c{n + 1} + 1") for n in range(600)]
    form = a_form(*chain, an_item("c600"))

    assert filled(form, {"c600": 1}).answers["c0"] == 601


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (ItemKind.INTEGER, "๑,๒๓๔", 1234),
        (ItemKind.DECIMAL, "๑๒.๕๐", "12.5"),
        (ItemKind.DECIMAL, "-0", "0"),
        (ItemKind.DECIMAL, "1,000.25", "1000.25"),
        (ItemKind.MONEY, "๒,๓๔๔,๐๗๐.๙๓", 234_407_093),
        (ItemKind.TEXT, "  ก  ", "ก"),
        (ItemKind.ONE, "a", "a"),
        (ItemKind.MANY, ["b", "a"], ["a", "b"]),
        (ItemKind.DATE, "4 ก.ย. 2557", "2014-09-04"),
        (ItemKind.INTEGER, " ", None),
        (ItemKind.MANY, [], None),
    ],
)
def test_what_is_typed_is_kept_as_one_value(kind: ItemKind, typed: str | list[str], value: object):
    assert parse_answer(an_item("x", kind, choices=CHOICES), typed) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (ItemKind.INTEGER, "1.5"),
        (ItemKind.INTEGER, "-1"),
        (ItemKind.DECIMAL, "1.2.3"),
        (ItemKind.DECIMAL, "๙" * 40),
        (ItemKind.DECIMAL, "1e9"),
        (ItemKind.MONEY, "-5"),
        (ItemKind.TEXT, "ก" * 5_001),
        (ItemKind.ONE, "c"),
        (ItemKind.MANY, ["a", "c"]),
        (ItemKind.DATE, "32 ก.ย. 2557"),
    ],
)
def test_what_is_no_value_of_its_kind_is_refused(kind: ItemKind, typed: str | list[str]):
    with pytest.raises(BadValue):
        parse_answer(an_item("x", kind, choices=CHOICES), typed)


@given(st.sampled_from(ItemKind), st.text(max_size=30))
def test_no_text_breaks_a_cell_and_what_is_kept_is_shown_as_it_would_be_typed(kind: ItemKind, typed: str):
    item = an_item("x", kind, choices=CHOICES)
    if kind in {ItemKind.NOTE, ItemKind.CALCULATED}:
        return
    try:
        value = parse_answer(item, typed)
    except BadValue:
        return
    assert parse_answer(item, shown_answer(item, value)) == value


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**9)), min_size=2, max_size=2))
def test_figures_told_alone_come_back_as_figures(numbers: list[int | None]):
    form = a_form(an_item("a", series="t.a"), an_item("b", series="t.b"))
    figures = dict(zip(("t.a", "t.b"), numbers, strict=True))

    assert filled(form, answers_of_figures(form, figures)).figures == figures
