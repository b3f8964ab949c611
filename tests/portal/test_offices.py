"""The public pages of offices: who they are, how they are reached, who agreed to be shown, and writing to them."""

import re
from datetime import datetime, timedelta

import extruct
import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saiyai.accounts.commands import PostTerms, agree_to_post, revoke_grant, set_contact, withdraw_post
from saiyai.accounts.models import Grant, Office, OfficePost
from saiyai.accounts.rules.contact import ContactTerms
from saiyai.audit import clock
from saiyai.audit.models import Entry, OutboxMessage
from saiyai.audit.outbox import send_due
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.portal.demonstration import demo_portal
from tests.cast import Cast
from tests.portal.test_articles import ARTICLES

pytestmark = pytest.mark.django_db
CONTACT = ContactTerms(
    about_th="หนุนเสริมเครือข่าย\nในภาคเหนือตอนบน",
    address_th="ถนนโชตนา\nเชียงใหม่ 50300",
    phone="053-112485-6",
    fax="053-112491",
    email="office@example.org",
    website="https://example.org/",
)
TERMS = PostTerms("นักพัฒนาสังคม")


@pytest.fixture
def office(cast: Cast) -> Office:
    held = Grant.objects.filter(user=cast.support_officer).exclude(office=None).get()
    office: Office = held.office
    set_contact(office=office, terms=CONTACT, by=cast.ministry_officer)
    return office


def page_of(client: Client, office: Office) -> str:
    return client.get(f"/offices/{office.code}/").content.decode()


def test_an_office_says_who_it_is_and_how_it_is_reached(office: Office, client: Client):
    page = BeautifulSoup(page_of(client, office), "html.parser")

    assert page.find("a", href="tel:+6653112485").get_text() == "053-112485-6"
    assert page.find("a", href="mailto:office@example.org") is not None
    assert "ในภาคเหนือตอนบน" in page.get_text()
    assert "053-112491" in page.get_text()


def test_an_independent_reader_finds_the_organisation(office: Office, client: Client):
    (said,) = extruct.extract(page_of(client, office), syntaxes=["json-ld"])["json-ld"][0:1]

    assert said["@type"] == "GovernmentOrganization"
    assert (said["telephone"], said["faxNumber"]) == (["+6653112485"], ["+6653112491"])
    assert said["email"] == "office@example.org"


def test_the_list_is_narrowed_and_leads_to_each_office(office: Office, client: Client):
    assert f"/offices/{office.code}/" in client.get("/offices/").content.decode()
    nothing = client.get("/offices/?q=ไม่มีหน่วยงานนี้").content.decode()
    assert f'href="/offices/{office.code}/"' not in nothing
    assert "ไม่พบหน่วยงานที่ตรงกัน" in nothing


def test_the_list_asks_as_many_queries_for_many_offices(office: Office, client: Client):
    client.get("/offices/")
    with CaptureQueriesContext(connection) as few:
        client.get("/offices/")
    for number in range(20):
        Office.objects.create(code=f"more-{number}", name_th=f"แห่งที่ {number}", starts_on=office.starts_on)
    with CaptureQueriesContext(connection) as many:
        client.get("/offices/")

    assert len(many) == len(few)


def test_an_office_that_ended_has_no_page(office: Office, client: Client):
    Office.objects.filter(pk=office.pk).update(ends_on=clock.today() - timedelta(days=1))

    assert client.get(f"/offices/{office.code}/").status_code == 404


def test_news_and_feeds_are_of_the_office_that_published_them(office: Office, client: Client):
    demo_portal(ARTICLES, office=office)

    assert "/news/forum-2557/" in page_of(client, office)
    assert b"forum-2557" in client.get(f"/news/feed.rss?office={office.code}").content
    assert b"forum-2557" not in client.get("/news/feed.rss?office=another").content


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": "call me"},
        {"fax": "053-11"},
        {"website": "javascript:alert(1)"},
        {"website": "https://user@example.org/"},
        {"website": "https://example"},
        {"facebook": "https://facebook.com.evil.example/x"},
    ],
)
def test_a_contact_that_cannot_be_read_is_refused_and_the_box_is_named(
    cast: Cast, office: Office, client: Client, wrong: dict[str, str]
):
    with pytest.raises(Refusal):
        set_contact(office=office, terms=ContactTerms(**wrong), by=cast.ministry_officer)

    client.force_login(cast.ministry_officer)
    answer = client.post(f"/people/offices/{office.code}/contact/", wrong | {"about_th": "คงอยู่"})
    assert answer.status_code == 400
    (box,) = wrong
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.find(attrs={"name": box, "aria-invalid": "true"}) is not None
    assert "คงอยู่" in answer.content.decode()


@pytest.mark.engine
def test_the_database_keeps_no_address_that_runs_a_script(office: Office):
    with pytest.raises(DatabaseError), transaction.atomic():
        type(office.contact).objects.filter(pk=office.pk).update(website="javascript:alert(1)")


def test_who_keeps_the_office_sets_its_contact_and_nobody_else(cast: Cast, office: Office):
    with pytest.raises(Denied):
        set_contact(office=office, terms=CONTACT, by=cast.other_province_officer)

    assert Entry.objects.filter(command="accounts.office.contact").count() == 1


def test_somebody_is_shown_only_after_they_agreed_and_until_they_withdraw(
    cast: Cast, office: Office, client: Client
):
    person = cast.support_officer
    assert person.display_name not in page_of(client, office)

    agree_to_post(person=person, office=office, terms=TERMS, by=person)
    assert person.display_name in page_of(client, office)
    assert "นักพัฒนาสังคม" in page_of(client, office)

    withdraw_post(person=person, office=office, by=person)
    assert person.display_name not in page_of(client, office)
    with pytest.raises(Refusal):
        withdraw_post(person=person, office=office, by=person)


def test_nobody_agrees_for_another(cast: Cast, office: Office):
    with pytest.raises(Denied):
        agree_to_post(person=cast.support_officer, office=office, terms=TERMS, by=cast.administrator)


def test_who_has_no_role_there_is_not_shown(cast: Cast, office: Office, client: Client):
    with pytest.raises(Refusal):
        agree_to_post(person=cast.citizen, office=office, terms=TERMS, by=cast.citizen)

    person = cast.support_officer
    agree_to_post(person=person, office=office, terms=TERMS, by=person)
    held = Grant.objects.get(user=person, office=office)
    revoke_grant(grant=held, reason="ย้ายงาน", by=cast.ministry_officer)
    assert person.display_name not in page_of(client, office)


def test_the_telephone_is_shown_only_where_it_was_agreed_to(cast: Cast, office: Office, client: Client):
    person = cast.support_officer
    type(person).objects.filter(pk=person.pk).update(phone="081-234-5678")
    agree_to_post(person=person, office=office, terms=TERMS, by=person)
    assert "081-234-5678" not in page_of(client, office)

    agree_to_post(person=person, office=office, terms=PostTerms("นักพัฒนาสังคม", "", True), by=person)
    assert "081-234-5678" in page_of(client, office)
    assert OfficePost.objects.filter(ended_at=None).count() == 1


@pytest.mark.engine
def test_the_database_forgets_no_consent_and_changes_none(cast: Cast, office: Office):
    person = cast.support_officer
    post = agree_to_post(person=person, office=office, terms=TERMS, by=person)
    for act in (
        lambda: OfficePost.objects.filter(pk=post.pk).update(shows_phone=True),
        lambda: OfficePost.objects.filter(pk=post.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_person_agrees_and_withdraws_on_their_own_page(cast: Cast, office: Office, client: Client):
    client.force_login(cast.support_officer)
    address = f"/people/me/shown/{office.code}/"
    assert address in client.get("/people/me/").content.decode()

    assert client.post(address, {"position_th": "นักพัฒนาสังคม"}).status_code == 302
    assert cast.support_officer.display_name in page_of(Client(), office)
    assert client.post(address, {"withdraw": "1"}).status_code == 302
    assert cast.support_officer.display_name not in page_of(Client(), office)


@pytest.fixture
def moving_clock(time_machine):
    time_machine.move_to(datetime(2026, 11, 24, 9, tzinfo=clock.BANGKOK))
    return time_machine


def written(client: Client, office: Office, moving_clock, **values: str):
    address = f"/offices/{office.code}/write/"
    page = BeautifulSoup(client.get(address).content, "html.parser")
    token = page.find("input", {"name": "signed"})["value"]
    moving_clock.shift(timedelta(seconds=10))
    usual = {
        "sender": "สมศรี ใจดี",
        "answer_to": "somsri@example.org",
        "about": "ขอข้อมูลกองทุน",
        "text": "สวัสดีค่ะ\nขอทราบข้อมูล",
        "homepage": "",
        "signed": token,
    }
    return client.post(address, usual | values)


def test_a_citizen_writes_to_the_office_and_gets_an_honest_receipt(office, client, moving_clock):
    answer = written(client, office, moving_clock).content.decode()
    number = re.search(r"\d{4}-\d{4}", answer)
    assert number is not None
    assert "เราไม่อาจทราบได้ว่าหน่วยงานจะอ่านเมื่อใด" in answer

    assert send_due().sent == 1
    (letter,) = mail.outbox
    assert letter.to == ["office@example.org"]
    assert number[0] in letter.subject
    assert number[0] in letter.body
    assert "somsri@example.org" in letter.body
    assert "ขอทราบข้อมูล" in letter.body
    kept = OutboxMessage.objects.get()
    assert (kept.recipient, kept.subject, kept.body) == ("", "", "")
    entry = Entry.objects.get(command="portal.office.write")
    assert "somsri" not in f"{entry.changes}{entry.reason}{entry.actor}"


@pytest.mark.parametrize(
    "values",
    [
        {"answer_to": "a@example.org\nBcc: all@example.org"},
        {"answer_to": "a@example.org, b@example.org"},
        {"answer_to": "พี่@example.org"},
        {"sender": ""},
        {"about": ""},
        {"text": ""},
        {"text": "ก" * 4_001},
        {"homepage": "http://bad.example"},
        {"signed": "made up"},
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_sentence_and_stays_typed(office, client, moving_clock, values):
    answer = written(client, office, moving_clock, **values)

    assert answer.status_code == 400
    assert not OutboxMessage.objects.exists()
    assert "somsri@example.org" in answer.content.decode() or "answer_to" in values


def test_lines_in_name_and_matter_make_no_header(office, client, moving_clock):
    written(client, office, moving_clock, sender="a\r\nBcc: x@example.org", about="b\r\nTo: y@example.org")

    send_due()
    for letter in mail.outbox:
        assert letter.to == ["office@example.org"]
        assert letter.bcc == []
        assert "\n" not in letter.subject


def test_who_writes_too_often_has_to_wait(office, client, moving_clock):
    answers = [written(client, office, moving_clock).status_code for _each in range(6)]

    assert answers == [200] * 5 + [429]
    assert OutboxMessage.objects.count() == 5


def test_an_office_without_an_address_is_not_written_to(office, client, cast):
    set_contact(office=office, terms=ContactTerms(phone="1300"), by=cast.ministry_officer)

    assert client.get(f"/offices/{office.code}/write/").status_code == 404
    assert "/write/" not in page_of(client, office)


def test_nobody_writes_to_a_real_office_from_a_demonstration(office, client, moving_clock, settings):
    settings.DEMONSTRATION = True
    written(client, office, moving_clock)

    assert OutboxMessage.objects.get().recipient == settings.DEFAULT_FROM_EMAIL


def test_a_place_says_whom_to_turn_to_and_what_is_new(office, client):
    demo_portal(ARTICLES, office=office)
    page = client.get("/places/5014/").content.decode()
    assert f"/offices/{office.code}/" in page
    assert "/news/forum-2557/" not in page

    assert "/news/forum-2557/" in client.get("/places/50/").content.decode()
