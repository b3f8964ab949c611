"""What organisations told of themselves, added up as published figures: each by its latest figure up to the day."""

import re
from datetime import date
from pathlib import Path

import pytest

from saiyai.analytics import series
from saiyai.network import commands
from saiyai.network.models import Organisation, OrganisationFigure
from tests.cast import Cast
from tests.network.builders import a_proposed_organisation, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def told(organisation: Organisation, amount: int, on: date, measure: str = "members") -> None:
    OrganisationFigure.objects.create(
        organisation=organisation, measure=measure, amount=amount, on=on, source="ทะเบียนกองทุน"
    )


def test_each_organisation_counts_by_its_latest_figure_up_to_the_day(cast: Cast):
    one = an_organisation(cast, name_th="ก")
    other = an_organisation(cast, name_th="ข", place_code="520704", by=cast.other_province_officer)
    told(one, 100, date(2013, 1, 1))
    told(one, 1697, date(2014, 1, 1))
    told(one, 9999, date(2015, 1, 1))
    told(one, 234_407_093, date(2014, 1, 1), "capital")
    told(other, 40, date(2014, 2, 1))
    on = date(2014, 9, 4)

    members = series.series_at("network.members_told")

    assert [members.of_area(area, on).numerator for area in ("", "50", "52", "5001")] == [1737, 1697, 40, 0]
    assert {code: each.numerator for code, each in members.by_part("", 2, on).items()} == {
        "50": 1697,
        "52": 40,
    }
    assert series.value_of("network.capital_told", "50", on).numerator == 234_407_093
    assert members.of_area("50", date(2013, 6, 1)).numerator == 100


def test_what_waits_or_was_dissolved_tells_of_nothing(cast: Cast):
    waiting = a_proposed_organisation(cast, name_th="รอ")
    gone = an_organisation(cast, name_th="เลิก", founded_on=date(2010, 1, 1))
    for each in (waiting, gone):
        told(each, 10, date(2014, 1, 1))
    commands.dissolve_organisation(
        organisation=gone, on=date(2014, 6, 1), reason="เลิก", by=cast.district_coordinator
    )

    values = [
        series.value_of("network.members_told", "50", day).numerator
        for day in (date(2014, 5, 1), date(2014, 7, 1))
    ]

    assert values == [10, 0]


def test_the_reference_of_published_figures_names_each_and_no_other():
    reference = Path(__file__).parents[2] / "docs" / "reference" / "figures.md"
    named = set(
        re.findall(r"^\| `([a-z]+\.[a-z_]+)` \|", reference.read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert named == {each.code for each in series.published()}
