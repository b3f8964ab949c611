"""Bringing in lists: checked cell by cell, put right, accepted whole or in part, verified together, taken back."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

from saiyai.accounts.models import User
from saiyai.audit.queries import history_of
from saiyai.documents.sheets.write import Column, write_xlsx
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import Console
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.commands.imports import LITTLE_KEPT, Arrival, claim_import, discard_import, little_kept
from saiyai.network.commands.taking import accept_import, undo_import, verify_import
from saiyai.network.imports import checking
from saiyai.network.imports.drafts import shown
from saiyai.network.models import (
    ColumnTitle,
    ImportBatch,
    Link,
    Organisation,
    OrganisationFigure,
    Person,
    PersonRole,
)
from saiyai.network.queries import imports as queries
from saiyai.network.rules import LinkKind
from saiyai.places.commands import load_places
from saiyai.places.models import Place
from tests.cast import Cast
from tests.network.builders import a_link, a_network, a_person, a_role, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
TRIAL = os.environ.get("SAIYAI_TRIAL_DATA", "")
needs_trial_data = pytest.mark.skipif(not TRIAL, reason="SAIYAI_TRIAL_DATA names no folder of trial data")
AN_ID, ANOTHER_ID = "3-1006-00445-63-5", "1101700203450"

MESSY = """ทะเบียนกลุ่มและองค์กร อำเภอสันทราย,,,,,,
ที่,ชื่อกลุ่ม,ที่ตั้ง,,,โทรศัพท์,วันที่จัดตั้ง
,,ตำบล,อำเภอ,จังหวัด,,
๑,กลุ่มทอผ้าบ้านเจ็ดยอด,ต.ป่าไผ่,อ.สันทราย,จ.เชียงใหม่,812345678,๔ กันยายน ๒๕๕๗
2,กลุ่มน\u0e4d\u0e49าใจ,ป่าไผ่,สันทราย,เชียงใหม่,-,41000
3,ชมรมผู้สูงอายุแม่แฝก,แม่แฝก,สันทราย,เชียงใหม่,053-112485-6,04092550
รวม,3 กลุ่ม,,,,,
ที่,ชื่อกลุ่ม,ตำบล,อำเภอ,จังหวัด,โทรศัพท์,วันที่จัดตั้ง
อำเภอสันทราย,,,,,,
4,ชมรมจักรยาน,ป่าไผ่,,,,
"""


def brought(content: str | bytes, by: User, kind: str = "organisations", **values: Any) -> ImportBatch:
    data = content.encode() if isinstance(content, str) else content
    usual = {"usual_kind": "volunteers"} if kind == "organisations" else {}
    number = checking.begin(Arrival(kind, "list.csv", data, **(usual | values)), by=by, at_once=True)
    return ImportBatch.objects.get(pk=number)


def problems(batch: ImportBatch) -> list[tuple[int, str, str]]:
    rows = batch.rows_of_file.order_by("row", "part")
    return [(row.row, each["f"], each["c"]) for row in rows for each in row.problems if each["l"] != "note"]


def put_right(batch: ImportBatch, row: int, by: User, **answers: str) -> None:
    batch.refresh_from_db()
    checking.settle(batch, batch.rows_of_file.filter(row=row, part=1), answers, by=by)
    batch.refresh_from_db()


def taken(batch: ImportBatch, by: User, *, only_good: bool = False) -> ImportBatch:
    batch.refresh_from_db()
    return accept_import(batch=batch, only_good=only_good, by=by)


def test_an_officers_messy_sheet_is_read_as_it_was_meant(cast: Cast):
    batch = brought(MESSY, cast.district_coordinator)

    assert problems(batch) == []
    assert (batch.rows, batch.good, batch.skipped) == (4, 4, 3)
    taken(batch, cast.district_coordinator)
    found = {each.name_th: each for each in Organisation.objects.all()}
    assert {name: each.place_code for name, each in found.items()} == {
        "กลุ่มทอผ้าบ้านเจ็ดยอด": "501412",
        "กลุ่มน้ำใจ": "501412",
        "ชมรมผู้สูงอายุแม่แฝก": "501411",
        "ชมรมจักรยาน": "501412",
    }
    assert found["กลุ่มทอผ้าบ้านเจ็ดยอด"].phone == "081-234-5678"
    assert found["กลุ่มทอผ้าบ้านเจ็ดยอด"].founded_on == date(2014, 9, 4)
    assert found["กลุ่มน้ำใจ"].founded_on == date(2012, 4, 1)
    assert (found["กลุ่มน้ำใจ"].phone, found["ชมรมผู้สูงอายุแม่แฝก"].founded_on) == ("", date(2007, 9, 4))


def test_a_mended_telephone_number_is_told(cast: Cast):
    batch = brought(MESSY, cast.district_coordinator)

    (note,) = batch.rows_of_file.get(row=4).problems
    assert (note["c"], note["l"], note["v"]) == ("cell.phone_mended", "note", {"phone": "081-234-5678"})


def test_a_workbook_is_read_like_a_text(cast: Cast):
    columns = (
        Column("n", "ชื่อองค์กร"),
        Column("t", "ตำบล"),
        Column("d", "วันที่จัดตั้ง", "date"),
        Column("m", "จำนวนสมาชิก", "integer"),
    )
    row = {"n": "กองทุนสวัสดิการ", "t": "ป่าไผ่", "d": date(2009, 8, 1), "m": 608}
    batch = brought(
        write_xlsx(columns, [row], sheet_name="x", title="ทะเบียน"),
        cast.tambon_officer,
        figures_on=date(2014, 9, 30),
    )

    taken(batch, cast.tambon_officer)
    made = Organisation.objects.get()
    assert made.founded_on == date(2009, 8, 1)
    assert [(each.measure, each.amount, each.on) for each in queries.figures_of(made)] == [
        ("members", 608, date(2014, 9, 30))
    ]


BAD = """ชื่อองค์กร,ประเภท,ตำบล,อำเภอ,จังหวัด,วันที่ก่อตั้ง,โทรศัพท์,อีเมล,เว็บไซต์,สถานภาพทางกฎหมาย,จำนวนสมาชิก,เงินกองทุน,รหัสพื้นที่
,กลุ่มอาสาสมัคร,ป่าไผ่,สันทราย,เชียงใหม่,,,,,,,,
ก,ชมรมลับ,ป่าไผ่,สันทราย,เชียงใหม่,,,,,,,,
ข,,ป่าไผ้,สันทราย,เชียงใหม่,,,,,,,,
ค,,ไม่มีที่นี่แน่,,,,,,,,,,
ง,,ร่องเคาะ,วังเหนือ,ลำปาง,,,,,,,,
จ,,ป่าไผ่,สันทราย,เชียงใหม่,วันหนึ่ง,12,ไม่ใช่,ที่ไหน,foundation,สิบ,แพง,
ฉ,,,,,,,,,,,,
ช,,,,,,,,,,,,99999999
ซ,,ป่าไผ่,สันทราย,เชียงใหม่,1/1/2699,,,,,0,500,
"""


def test_each_bad_cell_is_told_with_its_row_and_column(cast: Cast):
    batch = brought(BAD, cast.district_coordinator)

    assert problems(batch) == [
        (2, "name_th", "cell.missing"),
        (3, "kind", "cell.unknown_kind"),
        (4, "tambon", "cell.nearly_a_place"),
        (5, "tambon", "cell.unknown_place"),
        (6, "tambon", "cell.outside"),
        (7, "founded_on", "date.unreadable"),
        (7, "phone", "cell.phone_unread"),
        (7, "email", "cell.email_unread"),
        (7, "website", "cell.web_unread"),
        (7, "standing_number", "standing.number_missing"),
        (7, "standing_on", "cell.standing_without_day"),
        (7, "members", "cell.not_a_number"),
        (7, "capital", "cell.not_a_number"),
        (8, "tambon", "cell.no_place"),
        (9, "place_code", "cell.unknown_place"),
        (10, "founded_on", "organisation.founded_later"),
        (10, "members", "cell.money_without_members"),
    ]
    assert Organisation.objects.count() == 0


def test_a_row_is_put_right_on_the_page_and_judged_again(cast: Cast):
    by = cast.district_coordinator
    batch = brought(BAD, by)

    put_right(batch, 4, by, place_code="501412")
    put_right(batch, 3, by, kind="กลุ่มอาสาสมัคร")
    put_right(batch, 2, by, name_th="กลุ่มใหม่")
    put_right(batch, 5, by, **{"?leave": "1"})

    assert (batch.good, batch.left, batch.asked) == (3, 1, 5)
    with pytest.raises(Refusal, match=r"upload\.rows_wait"):
        taken(batch, by)
    taken(batch, by, only_good=True)
    assert set(Organisation.objects.values_list("name_th", flat=True)) == {"ข", "ก", "กลุ่มใหม่"}


def test_what_is_there_already_and_what_looks_like_it_is_told_apart(cast: Cast):
    an_organisation(cast, name_th="กองทุนสวัสดิการชุมชนตำบลป่าไผ่", kind="welfare_fund")
    sheet = """ชื่อองค์กร,ประเภท,ตำบล
กองทุนสวัสดิการชุมชนตำบลป่าไผ่,กองทุนสวัสดิการชุมชน,ป่าไผ่
กองทุนสวัสดิการชุมชนเทศบาลตำบลป่าไผ่,กองทุนสวัสดิการชุมชน,ป่าไผ่
ชมรมคนรักษ์น้ำ,กลุ่มอาสาสมัคร,ป่าไผ่
ชมรมคนรักษ์นํ้า,กลุ่มอาสาสมัคร,ป่าไผ่
ชมรมคนรักน้ำ,กลุ่มอาสาสมัคร,ป่าไผ่
กลุ่มที่ 1,กลุ่มอาสาสมัคร,ป่าไผ่
กลุ่มที่ 2,กลุ่มอาสาสมัคร,ป่าไผ่
"""
    batch = brought(sheet, cast.tambon_officer)

    assert batch.same == 1
    assert problems(batch) == [
        (3, "name_th", "cell.alike"),
        (5, "name_th", "cell.twice"),
        (6, "name_th", "cell.alike_row"),
    ]
    put_right(batch, 3, cast.tambon_officer, **{"?cell.alike": "another"})
    put_right(batch, 6, cast.tambon_officer, **{"?cell.alike": "same"})
    assert (batch.good, batch.left, batch.asked) == (4, 1, 1)


def test_titles_said_once_are_remembered_for_the_area(cast: Cast):
    by = cast.district_coordinator
    sheet = "นามองค์กร,ตำบล,ลับ\nกลุ่มหนึ่ง,ป่าไผ่,ก\n"
    batch = brought(sheet, by)
    assert problems(batch) == [(2, "name_th", "cell.missing")]

    checking.place(batch, {"name_th": 0, "tambon": 1}, figures_on=None, usual_kind="volunteers", by=by)

    batch.refresh_from_db()
    assert (batch.good, batch.asked) == (1, 0)
    assert brought(sheet.replace("หนึ่ง", "สอง"), by).good == 1
    assert brought(sheet, cast.tambon_officer).good == 0
    assert ColumnTitle.objects.filter(place_code="5014").count() == 3


def test_answers_outlast_another_reading_of_the_file(cast: Cast):
    by = cast.district_coordinator
    batch = brought(BAD, by)
    put_right(batch, 2, by, name_th="กลุ่มใหม่")

    checking.place(batch, batch.columns, figures_on=None, usual_kind="volunteers", by=by)

    assert batch.rows_of_file.get(row=2).verdict == "good"


def test_columns_that_are_placed_nowhere_are_kept_with_the_organisation(cast: Cast):
    batch = brought("ชื่อองค์กร,ตำบล,รหัสเดิม,บัตร\nกลุ่มหนึ่ง,ป่าไผ่,A-7,1101700203450\n", cast.tambon_officer)
    taken(batch, cast.tambon_officer)

    kept = queries.kept_of(Organisation.objects.get())

    assert (kept.row, dict(kept.cells)) == (2, {"รหัสเดิม": "A-7"})


def test_an_accepted_list_is_one_act_in_the_record_and_in_the_history_of_each(cast: Cast):
    batch = taken(brought(MESSY, cast.district_coordinator), cast.district_coordinator)

    (act,) = history_of(f"network.organisation:{Organisation.objects.first().pk}")
    assert act.command == "network.import.accept"
    assert history_of(f"network.importbatch:{batch.pk}")[0].seq == act.seq
    assert batch.content == ""


def test_rows_moved_inside_the_database_equal_what_the_command_registers(cast: Cast):
    sheet = """ชื่อองค์กร,ชื่อภาษาอังกฤษ,ชื่ออื่น,ประเภท,สาขาสวัสดิการ,กลุ่มเป้าหมาย,รหัสพื้นที่,พื้นที่ให้บริการ,วันที่ก่อตั้ง,โทรศัพท์,อีเมล,ที่อยู่,เว็บไซต์,หมายเหตุ,เปิดเผยต่อสาธารณะ
กลุ่มครบ,Whole,ข; ก,กลุ่มอาสาสมัคร,สุขภาพอนามัย; การศึกษา,เด็ก,501412,3,1 ม.ค. 2550,053-112485,a@example.org,1 หมู่ 2,https://example.org,ทำดี,ใช่
"""
    batch = brought(
        sheet.replace("สุขภาพอนามัย", "health").replace("การศึกษา", "education").replace("เด็ก", "children"),
        cast.tambon_officer,
    )
    assert problems(batch) == []
    taken(batch, cast.tambon_officer)
    moved = Organisation.objects.get()
    moved_state, moved_key = moved.snapshot(), moved.search_key
    undo_import(batch=batch, reason="ลองใหม่", by=cast.tambon_officer)

    terms = commands.Terms(
        name_th="กลุ่มครบ",
        name_en="Whole",
        aliases=("ข", "ก"),
        kind="volunteers",
        fields=("health", "education"),
        targets=("children",),
        place_code="501412",
        founded_on=date(2007, 1, 1),
        phone="053-112485",
        email="a@example.org",
        address="1 หมู่ 2",
        website="https://example.org",
        note="ทำดี",
        shown_publicly=True,
    )
    registered = commands.register_organisation(terms=terms, by=cast.tambon_officer)
    registered = commands.serve_areas(organisation=registered, areas=["50141203"], by=cast.tambon_officer)

    assert moved_state == Organisation.objects.get(pk=registered.pk).snapshot()
    assert moved_key == registered.search_key


def test_another_officer_verifies_all_of_a_list_in_one_act(cast: Cast):
    batch = taken(brought(MESSY, cast.district_coordinator), cast.district_coordinator)

    with pytest.raises(Denied):
        verify_import(batch=batch, by=cast.district_coordinator)
    verify_import(batch=batch, by=cast.province_officer)

    assert set(Organisation.objects.values_list("state", flat=True)) == {"verified"}
    with pytest.raises(Refusal, match=r"upload\.nothing_to_verify"):
        verify_import(batch=batch, by=cast.support_officer)


def test_an_accepted_list_is_taken_back_whole(cast: Cast):
    batch = taken(brought(MESSY, cast.district_coordinator), cast.district_coordinator)

    with pytest.raises(Refusal, match=r"organisation\.reason_missing"):
        undo_import(batch=batch, reason=" ", by=cast.district_coordinator)
    undo_import(batch=batch, reason="ผิดไฟล์", by=cast.district_coordinator)

    assert (Organisation.objects.count(), OrganisationFigure.objects.count()) == (0, 0)
    connection.check_constraints()
    assert brought(MESSY, cast.district_coordinator).good == 4


def test_lists_one_upon_the_other_are_taken_back_the_last_one_first(cast: Cast):
    by = cast.district_coordinator
    groups = taken(brought(MESSY, by), by)
    roles = "ชื่อ-สกุล,ตำแหน่ง,องค์กร\nนายก ข,กรรมการ,กลุ่มทอผ้าบ้านเจ็ดยอด\n"
    named = taken(brought(roles, by, "people"), by)
    waiting = brought(roles.replace("นายก ข", "นางค ง"), by, "people")

    with pytest.raises(Refusal, match=r"upload\.pointed_at"):
        undo_import(batch=groups, reason="ผิด", by=by)
    undo_import(batch=named, reason="ผิด", by=by)
    undo_import(batch=groups, reason="ผิด", by=by)

    assert (Organisation.objects.count(), Person.objects.count()) == (0, 0)
    connection.check_constraints()
    with pytest.raises(Refusal, match=r"upload\.changed_meanwhile"):
        accept_import(batch=waiting, only_good=False, by=by)


@pytest.mark.parametrize("built", ["changed", "role", "link"])
def test_a_list_on_which_something_is_built_is_not_taken_back(cast: Cast, built: str):
    batch = taken(brought(MESSY, cast.district_coordinator), cast.district_coordinator)
    organisation = Organisation.objects.order_by("pk").first()
    if built == "changed":
        commands.serve_areas(organisation=organisation, areas=["501412"], by=cast.district_coordinator)
    elif built == "role":
        a_role(cast, organisation)
    else:
        a_link(cast, an_organisation(cast, name_th="อื่น"), organisation)

    with pytest.raises(Refusal, match=r"upload\.built_on"):
        undo_import(batch=batch, reason="ผิด", by=cast.district_coordinator)

    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_what_no_act_tells_of_but_points_at_a_thing_bars_taking_it_back(cast: Cast):
    batch = taken(brought(MESSY, cast.district_coordinator), cast.district_coordinator)
    PersonRole.objects.create(
        person=a_person(cast), organisation=Organisation.objects.first(), position="member", title_th=""
    )

    with pytest.raises(Refusal, match=r"upload\.pointed_at"):
        undo_import(batch=batch, reason="ผิด", by=cast.district_coordinator)


def test_what_was_registered_meanwhile_bars_the_whole_list(cast: Cast):
    batch = brought(MESSY, cast.district_coordinator)
    an_organisation(cast, name_th="กลุ่มน้ำใจ")

    with pytest.raises(Refusal, match=r"upload\.changed_meanwhile"):
        taken(batch, cast.district_coordinator)

    assert Organisation.objects.count() == 1


def test_only_whoever_brought_a_list_or_holds_its_area_decides_over_it(cast: Cast):
    batch = brought(MESSY, cast.district_coordinator)

    for other in (cast.tambon_officer, cast.other_province_officer, cast.auditor):
        with pytest.raises(Denied):
            taken(batch, other)
    assert taken(batch, cast.province_officer).state == "accepted"


def test_rows_outside_the_deciders_area_bar_the_list(cast: Cast):
    batch = brought("ชื่อองค์กร,ตำบล,จังหวัด\nก,ร่องเคาะ,ลำปาง\nข,ป่าไผ่,เชียงใหม่\n", cast.support_officer)
    ImportBatch.objects.filter(pk=batch.pk).update(place_code="50")

    with pytest.raises(Refusal, match=r"upload\.outside"):
        taken(batch, cast.province_officer)


def test_a_list_is_decided_once(cast: Cast):
    batch = taken(brought(MESSY, cast.district_coordinator), cast.district_coordinator)

    with pytest.raises(Refusal, match=r"upload\.not_checked"):
        taken(batch, cast.district_coordinator)
    with pytest.raises(Refusal, match=r"upload\.decided"):
        discard_import(batch=batch, by=cast.district_coordinator)


def test_a_list_given_up_keeps_neither_file_nor_rows(cast: Cast):
    batch = discard_import(batch=brought(MESSY, cast.district_coordinator), by=cast.district_coordinator)

    assert (batch.content, batch.rows_of_file.count(), batch.rows) == ("", 0, 4)


def test_a_file_that_cannot_be_read_makes_no_batch(cast: Cast):
    with pytest.raises(BadValue, match=r"sheet\.unknown_kind"):
        brought(b"%PDF-1.7", cast.district_coordinator)

    assert ImportBatch.objects.count() == 0


def test_a_long_list_waits_for_the_worker_and_is_checked_by_one_process(cast: Cast):
    rows = "".join(f"กลุ่มที่ {number},ป่าไผ่,{'ยาว' * 40}\n" for number in range(1_200))
    content = f"ชื่อองค์กร,ตำบล,หมายเหตุ\n{rows}".encode()
    number = checking.begin(Arrival("organisations", "x.csv", content, "volunteers"), by=cast.tambon_officer)
    assert ImportBatch.objects.get(pk=number).state == "sent"
    assert queries.waiting_batches() == [number]

    assert checking.check(number) is True
    assert checking.check(number) is False

    assert ImportBatch.objects.get(pk=number).good == 1_200


def test_a_check_that_broke_off_begins_again_and_leaves_no_row_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    batch = brought(MESSY, cast.district_coordinator)
    ImportBatch.objects.filter(pk=batch.pk).update(state="sent")
    assert claim_import(batch.pk) is not None
    assert (checking.check(batch.pk), queries.waiting_batches()) == (False, [])

    ImportBatch.objects.filter(pk=batch.pk).update(claimed_at="2014-01-01T00:00:00Z")
    assert queries.waiting_batches() == [batch.pk]
    assert checking.check(batch.pk) is True
    assert batch.rows_of_file.count() == 4


def test_the_database_keeps_no_file_of_a_decided_list(cast: Cast):
    batch = taken(brought(MESSY, cast.district_coordinator), cast.district_coordinator)

    with pytest.raises(IntegrityError), transaction.atomic():
        ImportBatch.objects.filter(pk=batch.pk).update(content="x")


PEOPLE = f"""ชื่อ-สกุล,เลขประจำตัวประชาชน,โทรศัพท์,องค์กร,ตำแหน่ง,วันที่เริ่ม,วันที่สิ้นสุด
นายก ข และ นางค ง,,,กลุ่มทอผ้าป่าไผ่,กรรมการ,,
นางสาวสมศรี ใจดี,{AN_ID},0812345678,กลุ่มทอผ้าป่าไผ่,ประธาน,1 ม.ค. 2557,
นายสมชาย ใจดี,1101700203451,,กลุ่มทอผ้าป่าไผ่,เหรัญญิก,,
นายมา ทีหลัง,{AN_ID},,กลุ่มทอผ้าป่าไผ่,เลขานุการ,,
นายสอง ประธาน,,,กลุ่มทอผ้าป่าไผ่,ประธาน,,
นายจบ ก่อน,,,กลุ่มทอผ้าป่าไผ่,กรรมการ,1 ม.ค. 2557,1 ม.ค. 2556
นายเก่า เก็บ,,,กลุ่มที่เลิกแล้ว,กรรมการ,,
นายหลง ทาง,,,ไม่มีกลุ่มนี้,กรรมการ,,
นายช่าง ใจบุญ,,,กลุ่มทอผ้าป่าไผ่,ช่างภาพ,,
"""


@pytest.fixture
def weavers(cast: Cast) -> Organisation:
    gone = an_organisation(cast, name_th="กลุ่มที่เลิกแล้ว")
    commands.dissolve_organisation(
        organisation=gone, on=date(2014, 1, 1), reason="เลิก", by=cast.district_coordinator
    )
    return an_organisation(cast)


def test_each_doubtful_cell_of_a_list_of_people_is_told(cast: Cast, weavers: Organisation):
    batch = brought(PEOPLE, cast.tambon_officer, "people")

    assert problems(batch) == [
        (2, "name", "cell.several_people"),
        (4, "national_id", "national_id.wrong_check_digit"),
        (5, "national_id", "cell.id_of_another"),
        (6, "position", "role.second_chair"),
        (7, "ends_on", "role.ends_before_start"),
        (8, "organisation", "cell.organisation_is_gone"),
        (9, "organisation", "cell.unknown_organisation"),
    ]


def test_two_people_of_one_cell_are_divided_only_where_somebody_said_so(cast: Cast, weavers: Organisation):
    by = cast.tambon_officer
    batch = brought(PEOPLE, by, "people")
    put_right(batch, 2, by, **{"?cell.several_people": "split"})

    assert [row.title for row in batch.rows_of_file.filter(row=2).order_by("part")] == ["นายก ข", "นางค ง"]
    taken(batch, by, only_good=True)

    held = {
        (role.person.shown, role.position, role.title_th) for role in weavers.roles.select_related("person")
    }
    assert held == {
        ("นายก ข", "member", ""),
        ("นางค ง", "member", ""),
        ("นางสาวสมศรี ใจดี", "chair", ""),
        ("นายช่าง ใจบุญ", "other", "ช่างภาพ"),
    }
    chair = Person.objects.get(shown="นางสาวสมศรี ใจดี")
    assert (chair.phone, chair.place_code, bool(chair.id_sealed)) == ("081-234-5678", "501412", True)
    assert history_of(f"network.person:{chair.pk}")[0].command == "network.import.accept"


def test_nothing_staged_lets_a_national_id_lie_open(cast: Cast, weavers: Organisation):
    batch = brought(PEOPLE, cast.tambon_officer, "people")
    put_right(batch, 4, cast.tambon_officer, national_id=ANOTHER_ID)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cells, answers, record, problems, title, key FROM network_importrow")
        stored = str(cursor.fetchall())
        cursor.execute("SELECT samples, content FROM network_importbatch")
        stored += str(cursor.fetchall())
    assert [each for each in (AN_ID, AN_ID.replace("-", ""), ANOTHER_ID) if each in stored] == []
    assert shown(batch.rows_of_file.get(row=3).cells[1]) == AN_ID

    taken(batch, cast.tambon_officer, only_good=True)
    assert {str(row.cells) for row in batch.rows_of_file.all()} == {"[]"}


def test_the_same_person_is_found_by_the_national_id_and_asked_about_by_name(
    cast: Cast, weavers: Organisation
):
    known = a_person(cast, "นางสาวสมศรี ใจดี", national_id=AN_ID)
    a_person(cast, "นายช่าง ใจบุญ")
    batch = brought(PEOPLE, cast.tambon_officer, "people")

    assert batch.rows_of_file.get(row=3).person_id == known.pk
    assert (10, "name", "cell.same_person") in problems(batch)
    put_right(batch, 10, cast.tambon_officer, **{"?cell.same_person": "new"})
    taken(batch, cast.tambon_officer, only_good=True)

    assert Person.objects.filter(shown="นางสาวสมศรี ใจดี").count() == 1
    assert Person.objects.filter(shown="นายช่าง ใจบุญ").count() == 2


def test_a_person_in_two_rows_of_a_list_is_one_where_somebody_said_so(cast: Cast, weavers: Organisation):
    sheet = """ชื่อ-สกุล,องค์กร,ตำแหน่ง
นายคน เดียว,กลุ่มทอผ้าป่าไผ่,เลขานุการ
นายคน เดียว,กลุ่มทอผ้าป่าไผ่,กรรมการ
"""
    by = cast.tambon_officer
    batch = brought(sheet, by, "people")
    assert problems(batch) == [(3, "name", "cell.same_person")]

    put_right(batch, 3, by, **{"?cell.same_person": "row2.1"})
    taken(batch, by)

    assert Person.objects.get().roles.count() == 2


def test_a_list_of_people_is_taken_back_whole(cast: Cast, weavers: Organisation):
    by = cast.tambon_officer
    batch = taken(brought(PEOPLE, by, "people"), by, only_good=True)

    undo_import(batch=batch, reason="ผิดไฟล์", by=by)

    assert (Person.objects.count(), PersonRole.objects.count()) == (0, 0)


def test_people_whose_roles_were_changed_since_are_not_taken_back(cast: Cast, weavers: Organisation):
    by = cast.tambon_officer
    batch = taken(brought(PEOPLE, by, "people"), by, only_good=True)
    commands.end_role(role=PersonRole.objects.get(position="chair"), on=date(2015, 1, 1), by=by)

    with pytest.raises(Refusal, match=r"upload\.built_on"):
        undo_import(batch=batch, reason="ผิด", by=by)


VOLUNTEERS = """ชื่อ-สกุล,หมู่ที่,ตำบล,อำเภอ,จังหวัด,วันที่เริ่ม
นางอาสา หนึ่ง,3,ป่าไผ่,สันทราย,เชียงใหม่,
นางอาสา สอง,หมู่ที่ ๓,ต.ป่าไผ่,,,
นางอาสา สาม,9,ป่าไผ่,สันทราย,เชียงใหม่,
นางอาสา สี่,,ป่าไผ่,สันทราย,เชียงใหม่,
นางอาสา ห้า,1,ร่องเคาะ,วังเหนือ,ลำปาง,
"""


def test_volunteers_come_in_by_village_into_the_group_of_their_tambon(cast: Cast, weavers: Organisation):
    batch = brought(VOLUNTEERS, cast.tambon_officer, "volunteers")

    assert problems(batch) == [
        (4, "moo", "cell.no_village"),
        (5, "moo", "cell.not_a_village"),
        (6, "moo", "cell.no_village"),
    ]
    taken(batch, cast.tambon_officer, only_good=True)
    assert {(role.area_code, role.organisation) for role in PersonRole.objects.all()} == {
        ("50141203", weavers)
    }


def test_a_village_that_did_not_exist_then_is_told(cast: Cast, weavers: Organisation):
    Place.objects.filter(code="50141203").update(valid_from=date(2014, 1, 1))
    batch = brought(
        VOLUNTEERS.replace("เชียงใหม่,\n", "เชียงใหม่,1 ม.ค. 2550\n", 1), cast.tambon_officer, "volunteers"
    )

    assert problems(batch)[0] == (2, "moo", "cell.village_not_then")


LINKS = """องค์กรต้นทาง,ความเชื่อมโยง,องค์กรปลายทาง,วันที่เริ่ม
กลุ่มทอผ้าป่าไผ่,coordinates,กลุ่มน้ำใจ,1 ม.ค. 2557
กลุ่มทอผ้าป่าไผ่,coordinates,กลุ่มทอผ้าป่าไผ่,
กลุ่มทอผ้าป่าไผ่,coordinates,กลุ่มที่เลิกแล้ว,
กลุ่มทอผ้าป่าไผ่,member_of,กลุ่มน้ำใจ,
กลุ่มทอผ้าป่าไผ่,member_of,เครือข่ายอำเภอสันทราย,
กลุ่มน้ำใจ,coordinates,กลุ่มทอผ้าป่าไผ่,
กลุ่มทอผ้าป่าไผ่,รักกัน,กลุ่มน้ำใจ,
กลุ่มทอผ้าป่าไผ่,money,ใครก็ไม่รู้,
"""


def test_links_are_held_against_the_rules_and_noted(cast: Cast, weavers: Organisation):
    an_organisation(cast, name_th="กลุ่มน้ำใจ")
    a_network(cast)
    by = cast.district_coordinator
    batch = brought(LINKS, by, "links")

    assert problems(batch) == [
        (3, "target", "link.to_itself"),
        (4, "target", "cell.organisation_is_gone"),
        (5, "target", "link.not_a_network"),
        (7, "target", "link.known"),
        (8, "kind", "cell.unknown_link"),
        (9, "target", "cell.unknown_organisation"),
    ]
    taken(batch, by, only_good=True)
    assert {(each.kind, each.starts_on) for each in Link.objects.all()} == {
        (LinkKind.COORDINATES, date(2014, 1, 1)),
        (LinkKind.MEMBER_OF, None),
    }
    assert all(
        by.pk in {each.source_confirmed_by_id, each.target_confirmed_by_id} for each in Link.objects.all()
    )
    assert brought(LINKS, by, "links").same == 3
    undo_import(batch=batch, reason="ผิด", by=by)
    assert Link.objects.count() == 0


@pytest.fixture
def nation(cast: Cast) -> None:
    """Let all areas of the nation stand beside those of the cast."""
    load_places(by=Console())


@needs_trial_data
def test_the_register_of_356_welfare_funds_comes_in_complete(cast: Cast, nation: None):
    file = Path(TRIAL, "real/welfare-funds-2556-north/welfare_funds_2556_north.xls")
    batch = brought(
        file.read_bytes(), cast.support_officer, usual_kind="welfare_fund", figures_on=date(2013, 7, 19)
    )
    by = cast.support_officer
    asked = {each.code: each.count for each in queries.questions_of(batch)}
    assert batch.rows == 356
    assert asked["cell.money_without_members"] == 16
    assert asked["cell.alike_row"] + asked["cell.second_row"] + asked["cell.twice"] == 27  # of 25 tambons
    assert (asked["cell.place_wide"], asked["cell.email_unread"], asked["cell.phone_unread"]) == (1, 3, 2)

    for question in queries.questions_of(batch):
        if question.answers:
            key, value = question.answers[0]
            rows = [row for row in queries.rows_of_list(batch, "asked", question.code) if row.row != 60]
            checking.settle(batch, rows, {key: value}, by=by)
    put_right(batch, 60, by, place_code="520403")
    put_right(batch, 203, by, place_code="501409")
    put_right(
        batch, 342, by, name_th="กองทุนสวัสดิการชุมชนเทศบาลตำบลแม่สรวย (แห่งที่สอง)", **{"?cell.alike": "another"}
    )
    assert (batch.good, batch.asked) == (356, 0)

    taken(batch, by)

    funds = Organisation.objects.filter(import_rows__batch=batch)
    assert set(funds.values_list("kind", flat=True)) == {"welfare_fund"}
    assert total(batch, "members") == (356, 288_042)
    assert total(batch, "capital") == (356, 362_376_307_63)
    assert batch.figures.filter(measure="members", amount=0).count() == 23
    assert batch.figures.filter(measure="capital", amount=0).count() == 12
    rong_kho = funds.get(name_th__contains="ร่องเคาะ")
    assert [(each.measure, each.amount, each.on) for each in queries.figures_of(rong_kho)] == [
        ("capital", 1_005_832_00, date(2013, 7, 19)),
        ("members", 1_436, date(2013, 7, 19)),
    ]
    assert dict(queries.kept_of(rong_kho).cells)["ORG_ID"] == "100156118"


def total(batch: ImportBatch, measure: str) -> tuple[int, int]:
    rows = OrganisationFigure.objects.filter(batch=batch, measure=measure)
    return rows.count(), rows.aggregate(whole=Sum("amount"))["whole"]


def kept_by_sqlite() -> dict[str, int]:
    with connection.cursor() as cursor:
        return {each: cursor.execute(f"PRAGMA {each}").fetchone()[0] for each in LITTLE_KEPT}


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL keeps its pages in processes of its own"
)
def test_sqlite_keeps_little_while_rows_pass_through_and_as_much_as_ever_afterwards():
    before = kept_by_sqlite()

    with little_kept():
        during = kept_by_sqlite()
    with pytest.raises(ValueError, match="bad row"), little_kept():
        raise ValueError("bad row")

    assert during == LITTLE_KEPT != before
    assert kept_by_sqlite() == before
