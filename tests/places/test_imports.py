"""Bringing in villages and local authorities: previewed, then accepted whole or not at all."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from saiyai.audit.queries import history_of
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.places import imports
from saiyai.places.models import ImportBatch, LocalAuthority, Place, PlaceName, Succession
from saiyai.places.queries import children_of, place_at, predecessors_of
from saiyai.places.queries import imports as queries
from saiyai.places.queries.authorities import authorities_covering, coverage_of, versions_of
from saiyai.places.rules.authorities import coverage_of_text, events_of_text, kind_of
from tests.places.guards import lift

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
TRIAL = os.environ.get("SAIYAI_TRIAL_DATA", "")
needs_trial_data = pytest.mark.skipif(not TRIAL, reason="SAIYAI_TRIAL_DATA names no folder of trial data")

VILLAGES = """รหัสหมู่บ้าน,ชื่อหมู่บ้าน,ชื่อหมู่บ้านภาษาอังกฤษ,รหัสที่สอง,วันที่จัดตั้ง,แยกจาก
50141201,บ้านหนึ่ง,Ban Nueng,50990063,,
๕๐๑๔๑๒๐๒,บ้านสอง,,,1 ม.ค. 2547,50141201
50141203,บ้านตัวอย่างใหม่,,,,
"""
BAD_VILLAGES = """รหัสหมู่บ้าน,ชื่อหมู่บ้าน,วันที่จัดตั้ง,แยกจาก
5014120,บ้านสั้น,,
50141200,นอกเขต,,
99999901,บ้านไกล,,
50141204,บ้านสี่,,
50141204,บ้านสี่,,
50141205,,,
50141206,บ้านหก,วันนี้,
50141207,บ้านเจ็ด,,50141299
"""
AUTHORITIES = """รหัส,ประเภท,ชื่อ,dola_code,พื้นที่ที่ดูแล,ชื่อเดิม,ประเภทเดิม,วันที่เปลี่ยน,วันที่จัดตั้ง
501412,เทศบาลตำบล,ป่าไผ่,5501401,501412=บางส่วน,,อบต.,17 ก.ค. 2551,20 มี.ค. 2539
501451,อบต.,แม่แฝกงาม,6501402,501411=ทั้งหมด;50141203,แม่แฝก,,24 พ.ย. 2551,
50,อบจ.,เชียงใหม่,2500101,,,,,
"""


def preview(text, by, kind="villages"):
    return imports.preview(kind, "list.csv", text.encode(), by=by)


def problems(number):
    return [(each.row, each.code) for each in queries.problems_of(number)]


def test_a_preview_changes_nothing_and_counts_what_would(cast):
    number = preview(VILLAGES, cast.ministry_officer)

    row = queries.batch_at(number)
    assert (row.new, row.changed, row.same, row.problems) == (2, 1, 0, 0)
    assert len(children_of("501412")) == 1
    assert {each.verdict for each in queries.examples_of(number)} == {"ใหม่", "เปลี่ยนแปลง"}


def test_accepted_villages_stand_with_their_second_codes_former_names_and_origins(cast):
    number = preview(VILLAGES, cast.ministry_officer)

    imports.accept(number, by=cast.ministry_officer)

    assert [each.name_th for each in children_of("501412")] == ["บ้านหนึ่ง", "บ้านสอง", "บ้านตัวอย่างใหม่"]
    assert Place.objects.get(code="50141202").valid_from == date(2004, 1, 1)
    assert predecessors_of("50141202") == ("50141201",)
    assert PlaceName.objects.get(kind="second_code").text == "50990063"
    assert PlaceName.objects.get(kind="former").text == "บ้านตัวอย่าง"
    newest = history_of(f"places.importbatch:{number}")[0]
    assert newest.command == "places.import.accept"


def test_a_list_sent_twice_has_nothing_to_accept(cast):
    imports.accept(preview(VILLAGES, cast.ministry_officer), by=cast.ministry_officer)

    again = preview(VILLAGES, cast.ministry_officer)

    assert queries.batch_at(again).same == 3
    with pytest.raises(Refusal, match=r"import\.nothing_to_accept"):
        imports.accept(again, by=cast.ministry_officer)


def test_each_bad_row_is_told_with_its_number_and_stays_out(cast):
    number = preview(BAD_VILLAGES, cast.ministry_officer)

    assert problems(number) == [
        (2, "village.code_not_8_digits"),
        (3, "village.pseudo"),
        (4, "village.unknown_tambon"),
        (6, "village.twice"),
        (7, "sheet.missing_value"),
        (8, "row.bad_date"),
        (9, "village.split_from_unknown"),
    ]
    assert queries.batch_at(number).new == 1


def test_a_village_of_an_abolished_tambon_is_told_where_its_ground_went(loaded_nation, administrator):
    number = preview("รหัสหมู่บ้าน,ชื่อหมู่บ้าน\n10020501,บ้านเก่า\n", administrator)

    (problem,) = queries.problems_of(number)
    assert (problem.code, problem.values["value"]) == ("village.tambon_ended", "10020501 → 102901")


def test_accepted_authorities_stand_with_coverage_and_what_they_were(cast):
    imports.accept(preview(AUTHORITIES, cast.ministry_officer, "authorities"), by=cast.ministry_officer)

    assert [each.label for each in authorities_covering("501411")] == ["อบต.แม่แฝกงาม"]
    assert [(each.label, each.ends_on) for each in versions_of("501412")] == [
        ("เทศบาลตำบลป่าไผ่", None),
        ("อบต.ป่าไผ่", date(2008, 7, 17)),
    ]
    assert [(each.place.code, each.is_full) for each in coverage_of("501451")] == [
        ("501411", True),
        ("50141203", True),
    ]
    assert LocalAuthority.objects.get(code="501451").place_id == "5014"
    assert LocalAuthority.objects.get(code="50").place_id == "50"


def test_a_changed_authority_keeps_its_past_and_changes_its_coverage(cast):
    by = cast.ministry_officer
    imports.accept(preview(AUTHORITIES, by, "authorities"), by=by)
    changed = "รหัส,ประเภท,ชื่อ,พื้นที่ที่ดูแล,วันที่เปลี่ยน\n501412,เทศบาลเมือง,ป่าไผ่,501412=ทั้งหมด,1 ม.ค. 2563\n"

    imports.accept(preview(changed, by, "authorities"), by=by)

    assert [each.label for each in versions_of("501412")] == ["เทศบาลเมืองป่าไผ่", "เทศบาลตำบลป่าไผ่", "อบต.ป่าไผ่"]
    assert [each.is_full for each in coverage_of("501412")] == [True]
    assert LocalAuthority.objects.get(code="501412").dola_code == "5501401"


def test_bad_authorities_are_told(cast):
    text = (
        "รหัส,ประเภท,ชื่อ,พื้นที่ที่ดูแล,dola_code\n"
        "1,สมาคม,ก,,\n2,อบต.,ข,ทั้งตำบล,\n3,อบต.,ค,999999,\n4,อบต.,ง,501412,12\n99,อบต.,จ,,\n"
    )

    number = preview(text, cast.ministry_officer, "authorities")

    assert problems(number) == [
        (2, "authority.unknown_kind"),
        (3, "authority.covers_badly_written"),
        (4, "authority.covers_unknown"),
        (5, "authority.dola_code_not_7_digits"),
        (6, "authority.no_place"),
    ]


def test_a_place_made_meanwhile_bars_the_import(cast):
    number = preview(VILLAGES, cast.ministry_officer)
    Place.objects.create(code="50141201", level="village", name_th="บ้านมาก่อน")

    with pytest.raises(Refusal, match=r"import\.changed_meanwhile"):
        imports.accept(number, by=cast.ministry_officer)

    assert place_at("50141202") is None


def test_what_was_decided_stays_decided(cast):
    by = cast.ministry_officer
    number = preview(VILLAGES, by)
    imports.discard(number, by=by)

    for act in (imports.accept, imports.discard):
        with pytest.raises(Refusal, match=r"import\.not_checked"):
            act(number, by=by)
    with pytest.raises(Refusal, match=r"import\.not_checked"):
        imports.accept(number + 999, by=by)


def test_the_database_keeps_a_decided_import_final_and_without_its_guard_would_not(cast):
    number = preview(VILLAGES, cast.ministry_officer)
    imports.discard(number, by=cast.ministry_officer)

    def reopen():
        with transaction.atomic():
            ImportBatch.objects.filter(pk=number).update(state="checked")

    with pytest.raises(IntegrityError):
        reopen()
    lift("places_batch_final")
    reopen()


def test_only_those_who_keep_the_list_import(cast):
    number = preview(VILLAGES, cast.ministry_officer)

    for person in (cast.citizen, cast.province_officer, cast.auditor):
        with pytest.raises(Denied):
            preview(VILLAGES, person)
        with pytest.raises(Denied):
            imports.accept(number, by=person)
        with pytest.raises(Denied):
            imports.discard(number, by=person)


def test_a_file_without_the_columns_says_which_are_missing(cast):
    number = preview("ชื่อหมู่บ้าน\nบ้านหนึ่ง\n", cast.ministry_officer)

    assert [each.code for each in queries.problems_of(number)] == ["sheet.missing_column"]


def test_a_file_that_is_no_sheet_is_refused_before_a_batch_is_made(cast):
    with pytest.raises(BadValue):
        imports.preview("villages", "x.csv", b"\x00\x01\x02" * 50, by=cast.ministry_officer)

    assert not ImportBatch.objects.exists()


def test_the_pages_lead_from_the_file_to_the_decision(cast, client):
    client.force_login(cast.administrator)
    file = SimpleUploadedFile("villages.csv", (VILLAGES + BAD_VILLAGES.split("\n", 1)[1]).encode())

    sent = client.post(reverse("places_import"), {"kind": "villages", "file": file})
    number = ImportBatch.objects.get().pk
    waiting = client.get(sent.url).content.decode()
    imports.check_stored(number)
    page = client.get(sent.url).content.decode()
    client.post(reverse("places_import_accept", args=[number]))
    after = client.get(sent.url).content.decode()

    assert 'hx-trigger="every 2s"' in waiting
    assert "ลงท้ายด้วย 00" in page
    assert "ยอมรับแล้ว" in after
    assert place_at("50141202").name_th == "บ้านสอง"


def test_an_unreadable_file_is_told_on_the_form(cast, client):
    client.force_login(cast.administrator)

    page = client.post(
        reverse("places_import"),
        {"kind": "villages", "file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken")},
    )

    assert page.status_code == 400
    assert "sheet." not in page.content.decode()


def test_a_person_without_the_role_finds_no_import(cast, client):
    client.force_login(cast.province_officer)

    assert client.get(reverse("places_import")).status_code == 404


def test_the_words_of_lists_are_read():
    assert [kind_of(each) for each in ("อบต.", "ThesabanNakhon", "เทศบาลเมือง", "อบจ.")] == [
        "tao",
        "city",
        "town",
        "pao",
    ]
    assert coverage_of_text("520901=partially; 520902=ทั้งหมด|52090301") == (
        ("520901", "partial"),
        ("520902", "full"),
        ("52090301", "full"),
    )
    events = events_of_text(
        "rename:2010-09-17:ปู่เจ้าสมิงพราย | statuschange:2009-08-20: | create:1995-03-03:TAO"
    )
    assert (events.renamed_to, events.renamed_on, events.created_kind) == (
        "ปู่เจ้าสมิงพราย",
        date(2010, 9, 17),
        "tao",
    )
    assert events.changed_on == date(2009, 8, 20)


@needs_trial_data
def test_the_real_lists_of_the_nation_come_in(loaded_nation, administrator):
    real = Path(TRIAL) / "real"
    number = imports.preview_file("villages", real / "villages" / "villages_thailand.csv", by=administrator)
    imports.accept(number, by=administrator)
    bodies = imports.preview_file(
        "authorities", real / "lao-list" / "lao_offices_thailand_derived.csv", by=administrator
    )
    imports.accept(bodies, by=administrator)

    row = queries.batch_at(number)
    assert row.rows == row.new + row.problems == 75_274
    assert len(children_of("520704")) == 17
    assert queries.batch_at(bodies).new == 7_976
    assert {each.label for each in authorities_covering("510301")} == {"อบต.เวียงกานต์", "เทศบาลตำบลบ้านโฮ่ง"}
    assert len(authorities_covering("50")) == 211
    assert Succession.objects.filter(basis="split").count() > 1_000


@needs_trial_data
def test_a_health_station_s_table_comes_in_without_its_pseudo_village(loaded_nation, administrator):
    number = imports.preview_file(
        "villages", Path(TRIAL) / "real" / "jhcis-villages" / "village.csv", by=administrator
    )

    assert problems(number) == [(2, "village.pseudo")]
    assert queries.batch_at(number).new == 11


DOLA = """dola_code,lao_type,name,size_SML,area_km2
5501401,ThesabanTambon,ป่าไผ่,S,48.62
6501402,TAO,แม่แฝก,M,
6501403,TAO,แม่แฝกงามม,,
6501499,TAO,ไม่มีที่ไหน,,
2500101,PAO,เชียงใหม่,,
2500101,PAO,เชียงใหม่,,
550140,TAO,สั้น,X,-4
"""
BODIES = """รหัส,ประเภท,ชื่อ,พื้นที่ที่ดูแล,ชื่อเดิม,วันที่เปลี่ยน
501412,เทศบาลตำบล,ป่าไผ่,501412,,
501451,อบต.,แม่แฝกงาม,501411,แม่แฝก,24 พ.ย. 2551
500101,อบต.,ศรีภูมิ,500101,,
50,อบจ.,เชียงใหม่,,,
"""


@pytest.fixture
def bodies(cast):
    imports.accept(preview(BODIES, cast.ministry_officer, "authorities"), by=cast.ministry_officer)


def codes_given():
    held = LocalAuthority.objects.exclude(dola_code=None).order_by("code")
    return {each.code: each.dola_code for each in held}


def test_the_department_s_codes_are_joined_by_names_and_place_and_what_is_not_sure_is_asked(cast, bodies):
    number = preview(DOLA, cast.ministry_officer, "dola")

    row = queries.batch_at(number)
    assert (row.new, row.doubtful) == (2, 1)
    assert [
        (each.dola_code, each.authority_code) for each in queries.joins_of(number, doubtful_only=True)
    ] == [("6501402", "501451")]
    assert problems(number) == [
        (4, "join.unknown"),
        (5, "join.unknown"),
        (7, "join.twice"),
        (8, "authority.dola_code_not_7_digits"),
        (8, "authority.unknown_size"),
        (8, "authority.no_area"),
    ]
    assert [code for code, _label, _place in queries.authorities_without_join(number)] == ["500101"]
    assert codes_given() == {}


def test_a_doubtful_join_is_made_only_where_it_was_confirmed(cast, bodies):
    by = cast.ministry_officer
    imports.accept(preview(DOLA, by, "dola"), by=by)
    assert codes_given() == {"50": "2500101", "501412": "5501401"}
    assert LocalAuthority.objects.get(code="501412").size == "S"

    imports.accept(preview(DOLA, by, "dola"), confirmed=["6501402"], by=by)

    assert codes_given()["501451"] == "6501402"
    assert queries.batch_at(preview(DOLA, by, "dola")).same == 3


def test_a_code_given_meanwhile_bars_the_joining(cast, bodies):
    number = preview(DOLA, cast.ministry_officer, "dola")
    LocalAuthority.objects.filter(code="500101").update(dola_code="5501401")

    with pytest.raises(Refusal, match=r"import\.changed_meanwhile"):
        imports.accept(number, by=cast.ministry_officer)

    assert codes_given() == {"500101": "5501401"}


def test_the_report_of_the_joining_leaves_out_nothing(cast, bodies, client):
    number = preview(DOLA, cast.ministry_officer, "dola")
    client.force_login(cast.administrator)

    page = client.get(reverse("places_import_batch", args=[number])).content.decode()
    file = client.get(reverse("places_import_batch", args=[number]), {"as": "csv"}).content.decode(
        "utf-8-sig"
    )

    assert 'name="confirmed" value="6501402"' in page
    for code in ("5501401", "6501402", "6501403", "6501499", "2500101", "500101"):
        assert code in file


@needs_trial_data
def test_the_two_real_lists_are_joined(loaded_nation, administrator):
    real = Path(TRIAL) / "real" / "lao-list"
    bodies = imports.preview_file("authorities", real / "lao_offices_thailand_derived.csv", by=administrator)
    imports.accept(bodies, by=administrator)

    number = imports.preview_file("dola", real / "dola_2560_03_derived.csv", by=administrator)

    row = queries.batch_at(number)
    assert row.rows == 7_851
    assert row.new + row.doubtful + row.problems == 7_851
    assert row.new > 7_750
    assert row.problems < 20
