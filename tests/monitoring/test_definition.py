"""A form as a value: its one text and hash, what keeps it from being published, what changed between two."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.bad_value import BadValue
from saiyai.monitoring.rules.definition import (
    Choice,
    Definition,
    Group,
    Item,
    ItemKind,
    Node,
    Words,
    canonical_text,
    definition_hash,
    definition_of,
    parts_of_definition,
    problems_of,
    series_of_definition,
)
from saiyai.monitoring.rules.versions import Change, changes_between

TITLE = Words("แบบรายงาน", "Report")

names = st.text(string.ascii_lowercase, min_size=1, max_size=8)
words = st.builds(Words, st.text(max_size=20), st.text(max_size=20))
items = st.builds(
    Item,
    name=names,
    kind=st.sampled_from(ItemKind),
    label=words,
    hint=words,
    series=st.text(max_size=8),
    part=st.text(max_size=3),
    is_required=st.booleans(),
    constraint=st.text(max_size=10),
    constraint_message=words,
    relevant=st.text(max_size=10),
    default=st.text(max_size=5),
    calculation=st.text(max_size=10),
    choices=st.lists(st.builds(Choice, names, words), max_size=3).map(tuple),
    is_long=st.booleans(),
)


def groups(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    inside = st.lists(children, max_size=3).map(tuple)
    return st.builds(Group, names, words, inside, st.text(max_size=5), st.booleans())


nodes = st.recursive(items, groups, max_leaves=8)
definitions = st.builds(Definition, words, st.lists(nodes, max_size=4).map(tuple))


def a_count(name: str, *, series: str = "", part: str = "", **told: object) -> Item:
    return Item(name, ItemKind.INTEGER, Words(name), series=series, part=part, **told)  # type: ignore[arg-type]


def codes_of(*children: Node, title: Words = TITLE) -> list[str]:
    return [each.code for each in problems_of(Definition(title, children))]


@given(definitions)
def test_a_form_read_from_its_own_text_is_the_same_form(definition: Definition):
    text = canonical_text(definition)

    assert definition_of(text) == definition
    assert canonical_text(definition_of(text)) == text


@given(definitions, definitions)
def test_two_forms_have_one_hash_only_where_they_are_one(one: Definition, other: Definition):
    hashes = {definition_hash(canonical_text(each)) for each in (one, other)}

    assert (len(hashes) == 1) == (one == other)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"title": {}, "children": [{"name": "a", "kind": "x"}]}', "["]
)
def test_a_text_that_is_no_form_is_refused(text: str):
    with pytest.raises(BadValue):
        definition_of(text)


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (a_count("1a"), "form.bad_name"),
        (a_count("ชาย"), "form.bad_name"),
        (Item("a", ItemKind.INTEGER, Words()), "form.without_label"),
        (Item("a", ItemKind.INTEGER, Words("ก" * 1001)), "form.label_too_long"),
        (Group("g", Words("ก")), "form.group_empty"),
        (Item("a", ItemKind.ONE, Words("ก")), "form.without_choices"),
        (Item("a", ItemKind.ONE, Words("ก"), choices=(Choice("x y", Words("ก")),)), "form.bad_choice"),
        (Item("a", ItemKind.ONE, Words("ก"), choices=(Choice("x", Words("ก")),) * 2), "form.choice_twice"),
        (Item("a", ItemKind.CALCULATED, Words("ก")), "form.without_calculation"),
        (Item("a", ItemKind.TEXT, Words("ก"), series="t.a"), "form.not_countable"),
        (
            Group(
                "g", Words("ก"), (Group("h", Words("ก"), (a_count("b"),), is_repeat=True),), is_repeat=True
            ),
            "form.repeat_in_repeat",
        ),
    ],
)
def test_what_is_wrong_with_a_part_is_said_at_it(node: Node, code: str):
    problems = problems_of(Definition(TITLE, (a_count("whole"), node)))

    assert code in [each.code for each in problems]
    assert all(each.where for each in problems)


def test_a_form_needs_a_title_and_a_question():
    assert codes_of(title=Words()) == ["form.without_title", "form.empty"]


def test_a_name_is_used_once_whatever_its_case():
    assert codes_of(a_count("total"), a_count("Total")) == ["form.name_twice"]


def test_nothing_is_counted_twice():
    assert codes_of(a_count("a", series="t.a"), a_count("b", series="t.a")) == ["form.counted_twice"]
    assert codes_of(a_count("a", series="t.a", part="sex=m"), a_count("b", series="t.a", part="sex=f")) == []
    assert codes_of(a_count("a", series="t.a", part="sex=m"), a_count("b", series="t.a")) == [
        "form.counted_twice"
    ]


def test_sections_go_only_so_deep():
    node: Node = a_count("a")
    for number in range(6):
        node = Group(f"g{number}", Words("ก"), (node,))

    assert codes_of(node) == ["form.too_deep"]


def test_a_form_says_which_series_and_parts_it_counts_and_which_must_be_there():
    definition = Definition(
        TITLE,
        (
            a_count("m", series="t.a", part="sex=m", is_required=True),
            a_count("f", series="t.a", part="sex=f", is_required=True),
            a_count("b", series="t.b", is_required=True, relevant="m > 0"),
            a_count("c"),
        ),
    )

    assert series_of_definition(definition) == {"t.a": True, "t.b": False}
    assert parts_of_definition(definition) == {"t.a": ("sex=m", "sex=f")}


def test_what_changed_between_two_versions_is_named():
    before = Definition(TITLE, (a_count("a"), a_count("b"), a_count("c"), a_count("d")))
    after = Definition(
        Words("ใหม่"),
        (a_count("c"), a_count("a"), a_count("b", is_required=True), Group("g", Words("ก"), (a_count("e"),))),
    )

    told = [(each.change, each.name, each.fields) for each in changes_between(before, after)]

    assert told == [
        (Change.CHANGED, "", ("title",)),
        (Change.REMOVED, "d", ()),
        (Change.MOVED, "c", ()),
        (Change.CHANGED, "b", ("is_required",)),
        (Change.ADDED, "g", ()),
        (Change.ADDED, "e", ()),
    ]


@given(definitions.filter(lambda each: not {"form.name_twice"} & {p.code for p in problems_of(each)}))
def test_a_form_differs_from_itself_in_nothing(definition: Definition):
    assert changes_between(definition, definition) == ()
