"""Lists out and in again: the register taken along brings nothing new, and makes the same register elsewhere."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from saiyai.audit import clock
from saiyai.audit.queries import history_of
from saiyai.documents.sheets.read import read_workbook
from saiyai.kernel.refusal import Refusal
from saiyai.network import commands
from saiyai.network.commands.export import export_people
from saiyai.network.commands.imports import Arrival
from saiyai.network.commands.taking import accept_import, undo_import
from saiyai.network.imports import checking, sheets
from saiyai.network.models import ImportBatch, Organisation
from saiyai.network.queries.export import organisation_rows
from tests.cast import Cast
from tests.network.builders import a_role, an_organisation, terms

pytestmark = pytest.mark.django_db


def brought(content: bytes, by, kind="organisations") -> ImportBatch:
    return ImportBatch.objects.get(pk=checking.begin(Arrival(kind, "x", content), by=by, at_once=True))


NAMES = st.text(alphabet="กขคงจชนมรสาิีุู่้ 0123456789=+-@'", min_size=3, max_size=30).filter(
    lambda text: any("ก" <= each <= "ฮ" for each in text) and not text.strip().startswith("รวม")
)


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    names=st.lists(NAMES, min_size=1, max_size=4, unique_by=lambda text: "".join(text.split())),
    note=NAMES,
    fields=st.sets(st.sampled_from(["health", "education", "work"])),
    form=st.sampled_from(["csv", "xlsx"]),
)
def test_the_register_taken_along_brings_nothing_new_and_comes_back_as_it_was(
    cast: Cast, names: list[str], note: str, fields: set[str], form: str
):
    Organisation.objects.all().delete()
    by = cast.tambon_officer
    for number, name in enumerate(names):
        told = terms(
            name_th=name,
            note=note,
            fields=sorted(fields),
            phone="053-112485",
            shown_publicly=bool(number % 2),
        )
        try:
            commands.register_organisation(terms=told, by=by)
        except Refusal:  # two names that are one once they are cleaned
            continue
    before = {each.name_th: each.snapshot() for each in Organisation.objects.all()}
    rows = list(organisation_rows(Organisation.objects.order_by("pk"), by.scope))
    content = sheets.filled("organisations", rows, form, "th")

    again = brought(content, by)
    assert (again.same, again.good, again.asked) == (len(before), 0, 0)

    Organisation.objects.all().delete()
    batch = brought(content, by)
    for row in batch.rows_of_file.filter(verdict="asked"):
        assert {each["c"] for each in row.problems} <= {"cell.alike", "cell.alike_row"}
        checking.settle(batch, [row], {"?cell.alike": "another"}, by=by)
    batch.refresh_from_db()
    accept_import(batch=batch, only_good=False, by=by)
    assert {each.name_th: each.snapshot() for each in Organisation.objects.all()} == before
    undo_import(batch=batch, reason="ลอง", by=by)


def test_people_taken_along_bring_nothing_new(cast: Cast):
    organisation = an_organisation(cast)
    a_role(cast, organisation, "นางสาวสมศรี ใจดี", position="chair")
    a_role(cast, organisation, "นายอาสา ใจบุญ", position="volunteer", area_code="50141203")
    rows = export_people(place_code="5014", reason="ประชุม", by=cast.district_coordinator)

    batch = brought(sheets.filled("people", rows, "xlsx", "th"), cast.district_coordinator, "people")

    assert (batch.same, batch.good, batch.asked) == (2, 0, 0)


def test_somebody_erased_on_the_last_day_of_a_role_is_not_taken_along(cast: Cast):
    role = a_role(cast, an_organisation(cast), "นางสาวสมศรี ใจดี", starts_on=date(2014, 1, 1))
    by = cast.district_coordinator
    commands.end_role(role=role, on=clock.today(), by=by)
    assert len(export_people(place_code="5014", reason="ประชุม", by=by)) == 1

    commands.erase_person(person=role.person, reason="ขอให้ลบ", by=cast.province_officer)

    assert export_people(place_code="5014", reason="ประชุม", by=by) == []


def test_taking_people_along_asks_what_for(cast: Cast):
    with pytest.raises(Refusal, match=r"upload\.people_without_reason"):
        export_people(place_code="5014", reason=" ", by=cast.district_coordinator)


@pytest.mark.parametrize("kind", ["organisations", "people", "volunteers", "links"])
def test_an_empty_sheet_has_titles_that_are_known_and_lists_to_choose_from(cast: Cast, kind: str):
    content = sheets.template(kind, cast.tambon_officer.scope, "th")

    book = read_workbook(content)
    titles = [str(cell) for cell in book.first.rows[1]]
    known = set(sheets.COLUMNS[kind])
    assert len(titles) == len([each for each in sheets._columns(kind) if each.key != "place_code"])
    assert known
    if kind != "volunteers":
        assert [sheet.name for sheet in book.sheets if sheet.hidden] == ["รายการให้เลือก"]


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


SHEET = "ชื่อองค์กร,ประเภท,ตำบล,อีเมล\nก,กลุ่มอาสาสมัคร,ป่าไผ้,\nข,กลุ่มอาสาสมัคร,ป่าไผ่,ab\nค,กลุ่มอาสาสมัคร,ป่าไผ่,cd\nง,กลุ่มอาสาสมัคร,ป่าไผ่,\n"


def test_an_officer_sends_puts_right_accepts_and_takes_back_on_the_pages(cast: Cast):
    client = signed_in(cast.tambon_officer)
    sent = {"kind": "organisations", "file": SimpleUploadedFile("x.csv", SHEET.encode())}
    page = client.post(reverse("network_imports"), sent, follow=True)
    batch = ImportBatch.objects.get()
    assert "ป่าไผ้" in page.content.decode()
    assert [row.verdict for row in page.context["rows"]] == ["asked"] * 3

    first = batch.rows_of_file.get(row=2)
    client.post(reverse("network_import_row", args=[batch.pk, first.pk]), {"choice-0": "place_code=501412"})
    answer = {"answer": "cell.email_unread|?cell.email_unread=without"}
    client.post(reverse("network_import_answer", args=[batch.pk]), answer)
    batch.refresh_from_db()
    assert (batch.good, batch.asked) == (4, 0)

    client.post(reverse("network_import_accept", args=[batch.pk]))
    assert Organisation.objects.count() == 4
    assert (
        history_of(f"network.organisation:{Organisation.objects.first().pk}")[0].command
        == "network.import.accept"
    )

    client.post(reverse("network_import_undo", args=[batch.pk]), {"reason": "ผิดไฟล์"})
    assert Organisation.objects.count() == 0


def test_the_page_of_a_list_asks_as_often_for_one_row_as_for_twenty(cast: Cast):
    client = signed_in(cast.tambon_officer)
    counts = []
    for rows in (1, 20):
        text = "ชื่อองค์กร,ประเภท,ตำบล\n" + "".join(f"ก{n},กลุ่มอาสาสมัคร,ป่าไผ้\n" for n in range(rows))
        batch = brought(text.encode(), cast.tambon_officer)
        client.get(reverse("network_import", args=[batch.pk]))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("network_import", args=[batch.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_file_of_the_directory_holds_contacts_only_where_they_are_shown(cast: Cast):
    an_organisation(cast, name_th="เปิด", shown_publicly=True, shows_contacts=True, phone="053-112485")
    an_organisation(cast, name_th="ปิด", shown_publicly=True, phone="053-998877")
    an_organisation(cast, name_th="ลับ")

    text = Client().get(reverse("network_export", args=["csv"])).content.decode("utf-8-sig")

    assert "เปิด" in text
    assert "ปิด" in text
    assert "ลับ" not in text
    assert "053-112485" in text
    assert "053-998877" not in text
