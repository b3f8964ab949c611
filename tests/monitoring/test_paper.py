"""A report on paper: what stands on it empty and filled, and who gets it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from saiyai.documents.reading import reading_of
from saiyai.monitoring import commands
from saiyai.monitoring.models import Report
from saiyai.monitoring.rules.definition import Choice, Definition, Group, Item, ItemKind, Words
from tests.cast import Cast
from tests.monitoring.builders import a_project, some_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast) -> Report:
    some_series(cast)
    definition = Definition(
        Words("แบบรายงาน"),
        (
            Group(
                "people",
                Words("บุคลากร"),
                (
                    Item(
                        "volunteers",
                        ItemKind.INTEGER,
                        Words("อาสาสมัคร"),
                        series="t.volunteers",
                        is_required=True,
                    ),
                ),
            ),
            Item(
                "why",
                ItemKind.ONE,
                Words("อุปสรรค"),
                choices=(Choice("none", Words("ไม่มี")), Choice("money", Words("ขาดงบประมาณ"))),
            ),
            Item("how", ItemKind.TEXT, Words("รายละเอียด"), relevant="why = 'money'", is_long=True),
        ),
    )
    project = a_project(cast, prefixes=("50",))
    form = commands.publish_definition(project=project, definition=definition, by=cast.support_officer)
    collection = commands.open_collection(
        project=project,
        form=form,
        period_code="2557Q3",
        opens_on=date(2014, 7, 1),
        due_on=date(2014, 7, 31),
        closes_on=date(2014, 8, 31),
        by=cast.support_officer,
    )
    return Report.objects.get(collection=collection, place_code="501412")


def page(person: object, report: Report, asked: str = "") -> str:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client.get(reverse("report_paper", args=[report.pk]) + asked).content.decode()


def answered(cast: Cast, report: Report) -> Report:
    answers = {"volunteers": 1250, "why": "money", "how": "รอโอนงบ"}
    return commands.save_draft(report=report, answers=answers, version=0, by=cast.tambon_officer)


def test_an_empty_form_has_room_for_each_answer_and_asks_every_question(cast: Cast, report: Report):
    answered(cast, report)

    told = page(cast.tambon_officer, report)

    assert "บุคลากร" in told
    assert "............ คน" in told
    assert "(.....) ขาดงบประมาณ" in told
    assert "รายละเอียด" in told
    assert "1,250" not in told
    assert "<svg" in told


def test_a_filled_form_says_what_was_answered_and_leaves_out_what_was_not_asked(cast: Cast, report: Report):
    commands.save_draft(
        report=report, answers={"volunteers": 1250, "why": "none"}, version=0, by=cast.tambon_officer
    )

    told = page(cast.tambon_officer, report, "?filled=1")

    assert "1,250 คน" in told
    assert "(/) ไม่มี" in told
    assert "รายละเอียด" not in told


def test_the_paper_leads_back_to_its_report(cast: Cast, report: Report):
    assert f"/monitoring/reports/{report.pk}/" in page(cast.district_coordinator, report)


def test_the_pdf_says_what_the_page_says(cast: Cast, report: Report):
    answered(cast, report)
    client = Client()
    client.force_login(cast.tambon_officer)

    answer = client.get(reverse("report_paper", args=[report.pk]) + "?filled=1&as=pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert "1,250" in reading_of(answer.content).text


def test_a_reviewer_reads_all_answers_on_the_report(cast: Cast, report: Report):
    answered(cast, report)
    client = Client()
    client.force_login(cast.district_coordinator)

    told = client.get(reverse("report", args=[report.pk])).content.decode()

    assert "ขาดงบประมาณ" in told
    assert "รอโอนงบ" in told
