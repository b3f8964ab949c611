"""What a place's page says to everybody: published figures and what forums selected, small counts of people hidden."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saiyai.analytics import series
from saiyai.analytics.series import Series, Value, series_at
from saiyai.forums import commands
from saiyai.kernel.powers import NOBODY
from saiyai.portal.exports import figures_panel, results_panel
from saiyai.portal.queries.article import figure_of
from tests.cast import Cast
from tests.forums.builders import a_forum, a_showcase
from tests.network.builders import an_organisation

pytestmark = pytest.mark.engine

COUNTS = {"": 26, "50": 16, "57": 10, "5001": 3, "5014": 6, "5015": 7, "5701": 10}


def _count(area: str, _on: date) -> Value:
    return Value(COUNTS.get(area, 0))


def _parts(_area: str, digits: int, _on: date) -> dict[str, Value]:
    return {code: Value(count) for code, count in COUNTS.items() if len(code) == digits}


@pytest.fixture
def trained() -> Iterator[Series]:
    made = Series("trial.people", "people of a trial", "people", "All", _count, _parts, people="numerator")
    series.publish(made)
    cache.clear()
    yield made
    series._PUBLISHED.pop(made.code)


def shown_at(code: str) -> dict[str, str]:
    panel = figures_panel(code, NOBODY)
    return {str(each.label): each.value for each in panel.figures} if panel else {}


@pytest.mark.django_db
def test_a_place_shows_its_published_figures_with_why(cast: Cast):
    an_organisation(cast, shown_publicly=True)
    cache.clear()

    page = Client().get("/places/5014/").content.decode()

    assert "ตัวเลขที่เผยแพร่" in page
    assert shown_at("5014")[str(series_at("network.organisations").title)] == "1"
    assert shown_at("5207") == {}
    panel = figures_panel("5014", NOBODY)
    assert panel is not None
    assert all(each.why for each in panel.figures)


@pytest.mark.django_db
def test_a_small_count_of_people_stands_on_no_page_nor_what_would_give_it_away(cast: Cast, trained: Series):
    shown = {code: shown_at(code).get("people of a trial") for code in COUNTS}

    assert shown["5001"] == "ปกปิด"
    assert "ปกปิด" in {shown["5014"], shown["5015"]}  # or the district is what is left of the province
    assert shown[""] == "26"
    assert shown_at("500101")["people of a trial"] == "ปกปิด"
    quoted = figure_of("trial.people", "5001")
    assert quoted is not None
    assert quoted.value == "ปกปิด"


@pytest.mark.django_db
def test_a_place_shows_what_a_forum_selected_of_it_and_no_longer_what_was_withdrawn(cast: Cast):
    showcase = a_showcase(cast, a_forum(cast), "ผ้าทอ")
    assert results_panel("5014", NOBODY) is None
    selection = commands.select_showcase(showcase=showcase, reason="เด่น", by=cast.province_officer)

    panel = results_panel("5014", NOBODY)

    assert panel is not None
    (text, url, note) = panel.rows[0]
    assert text.startswith("ผ้าทอ")
    assert url == f"/forums/showcases/{showcase.pk}/"
    assert "เชียงใหม่" in note
    assert results_panel("52", NOBODY) is None
    commands.withdraw_selection(selection=selection, reason="พลาด", by=cast.province_officer)
    assert results_panel("5014", NOBODY) is None


@pytest.mark.django_db
def test_a_place_asks_as_much_for_five_results_as_for_one(cast: Cast):
    counts = []
    for number in range(3):
        showcase = a_showcase(cast, a_forum(cast, code=f"f-{number}"), f"กลุ่ม {number}")
        commands.select_showcase(showcase=showcase, reason="เด่น", by=cast.province_officer)
        with CaptureQueriesContext(connection) as asked:
            panel = results_panel("5014", NOBODY)
        counts.append(len(asked))
        assert panel is not None
        assert len(panel.rows) == number + 1
    assert len(set(counts)) == 1
