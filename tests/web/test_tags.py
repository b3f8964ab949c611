"""Dates, digits, numbers, states, breadcrumbs and pages, as templates show them."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from saiyai.web import preferences
from saiyai.web.preferences import Preferences


@pytest.fixture
def reader():
    """Answer as a reader with other preferences would be answered."""
    tokens = []

    def prefers(**chosen: str) -> None:
        tokens.append(preferences._current.set(Preferences(**chosen)))

    yield prefers
    for token in reversed(tokens):
        preferences._current.reset(token)


def shown(text: str, /, **values: object) -> str:
    return Template("{% load saiyai %}" + text).render(Context(values)).strip()


FOURTH, NINTH = date(2014, 9, 4), date(2014, 9, 9)
IN_THE_AFTERNOON = datetime(2014, 9, 4, 9, 0, tzinfo=UTC)
LATE_IN_LONDON = datetime(2014, 9, 3, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ d|thai_date }}", "4 กันยายน 2557"),
        ('{{ d|thai_date:"short" }}', "4 ก.ย. 2557"),
        ('{% thai_date d "numeric" %}', '<time datetime="2014-09-04">04/09/2557</time>'),
        ("{% thai_date nothing %}", ""),
        ("{{ at|thai_date }}", "4 กันยายน 2557"),
        ("{% thai_datetime at %}", '<time datetime="2014-09-04T03:30+07:00">4 ก.ย. 2557 03.30 น.</time>'),
        ("{% thai_range d ninth %}", "4–9 กันยายน 2557"),
        ("{% thai_range d %}", "4 กันยายน 2557"),
        ("{% thai_range nothing %}", ""),
        (
            "{% thai_datetimes at later %}",
            (
                '<time datetime="2014-09-04T03:30+07:00">4 ก.ย. 2557 03.30 น.</time> – '
                '<time datetime="2014-09-04T16:00+07:00">16.00 น.</time>'
            ),
        ),
        (
            "{% thai_datetimes at nothing %}",
            '<time datetime="2014-09-04T03:30+07:00">4 ก.ย. 2557 03.30 น.</time>',
        ),
        ("{{ 1697|number }}", "1,697"),
        ("{{ 2344070.93|number:2 }}", "2,344,070.93"),
        ("{{ nothing|number }}", ""),
        ("{{ 234407093|baht }}", "2,344,070.93"),
        ("{{ share|percent }}", "83 %"),
        ("{{ 17|digits }}", "17"),
    ],
)
def test_values_are_shown_in_thai(text: str, expected: str):
    assert (
        shown(
            text,
            d=FOURTH,
            ninth=NINTH,
            at=LATE_IN_LONDON,
            later=IN_THE_AFTERNOON,
            nothing=None,
            share=86 / 103,
        )
        == expected
    )


def test_values_follow_the_reader(reader):
    reader(language="en", digits="thai")

    assert shown("{{ d|thai_date }}", d=FOURTH) == "๔ September ๒๐๑๔"
    assert shown("{{ 1697|number }} {{ text|digits }}", text="ข้อ 8") == "๑,๖๙๗ ข้อ ๘"


def test_a_style_of_dates_that_is_none_is_refused():
    with pytest.raises(TemplateSyntaxError):
        shown('{{ d|thai_date:"pretty" }}', d=FOURTH)


def test_a_state_says_its_word_and_draws_a_picture():
    tag = shown('{% status word "good" %}', word="<b>approved</b>")

    assert 'class="tag good"' in tag
    assert "<svg" in tag
    assert "&lt;b&gt;approved" in tag


@pytest.mark.parametrize(("share", "width"), [(0.5, "50.0"), (1.7, "100"), (-3, "0")])
def test_a_bar_never_leaves_its_bed(share: float, width: str):
    assert f'class="fill" width="{width}"' in shown("{% bar share %}", share=share)


def test_nothing_is_drawn_of_no_share():
    assert shown("{% bar nothing %}", nothing=None) == ""


def test_pages_keep_the_other_parameters_and_leave_gaps():
    request = RequestFactory().get("/list/", {"q": "ป่า", "page": "3"})
    page = Paginator(range(1_000), 50).get_page(10)

    shown_pages = shown("{% pagination page %}", page=page, request=request)

    assert "?q=%E0%B8%9B%E0%B9%88%E0%B8%B2&amp;page=9" in shown_pages
    assert shown_pages.count("…") == 2
    assert 'aria-current="page"' in shown_pages


def test_one_page_needs_no_way_through():
    request = RequestFactory().get("/list/")

    assert shown("{% pagination page %}", page=Paginator(range(9), 50).get_page(1), request=request) == ""


def test_what_is_typed_into_a_breadcrumb_stays_text():
    assert "&lt;script&gt;" in shown("{% breadcrumb trail here %}", trail=[("<script>", "/x/")], here="y")
