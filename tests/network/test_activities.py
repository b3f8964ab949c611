"""Activities with those who took part and what came of them."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from saiyai.kernel.powers import NOBODY
from saiyai.kernel.refusal import Conflict, Denied, Refusal
from saiyai.network import commands
from saiyai.network.exports import person_export
from saiyai.network.models import Activity, ActivityResult
from saiyai.network.queries.activity import (
    ActivityFilter,
    activities_found,
    result_rows,
    result_totals,
)
from saiyai.network.queries.quantity import quantity_text, rai_text
from saiyai.network.rules import ResultKind
from saiyai.web.uploads import checked_upload, path_of
from tests.cast import Cast
from tests.network.builders import (
    a_network,
    a_plan,
    a_result,
    a_role,
    an_activity,
    an_organisation,
)
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

TODAY = date(2014, 9, 30)
CHANGERS = {
    "tambon_officer",
    "district_coordinator",
    "province_officer",
    "support_officer",
    "ministry_officer",
}


def terms(**values: Any) -> commands.ActivityTerms:
    usual = {"title_th": "ประชุม", "kind": "meeting", "starts_on": date(2014, 2, 1)}
    return commands.ActivityTerms(**(usual | values))


@pytest.mark.parametrize("person", sorted(Cast.__annotations__))
def test_officers_of_the_organisers_place_note_and_withdraw(cast: Cast, person: str):
    organiser, by = an_organisation(cast), getattr(cast, person)

    if person not in CHANGERS:
        with pytest.raises(Denied):
            commands.note_activity(organiser=organiser, terms=terms(), by=by)
        return
    activity = commands.note_activity(organiser=organiser, terms=terms(), by=by)
    commands.withdraw_activity(activity=activity, reason="ซ้ำ", by=by)

    assert [each.organisation_id for each in activity.joined.all()] == [organiser.pk]
    assert activity.withdrawn_by_id == by.pk


def test_what_no_activity_can_be_is_refused(cast: Cast):
    organiser = an_organisation(cast)
    refused = []
    for values in (
        {"title_th": "  "},
        {"kind": "party"},
        {"ends_on": date(2014, 1, 31)},
        {"starts_on": date(2999, 1, 1)},
        {"men": 2_000_000},
        {"at_code": "99"},
    ):
        with pytest.raises(Refusal) as refusal:
            commands.note_activity(organiser=organiser, terms=terms(**values), by=cast.tambon_officer)
        refused.append(refusal.value.code)

    assert refused == [
        "activity.untitled",
        "activity.unknown_kind",
        "activity.ends_before_start",
        "activity.not_yet",
        "activity.too_many_people",
        "organisation.unknown_place",
    ]
    assert not Activity.objects.exists()


def test_the_second_of_two_who_change_an_activity_is_told(cast: Cast):
    activity = an_activity(cast, an_organisation(cast))
    by = cast.tambon_officer
    commands.change_activity(activity=activity, terms=terms(title_th="หนึ่ง"), version=1, by=by)

    with pytest.raises(Conflict) as late:
        commands.change_activity(activity=activity, terms=terms(title_th="สอง"), version=1, by=by)

    activity.refresh_from_db()
    assert (late.value.code, activity.title_th) == ("activity.changed", "หนึ่ง")


def test_who_took_part_is_the_organiser_and_those_chosen(cast: Cast):
    one, two, three = (an_organisation(cast, name_th=name) for name in "กขค")
    activity = an_activity(cast, one, two)

    commands.join_organisations(activity=activity, organisations=[three], by=cast.tambon_officer)

    joined = set(activity.joined.values_list("organisation_id", flat=True))
    assert joined == {one.pk, three.pk}


def test_named_people_count_with_those_counted_and_go_with_the_persons_export(cast: Cast):
    group = an_organisation(cast)
    person = a_role(cast, group).person
    activity = an_activity(cast, group, kind="training", men=3, women=4)

    commands.name_participants(activity=activity, people=[person], by=cast.tambon_officer)

    page = signed_in(cast.tambon_officer).get(reverse("activity", args=[activity.pk]))
    assert page.context["row"].people == 8
    assert "นางสมศรี ใจดี" in page.content.decode()
    assert person_export(person)["activities"] == [{"title": "ประชุมเครือข่าย", "starts_on": "2014-02-01"}]


RESULTS = [
    ({"kind": "wishes"}, "result.unknown_kind"),
    ({"quantity": -1}, "result.negative"),
    ({"kind": "income", "quantity": 300_000}, "result.income_needs_both"),
    ({"after": 5}, "result.income_needs_both"),
    ({"kind": "award", "quantity": 1}, "result.award_needs_level"),
    ({"level": "nation"}, "result.award_needs_level"),
    ({"kind": "forest", "sex": "male"}, "result.not_of_people"),
    ({"on": date(2999, 1, 1)}, "result.not_yet"),
    ({"on": date(2014, 1, 31)}, "result.before_activity"),
    ({"source": " "}, "result.source_missing"),
    ({"evidence_url": "javascript:alert(1)"}, "organisation.unsafe_address"),
]


@pytest.mark.parametrize(("values", "code"), RESULTS)
def test_a_result_that_does_not_fit_is_refused(cast: Cast, values: dict[str, Any], code: str):
    activity = an_activity(cast, an_organisation(cast))

    with pytest.raises(Refusal) as refusal:
        a_result(cast, activity, **values)

    assert refusal.value.code == code


@pytest.mark.engine
@pytest.mark.parametrize(
    "values",
    [
        {"kind": "wishes"},
        {"quantity": -1},
        {"kind": "income"},
        {"kind": "award"},
        {"level": "nation"},
        {"kind": "forest", "sex": "male"},
        {"source": ""},
        {"file_digest": "ab"},
        {"withdrawn_reason": "ซ้ำ"},
    ],
)
def test_the_database_refuses_it_too(cast: Cast, values: dict[str, Any]):
    activity = an_activity(cast, an_organisation(cast))
    result = a_result(cast, activity)
    columns = {
        f.attname: getattr(result, f.attname) for f in result._meta.concrete_fields if f.attname != "id"
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityResult.objects.create(**(columns | values))


@pytest.mark.engine
def test_a_result_never_changes_and_is_withdrawn_once(cast: Cast):
    activity = an_activity(cast, an_organisation(cast))
    result = a_result(cast, activity, kind="income", quantity=300_000, after=450_000)
    for change in ({"quantity": 1}, {"after": 9}, {"source": "อื่น"}, {"on": date(2014, 3, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActivityResult.objects.filter(pk=result.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityResult.objects.filter(pk=result.pk).delete()

    commands.withdraw_result(result=result, reason="นับซ้ำ", by=cast.tambon_officer)

    with pytest.raises(Refusal) as again:
        commands.withdraw_result(result=result, reason="นับซ้ำ", by=cast.tambon_officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityResult.objects.filter(pk=result.pk).update(
            withdrawn_at=None, withdrawn_by=None, withdrawn_reason=""
        )
    assert again.value.code == "result.withdrawn_already"
    assert result_rows(activity)[0].withdrawn_reason == "นับซ้ำ"


def test_what_adds_up_is_added_and_what_was_withdrawn_is_not(cast: Cast):
    group = an_organisation(cast)
    one, two = an_activity(cast, group), an_activity(cast, group, title_th="อีกครั้ง")
    a_result(cast, one, quantity=40)
    a_result(cast, two, quantity=2, sex="female")
    a_result(cast, two, kind="members", quantity=900)
    gone = a_result(cast, two, quantity=1000)
    commands.withdraw_result(result=gone, reason="ผิด", by=cast.tambon_officer)

    found = activities_found(cast.tambon_officer.scope, ActivityFilter(), TODAY)

    assert result_totals(found) == [(ResultKind.BENEFICIARIES, 2, 42)]


def test_an_activity_that_a_plan_counts_is_not_withdrawn(cast: Cast):
    network = a_network(cast)
    activity = an_activity(cast, network)
    planned = commands.plan_activity(
        plan=a_plan(cast, network), title_th="ประชุม", quarter=2, by=cast.district_coordinator
    )
    commands.call_done(planned=planned, activity=activity, by=cast.district_coordinator)

    with pytest.raises(Refusal) as refusal:
        commands.withdraw_activity(activity=activity, reason="ผิด", by=cast.district_coordinator)

    assert refusal.value.code == "activity.in_plan"


def test_quantities_are_said_in_their_units():
    assert rai_text(80_100) == "200.25"
    assert rai_text(400) == "1"
    with override("th"):
        assert quantity_text("capital", 234_407_093) == "2,344,070.93 บาท"
        assert quantity_text("members", 1697) == "1,697 คน"


def picture(size: tuple[int, int] = (40, 30)) -> bytes:
    drawn = Image.new("RGB", size, "green")
    exif = Image.Exif()
    exif[0x010E] = "บ้านเลขที่ 9"
    kept = io.BytesIO()
    drawn.save(kept, "JPEG", exif=exif)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ\x90\x00", "upload.unknown_type"),
        ("a.jpg", b"", "upload.empty"),
        ("a.jpg", b"<svg onload=alert(1)>", "upload.unknown_type"),
        ("a.jpg", picture()[:60], "upload.unknown_type"),
        ("a.pdf", b"%PDF-" + b"0" * (8 * 1024 * 1024), "upload.too_large"),
    ],
)
def test_a_file_is_judged_by_what_it_holds(name: str, content: bytes, code: str):
    with pytest.raises(Refusal) as refusal:
        checked_upload(SimpleUploadedFile(name, content))

    assert refusal.value.code == code


def test_a_photograph_is_kept_small_and_without_what_its_camera_wrote():
    upload = checked_upload(SimpleUploadedFile("../../ภาพ.png", picture((4000, 3000))))

    with Image.open(io.BytesIO(upload.content)) as kept:
        assert (kept.size, dict(kept.getexif())) == ((2400, 1800), {})
    assert upload.name == "ภาพ.jpg"


def test_a_result_is_noted_on_the_page_with_its_photograph_for_those_of_the_area(
    cast: Cast, settings: Any, tmp_path: Path
):
    settings.MEDIA_ROOT = tmp_path
    activity = an_activity(cast, an_organisation(cast, shown_publicly=True))
    client = signed_in(cast.tambon_officer)
    sent = {
        "kind": "capital",
        "quantity": "๒,๓๔๔,๐๗๐.๙๓",
        "on": "1 ก.พ. 2557",
        "source": "สมุดบัญชี",
        "evidence": SimpleUploadedFile("ภาพ.jpg", picture()),
    }

    answer = client.post(reverse("activity_result", args=[activity.pk]), sent)

    result = ActivityResult.objects.get()
    address = reverse("activity_evidence", args=[activity.pk, result.pk])
    file = client.get(address)
    assert (answer.status_code, result.quantity, file.status_code) == (302, 234_407_093, 200)
    assert path_of(result.file_digest).read_bytes() == b"".join(file.streaming_content)
    assert signed_in(cast.other_province_officer).get(address).status_code == 404
    public = Client().get(reverse("activity", args=[activity.pk])).content.decode()
    assert ("2,344,070.93" in public, "ภาพ.jpg" in public) == (True, False)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"quantity": "มาก"}, "quantity"),
        ({"kind": "forest", "quantity": "12.0001"}, "quantity"),
        ({"kind": "income", "after": ""}, "after"),
        ({"kind": "award", "quantity": "1"}, "level"),
        ({"on": "31 ธ.ค. 2556"}, "on"),
        ({"sex": "male", "kind": "forest"}, "sex"),
    ],
)
def test_a_wrong_result_says_at_which_box_and_keeps_what_was_typed(
    cast: Cast, values: dict[str, str], field: str
):
    activity = an_activity(cast, an_organisation(cast))
    sent = {"kind": "beneficiaries", "quantity": "40", "on": "1 ก.พ. 2557", "source": "ทะเบียน"} | values

    answer = signed_in(cast.tambon_officer).post(reverse("activity_result", args=[activity.pk]), sent)

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert "ทะเบียน" in answer.content.decode()


def test_the_list_narrows_and_asks_as_often_for_twenty_as_for_one(cast: Cast):
    one, two = an_organisation(cast, name_th="ก"), an_organisation(cast, name_th="ข")
    an_activity(cast, one, two, title_th="ปลูกป่า", kind="conservation", at_code="501411")
    client, address = signed_in(cast.province_officer), reverse("activities")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(19):
        an_activity(cast, one, title_th=f"ครั้งที่ {number}", kind="training")
    with CaptureQueriesContext(connection) as many:
        page = client.get(address)

    def titles(**asked: Any) -> list[str]:
        return [str(row[0].value) for row in client.get(address, asked).context["table"].rows]

    assert len(page.context["table"].rows) == 20
    assert len(many) == len(few)
    assert titles(which="joint") == ["ปลูกป่า"] == titles(q="ปลูก") == titles(place="501411")
    assert len(titles(which="capacity")) == 19
    assert titles(organisation=two.pk) == ["ปลูกป่า"]
    assert titles(year=2569) == []


def test_the_page_asks_as_often_for_twenty_results_as_for_one(cast: Cast):
    group = an_organisation(cast)
    activity = an_activity(cast, group)
    a_result(cast, activity)
    client, address = signed_in(cast.province_officer), reverse("activity", args=[activity.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(19):
        a_result(cast, activity, quantity=number)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= len(few) + 1  # the history's further lines are read by one more


def test_a_visitor_sees_what_public_organisations_did(cast: Cast):
    shown, hidden = (
        an_organisation(cast, name_th="ก", shown_publicly=True),
        an_organisation(cast, name_th="ข"),
    )
    an_activity(cast, shown, title_th="เปิดเผย")
    secret = an_activity(cast, hidden, title_th="ซ่อน")

    found = activities_found(NOBODY, ActivityFilter(), TODAY)

    assert [each.title_th for each in found] == ["เปิดเผย"]
    assert Client().get(reverse("activity", args=[secret.pk])).status_code == 404


def test_an_activity_is_noted_joined_and_withdrawn_on_the_pages(cast: Cast):
    one, two = an_organisation(cast, name_th="ก"), an_organisation(cast, name_th="ข")
    client = signed_in(cast.tambon_officer)
    sent = {"title_th": "อบรม", "kind": "training", "starts_on": "๑ ก.พ. ๒๕๕๗", "men": "๑๒"}

    client.post(reverse("activity_note", args=[one.pk]), sent)
    activity = Activity.objects.get()
    join = client.post(reverse("activity_organisations", args=[activity.pk]) + "?q=ข", {"chosen": [two.pk]})
    gone = client.post(reverse("activity_withdraw", args=[activity.pk]), {"reason": "ซ้ำ"})

    activity.refresh_from_db()
    assert (join.status_code, gone.status_code, activity.men) == (302, 302, 12)
    assert set(activity.joined.values_list("organisation_id", flat=True)) == {one.pk, two.pk}
    assert "ซ้ำ" in client.get(reverse("activity", args=[activity.pk])).content.decode()
    assert client.get(reverse("activities")).context["page"].paginator.count == 0
    assert client.get(reverse("activity_change", args=[activity.pk])).status_code == 200


def test_the_list_goes_along_as_a_sheet_and_a_print(cast: Cast):
    an_activity(cast, an_organisation(cast))
    client = signed_in(cast.province_officer)

    sheet, text = (client.get(reverse("activities"), {"as": form}) for form in ("xlsx", "csv"))

    assert sheet.content.startswith(b"PK")
    assert "ประชุมเครือข่าย" in text.content.decode("utf-8-sig")


def test_whoever_changes_an_activity_second_sees_both_versions_and_chooses(cast: Cast):
    activity = an_activity(cast, an_organisation(cast), title_th="ประชุม")
    client, address = signed_in(cast.tambon_officer), reverse("activity_change", args=[activity.pk])
    sent = {"title_th": "ประชุมของฉัน", "kind": "meeting", "starts_on": "1 ก.พ. 2557", "version": "1"}
    told = commands.ActivityTerms("ประชุมของเขา", "meeting", activity.starts_on, venue="ศาลา")
    commands.change_activity(activity=activity, terms=told, version=1, by=cast.district_coordinator)

    answer = client.post(address, sent)

    page = answer.content.decode()
    activity.refresh_from_db()
    assert (answer.status_code, activity.title_th) == (409, "ประชุมของเขา")
    assert all(text in page for text in ("ประชุมของฉัน", "ประชุมของเขา", "ศาลา", 'name="version" value="2"'))
    assert client.post(address, sent | {"version": "2"}).status_code == 302
    activity.refresh_from_db()
    assert activity.title_th == "ประชุมของฉัน"


@pytest.mark.parametrize(("men", "women", "told"), [(2, 1, "น้อยกว่า 5"), (40, 2, "42"), (40, 30, "ชาย 40")])
def test_a_visitor_reads_no_small_count_of_people(
    client: Client, cast: Cast, men: int, women: int, told: str
):
    organiser = an_organisation(cast, shown_publicly=True, shows_work=True)
    activity = an_activity(cast, organiser, men=men, women=women)
    a_result(cast, activity, quantity=3)
    address = reverse("activity", args=[activity.pk])

    read = client.get(address).content.decode()
    facts = read.split("</dl>")[0]
    assert told in facts
    assert ("ชาย" in facts) is (men >= 5 and women >= 5)
    assert "น้อยกว่า 5 คน" in read
    assert "3 คน" not in read

    known = signed_in(cast.province_officer).get(address).content.decode()
    assert f"ชาย {men}" in known
    assert "3 คน" in known
