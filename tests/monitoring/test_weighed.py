"""Means and shares: entered by two numbers, added up by both, never an average of averages."""

import json
from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from saiyai.analytics.cube.shape import Standing
from saiyai.analytics.models import Change, What
from saiyai.kernel.expressions import Name
from saiyai.kernel.periods import Period
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Collection, FormDesign, Report, SeriesKind
from saiyai.monitoring.queries.values import Asked, readings
from saiyai.monitoring.rules.building import SEXES, counting_items
from saiyai.monitoring.rules.check import Severity
from saiyai.monitoring.rules.definition import Definition, Item, ItemKind, Words, definition_of, items_of
from saiyai.monitoring.rules.filling import filled
from saiyai.monitoring.rules.weighed import pairs_of, text_for_cube
from tests.cast import Cast
from tests.monitoring.builders import a_project, some_series
from tests.monitoring.test_checks import a_check
from tests.monitoring.test_form_pages import signed_in
from tests.monitoring.test_workbook import filled as filled_book
from tests.monitoring.test_workbook import handed_in, taken_along

pytestmark = pytest.mark.django_db

SCORES = {"t_score_sum": 30, "t_score_n": 10}


def a_series(cast: Cast, code: str, kind: SeriesKind) -> object:
    return commands.define_series(
        code=code,
        name_th=code,
        name_en=code,
        unit_th="คะแนน",
        unit_en="points",
        kind=kind,
        by=cast.ministry_officer,
    )


@pytest.fixture
def collection(cast: Cast) -> Collection:
    series = [a_series(cast, "t.score", SeriesKind.MEAN), a_series(cast, "t.passed", SeriesKind.SHARE)]
    project = a_project(cast, prefixes=("50",))
    form = commands.publish_form(project=project, title_th="แบบ", series=series, by=cast.support_officer)
    return commands.open_collection(
        project=project,
        form=form,
        period_code="2557Q3",
        opens_on=date(2014, 7, 1),
        due_on=date(2014, 7, 31),
        closes_on=date(2014, 8, 31),
        by=cast.support_officer,
    )


def submitted(cast: Cast, collection: Collection, code: str, **answers: int) -> Report:
    report = Report.objects.get(collection=collection, place_code=code)
    return commands.submit_report(report=report, answers=answers, version=0, by=cast.district_coordinator)


def told_at(area: str, code: str) -> Fraction:
    asked = Asked(Period.parse("2557Q3"), Standing.ENTERED, date(2014, 8, 1))
    name = Name(code)
    return readings([name], area, len(area), asked)[area][name].value


def test_a_mean_of_an_area_is_its_sum_over_its_count_and_no_average_of_averages(
    cast: Cast, collection: Collection
):
    submitted(
        cast, collection, "501412", t_score_sum=30, t_score_n=10, t_passed_numerator=1, t_passed_denominator=2
    )
    submitted(
        cast, collection, "501411", t_score_sum=5, t_score_n=1, t_passed_numerator=9, t_passed_denominator=10
    )

    assert told_at("5014", "t.score") == Fraction(35, 11)
    assert told_at("501412", "t.score") == 3
    assert told_at("50", "t.passed") == Fraction(10, 12)


def test_reports_that_go_up_together_are_told_to_the_cube_by_both_numbers_too(
    cast: Cast, collection: Collection
):
    report = Report.objects.get(collection=collection, place_code="501412")
    told = {"t_score_sum": 30, "t_score_n": 10, "t_passed_numerator": 1, "t_passed_denominator": 2}

    commands.submit_reports(
        reports=[report],
        answers={"501412": told},
        versions={report.pk: 0},
        by=cast.district_coordinator,
    )
    commands.verify_reports(reports=[report], versions={report.pk: 1}, by=cast.province_officer)

    changes = Change.objects.filter(what=What.PUT, place_code="501412").order_by("sequence")
    assert [json.loads(each.payload)["t.score"] for each in changes] == [[30, 10]] * 2


def test_a_share_of_nothing_is_not_known_and_breaks_nothing(cast: Cast, collection: Collection):
    report = submitted(
        cast, collection, "501412", t_score_sum=0, t_score_n=0, t_passed_numerator=0, t_passed_denominator=0
    )

    asked = Asked(Period.parse("2557Q3"), Standing.ENTERED, date(2014, 8, 1))
    told = readings([Name("t.score")], "501412", 6, asked)["501412"][Name("t.score")]
    assert report.figures["t.score[of=n]"] == 0
    assert not isinstance(told.value, Fraction)


def test_a_part_that_is_more_than_its_whole_is_said_at_its_cell(cast: Cast, collection: Collection):
    report = Report.objects.get(collection=collection, place_code="501412")

    with pytest.raises(Refusal, match="answers_wrong"):
        commands.submit_report(
            report=report,
            answers=SCORES | {"t_passed_numerator": 3, "t_passed_denominator": 2},
            version=0,
            by=cast.tambon_officer,
        )


def test_the_page_reckons_the_mean_and_the_report_shows_both_numbers(cast: Cast, collection: Collection):
    report = submitted(
        cast, collection, "501412", t_score_sum=30, t_score_n=8, t_passed_numerator=1, t_passed_denominator=2
    )
    client = signed_in(cast.tambon_officer)

    page = client.get(reverse("report", args=[report.pk])).content.decode()

    assert "30 ÷ 8 = 3.75" in page
    assert "1 ÷ 2 = 0.50" in page


def test_what_a_mean_comes_to_is_reckoned_while_one_types():
    items = counting_items(Definition(Words()), "score", Words("คะแนน"), "t.score", kind="mean")
    definition = Definition(Words("แบบ"), tuple(items))

    done = filled(definition, {"score_sum": 30, "score_n": 8})
    empty = filled(definition, {"score_sum": 30, "score_n": 0})

    assert done.answers["score_result"] == "3.75"
    assert done.figures == {"t.score[of=sum]": 30, "t.score[of=n]": 8}
    assert not empty.problems


def test_a_mean_is_not_asked_for_as_one_number(cast: Cast):
    a_series(cast, "t.score", SeriesKind.MEAN)
    some_series(cast)
    project = a_project(cast, prefixes=("50",))
    alone = Item("score", ItemKind.INTEGER, Words("คะแนน"), series="t.score")
    of_a_sum = counting_items(Definition(Words()), "v", Words("อาสา"), "t.volunteers", kind="mean")

    for items, code in (((alone,), "form.pair_missing"), (tuple(of_a_sum), "form.pair_of_a_sum")):
        with pytest.raises(Refusal, match=code):
            commands.publish_definition(
                project=project, definition=Definition(Words("แบบ"), items), by=cast.support_officer
            )


def test_the_builder_asks_for_a_share_by_its_numbers_and_splits_by_an_offices_own_categories(cast: Cast):
    a_series(cast, "t.passed", SeriesKind.SHARE)
    some_series(cast)
    project = a_project(cast, prefixes=("50",))
    design = commands.start_form(
        project=project, definition=Definition(Words("แบบ")), by=cast.province_officer
    )
    client: Client = signed_in(cast.province_officer)
    add = reverse("form_add", args=[design.pk])

    client.post(add, {"what": "count", "series": "t.passed", "is_required": "on", "version": "0"})
    client.post(add, {"what": "count", "series": "t.volunteers", "split": "disability", "version": "1"})

    definition = definition_of(FormDesign.objects.get().definition_text)
    parts = [each.part for each in items_of(definition) if each.series == "t.volunteers"]
    assert pairs_of(definition) == {"t.passed": ("of=numerator", "of=denominator")}
    assert len(parts) >= 2
    assert all(part.startswith("disability=") for part in parts)


def test_the_cube_is_told_a_pair_only_where_both_numbers_are_known():
    pairs = {"t.score": ("of=sum", "of=n")}

    both = text_for_cube('{"t.score[of=n]":2,"t.score[of=sum]":9,"t.x":1}', pairs)
    one = text_for_cube('{"t.score[of=n]":null,"t.score[of=sum]":9}', pairs)

    assert both == '{"t.score":[9,2],"t.x":1}'
    assert one == '{"t.score":null}'


def test_a_sheet_asks_for_each_number_that_is_typed_and_hands_them_in(cast: Cast, collection: Collection):
    client = signed_in(cast.district_coordinator)
    columns = [30, 8, 1, 2]
    file = filled_book(taken_along(client, collection), {"ป่าไผ่": columns})

    page = handed_in(client, collection, file)
    client.post(reverse("collection_accept", args=[collection.pk]), {"kept": page.context["kept"]})

    report = Report.objects.get(collection=collection, place_code="501412")
    assert page.context["good"] == 1
    assert (report.state, report.figures["t.score[of=sum]"]) == ("submitted", 30)
    numbers = client.get(reverse("collection_numbers", args=[collection.pk])).content.decode()
    assert "ผลรวม" in numbers


def test_a_sheet_asks_for_men_and_women_apart_and_checks_their_sum(cast: Cast):
    some_series(cast)
    items = counting_items(Definition(Words()), "v", Words("อาสา"), "t.volunteers", split=SEXES)
    trained = counting_items(Definition(Words()), "t", Words("อบรม"), "t.trained")
    project = a_project(cast, prefixes=("50",))
    definition = Definition(Words("แบบ"), (*items, *trained))
    form = commands.publish_definition(project=project, definition=definition, by=cast.support_officer)
    made = commands.open_collection(
        project=project,
        form=form,
        period_code="2557Q3",
        opens_on=date(2014, 7, 1),
        due_on=date(2014, 7, 31),
        closes_on=date(2014, 8, 31),
        by=cast.support_officer,
    )
    a_check(cast, made, formula="t.trained <= t.volunteers", severity=Severity.HARD)
    client = signed_in(cast.district_coordinator)
    lines = {"ป่าไผ่": [5, 6, 11], "แม่แฝก": [5, 6, 12]}

    page = handed_in(client, made, filled_book(taken_along(client, made), lines))
    client.post(reverse("collection_accept", args=[made.pk]), {"kept": page.context["kept"]})

    report = Report.objects.get(collection=made, place_code="501412")
    assert page.context["good"] == 1
    assert report.figures == {
        "t.volunteers": 11,
        "t.volunteers[sex=male]": 5,
        "t.volunteers[sex=female]": 6,
        "t.trained": 11,
    }
