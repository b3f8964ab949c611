"""The pages of monitoring, as each person meets them."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.kernel.powers import NOBODY, Role
from saiyai.monitoring import commands
from saiyai.monitoring.exports import find, place_panel, waiting_tasks
from saiyai.monitoring.models import Collection, Report
from saiyai.monitoring.queries.figures import figures_at, layers_for
from saiyai.monitoring.rules import Action, State
from saiyai.places.models import Place
from tests.cast import Cast, a_user
from tests.monitoring.builders import (
    ACTS,
    AFTER,
    FIGURES,
    OPEN_AT,
    a_collection,
    a_project,
    a_report,
    brought_to,
)

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def typed(report: Report, **cells: str) -> dict[str, str]:
    """Return what a browser sends: the cells by the names of their items, and the version that was read."""
    return {f"a.t_{code}": text for code, text in cells.items()} | {"version": str(report.version)}


def cells_of(answer: HttpResponse) -> list[tuple[object, ...]]:
    """Return the table of a page as the values of its cells."""
    return [tuple(cell.value for cell in row) for row in answer.context["table"].rows]


def test_a_projects_figure_says_why_it_is_what_it_is(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    client = signed_in(cast.province_officer)

    why = client.get(reverse("project", args=[report.collection.project.code])).context["why"]

    assert why.acts[0].by == str(report.approved_by)
    assert "ป่าไผ่" not in [name for name, _address in why.missing]
    assert why.missing
    assert why.url.startswith(reverse("collection", args=[report.collection_id]))


def test_a_tambon_officer_enters_in_thai_digits_and_submits(cast: Cast, report: Report):
    client, address = signed_in(cast.tambon_officer), reverse("report_enter", args=[report.pk])

    draft = client.post(address, typed(report, volunteers="๑๒", trained="") | {"save": "1"})
    report.refresh_from_db()
    answer = client.post(address, typed(report, volunteers="๑,๖๙๗", trained="0") | {"submit": "1"})

    report.refresh_from_db()
    assert (draft.status_code, answer.status_code) == (302, 302)
    assert (report.state, dict(report.figures)) == ("submitted", {"t.volunteers": 1697, "t.trained": 0})


def test_a_wrong_cell_says_so_at_the_cell_and_keeps_what_was_typed(cast: Cast, report: Report):
    client, address = signed_in(cast.tambon_officer), reverse("report_enter", args=[report.pk])

    answer = client.post(address, typed(report, volunteers="-3", trained="7") | {"submit": "1"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "จำนวนต้องไม่น้อยกว่าศูนย์" in page
    assert 'value="-3"' in page
    assert 'value="7"' in page
    assert Report.objects.get(pk=report.pk).version == 0


def test_an_unfinished_report_stays_in_the_form(cast: Cast, report: Report):
    client, address = signed_in(cast.tambon_officer), reverse("report_enter", args=[report.pk])

    answer = client.post(address, typed(report, volunteers="3", trained="") | {"submit": "1"})

    assert answer.status_code == 409
    assert "รายงานยังขาดตัวเลขที่จำเป็น 1 รายการ" in answer.content.decode()


def test_the_second_of_two_sees_both_versions_and_may_choose_theirs(cast: Cast, report: Report):
    client, address = signed_in(cast.tambon_officer), reverse("report_enter", args=[report.pk])
    stale = typed(report, volunteers="88", trained="1")
    commands.save_draft(report=report, figures=FIGURES, version=0, by=cast.volunteer)

    answer = client.post(address, stale | {"save": "1"})
    chosen = client.post(address, stale | {"version": "1", "save": "1"})

    assert answer.status_code == 409
    assert cells_of(answer) == [("อาสาสมัคร", 88, 12), ("ผู้ผ่านการอบรม", 1, 30)]
    assert [line.what for line in answer.context["lines"]] == ["บันทึกร่าง"]
    assert chosen.status_code == 302
    assert Report.objects.get(pk=report.pk).figures["t.volunteers"] == 88


def test_who_decides_on_numbers_that_changed_sees_which(cast: Cast, report: Report):
    brought_to(State.SUBMITTED, report, cast)
    client = signed_in(cast.district_coordinator)
    commands.return_report(report=report, reason="ทบทวน", version=1, by=cast.province_officer)
    commands.submit_report(
        report=report, figures=FIGURES | {"t.trained": 31}, version=2, by=cast.tambon_officer
    )

    answer = client.post(reverse("report_verify", args=[report.pk]), {"version": "1"})

    assert answer.status_code == 409
    assert cells_of(answer) == [("ผู้ผ่านการอบรม", 30, 31)]
    assert len(answer.context["lines"]) == 2
    assert Report.objects.get(pk=report.pk).state == State.SUBMITTED


def test_a_report_goes_up_the_line_by_its_pages(cast: Cast, report: Report):
    brought_to(State.SUBMITTED, report, cast)
    district, province, support = map(
        signed_in, (cast.district_coordinator, cast.province_officer, cast.support_officer)
    )

    def post(client: Client, name: str, **sent: str) -> int:
        version = Report.objects.get(pk=report.pk).version
        return client.post(reverse(name, args=[report.pk]), sent | {"version": str(version)}).status_code

    assert post(district, "report_return", reason="ตรวจอีกครั้ง", cells="t.trained") == 302
    tambon, address = signed_in(cast.tambon_officer), reverse("report_enter", args=[report.pk])
    back = tambon.get(address).content.decode()
    assert back.count("ตรวจอีกครั้ง") == 3  # the reason, the remark on the number, and the mark at its cell
    report.refresh_from_db()
    corrected = typed(report, volunteers="12", trained="29") | {"submit": "1", "answer": "แก้แล้ว"}
    assert tambon.post(address, corrected).status_code == 302
    assert post(district, "report_verify") == 302
    assert post(province, "report_approve") == 302
    assert post(support, "report_reopen", reason="ยอดไม่ตรง") == 302
    assert Report.objects.get(pk=report.pk).state == State.RETURNED


def test_going_back_needs_a_reason_on_the_page_too(cast: Cast, report: Report):
    brought_to(State.SUBMITTED, report, cast)

    answer = signed_in(cast.district_coordinator).post(
        reverse("report_return", args=[report.pk]), {"version": "1", "reason": ""}
    )

    assert answer.status_code == 400
    assert Report.objects.get(pk=report.pk).state == State.SUBMITTED


@pytest.mark.parametrize("name", ["report", "report_enter"])
def test_a_report_of_another_area_is_not_found(cast: Cast, report: Report, name: str):
    address = reverse(name, args=[report.pk])

    assert signed_in(cast.other_province_officer).get(address).status_code == 404
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("name", ["report_verify", "report_approve", "report_return", "report_reopen"])
def test_an_act_of_another_area_or_role_finds_nothing(cast: Cast, report: Report, name: str):
    brought_to(State.SUBMITTED, report, cast)
    address = reverse(name, args=[report.pk])

    for person in (cast.other_province_officer, cast.auditor, cast.tambon_officer, cast.citizen):
        answer = signed_in(person).post(address, {"version": "1", "reason": "ก"})
        assert answer.status_code == 404
    assert Report.objects.get(pk=report.pk).version == 1


def test_the_project_page_tells_from_how_many_places_a_number_comes(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    page = signed_in(cast.support_officer).get(reverse("project", args=["network-2557"])).content.decode()

    assert "12 คน" in page
    assert "1 จาก 4" in page


def test_what_is_not_reported_is_not_zero(cast: Cast, report: Report):
    table = figures_at(report.collection, "", "t.volunteers", "entered")
    assert (table.total.value, table.total.reported, table.total.owed) == (None, 0, 4)

    brought_to(State.SUBMITTED, report, cast)
    table = figures_at(report.collection, "", "t.volunteers", "entered")
    approved = figures_at(report.collection, "", "t.volunteers", "approved")
    assert [(row.code, row.value, row.reported, row.owed) for row in table.rows] == [
        ("50", 12, 1, 3),
        ("52", None, 0, 1),
    ]
    assert approved.total.value is None


def test_numbers_not_yet_approved_stay_in_their_own_area(cast: Cast):
    assert layers_for(cast.province_officer.scope, "50", ("50", "52")) == ("entered", "verified", "approved")
    assert layers_for(cast.province_officer.scope, "52", ("50", "52")) == ("approved",)
    assert layers_for(cast.district_coordinator.scope, "", ("50", "52")) == ("approved",)
    assert layers_for(cast.citizen.scope, "50", ("50", "52")) == ("approved",)


def test_asking_for_a_layer_of_another_area_shows_the_approved_one(cast: Cast, report: Report):
    brought_to(State.SUBMITTED, report, cast)
    client, address = signed_in(cast.other_province_officer), reverse("project", args=["network-2557"])

    answer = client.get(address, {"place": "50", "layer": "entered"})

    assert answer.context["choice"].layer == "approved"
    assert answer.context["total"].value is None


WAITING = {
    "volunteer": [("กรอกรายงาน 1 ฉบับ", "report_enter", "501412")],
    "tambon_officer": [("กรอกรายงาน 1 ฉบับ", "report_enter", "501412")],
    "district_coordinator": [("ตรวจสอบรายงาน 1 ฉบับ", "report", "501411")],
    "province_officer": [
        ("ตรวจสอบรายงาน 1 ฉบับ", "report", "501411"),
        ("อนุมัติรายงาน 1 ฉบับ", "report", "500101"),
    ],
    "other_province_officer": [],
    "support_officer": [],
    "auditor": [],
    "citizen": [],
}


@pytest.mark.parametrize("person", WAITING)
def test_each_person_is_told_what_waits_for_them_and_where(cast: Cast, collection: Collection, person: str):
    first, second = (a_report(cast, collection, place_code=code) for code in ("501411", "500101"))
    ACTS[Action.SUBMIT](first, a_user("clerk_1", Role.TAMBON_OFFICER, "501411"))
    ACTS[Action.SUBMIT](second, a_user("clerk_2", Role.TAMBON_OFFICER, "500101"))
    ACTS[Action.VERIFY](second, cast.province_officer)

    with translation.override("th"):
        tasks = waiting_tasks(getattr(cast, person).scope)

    expected = [
        (text, reverse(name, args=[a_report(cast, collection, place_code=code).pk]))
        for text, name, code in WAITING[person]
    ]
    assert [(task.text.split(":")[0], task.url) for task in tasks] == expected
    assert {task.due_on for task in tasks} <= {collection.due_on}


def test_who_submitted_a_report_is_not_asked_to_verify_it(cast: Cast, report: Report):
    ACTS[Action.SUBMIT](report, cast.district_coordinator)

    assert waiting_tasks(cast.district_coordinator.scope) == []
    assert len(waiting_tasks(cast.province_officer.scope)) == 1


def test_a_returned_report_waits_for_its_place(cast: Cast, report: Report):
    brought_to(State.RETURNED, report, cast)

    with translation.override("th"):
        tasks = waiting_tasks(cast.tambon_officer.scope)

    assert [task.text.split(":")[0] for task in tasks] == ["แก้ไขรายงานที่ส่งกลับ 1 ฉบับ"]


def test_a_place_says_how_far_its_reports_have_come(cast: Cast, report: Report):
    brought_to(State.SUBMITTED, report, cast)

    panel = place_panel("5014", cast.district_coordinator.scope)
    hidden = place_panel("5207", cast.district_coordinator.scope)

    assert panel is not None
    assert hidden is not None
    assert panel.figures[0].share == 0.5
    assert hidden.figures == ()


def questions(client: Client, address: str) -> int:
    """Return how many queries a page takes, once its caches are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_of_projects_asks_as_much_for_twenty_as_for_one(cast: Cast):
    client, address = signed_in(cast.support_officer), reverse("projects")
    a_project(cast)
    for_one = questions(client, address)
    for number in range(19):
        a_project(cast, code=f"p-{number}")

    assert questions(client, address) == for_one


def test_a_project_asks_as_much_for_twelve_collections_as_for_one(cast: Cast, collection: Collection):
    client, address = signed_in(cast.support_officer), reverse("project", args=["network-2557"])
    for_one = questions(client, address)
    days = {"opens_on": OPEN_AT.date(), "due_on": OPEN_AT.date(), "closes_on": OPEN_AT.date()}
    for month in range(1, 12):
        commands.open_collection(
            project=collection.project,
            form=collection.form,
            period_code=f"2557M{month:02}",
            **days,
            by=cast.support_officer,
        )

    assert questions(client, address) == for_one


@pytest.mark.parametrize("query", ["?place=50", "?place=5002&state=draft"])
def test_a_collection_asks_as_much_for_twenty_reports_as_for_one(cast: Cast, query: str):
    Place.objects.create(code="5002", level="district", name_th="จอมทอง")
    tambons = [Place(code=f"5002{n:02}", level="tambon", name_th=f"ตำบล {n}") for n in range(1, 21)]
    Place.objects.bulk_create(tambons)
    collection = a_collection(cast)
    client, address = signed_in(cast.support_officer), reverse("collection", args=[collection.pk])

    for_one = questions(
        client, f"{address}?place=52" if "state" not in query else f"{address}?place=5207&state=draft"
    )

    assert questions(client, address + query) == for_one


def test_a_project_is_found_by_part_of_its_name_once_signed_in(cast: Cast):
    a_project(cast)

    assert [each.url for each in find("เครือข่าย", cast.volunteer.scope)] == [
        "/monitoring/projects/network-2557/"
    ]
    assert find("ไม่มี", cast.volunteer.scope) == []
    assert find("เครือข่าย", NOBODY) == []


def test_the_days_of_a_refusal_are_said_as_the_reader_writes_them(cast: Cast, report: Report):
    with clock.set_to(AFTER):
        page = signed_in(cast.tambon_officer).get(reverse("report_enter", args=[report.pk])).content.decode()

    assert "ปิดรับเมื่อวันที่ 31 สิงหาคม 2557" in page
