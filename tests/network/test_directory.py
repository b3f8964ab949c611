"""The directory: narrowing, kept searches, files, the printed directory; nobody takes along what they may not see."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.audit.models import SecurityEvent
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.exports import place_panel
from saiyai.network.models import SavedFilter
from saiyai.network.rules.saved import MOST_KEPT
from tests.cast import Cast
from tests.documents.test_pdf import output_of
from tests.network.builders import a_role, an_organisation
from tests.network.test_pages import names_in, signed_in

pytestmark = pytest.mark.django_db

DIRECTORY = "/network/"


def test_a_reader_sees_the_organisations_that_are_their_own(cast: Cast):
    an_organisation(cast, name_th="ในตำบลตน")
    an_organisation(cast, name_th="อีกตำบลหนึ่ง", place_code="501411", by=cast.district_coordinator)
    an_organisation(cast, name_th="ต่างจังหวัด", place_code="520704", by=cast.ministry_officer)

    assert names_in(signed_in(cast.tambon_officer), mine="1") == ["ในตำบลตน"]
    assert set(names_in(signed_in(cast.district_coordinator), mine="1")) == {"ในตำบลตน", "อีกตำบลหนึ่ง"}
    assert names_in(signed_in(cast.ministry_officer), mine="1") == ["ต่างจังหวัด"]
    assert names_in(Client(), mine="1") == []


def test_the_way_to_register_takes_the_place_along(cast: Cast):
    client = signed_in(cast.tambon_officer)
    address = reverse("organisation_register") + "?place=501412"

    assert f'href="{address}"' in client.get(DIRECTORY, {"place": "501412"}).content.decode()
    assert 'value="501412"' in client.get(address).content.decode()


def test_a_name_spelled_nearly_so_is_offered_and_said_to_be_near(cast: Cast):
    an_organisation(cast, name_th="กลุ่มเชียงใหม่ร่วมใจ")
    client = signed_in(cast.tambon_officer)

    page = client.get(DIRECTORY, {"q": "เชียงไหม่"}).content.decode()

    assert "กลุ่มเชียงใหม่ร่วมใจ" in page
    assert "ไม่มีชื่อที่ตรงกับคำค้น" in page
    assert "ไม่มีชื่อที่ตรงกับคำค้น" not in client.get(DIRECTORY, {"q": "เชียงใหม่"}).content.decode()


def test_a_search_is_kept_shown_and_let_go_by_its_owner_alone(cast: Cast):
    client, other = signed_in(cast.tambon_officer), signed_in(cast.volunteer)
    sent = {"name": "เฝ้าดู", "query": "place=5014&kind=volunteers&page=3&unknown=1"}

    assert client.post(reverse("network_filter_save"), sent).status_code == 302
    kept = SavedFilter.objects.get()

    assert kept.query == "kind=volunteers&place=5014"
    assert f'href="/network/?{kept.query.replace("&", "&amp;")}"' in client.get(DIRECTORY).content.decode()
    assert "เฝ้าดู" not in other.get(DIRECTORY).content.decode()
    assert other.post(reverse("network_filter_delete", args=[kept.pk])).status_code == 404
    assert client.post(reverse("network_filter_delete", args=[kept.pk])).status_code == 302
    assert not SavedFilter.objects.exists()


def test_a_search_without_a_name_or_without_anything_sought_is_refused_in_words(cast: Cast):
    client = signed_in(cast.tambon_officer)

    nameless = client.post(reverse("network_filter_save"), {"name": "", "query": "q=a"})
    empty = client.post(reverse("network_filter_save"), {"name": "ก", "query": "unknown=1"})

    assert (nameless.status_code, empty.status_code) == (400, 400)
    assert "ยังไม่ได้เลือกเงื่อนไข" in empty.content.decode()


def test_a_search_of_the_same_name_says_the_new_one_and_only_so_many_are_kept(cast: Cast):
    by = cast.tambon_officer
    for number in range(MOST_KEPT):
        commands.save_filter(owner=by, name=f"{number}", query="q=a", by=by)
    commands.save_filter(owner=by, name="0", query="q=b", by=by)

    with pytest.raises(Refusal, match=r"filter\.too_many"):
        commands.save_filter(owner=by, name="ใหม่", query="q=a", by=by)
    with pytest.raises(Denied):
        commands.save_filter(owner=by, name="ของคนอื่น", query="q=a", by=cast.ministry_officer)
    assert SavedFilter.objects.get(name="0").query == "q=b"


def rows_in(client: Client, **query: str) -> list[dict[str, str]]:
    content = client.get(DIRECTORY, query | {"as": "csv"}).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_a_file_holds_the_list_with_contacts_only_where_they_are_shown_or_of_the_own_area(cast: Cast):
    an_organisation(cast, name_th="ก เปิด", shown_publicly=True, shows_contacts=True, phone="053-112485")
    an_organisation(cast, name_th="ข ปิดเบอร์", shown_publicly=True, phone="053-998877")
    an_organisation(cast, name_th="ค ลับ", phone="053-776655")

    phones = {row["องค์กร"]: row["โทรศัพท์"] for row in rows_in(Client())}
    own = {row["องค์กร"]: row["โทรศัพท์"] for row in rows_in(signed_in(cast.tambon_officer))}
    foreign = {row["องค์กร"]: row["โทรศัพท์"] for row in rows_in(signed_in(cast.other_province_officer))}

    assert phones == {"ก เปิด": "053-112485", "ข ปิดเบอร์": ""}
    assert foreign == phones
    assert own == {"ก เปิด": "053-112485", "ข ปิดเบอร์": "053-998877", "ค ลับ": "053-776655"}


@pytest.mark.parametrize("form", ["xlsx", "csv", "pdf"])
def test_every_form_of_file_is_given(cast: Cast, form: str):
    an_organisation(cast, shown_publicly=True)

    answer = Client().get(DIRECTORY, {"as": form})

    assert answer.status_code == 200
    assert f"organisations.{form}" in answer["Content-Disposition"]


def text_of_book(client: Client, code: str, **query: str) -> str:
    answer = client.get(reverse("organisations_book_pdf", args=[code]), query)
    return output_of("pdftotext", "-layout", "-", "-", pdf=answer.content)


def test_the_printed_directory_names_chairs_only_to_those_who_may_see_people(cast: Cast):
    shy = an_organisation(cast, name_th="กลุ่มไม่เผยคน", shown_publicly=True)
    open_one = an_organisation(cast, name_th="กลุ่มเผยคน", shown_publicly=True, shows_people=True)
    a_role(cast, shy, "นายลับ ซ่อนชื่อ", position="chair")
    a_role(cast, open_one, "นางเปิด เผยชื่อ", position="chair")
    address = reverse("organisations_book", args=["5014"])

    for client in (Client(), signed_in(cast.other_province_officer)):
        page = client.get(address).content.decode()
        assert "เผยชื่อ" in page
        assert "ซ่อนชื่อ" not in page
        assert "ซ่อนชื่อ" not in text_of_book(client, "5014")
    assert not SecurityEvent.objects.filter(kind="exported_directory").exists()
    assert "ซ่อนชื่อ" in text_of_book(signed_in(cast.tambon_officer), "5014")
    assert SecurityEvent.objects.get(kind="exported_directory").detail["people"] == 2


def test_the_printed_directory_is_grouped_by_tambon_and_a_province_has_contents(cast: Cast):
    an_organisation(cast, name_th="กลุ่มหนึ่ง", shown_publicly=True)
    an_organisation(
        cast, name_th="กลุ่มสอง", shown_publicly=True, place_code="5014", by=cast.district_coordinator
    )

    district = Client().get(reverse("organisations_book", args=["5014"])).content.decode()
    province = text_of_book(Client(), "50", digits="thai")

    assert district.index("ทั้งอำเภอสันทราย") < district.index("กลุ่มสอง") < district.index("ตำบลป่าไผ่")
    assert "สารบัญ" in province
    assert not any(digit in province.split("กลุ่มหนึ่ง")[0].split("http")[0] for digit in "0123456789")


@pytest.mark.parametrize("code", ["5099", "x", "50141203", "501", "๕๐"])
def test_there_is_no_printed_directory_of_what_is_no_area(cast: Cast, code: str):
    assert Client().get(reverse("organisations_book", args=[code])).status_code == 404
    assert Client().get(reverse("organisations_book_pdf", args=[code])).status_code == 404


def test_the_place_leads_to_its_printed_directory_where_it_has_any_entry(cast: Cast):
    address = reverse("organisations_book", args=["5014"])
    scope = cast.tambon_officer.scope

    empty = place_panel("5014", scope)
    an_organisation(cast)
    full = place_panel("5014", scope)

    assert empty is not None
    assert full is not None
    assert address not in [url for _text, url, _note in empty.rows]
    assert address in [url for _text, url, _note in full.rows]
    assert address in signed_in(cast.tambon_officer).get(DIRECTORY, {"place": "5014"}).content.decode()


@pytest.mark.parametrize("address", ["/network/?as=csv", "/network/", "/network/book/50/"])
def test_one_row_and_twenty_cost_the_same_queries(cast: Cast, address: str):
    def queries() -> int:
        client = Client()
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(address)
        return len(captured)

    an_organisation(cast, name_th="แรก", shown_publicly=True, fields=["health"])
    one = queries()
    for number in range(19):
        an_organisation(
            cast, name_th=f"กลุ่ม {number}", shown_publicly=True, fields=["work"], targets=["youth"]
        )

    assert queries() == one
