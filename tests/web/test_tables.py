"""Table rows written in one go, choices written in one go, and parts of the frame that are kept."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import Context, Template
from django.template.loader import get_template
from django.test import Client, override_settings
from django.test.html import parse_html
from django.utils.translation import override

from saiyai.web.components import Cell, Column
from saiyai.web.forms import Renderer
from saiyai.web.preferences import COOKIE
from saiyai.web.routes import address_of
from saiyai.web.templatetags.saiyai import steady
from saiyai.web.templatetags.tables import table_rows
from tests.cast import Cast

NASTY = """<script>alert("a")</script>&'"""
SAFE = "&lt;script&gt;alert(&quot;a&quot;)&lt;/script&gt;&amp;&#x27;"


def one_row(*cells: Cell, columns: list[Column] | None = None) -> str:
    return table_rows(columns or [Column(f"column {number}") for number, _cell in enumerate(cells)], [cells])


def test_the_first_cell_heads_its_row_and_the_others_bear_their_columns_name():
    assert one_row(Cell("ศรีภูมิ", url="/places/500101/"), Cell("ตำบล")) == (
        '<tr role="row"><th role="rowheader" scope="row"><a href="/places/500101/">ศรีภูมิ</a></th>'
        '<td role="cell" data-label="column 1">ตำบล</td></tr>\n'
    )


def test_no_value_label_or_address_of_a_table_is_trusted():
    rows = one_row(
        Cell(NASTY, url=NASTY),
        Cell(NASTY, shade="good"),
        Cell(NASTY),
        columns=[Column(NASTY), Column(NASTY), Column(NASTY)],
    )

    assert "<script" not in rows
    assert rows.count(SAFE) == 6  # head and its address, tag, text, two labels


def test_numbers_dates_gaps_and_empty_cells_look_like_themselves():
    columns = [
        Column("name"),
        Column("count", "number"),
        Column("day", "date"),
        Column("none"),
        Column("void"),
    ]

    rows = one_row(Cell("a"), Cell(12345), Cell(date(2014, 9, 4)), Cell(None), Cell(""), columns=columns)

    assert '<td role="cell" data-label="count" class="number">12,345</td>' in rows
    assert '<time datetime="2014-09-04">4 ก.ย. 2557</time>' in rows
    assert '<td role="cell" data-label="none">–</td>' in rows
    assert '<td role="cell" data-label="void" class="void"></td>' in rows


def test_a_row_that_lacks_a_cell_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        table_rows([Column("a"), Column("b")], [[Cell("only")]])


class Choices(forms.Form):
    level = forms.ChoiceField(
        choices=[("", "ทั้งหมด"), ("Group & Co", [("x", NASTY), ("y", "Y")]), (3, "สาม")], required=False
    )
    levels = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], disabled=True, initial=["b"])


@pytest.mark.parametrize("values", [None, {"level": "3", "levels": ["a", "b"]}, {"level": "x"}])
def test_a_choice_is_written_as_django_would_write_it(values: dict[str, object] | None):
    def drawn(renderer: DjangoTemplates) -> str:
        form = Choices(values, renderer=renderer)
        return f"{form['level']}{form['levels']}"

    assert parse_html(drawn(Renderer())) == parse_html(drawn(DjangoTemplates()))


@pytest.mark.parametrize(
    "part",
    ["head", "scripts", "brand", "stripe", "print_head", "own_ways", "site_foot", "palette", "choices"],
)
def test_a_kept_part_of_the_frame_sees_nobody(part: str):
    source = get_template(f"web/parts/{part}.html").template.source
    seen = set(re.findall(r"{[{%](.*?)[%}]}", source))

    assert not [
        node for node in seen if re.search(r"\b(request|user|scope|messages|csrf_token|today)\b", node)
    ]


def test_a_kept_part_is_drawn_without_the_pages_values():
    values = Context({"csrf_token": "a-secret", "scope": SimpleNamespace(is_signed_in=True)})
    part = "web/parts/account.html"

    kept = Template(f'{{% load saiyai %}}{{% steady "{part}" %}}').render(values)
    included = Template(f'{{% include "{part}" %}}').render(values)

    assert "a-secret" not in kept
    assert "a-secret" in included  # so a part that is drawn with the page's values would show them


def test_the_same_part_speaks_each_readers_language():
    with override("th"):
        thai = steady("web/parts/site_foot.html")
    with override("en"):
        english = steady("web/parts/site_foot.html")

    assert "ที่มา" in thai
    assert "Where it comes from" in english


def test_one_readers_choices_are_not_shown_to_the_next(db: None):
    chosen, plain = Client(), Client()
    chosen.cookies[COOKIE] = "contrast=high&digits=thai"

    first, second = chosen.get("/about/accessibility/"), plain.get("/about/accessibility/")

    assert b"contrast.css" in first.content
    assert b"contrast.css" not in second.content


def test_a_page_after_another_persons_page_names_only_its_own_reader(cast: Cast):
    pages = {}
    for person in (cast.province_officer, cast.volunteer):
        client = Client()
        client.force_login(person)
        pages[person] = client.get("/network/").content.decode()

    assert "province officer" in pages[cast.province_officer]
    assert "province officer" not in pages[cast.volunteer]
    assert "province officer" not in Client().get("/network/").content.decode()


def test_a_kept_address_belongs_to_its_own_thing_and_its_own_set_of_addresses():
    assert address_of("organisation", 7) == "/network/7/"
    assert address_of("organisation", 8) == "/network/8/"

    with override_settings(ROOT_URLCONF="saiyai.network.urls"):
        assert address_of("organisation", 7) == "/7/"
