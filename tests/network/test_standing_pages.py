"""The pages of applications, sittings, certificates, yearly reports and targets, as each person meets them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.network import commands
from saiyai.network.exports import find, place_panel, waiting_applications
from saiyai.network.models import Certificate, CoverageTarget, StandingApplication
from saiyai.network.rules import LinkKind
from saiyai.places.models import Place
from tests.cast import Cast
from tests.network.builders import a_link, a_role, an_organisation
from tests.network.standings import (
    PUBLIC,
    a_candidate,
    a_certificate,
    a_checked,
    a_draft,
    a_session,
    a_submitted,
    a_tabled,
    whole,
)

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_what_is_asked_for_is_shown_before_anything_is_written(cast: Cast):
    organisation = a_candidate(cast)
    page = signed_in(cast.tambon_officer).get(reverse("application_begin", args=[organisation.pk, PUBLIC]))

    text = page.content.decode()
    assert "มีผลงานต่อเนื่องไม่น้อยกว่าหนึ่งปี" in text
    assert "ข้อ 1" in text
    assert "แผนที่ตั้งสำนักงานใหญ่" in text


def test_the_whole_way_over_the_pages_from_form_to_certificate(cast: Cast):
    organisation = a_candidate(cast)
    applicant, officer, secretary = (
        signed_in(each) for each in (cast.tambon_officer, cast.province_officer, cast.ministry_officer)
    )
    applicant.post(reverse("application_begin", args=[organisation.pk, PUBLIC]))
    made = StandingApplication.objects.get()
    early = applicant.post(reverse("application_submit", args=[made.pk]))
    assert early.status_code == 409
    assert "ยังขาด" in early.content.decode()
    told = whole()
    form = {
        "results": told.results,
        "results_since": told.results_since.isoformat(),
        "certifier_kind": told.certifier_kind,
        "certifier": told.certifier,
        "certified_on": told.certified_on.isoformat(),
        "office_since": told.office_since.isoformat(),
        "workers": "๑๒",
        "papers": list(told.papers),
        "version": "1",
    }
    assert applicant.post(reverse("application_write", args=[made.pk]), form).status_code == 302
    assert applicant.post(reverse("application_submit", args=[made.pk])).status_code == 302
    officer.post(reverse("application_check", args=[made.pk]), {"papers": list(told.papers)})
    session = {
        "number": "1",
        "held_on": clock.today().isoformat(),
        "signer": "นายสมมุติ",
        "signer_position": "ผู้ว่าราชการจังหวัด",
    }
    planned = officer.post(reverse("board_session_plan", args=["50"]), session)
    pk = int(planned.url.rstrip("/").split("/")[-1])
    officer.post(reverse("board_session_table", args=[pk, made.pk]))
    verdict = {f"{made.pk}-outcome": "approve", "minutes": "ชม 1/2569"}
    done = secretary.post(reverse("board_session_decide", args=[pk]), verdict)

    assert done.status_code == 302
    certificate = Certificate.objects.get()
    paper = officer.get(reverse("certificate_paper", args=[certificate.code]))
    assert paper.content.startswith(b"%PDF")
    public = Client().get(reverse("certificate", args=[certificate.code])).content.decode()
    assert "มีผลใช้บังคับ" in public
    assert organisation.name_th in public


def test_typed_words_stay_where_another_wrote_meanwhile(cast: Cast):
    made = a_draft(cast)
    form = {"results": "ข้อความของฉัน", "version": "1"}

    answer = signed_in(cast.tambon_officer).post(reverse("application_write", args=[made.pk]), form)

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "ข้อความของฉัน" in text
    assert 'name="version" value="2"' in text


def test_the_public_page_says_what_became_of_a_certificate(cast: Cast):
    standing = a_certificate(cast).standing
    address = reverse("certificate", args=[standing.certificate.code])
    commands.end_standing(
        standing=standing, on=clock.today(), end="revoked", reason="ลับภายใน", by=cast.province_officer
    )
    with clock.set_to(clock.now() + timedelta(days=1)):
        text = Client().get(address).content.decode()
        register = Client().get(reverse("certificates")).content.decode()

    assert "เพิกถอน" in text
    assert "เพิกถอน" in register
    assert "ลับภายใน" not in text
    assert Client().get(reverse("certificate", args=["zzzzzzzzzzzz"])).status_code == 404


def test_the_register_finds_by_name_and_gives_itself_as_a_file(cast: Cast):
    a_certificate(cast, a_candidate(cast, name_th="มูลนิธิหนึ่ง"))
    a_certificate(cast, a_candidate(cast, name_th="มูลนิธิสอง"))

    found = Client().get(reverse("certificates"), {"q": "สอง"}).context["table"].rows
    file = Client().get(reverse("certificates"), {"as": "csv"})

    assert [str(row[1].value) for row in found] == ["มูลนิธิสอง"]
    assert "มูลนิธิหนึ่ง" in file.content.decode()


def test_waiting_tasks_lead_each_to_their_part(cast: Cast):
    a_submitted(cast, a_candidate(cast, name_th="ก"))
    a_checked(cast, a_candidate(cast, name_th="ข"))
    a_tabled(cast, a_candidate(cast, name_th="ค"))
    returned = a_submitted(cast, a_candidate(cast, name_th="ง"))
    commands.return_application(application=returned, reason="แก้", by=cast.province_officer)

    office = {each.url for each in waiting_applications(cast.province_officer.scope)}
    secretary = {each.url for each in waiting_applications(cast.ministry_officer.scope)}
    applicant = {each.url for each in waiting_applications(cast.tambon_officer.scope)}

    assert reverse("board_sessions") in office
    assert len([url for url in office if url.startswith("/network/applications/")]) == 1
    assert any(url.startswith("/network/sittings/") and url != reverse("board_sessions") for url in secretary)
    assert applicant == {reverse("application", args=[returned.pk])}
    assert waiting_applications(cast.other_province_officer.scope) == []


@pytest.mark.parametrize(
    "name", ["applications", "board_sessions", "certificates", "network_duties", "network_expiries"]
)
def test_a_list_asks_the_same_for_one_row_and_for_several(cast: Cast, name: str):
    client = signed_in(cast.province_officer)

    def one_more(number: int) -> None:
        with clock.set_to(clock.now() - timedelta(days=400)):
            until = clock.today() + timedelta(days=430)
            a_certificate(cast, a_candidate(cast, name_th=f"มี {number}"), valid_until=until)
        a_submitted(cast, a_candidate(cast, name_th=f"ยื่น {number}"))

    def asked() -> int:
        client.get(reverse(name))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse(name)).status_code == 200
        return len(queries)

    one_more(0)
    few = asked()
    for number in range(1, 5):
        one_more(number)

    assert asked() == few


HIDDEN = {
    "phone": "053-112485",
    "email": "secret@example.org",
    "address": "99 ถนนลับ",
    "website": "https://hidden.example.org",
    "social": "https://social.example.org",
    "note": "เรื่องที่ไม่บอกใคร",
}


def test_a_visitor_sees_no_field_group_that_was_not_agreed_to(cast: Cast):
    organisation = a_candidate(cast, **HIDDEN)
    commands.serve_areas(organisation=organisation, areas=["501411"], by=cast.district_coordinator)
    other = an_organisation(cast, name_th="องค์กรข้างเคียง")
    a_link(cast, organisation, other, LinkKind.COORDINATES)
    a_role(cast, organisation, "นางลับ ไม่เผย", by=cast.volunteer)
    a_certificate(cast, organisation)
    secrets = [*HIDDEN.values(), "แม่แฝก", "องค์กรข้างเคียง", "นางลับ", "112485"]

    pages = [
        Client().get(reverse("organisation", args=[organisation.pk])).content.decode(),
        Client().get(reverse("organisations")).content.decode(),
        Client().get(reverse("certificate", args=[Certificate.objects.get().code])).content.decode(),
        Client().get(reverse("certificates"), {"as": "csv"}).content.decode(),
        str(find("ทอผ้า", Client().request().wsgi_request.scope)),
        str(place_panel("501412", Client().request().wsgi_request.scope)),
    ]

    assert organisation.name_th in pages[0]
    assert [
        (secret, number) for number, page in enumerate(pages) for secret in secrets if secret in page
    ] == []


@pytest.mark.parametrize(
    ("switch", "shown"),
    [
        ("shows_contacts", {"phone", "email", "address"}),
        ("shows_web", {"website", "social"}),
        ("shows_work", {"note"}),
    ],
)
def test_each_switch_opens_its_own_group_and_no_other(cast: Cast, switch: str, shown: set[str]):
    organisation = a_candidate(cast, **HIDDEN, **{switch: True})

    page = Client().get(reverse("organisation", args=[organisation.pk])).content.decode()

    assert {name for name, value in HIDDEN.items() if value in page} == shown


def test_a_hidden_organisation_is_named_by_its_certificate_and_not_linked(cast: Cast):
    organisation = a_candidate(cast, shown_publicly=False)
    certificate = a_certificate(cast, organisation)

    page = Client().get(reverse("certificate", args=[certificate.code])).content.decode()

    assert organisation.name_th in page
    assert reverse("organisation", args=[organisation.pk]) not in page


def test_a_target_stands_beside_what_is_covered(cast: Cast):
    Place.objects.create(code="50141204", level="village", name_th="บ้านสอง", name_en="Ban Song")
    client = signed_in(cast.district_coordinator)
    form = {
        "place_code": "501412",
        "percent": "100",
        "due_on": (clock.today() + timedelta(days=30)).isoformat(),
    }
    assert client.post(reverse("network_targets"), form).status_code == 302
    organisation = an_organisation(cast)
    commands.serve_areas(organisation=organisation, areas=["50141203"], by=cast.district_coordinator)

    page = client.get(reverse("network_coverage_of", args=["5014"]))

    row = page.context["target_table"].rows[0]
    assert [cell.value for cell in row[1:]] == [100, 2, 2, 1, 1]
    outside = client.post(reverse("network_targets"), form | {"place_code": "520704"})
    assert outside.status_code == 400
    assert CoverageTarget.objects.count() == 1


def test_a_map_of_targets_stands_beside_that_of_coverage_only_where_it_says_something_else(cast: Cast):
    Place.objects.create(code="50141204", level="village", name_th="บ้านสอง", name_en="Ban Song")
    client, address = signed_in(cast.district_coordinator), reverse("network_coverage_of", args=["5014"])
    form = {
        "place_code": "501412",
        "percent": "100",
        "due_on": (clock.today() + timedelta(days=30)).isoformat(),
    }

    client.post(reverse("network_targets"), form)
    of_all = client.get(address)
    due_sooner = (clock.today() + timedelta(days=20)).isoformat()
    client.post(reverse("network_targets"), form | {"percent": "80", "due_on": due_sooner})
    of_some = client.get(address)

    assert of_all.context["target_table"] is not None
    assert of_all.context["target_map"] is None
    drawn = [each for each in (of_some.context["map"], of_some.context["target_map"]) if each is not None]
    assert all(f"<h2>{each.title}</h2>" in of_some.content.decode() for each in drawn)


def test_a_session_page_names_who_may_not_decide(cast: Cast):
    session = a_session(cast)
    a_tabled(cast, session=session)

    page = signed_in(cast.province_officer).get(reverse("board_session", args=[session.pk]))

    assert page.context["is_barred"]
    assert not page.context["may_decide"]


def test_a_target_for_the_whole_country_is_set_on_the_page_by_the_ministry_alone(cast: Cast):
    client, address = signed_in(cast.ministry_officer), reverse("network_targets")
    form = {"percent": "100", "due_on": "30 ก.ย. 2690", "field": "", "note": ""}

    neither = client.post(address, form)
    both = client.post(address, form | {"whole_country": "on", "place_code": "501412"})
    answer = client.post(address, form | {"whole_country": "on"})

    assert [list(each.context["form"].errors) for each in (neither, both)] == [["place_code"]] * 2
    target = CoverageTarget.objects.get()
    assert (answer.status_code, target.place_code) == (302, "")
    page = client.get(address).content.decode()
    assert page.count("ทั้งประเทศ") >= 2
    assert "ทั้งประเทศ" in client.get(reverse("network_target_drop", args=[target.pk])).content.decode()
    below = signed_in(cast.province_officer)
    assert below.post(address, form | {"whole_country": "on"}).status_code == 400
    assert below.get(reverse("network_target_drop", args=[target.pk])).status_code == 404
    assert "ทั้งประเทศ" in below.get(address).content.decode()
