"""Forms: each field with its label, hint and error, and a summary whose links lead to the fields."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from saiyai.kernel.dates import DateStyle
from saiyai.web.days import DayField, day_text
from saiyai.web.showcase import SampleForm


class Names(HTMLParser):
    """The ids of a piece of HTML, and what points to them."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.ids += [named["id"]] if "id" in named else []
        self.pointed += named.get("aria-describedby", "").split()
        self.pointed += [named["for"]] if "for" in named else []
        if tag == "a" and named.get("href", "").startswith("#"):
            self.pointed.append(named["href"][1:])


def names_in(html: str) -> Names:
    names = Names()
    names.feed(html)
    return names


@pytest.fixture
def wrong() -> SampleForm:
    return SampleForm({"name": "", "members": "0", "kind": "none", "reach": ""})


def test_everything_that_is_pointed_to_is_there_once(wrong: SampleForm):
    names = names_in(str(wrong))

    assert len(names.ids) == len(set(names.ids))
    assert set(names.pointed) <= set(names.ids)
    assert names.pointed


def test_the_summary_names_each_mistake_and_leads_to_its_field(wrong: SampleForm):
    summary = str(wrong).split("</h2>")[1].split("</ul>")[0]

    assert summary.count("<li>") == 4
    assert 'href="#id_name"' in summary
    assert 'href="#id_members"' in summary


def test_a_wrong_field_says_so_to_those_who_listen(wrong: SampleForm):
    field = wrong["name"].as_field_group()

    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_name_helptext id_name_error"' in field


def test_what_was_typed_is_still_there(wrong: SampleForm):
    assert 'value="0"' in str(wrong)


def test_a_form_that_was_not_sent_has_no_summary():
    assert "data-focus" not in str(SampleForm())


def test_what_was_typed_stays_text():
    assert "<script>" not in str(SampleForm({"name": "<script>", "members": "<script>"}))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31 กุมภาพันธ์ 2569", "เดือนกุมภาพันธ์ไม่มีวันที่ 31 วันสุดท้ายคือวันที่ 28"),
        ("29/2/2569", "28 วัน"),
        ("1 มกรคม 2569", "มกรคม"),
        ("วันจันทร์ที่ 4 กันยายน 2557", "วันในสัปดาห์"),
        ("เมื่อวาน", "04/09/2557"),
    ],
)
def test_a_day_that_is_none_says_what_is_wrong_with_it(typed: str, said: str):
    with pytest.raises(ValidationError) as caught:
        DayField().clean(typed)

    assert said in caught.value.messages[0]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("style", ["short", "long"])
def test_a_day_is_shown_in_the_readers_language_and_read_back(language: str, style: DateStyle):
    with override(language):
        shown = day_text(date(2026, 11, 24), style)

        assert DayField().clean(shown) == date(2026, 11, 24)
        assert ("2026" in shown) == (language == "en")
        assert day_text(None) == ""
