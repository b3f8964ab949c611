"""Summaries: what an area may sign and when, what it rests on, and what reopening takes along."""

import pytest
from django.db import IntegrityError, connection, transaction

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.kernel.powers import Role
from saiyai.kernel.refusal import Conflict, Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Approver, Collection, Report, Summary, Top
from saiyai.monitoring.queries.summary import below, children_of, summaries_above
from saiyai.monitoring.rules import Action, State, areas_above, content_of
from tests.cast import Cast, a_user
from tests.monitoring.builders import ACTS, OPEN_AT, brought_to
from tests.monitoring.way_acts import judge, sign, the_summary

pytestmark = pytest.mark.django_db


def approve_all_in(collection: Collection, area: str, cast: Cast) -> None:
    """Bring every report of a district to its end: one approved by the line, the rest excused."""
    for report in Report.objects.filter(collection=collection, place_code__startswith=area):
        brought_to(State.APPROVED if report.place_code == "501412" else State.EXCUSED, report, cast)


@pytest.fixture
def district(cast: Cast, collection: Collection) -> Summary:
    """The summary of สันทราย, approved."""
    approve_all_in(collection, "5014", cast)
    summary = the_summary(collection, "5014")
    sign(summary, cast.district_coordinator)
    judge("verify", summary, cast.province_officer)
    return judge("approve", summary, cast.province_officer)


@pytest.fixture
def chief(cast: Cast) -> User:
    """Another officer of the province, who approves what the first signed."""
    return a_user("chief", Role.PROVINCE_OFFICER, "50")


@pytest.fixture
def province(cast: Cast, collection: Collection, district: Summary, chief: User) -> Summary:
    """The summary of เชียงใหม่, approved."""
    for report in Report.objects.filter(collection=collection, place_code__startswith="5001"):
        brought_to(State.EXCUSED, report, cast)
    town = the_summary(collection, "5001")
    sign(town, cast.province_officer)
    judge("verify", town, chief)
    judge("approve", town, chief)
    summary = the_summary(collection, "50")
    sign(summary, cast.province_officer)
    judge("verify", summary, cast.support_officer)
    return judge("approve", summary, chief)


def test_a_collection_makes_one_summary_for_each_area_above_its_places_up_to_the_province(
    collection: Collection,
):
    areas = Summary.objects.filter(collection=collection).order_by("place_code")

    assert [each.place_code for each in areas] == ["50", "5001", "5014", "52", "5207"]
    assert {each.state for each in areas} == {State.DRAFT}


@pytest.mark.parametrize(
    ("code", "top", "areas"),
    [
        ("501412", Top.PROVINCE, ["5014", "50"]),
        ("501412", Top.DISTRICT, ["5014"]),
        ("50141203", Top.NATION, ["501412", "5014", "50", ""]),
        ("5014", Top.PROVINCE, ["50"]),
        ("501412", Top.NONE, []),
    ],
)
def test_the_ladder_leaves_out_no_step(code: str, top: int, areas: list[str]):
    assert areas_above(code, top) == areas


def test_a_projects_own_ladder_holds_for_the_collections_opened_after_it(cast: Cast, collection: Collection):
    commands.set_ladder(
        project=collection.project,
        top=Top.DISTRICT,
        approver=Approver.OFFICE,
        reason="เริ่มจากอำเภอก่อน",
        by=cast.support_officer,
    )
    days = {"opens_on": collection.opens_on, "due_on": collection.due_on, "closes_on": collection.closes_on}
    later = commands.open_collection(
        project=collection.project,
        form=collection.form,
        period_code="2557Q4",
        **days,
        by=cast.support_officer,
    )

    assert {len(each.place_code) for each in later.summaries.all()} == {4}
    assert collection.summaries.filter(place_code="50").exists()


def test_a_summary_signed_while_some_are_missing_says_why(cast: Cast, collection: Collection):
    summary = the_summary(collection, "5014")

    with pytest.raises(Refusal) as refusal:
        sign(summary, cast.district_coordinator)
    assert (refusal.value.code, refusal.value.values) == ("summary.says_why", {"count": 2})
    signed = sign(the_summary(collection, "5014"), cast.district_coordinator, "น้ำท่วมสองตำบล")

    assert signed.state == State.SUBMITTED
    assert signed.signed_seq == Entry.objects.order_by("-seq").values_list("seq", flat=True)[1]


def test_a_summary_is_approved_only_once_all_below_it_is_approved_or_excused(
    cast: Cast, collection: Collection, report: Report
):
    brought_to(State.SUBMITTED, report, cast)
    ACTS[Action.EXCUSE](Report.objects.get(collection=collection, place_code="501411"), cast.province_officer)
    summary = sign(the_summary(collection, "5014"), cast.district_coordinator)
    judge("verify", summary, cast.support_officer)

    with pytest.raises(Refusal) as refusal:
        judge("approve", summary, cast.province_officer)
    assert (refusal.value.code, refusal.value.values) == ("summary.children_not_approved", {"count": 1})

    ACTS[Action.VERIFY](report, cast.district_coordinator)
    ACTS[Action.APPROVE](report, cast.province_officer)
    summary.refresh_from_db()
    assert judge("approve", summary, cast.province_officer).state == State.APPROVED


def test_a_summary_is_not_verified_while_something_below_it_is_missing(cast: Cast, collection: Collection):
    summary = sign(the_summary(collection, "5014"), cast.district_coordinator, "ขาดสองตำบล")

    with pytest.raises(Refusal) as refusal:
        judge("verify", summary, cast.support_officer)

    assert refusal.value.code == "summary.children_missing"


def test_what_changes_below_between_look_and_click_is_a_conflict(
    cast: Cast, collection: Collection, report: Report
):
    summary = the_summary(collection, "5014")
    seen = content_of(children_of(summary))
    brought_to(State.SUBMITTED, report, cast)

    with pytest.raises(Conflict) as conflict:
        commands.submit_summary(
            summary=summary, remark="ขาด", content=seen, version=0, by=cast.district_coordinator
        )

    assert conflict.value.code == "summary.content_changed"


def test_reopening_a_report_first_reopens_every_approved_summary_above_it(
    cast: Cast, collection: Collection, province: Summary
):
    report = Report.objects.get(collection=collection, place_code="501412")
    entries = Entry.objects.count()

    ACTS[Action.REOPEN](report, cast.support_officer)

    states = {
        each.place_code: each.state for each in collection.summaries.filter(place_code__startswith="50")
    }
    assert states == {"50": State.RETURNED, "5014": State.RETURNED, "5001": State.APPROVED}
    assert Entry.objects.count() == entries + 1
    reasons = {
        remark.text for area in ("50", "5014") for remark in the_summary(collection, area).remarks.all()
    }
    assert reasons == {"พบข้อผิดพลาด"}
    act = Entry.objects.order_by("-seq")[0]
    spoken_of = set(act.subjects.values_list("subject", flat=True))
    assert {report.subject_key, province.subject_key} < spoken_of


def test_reopening_an_excused_report_reopens_the_summaries_that_rest_on_its_excuse(
    cast: Cast, collection: Collection, district: Summary
):
    excused = Report.objects.get(collection=collection, place_code="501411")

    ACTS[Action.REOPEN](excused, cast.support_officer)

    assert Report.objects.get(pk=excused.pk).state == State.RETURNED
    assert the_summary(collection, "5014").state == State.RETURNED


def test_reopening_must_name_every_summary_above(cast: Cast, collection: Collection, district: Summary):
    report = Report.objects.get(collection=collection, place_code="501412")

    with pytest.raises(Conflict):
        commands.reopen_report(
            report=report, above=[], reason="พบข้อผิดพลาด", version=report.version, by=cast.support_officer
        )

    assert the_summary(collection, "5014").state == State.APPROVED


def test_reopening_a_summary_takes_those_above_along(cast: Cast, collection: Collection, province: Summary):
    summary = the_summary(collection, "5014")

    commands.reopen_summary(
        summary=summary,
        above=summaries_above(collection.pk, "5014"),
        reason="ลงนามผิดรอบ",
        version=summary.version,
        by=cast.support_officer,
    )

    assert {the_summary(collection, area).state for area in ("50", "5014")} == {State.RETURNED}
    assert Report.objects.get(collection=collection, place_code="501412").state == State.APPROVED


@pytest.mark.parametrize(
    ("person", "area", "may"),
    [
        ("district_coordinator", "5014", True),
        ("province_officer", "5014", True),
        ("tambon_officer", "5014", False),
        ("support_officer", "5014", False),
        ("other_province_officer", "5014", False),
        ("district_coordinator", "50", False),
        ("province_officer", "50", True),
    ],
)
def test_an_area_is_signed_for_by_its_own_officers(
    cast: Cast, collection: Collection, person: str, area: str, may: bool
):
    summary = the_summary(collection, area)

    if may:
        assert sign(summary, getattr(cast, person), "ขาด").state == State.SUBMITTED
    else:
        with pytest.raises(Denied):
            sign(summary, getattr(cast, person), "ขาด")


def test_nobody_verifies_or_approves_what_they_signed(cast: Cast, collection: Collection, chief: User):
    approve_all_in(collection, "5014", cast)
    summary = sign(the_summary(collection, "5014"), cast.province_officer)

    with pytest.raises(Denied):
        judge("verify", summary, cast.province_officer)
    judge("verify", summary, chief)
    with pytest.raises(Denied):
        judge("approve", summary, cast.province_officer)
    assert judge("approve", summary, chief).state == State.APPROVED


def test_the_support_office_verifies_and_does_not_approve_unless_the_project_says_so(
    cast: Cast, collection: Collection
):
    def verified(area: str, approver: Approver) -> Summary:
        """Return the verified summary of a province in which no place reports."""
        fresh = Summary.objects.create(collection=collection, place_code=area, approver=approver)
        sign(fresh, a_user(f"officer-{area}", Role.PROVINCE_OFFICER, area))
        return judge("verify", fresh, cast.support_officer)

    with pytest.raises(Denied):
        judge("approve", verified("57", Approver.LINE), cast.support_officer)
    assert judge("approve", verified("58", Approver.OFFICE), cast.support_officer).state == State.APPROVED


def test_a_summary_that_went_back_keeps_the_reason(cast: Cast, collection: Collection):
    summary = sign(the_summary(collection, "5014"), cast.district_coordinator, "ขาดสองตำบล")

    commands.return_summary(
        summary=summary, reason="โปรดติดตามสองตำบลก่อน", version=summary.version, by=cast.support_officer
    )

    said = [(each.kind, each.text) for each in summary.remarks.order_by("pk")]
    assert said == [("submit", "ขาดสองตำบล"), ("return", "โปรดติดตามสองตำบลก่อน")]
    assert (summary.state, summary.signed_seq, summary.content_hash) == (State.RETURNED, None, "")


def test_what_changed_after_the_signature_stands_first(cast: Cast, collection: Collection, report: Report):
    summary = sign(the_summary(collection, "5014"), cast.district_coordinator, "ขาดสองตำบล")
    brought_to(State.SUBMITTED, report, cast)

    found = below(summary, clock.today())

    assert (found.rows[0].pk, found.rows[0].is_changed) == (report.pk, True)
    assert found.changed == 1


FORBIDDEN = {
    "an approved summary over an unfinished report": (
        "UPDATE monitoring_report SET state = 'returned', version = version + 1, returned_by_id = approved_by_id, "
        "returned_at = approved_at, submitted_by_id = NULL, submitted_at = NULL, verified_by_id = NULL, "
        "verified_at = NULL, approved_by_id = NULL, approved_at = NULL WHERE place_code = '501412'"
    ),
    "an approved summary changed": "UPDATE monitoring_summary SET remark = 'x' WHERE place_code = '5014'",
    "a summary moved": "UPDATE monitoring_summary SET place_code = '5099' WHERE place_code = '5014'",
    "a summary deleted": "DELETE FROM monitoring_summary WHERE place_code = '5014'",
    "a remark changed": "UPDATE monitoring_summaryremark SET text = 'x'",
}


@pytest.mark.engine
@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_database_refuses(cast: Cast, collection: Collection, district: Summary, what: str):
    sign(the_summary(collection, "5001"), cast.province_officer, "ขาด")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FORBIDDEN[what])


@pytest.mark.engine
def test_the_database_refuses_to_approve_over_what_is_not(cast: Cast, collection: Collection, report: Report):
    brought_to(State.SUBMITTED, report, cast)
    brought_to(State.EXCUSED, Report.objects.get(collection=collection, place_code="501411"), cast)
    summary = sign(the_summary(collection, "5014"), cast.district_coordinator)
    judge("verify", summary, cast.support_officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Summary.objects.filter(pk=summary.pk).update(
            state=State.APPROVED, approved_by=cast.province_officer, approved_at=OPEN_AT
        )
