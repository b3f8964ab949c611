"""Forms worked on, published as versions that never change, retired: through the commands and in the database."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from saiyai.kernel.refusal import Conflict, Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Answers, Form, FormDesign, Report
from saiyai.monitoring.rules import State
from saiyai.monitoring.rules.definition import Definition, Item, ItemKind, Words, definition_of
from tests.cast import Cast
from tests.monitoring.builders import a_project, brought_to, some_series

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def a_definition(*series: str) -> Definition:
    asked = [
        Item(f"n{number}", ItemKind.INTEGER, Words(f"จำนวน {number}"), series=code)
        for number, code in enumerate(series or ("t.volunteers",), start=1)
    ]
    return Definition(Words("แบบสำรวจ", "Survey"), tuple(asked))


@pytest.fixture
def design(cast: Cast) -> FormDesign:
    some_series(cast)
    project = a_project(cast, prefixes=("50",))
    return commands.start_form(project=project, definition=a_definition(), by=cast.province_officer)


def issued(design: FormDesign, cast: Cast, reason: str = "") -> Form:
    return commands.issue_form(design=design, version=design.version, reason=reason, by=cast.province_officer)


def changed(design: FormDesign, cast: Cast, definition: Definition) -> FormDesign:
    return commands.change_form(
        design=design, definition=definition, version=design.version, by=cast.province_officer
    )


def test_a_version_stays_while_its_design_goes_on(cast: Cast, design: FormDesign):
    first = issued(design, cast)
    changed(design, cast, a_definition("t.volunteers", "t.trained"))
    second = issued(design, cast, "เพิ่มผู้ผ่านการอบรม")

    first.refresh_from_db()
    assert [(each.number, each.reason) for each in (first, second)] == [(1, ""), (2, "เพิ่มผู้ผ่านการอบรม")]
    assert definition_of(first.definition_text) == a_definition()
    assert [item.series.code for item in first.items.all()] == ["t.volunteers"]
    assert [item.series.code for item in second.items.all()] == ["t.volunteers", "t.trained"]
    assert FormDesign.objects.get(pk=design.pk).published == 2


def test_a_further_version_needs_a_reason_and_a_difference(cast: Cast, design: FormDesign):
    issued(design, cast)

    with pytest.raises(Refusal, match=r"form\.reason_missing"):
        issued(design, cast, " ")
    with pytest.raises(Refusal, match=r"form\.unchanged"):
        issued(design, cast, "อีกครั้ง")


@pytest.mark.parametrize(
    ("definition", "code"),
    [
        (Definition(Words("ก")), "form.empty"),
        (a_definition("t.nothing"), "form.unknown_series"),
        (a_definition("t.trained", "t.trained"), "form.counted_twice"),
    ],
)
def test_a_draft_may_be_unfinished_but_is_not_published(
    cast: Cast, design: FormDesign, definition: Definition, code: str
):
    changed(design, cast, definition)

    with pytest.raises(Refusal, match=code):
        issued(design, cast)


def test_a_draft_keeps_a_title(cast: Cast, design: FormDesign):
    with pytest.raises(Refusal, match=r"form\.without_title"):
        changed(design, cast, replace(a_definition(), title=Words("", "Survey")))


def test_the_second_of_two_who_publish_is_told_that_it_changed(cast: Cast, design: FormDesign):
    other = FormDesign.objects.get(pk=design.pk)
    issued(design, cast)

    with pytest.raises(Conflict):
        commands.issue_form(design=other, version=0, reason="ก", by=cast.support_officer)
    assert Form.objects.filter(design=design).count() == 1


def test_a_retired_form_is_left_alone_until_it_is_taken_up_again(cast: Cast, design: FormDesign):
    issued(design, cast)
    commands.retire_form(design=design, reason="ใช้แบบใหม่", version=design.version, by=cast.province_officer)

    with pytest.raises(Refusal, match=r"form\.retired"):
        changed(design, cast, a_definition("t.trained"))
    commands.resume_form(design=design, reason="ยังต้องใช้", version=design.version, by=cast.province_officer)
    changed(design, cast, a_definition("t.trained"))


@pytest.mark.parametrize(
    "person", ["tambon_officer", "district_coordinator", "other_province_officer", "auditor"]
)
def test_only_who_runs_the_project_works_on_its_forms(cast: Cast, design: FormDesign, person: str):
    by = getattr(cast, person)

    with pytest.raises(Denied):
        commands.change_form(design=design, definition=a_definition("t.trained"), version=0, by=by)
    with pytest.raises(Denied):
        commands.issue_form(design=design, version=0, by=by)


def run(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_keeps_a_version_as_it_was_published(cast: Cast, design: FormDesign):
    form = issued(design, cast)

    for statement in (
        "UPDATE monitoring_form SET definition_text = '{}' WHERE id = %s",
        "DELETE FROM monitoring_form WHERE id = %s",
    ):
        with pytest.raises(IntegrityError):
            run(statement, form.pk)


def test_the_database_gives_one_version_a_number(cast: Cast, design: FormDesign):
    form = issued(design, cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Form.objects.create(project=form.project, design=design, number=1, title_th="ก")


def test_answers_rest_once_their_report_is_submitted(cast: Cast, report: Report):
    Answers.objects.create(report=report, text='{"a":1}')
    brought_to(State.SUBMITTED, report, cast)

    with pytest.raises(IntegrityError):
        run("UPDATE monitoring_answers SET text = '{}' WHERE report_id = %s", report.pk)
