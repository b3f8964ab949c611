"""Tests of a project's plan: registered and changed by those who run it, logframe, budget, calendar, vision."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from saiyai.accounts.models import Office, User
from saiyai.audit import clock
from saiyai.kernel.periods import PeriodKind
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.commands import Goal, ProjectTerms
from saiyai.monitoring.models import Collection, Indicator, Project
from saiyai.monitoring.queries.plan import calendar_of, vision_of
from saiyai.monitoring.rules.plan import (
    Aim,
    AimLine,
    BudgetLine,
    Circle,
    VisionTerms,
    periods_of,
    progress,
    refusal_of_budget,
    refusal_of_years,
)
from tests.cast import Cast
from tests.monitoring.builders import a_project

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def terms(**changes: object) -> ProjectTerms:
    office = Office.objects.get(code="tpso10")
    return replace(ProjectTerms("โครงการใหม่", "New", 2557, 2558, office, ("50", "52")), **changes)


TYPED = {
    "code": "warm-2558",
    "name_th": "โครงการครอบครัวอบอุ่น",
    "fiscal_year": "๒๕๕๘",
    "last_fiscal_year": "2560",
    "owner": "tpso10",
    "reports_every": "quarter",
    "due_after_days": "20",
    "areas": ["50", "52"],
}


def test_a_project_is_registered_in_the_browser_and_says_itself_on_its_plan(cast: Cast):
    client = signed_in(cast.support_officer)

    assert client.get(reverse("project_new")).status_code == 200
    answer = client.post(reverse("project_new"), TYPED)
    page = client.get(answer["Location"]).content.decode()

    made = Project.objects.get(code="warm-2558")
    assert (made.fiscal_year, made.ends_in, made.due_after_days) == (2558, 2560, 20)
    assert made.prefixes == ("50", "52")
    assert "โครงการครอบครัวอบอุ่น" in page
    assert "2558–2560" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"fiscal_year": "57"}, "พุทธศักราช"),
        ({"last_fiscal_year": "2557"}, "ปีงบประมาณสุดท้าย"),
        ({"name_th": ""}, "ชื่อภาษาไทย"),
        ({"code": "new"}, "คำนี้ใช้เป็นที"),
    ],
)
def test_what_is_no_project_is_told_at_the_form_and_what_was_typed_stays(
    cast: Cast, changed: dict[str, str], said: str
):
    page = signed_in(cast.support_officer).post(reverse("project_new"), TYPED | changed)

    assert page.status_code == 400
    assert said in page.content.decode()
    assert not Project.objects.filter(code="warm-2558").exists()


def test_a_project_is_changed_with_a_reason_by_those_who_run_all_of_its_areas(cast: Cast):
    project = a_project(cast)

    commands.change_project(
        project=project, terms=terms(prefixes=("50", "51")), reason="เพิ่มลำพูน", by=cast.support_officer
    )

    assert Project.objects.get(pk=project.pk).prefixes == ("50", "51")
    with pytest.raises(Refusal):
        commands.change_project(project=project, terms=terms(), reason=" ", by=cast.support_officer)
    with pytest.raises(Denied):
        commands.change_project(project=project, terms=terms(), reason="แก้", by=cast.province_officer)


def test_a_project_does_not_grow_beyond_the_areas_of_whoever_changes_it(cast: Cast):
    project = a_project(cast, prefixes=("50",))

    with pytest.raises(Denied):
        commands.change_project(
            project=project, terms=terms(prefixes=("50", "10")), reason="ขยาย", by=cast.support_officer
        )


def test_a_year_that_was_collected_stays_in_the_project(cast: Cast, collection: Collection):
    with pytest.raises(Refusal) as refused:
        commands.change_project(
            project=collection.project,
            terms=terms(fiscal_year=2558),
            reason="เลื่อน",
            by=cast.support_officer,
        )

    assert refused.value.code == "project.years_hold_collections"


def test_a_logframe_is_kept_line_by_line_with_how_one_sees_it(cast: Cast):
    project = a_project(cast)
    client = signed_in(cast.support_officer)
    address = reverse("project_logframe", args=[project.code])

    client.post(address, {"goal": "สังคมสวัสดิการถ้วนหน้า", "output": "เครือข่าย ๑๐๓ อำเภอ | ทะเบียนเครือข่าย\n\nอบรม"})
    kept = list(project.aims.values_list("aim", "text", "means"))
    page = client.get(address).content.decode()

    assert kept == [
        ("goal", "สังคมสวัสดิการถ้วนหน้า", ""),
        ("output", "เครือข่าย ๑๐๓ อำเภอ", "ทะเบียนเครือข่าย"),
        ("output", "อบรม", ""),
    ]
    assert "เครือข่าย ๑๐๓ อำเภอ | ทะเบียนเครือข่าย" in page


def test_a_budget_is_kept_to_the_satang_and_its_total_stands_on_the_plan(cast: Cast):
    project = a_project(cast)
    client = signed_in(cast.support_officer)
    typed = {
        "year_0": "2557",
        "source_0": "งบกระทรวง",
        "amount_0": "๒,๓๔๔,๐๗๐.๙๓",
        "year_1": "2557",
        "year_2": "2557",
    }

    client.post(reverse("project_budget", args=[project.code]), typed)
    page = client.get(reverse("project_plan", args=[project.code])).content.decode()
    wrong = client.post(reverse("project_budget", args=[project.code]), typed | {"amount_0": "สองล้าน"})

    assert project.budget.get().amount_satang == 234_407_093
    assert "2,344,070.93" in page
    assert wrong.status_code == 400
    assert "สองล้าน" in wrong.content.decode()


def test_a_budget_names_each_source_once_a_year_inside_the_projects_years():
    line = BudgetLine(2557, "งบกระทรวง", 100)

    assert refusal_of_budget([line], 2557, 2557) is None
    for lines, code in (
        ([line, line], "budget.source_twice"),
        ([replace(line, fiscal_year=2558)], "budget.year_outside"),
        ([replace(line, source="")], "budget.source_missing"),
        ([replace(line, amount_satang=0)], "budget.amount_out_of_range"),
    ):
        refusal = refusal_of_budget(lines, 2557, 2557)
        assert refusal is not None
        assert refusal.code == code


def test_the_calendar_has_each_period_of_the_projects_years_and_leads_to_what_is_collected(
    cast: Cast, collection: Collection
):
    rows = calendar_of(collection.project)

    assert len(rows) == 4
    assert [bool(row.collections) for row in rows] == [False, False, True, False]
    assert [each.code for each in periods_of(2557, 2558, PeriodKind.HALF)] == ["2557R06", "2558R06"]
    assert refusal_of_years(2557, 2567) is not None


def a_vision(cast: Cast) -> Project:
    project = a_project(cast)
    vision = VisionTerms("ครอบครัวอบอุ่น สังคมมีสุข ประเทศชาติมั่นคง", "", 2560, ((Circle.SOCIETY, ("N2",)),))
    return commands.set_vision(project=project, terms=vision, by=cast.support_officer)


def test_a_vision_tells_how_far_each_of_its_three_levels_has_come(cast: Cast):
    project = a_vision(cast)
    villages = Indicator.objects.get(code="N2")
    goal = Goal("", "2560", 100_000, 20_000, project)
    commands.set_target(indicator=villages, goal=goal, by=cast.support_officer)

    vision = vision_of(project, clock.today())
    page = signed_in(cast.citizen).get(reverse("project", args=[project.code])).content.decode()

    assert vision is not None
    assert [len(steps) for _name, steps in vision.circles] == [0, 1, 0]
    assert vision.circles[1][1][0].target is not None
    assert "สังคมมีสุข" in page
    assert "2560" in page


def test_a_vision_says_where_no_target_of_its_year_is_set(cast: Cast):
    project = a_vision(cast)

    page = signed_in(cast.citizen).get(reverse("project_plan", args=[project.code])).content.decode()

    assert "ยังไม่ได้ตั้งเป้าหมายของปีงบประมาณ 2560" in page


def test_the_way_is_measured_from_the_baseline_in_either_direction():
    assert progress(Fraction(60), Fraction(20), Fraction(100)) == Fraction(1, 2)
    assert progress(Fraction(30), Fraction(40), Fraction(20)) == Fraction(1, 2)
    assert progress(Fraction(10), Fraction(20), Fraction(100)) == 0
    assert progress(None, Fraction(0), Fraction(1)) is None
    assert progress(Fraction(1), Fraction(1), Fraction(1)) is None


def test_the_plan_is_taken_along_in_the_five_stages(cast: Cast):
    project = a_vision(cast)
    commands.set_logframe(
        project=project, lines=[AimLine(Aim.ACTIVITY, "อบรมแกนนำ")], by=cast.support_officer
    )

    sheet = signed_in(cast.citizen).get(reverse("project_plan", args=[project.code]) + "?as=csv")

    text = sheet.content.decode("utf-8-sig")
    assert "M1 ความเชื่อมโยงกับยุทธศาสตร์" in text
    assert "อบรมแกนนำ" in text
