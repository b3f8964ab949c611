"""Tests of a place's profile by field, of the sentence and picture of figures, and of the executive report."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.kernel.refusal import Conflict, Denied
from saiyai.monitoring import commands
from saiyai.monitoring.models import Brief, Collection, Report
from saiyai.monitoring.queries.profile import asked_of, fields_of, lines_below
from saiyai.monitoring.queries.project import series_asked_in
from saiyai.monitoring.rules import State
from saiyai.monitoring.rules.beside import each_of, middle, of_hundred, steps_of
from saiyai.monitoring.rules.brief import Move, Part, change_percent, move_of
from tests.cast import Cast
from tests.monitoring.builders import brought_to

pytestmark = pytest.mark.django_db

WORDS = {part.value: f"ข้อความ {part.value}" for part in Part}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_middle_of_its_like_leaves_out_what_is_unknown():
    assert middle([Fraction(1), None, Fraction(9), Fraction(2)]) == 2
    assert middle([None]) is None
    assert of_hundred(Fraction(3), Fraction(2)) == 150
    assert of_hundred(Fraction(3), Fraction(0)) is None
    assert each_of(Fraction(9), 0) is None
    assert steps_of([Fraction(0), None, Fraction(10), Fraction(5)]) == [1, 0, 5, 3]
    assert steps_of([Fraction(4), Fraction(4)]) == [3, 3]


def test_a_number_moves_only_where_both_periods_told_it():
    assert move_of(Fraction(3), Fraction(2)) is Move.ROSE
    assert move_of(Fraction(1), Fraction(2)) is Move.FELL
    assert move_of(Fraction(2), Fraction(2)) is Move.SAME
    assert move_of(None, Fraction(2)) is Move.UNKNOWN
    assert change_percent(Fraction(3), Fraction(2)) == 50
    assert change_percent(Fraction(3), Fraction(0)) is None


def test_a_profile_has_each_field_beside_the_middle_of_its_like(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    collection = report.collection
    asked = asked_of(collection.project, collection.period_code, "approved", clock.today())

    fields = fields_of(series_asked_in(collection.pk), "501412", asked)
    below = lines_below(series_asked_in(collection.pk), "50", asked)

    assert [(each.now, each.median, each.before, each.told) for each in fields] == [
        (12, 12, None, 1),
        (30, 30, None, 1),
    ]
    assert {line.code: line.values for line in below}["5014"] == (12, 30)


def test_the_profiles_page_is_the_same_work_for_one_place_and_for_many(
    cast: Cast, collection: Collection, report: Report
):
    brought_to(State.APPROVED, report, cast)
    client = signed_in(cast.support_officer)
    address = reverse("project_profile", args=[collection.project.code])
    client.get(address)
    counts = []
    for place in ("52", "50"):  # one district below, and two
        client.get(f"{address}?place={place}&layer=entered")
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"{address}?place={place}&layer=entered")
        counts.append(len(asked))
        assert page.status_code == 200

    assert "จุดเด่นรายด้าน" in page.content.decode()
    assert "เรียงตามรหัสพื้นที่" not in page.content.decode()
    assert counts[0] == counts[1]


def test_ranking_is_the_readers_own_choice(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    address = reverse("project_profile", args=[report.collection.project.code])

    page = signed_in(cast.support_officer).get(f"{address}?place=50&order=number").content.decode()

    assert "เรียงตามรหัสพื้นที่" in page


def test_a_projects_page_says_in_a_sentence_how_many_areas_reported(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    address = reverse("project", args=[report.collection.project.code])
    client = signed_in(cast.support_officer)

    page = client.get(f"{address}?place=50&layer=approved").content.decode()
    picture = client.get(f"{address}?place=50&layer=approved&as=png")
    paper = client.get(f"{address}?place=50&layer=approved&as=pdf")

    assert "1 จาก 2 อำเภอรายงานแล้ว" in page
    assert picture.content.startswith(b"\x89PNG")
    assert paper.content.startswith(b"%PDF")


def test_each_place_stands_beside_the_middle_of_its_like_or_its_own_past_where_one_asks(
    cast: Cast, report: Report
):
    brought_to(State.APPROVED, report, cast)
    client = signed_in(cast.support_officer)
    address = reverse("project", args=[report.collection.project.code]) + "?place=50&layer=approved"

    plain = client.get(address).content.decode()
    median = client.get(f"{address}&beside=median").content.decode()
    before = client.get(f"{address}&beside=before&as=csv").content.decode("utf-8-sig")

    assert "ผลต่าง" not in plain
    assert "ผลต่าง" in median
    assert "งวดก่อน" in before


def test_an_executive_report_says_what_the_figures_say_and_leads_to_paper(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    client = signed_in(cast.support_officer)
    address = reverse("project_brief", args=[report.collection.project.code])

    page = client.get(f"{address}?place=50").content.decode()
    word, paper = client.get(f"{address}?place=50&as=docx"), client.get(f"{address}?place=50&as=pdf")

    assert "1 จาก 2 อำเภอรายงานแล้ว" in page
    assert "ไม่มีงวดก่อนให้เปรียบเทียบ" in page
    assert word.content.startswith(b"PK")
    assert paper.content.startswith(b"%PDF")


def test_its_words_are_put_right_kept_and_printed(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    client = signed_in(cast.support_officer)
    address = reverse("project_brief", args=[report.collection.project.code]) + "?place=50"

    answer = client.post(address, WORDS | {"version": "0"})
    page = client.get(address).content.decode()
    again = client.post(address, WORDS | {"version": "0"})

    assert answer.status_code == 302
    assert "ข้อความ advice" in page
    assert again.status_code in {400, 409}
    assert Brief.objects.get().version == 1


def test_only_who_works_over_the_whole_area_writes_its_executive_report(cast: Cast, collection: Collection):
    terms = {"project": collection.project, "period_code": "2557Q3", "texts": WORDS, "version": 0}

    for place_code, by in (
        ("52", cast.province_officer),
        ("", cast.province_officer),
        ("5014", cast.tambon_officer),
    ):
        with pytest.raises(Denied):
            commands.write_brief(place_code=place_code, by=by, **terms)
    commands.write_brief(place_code="50", by=cast.province_officer, **terms)
    with pytest.raises(Conflict):
        commands.write_brief(place_code="50", by=cast.province_officer, **terms)
