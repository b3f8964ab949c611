"""Series and indicators: defined, changed and retired by commands; shown at any place with both parts and why."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.kernel.powers import Role
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.commands import IndicatorTerms, SeriesTerms
from saiyai.monitoring.models import Collection, Indicator, IndicatorVersion, Report, Series, SeriesKind
from saiyai.monitoring.queries.timeliness import reports_on_time, reports_on_time_by_part
from saiyai.monitoring.rules import State
from saiyai.monitoring.rules.shipped import SHIPPED
from tests.cast import Cast, a_user
from tests.monitoring.builders import AFTER, brought_to

pytestmark = pytest.mark.django_db

TERMS = IndicatorTerms(
    "สัดส่วนผู้ผ่านการอบรม",
    "Share trained",
    "ร้อยละ",
    "per cent",
    "t.trained",
    date(2013, 10, 1),
    "t.volunteers",
    100,
)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def an_indicator(cast: Cast, terms: IndicatorTerms = TERMS, code: str = "X1") -> Indicator:
    return commands.define_indicator(code=code, terms=terms, by=cast.support_officer)


def test_the_22_ship_with_the_product():
    codes = set(Indicator.objects.filter(is_shipped=True).values_list("code", flat=True))

    assert codes == {each.code for each in SHIPPED}


@pytest.mark.engine
def test_a_version_of_a_formula_is_final():
    version = IndicatorVersion.objects.first()
    assert version is not None

    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorVersion.objects.filter(pk=version.pk).update(numerator="1")
    with pytest.raises(DatabaseError), transaction.atomic():
        version.delete()


@pytest.mark.engine
def test_a_direction_that_there_is_not_is_no_row():
    with pytest.raises(DatabaseError), transaction.atomic():
        Indicator.objects.filter(code="N1").update(direction="side")
    with pytest.raises(DatabaseError), transaction.atomic():
        Indicator.objects.filter(code="N1").update(tolerance_percent=101)


def entered_beside(report: Report, **figures: int) -> Report:
    """Return the report of another tambon of the same district with its figures handed in."""
    others = Report.objects.filter(collection=report.collection, place_code__startswith=report.place_code[:4])
    other = others.exclude(pk=report.pk).order_by("place_code")[0]
    officer = a_user("other_officer", Role.TAMBON_OFFICER, other.place_code)
    told: dict[str, int | None] = {f"t.{code}": value for code, value in figures.items()}
    return commands.submit_report(report=other, figures=told, version=0, by=officer)


def test_an_indicator_is_computed_from_sums_at_every_level(cast: Cast, report: Report):
    an_indicator(cast)
    entered_beside(report, volunteers=88, trained=20)
    brought_to(State.SUBMITTED, report, cast)

    page = signed_in(cast.province_officer).get(
        reverse("indicator", args=["X1"]), {"place": "50", "period": "2557Q3", "layer": "entered"}
    )

    rows = {row[0].value: [cell.value for cell in row[1:]] for row in page.context["table"].rows}
    assert [cell.value for cell in page.context["table"].total[1:]] == [50, 50, 100]
    assert rows["สันทราย"] == [50, 50, 100]
    assert page.context["figure"].value == "ร้อยละ 50"
    assert page.context["figure"].why.denominator == "100"


def test_a_median_is_of_the_places_own_numbers(cast: Cast, report: Report):
    an_indicator(cast, replace(TERMS, kind="median", numerator="t.volunteers", denominator="", factor=1))
    entered_beside(report, volunteers=88, trained=20)
    brought_to(State.SUBMITTED, report, cast)

    page = signed_in(cast.province_officer).get(
        reverse("indicator", args=["X1"]), {"place": "50", "period": "2557Q3", "layer": "entered"}
    )

    assert page.context["figure"].value == "ร้อยละ 50"


def test_what_is_not_approved_is_not_shown_outside_its_area(cast: Cast, report: Report):
    an_indicator(cast)
    brought_to(State.VERIFIED, report, cast)
    asked = {"place": "50", "period": "2557", "layer": "entered"}

    page = signed_in(cast.other_province_officer).get(reverse("indicator", args=["X1"]), asked)

    assert page.context["figure"].value == "–"


def test_a_place_below_and_the_page_of_why_say_the_same(cast: Cast, report: Report):
    an_indicator(cast)
    brought_to(State.APPROVED, report, cast)
    client, asked = signed_in(cast.tambon_officer), {"place": "501412", "period": "2557Q3"}

    page = client.get(reverse("indicator", args=["X1"]), asked)
    why = client.get(reverse("indicator_why", args=["X1"]), asked)

    assert page.context["figure"].value == why.context["explained"].figure.value == "ร้อยละ 250"


@pytest.mark.parametrize("code", ["N1", "N2", "N4", "N5", "N9", "F7", "W2"])
def test_each_that_ships_has_its_page_with_or_without_figures(cast: Cast, code: str):
    client = signed_in(cast.ministry_officer)

    page = client.get(reverse("indicator", args=[code]), {"place": "50", "period": "2557"})

    assert page.status_code == 200
    assert bool(page.context["waits_for"]) is (code[0] in "FW")
    assert client.get(reverse("indicator_why", args=[code]), {"place": "50"}).status_code == 200


def test_the_list_is_searched_and_taken_along(cast: Cast):
    client = signed_in(cast.tambon_officer)

    found = client.get(reverse("indicators"), {"q": "หมู่บ้าน"}).context["table"].rows
    file = client.get(reverse("indicators"), {"as": "csv"})

    assert [row[0].value for row in found] == ["N2 ความครอบคลุมหมู่บ้าน"]
    assert file["Content-Type"].startswith("text/csv")
    assert client.get(reverse("indicators"), {"q": "ไม่มีคำนี้"}).context["table"].rows == []


def test_the_list_asks_as_much_for_one_as_for_many(cast: Cast):
    client, address = signed_in(cast.support_officer), reverse("indicators")
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address, {"q": "N2"})
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(few) == len(many)


def test_places_below_cost_no_further_queries(cast: Cast, report: Report):
    an_indicator(cast)
    brought_to(State.APPROVED, report, cast)
    client, address = signed_in(cast.support_officer), reverse("indicator", args=["X1"])
    client.get(address, {"place": "50", "period": "2557Q3"})
    with CaptureQueriesContext(connection) as many:
        client.get(address, {"place": "50", "period": "2557Q3"})
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"place": "52", "period": "2557Q3"})

    assert abs(len(many) - len(few)) <= 1


def test_another_formula_is_a_new_version_and_the_old_period_keeps_the_old(cast: Cast, report: Report):
    indicator = an_indicator(cast)
    brought_to(State.APPROVED, report, cast)
    newer = replace(TERMS, factor=1000, starts_on=date(2014, 10, 1))

    commands.change_indicator(indicator=indicator, terms=newer, reason="ปรับตามคู่มือ", by=cast.support_officer)

    page = signed_in(cast.support_officer).get(
        reverse("indicator", args=["X1"]), {"place": "50", "period": "2557Q3"}
    )
    later = signed_in(cast.support_officer).get(
        reverse("indicator", args=["X1"]), {"place": "50", "period": "2558Q1"}
    )
    assert indicator.versions.count() == 2
    assert page.context["figure"].value == "ร้อยละ 250"
    assert [row[1].value for row in later.context["trend"].rows] == [None, 250, None, None]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (replace(TERMS, numerator="t.trained +"), "expression.unfinished"),
        (replace(TERMS, numerator="t.nothing"), "expression.unknown_name"),
        (replace(TERMS, kind="median"), "indicator.median_of_one_series"),
        (replace(TERMS, tolerance_percent=101), "indicator.out_of_range"),
        (replace(TERMS, name_th=" "), "indicator.nameless"),
    ],
)
def test_what_is_no_indicator_is_refused(
    cast: Cast, collection: Collection, terms: IndicatorTerms, code: str
):
    with pytest.raises(Refusal) as refused:
        an_indicator(cast, terms)

    assert refused.value.code == code


def test_a_newer_formula_may_not_hold_before_the_last(cast: Cast, collection: Collection):
    indicator = an_indicator(cast)
    older = replace(TERMS, factor=1, starts_on=TERMS.starts_on)

    with pytest.raises(Refusal, match=r"indicator\.earlier_than_last"):
        commands.change_indicator(indicator=indicator, terms=older, reason="x", by=cast.support_officer)


def test_an_indicator_is_retired_and_resumed_with_a_reason(cast: Cast):
    indicator = Indicator.objects.get(code="N3")

    with pytest.raises(Refusal):
        commands.retire_indicator(indicator=indicator, reason=" ", by=cast.ministry_officer)
    commands.retire_indicator(indicator=indicator, reason="เลิกใช้", by=cast.ministry_officer)
    with pytest.raises(Refusal):
        commands.retire_indicator(indicator=indicator, reason="เลิกใช้", by=cast.ministry_officer)
    assert indicator.retired_on == clock.today()
    commands.resume_indicator(indicator=indicator, reason="ใช้ต่อ", by=cast.ministry_officer)
    assert indicator.retired_on is None


def test_only_a_support_office_or_the_ministry_defines(cast: Cast, collection: Collection):
    with pytest.raises(Denied):
        commands.define_indicator(code="X1", terms=TERMS, by=cast.province_officer)


def test_a_formula_that_cannot_be_read_is_told_at_its_character_and_kept(cast: Cast):
    address = reverse("indicator_new")
    typed = {
        "code": "X9", "name_th": "ทดสอบ", "unit_th": "คน", "kind": "sum", "numerator": "a $ b", "factor": "1",
        "direction": "up", "tolerance_percent": "10", "starts_on": "1/10/2556",
    }  # fmt: skip

    page = signed_in(cast.support_officer).post(address, typed)

    assert page.status_code == 400
    assert "ตัวอักษรที่ 3" in page.content.decode()
    assert "a $ b" in page.content.decode()


def test_an_indicator_is_defined_changed_and_retired_in_the_browser(cast: Cast, collection: Collection):
    client = signed_in(cast.support_officer)
    typed = {
        "code": "X9", "name_th": "ทดสอบ", "unit_th": "คน", "kind": "sum", "numerator": "t.trained", "factor": "1",
        "direction": "up", "tolerance_percent": "10", "starts_on": "1/10/2556",
    }  # fmt: skip

    made = client.post(reverse("indicator_new"), typed)
    again = client.post(reverse("indicator_new"), typed)
    changed = client.post(
        reverse("indicator_change", args=["X9"]), typed | {"name_th": "ใหม่", "reason": "แก้ชื่อ"}
    )
    asked = client.get(reverse("indicator_retire", args=["X9"])).content.decode()
    retired = client.post(reverse("indicator_retire", args=["X9"]), {"reason": "เลิกใช้"})

    assert "X9 ใหม่" in asked

    assert (made.status_code, again.status_code, changed.status_code, retired.status_code) == (
        302,
        400,
        302,
        302,
    )
    found = Indicator.objects.get(code="X9")
    assert (found.name_th, found.retired_on, found.versions.count()) == ("ใหม่", clock.today(), 1)


def a_split_series(cast: Cast) -> Series:
    return commands.define_series(
        code="own.people", name_th="ผู้เข้าร่วม", name_en="People", unit_th="คน", unit_en="people",
        kind=SeriesKind.FLOW, axes=["sex"], by=cast.support_officer,
    )  # fmt: skip


def test_a_series_is_split_into_series_of_its_categories(cast: Cast):
    made = a_split_series(cast)

    assert list(made.parts.order_by("code").values_list("code", flat=True)) == [
        "own.people[sex=female]",
        "own.people[sex=male]",
    ]
    page = signed_in(cast.tambon_officer).get(reverse("series", args=["own.people[sex=female]"]))
    assert page.status_code == 200


def test_an_own_way_to_split_is_defined(cast: Cast):
    axis = commands.define_axis(
        code="religion", name_th="ศาสนา", name_en="religion",
        categories=[("buddhist", "พุทธ", "Buddhist"), ("other", "อื่น ๆ", "other")], by=cast.support_officer,
    )  # fmt: skip

    assert axis.snapshot().categories == ("buddhist", "other")
    with pytest.raises(Refusal, match=r"axis\.known"):
        commands.define_axis(
            code="religion",
            name_th="x",
            name_en="",
            categories=[("a", "x", ""), ("b", "x", "")],
            by=cast.support_officer,
        )


def test_a_series_says_anew_what_it_is_from_a_day_on(cast: Cast):
    made = a_split_series(cast)
    terms = SeriesTerms("ผู้ร่วมงาน", "Participants", "คน", "people", "นิยามใหม่")
    commands.change_series(
        series=made, terms=terms, holds_from=date(2014, 10, 1), reason="คู่มือใหม่", by=cast.support_officer
    )

    made.refresh_from_db()
    assert (made.version, made.definition_th) == (2, "นิยามใหม่")
    assert made.parts.filter(name_th="ผู้ร่วมงาน (หญิง)").exists()
    with pytest.raises(Refusal, match=r"series\.earlier_than_last"):
        commands.change_series(
            series=made, terms=terms, holds_from=date(2014, 9, 1), reason="x", by=cast.support_officer
        )


def test_a_series_is_defined_changed_and_retired_in_the_browser(cast: Cast):
    client = signed_in(cast.support_officer)
    typed = {"code": "own.new", "name_th": "นับ", "unit_th": "คน", "kind": "flow", "axes": ["sex"]}

    made = client.post(reverse("series_new"), typed)
    taken = client.post(reverse("series_new"), typed | {"code": "network.links"})
    wrong = client.post(reverse("series_new"), typed | {"code": "Own New"})
    changed = client.post(
        reverse("series_change", args=["own.new"]),
        {"name_th": "นับใหม่", "unit_th": "คน", "holds_from": "1/10/2557", "reason": "แก้"},
    )
    asked = client.get(reverse("series_retire", args=["own.new"])).content.decode()
    retired = client.post(reverse("series_retire", args=["own.new"]), {"reason": "เลิก"})

    assert "นับใหม่" in asked
    split = client.post(
        reverse("axis_new"), {"code": "size", "name_th": "ขนาด", "lines": "s, เล็ก, small\nl, ใหญ่, large"}
    )

    assert (made.status_code, taken.status_code, wrong.status_code) == (302, 400, 400)
    assert (changed.status_code, retired.status_code, split.status_code) == (302, 302, 302)
    assert Series.objects.filter(code__startswith="own.new", retired_on=clock.today()).count() == 3


def test_series_of_other_apps_stand_in_the_list(cast: Cast):
    page = signed_in(cast.tambon_officer).get(reverse("series_list"), {"q": "network.links"})

    assert "network.links" in [row[1].value for row in page.context["table"].rows]


def test_reports_approved_in_time_are_counted(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    on = AFTER.date()

    whole, parts = reports_on_time("50", on), reports_on_time_by_part("50", 4, on)

    due = Report.objects.filter(place_code__startswith="50").count()
    assert reports_on_time("50", date(2014, 9, 30)).numerator == 1
    assert reports_on_time("50", date(2014, 9, 30)).denominator == due
    assert (whole.numerator, whole.denominator) == (0, 0)
    assert parts == {}
    assert reports_on_time_by_part("50", 4, date(2014, 9, 30))["5014"].numerator == 1
