"""Letters of invitation in the official form, the table of seats by area and kind, and the mail to who moves up."""

from datetime import date

import pytest
from django.urls import reverse

from saiyai.audit.models import OutboxMessage
from saiyai.forums import commands
from saiyai.forums.commands import Attendee
from saiyai.forums.rules.registration import Participant
from tests.cast import Cast
from tests.documents.test_pdf import output_of
from tests.forums.builders import a_forum, a_quota
from tests.forums.test_selection import signed_in

pytestmark = pytest.mark.django_db


def flat(text: str) -> str:
    """Return a text without its spaces: Thai is set without any that matter."""
    return "".join(text.split())


def test_each_province_gets_a_letter_in_the_official_form_with_its_own_seats(cast: Cast):
    a_forum(cast, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2), title_th="เวทีติดตามเครือข่าย")
    a_quota(cast, seats=2), a_quota(cast, seats=3, place_code="5207")

    answer = signed_in(cast.support_officer).post(
        reverse("forum_letters", args=["f"]),
        {"number": "พม 0210/ว 123", "on": "24/11/2569", "to": "ผู้ว่าราชการจังหวัด", "answer_by": "28/11/2569"},
    )

    text = output_of("pdftotext", "-layout", "-", "-", pdf=answer.content)
    pages = [flat(page) for page in text.split("\f")][:-1]
    assert len(pages) == 4  # a letter and its attachment for each of two provinces
    for told in ("ที่พม๐๒๑๐/ว๑๒๓", "เรื่อง", "เรียนผู้ว่าราชการจังหวัดเชียงใหม่", "ขอแสดงความนับถือ", "จำนวน๒คน"):
        assert told in pages[0]
    assert "สันทราย" in pages[1]
    assert "วังเหนือ" not in pages[1]
    assert "วังเหนือ" in pages[3]


def test_letters_are_for_who_organises_and_need_seats(cast: Cast):
    a_forum(cast)
    address = reverse("forum_letters", args=["f"])
    assert signed_in(cast.district_coordinator).get(address).status_code == 404

    answer = signed_in(cast.support_officer).post(address, {"on": "24/11/2569", "to": "ผู้ว่าราชการจังหวัด"})

    assert answer.status_code == 400


def test_the_table_adds_up_by_province_and_kind_and_is_held_against_what_was_announced(cast: Cast):
    a_forum(cast, seats=10)
    a_quota(cast, seats=2), a_quota(cast, seats=3, place_code="5207")
    a_quota(cast, seats=4, place_code="50", kind=Participant.GUEST)

    page = signed_in(cast.support_officer).get(reverse("forum_participants", args=["f"])).content.decode()

    assert "กำหนดที่นั่งแล้ว 9 ที่ น้อยกว่าที่ประกาศไว้ 10 คน อยู่ 1 ที่" in page
    rows = [flat(row.split("</tr>")[0]) for row in page.split("<tr")]
    province = next(row for row in rows if "เชียงใหม่" in row)
    assert province.count("6") >= 1  # two of the network and four guests


def test_who_moves_up_is_told_by_mail_once(cast: Cast):
    quota = a_quota(cast, seats=1)
    first, second = (
        commands.name_participant(
            quota=quota, attendee=Attendee(name=name, email=email), by=cast.support_officer
        )
        for name, email in (("นายหนึ่ง ก", "one@example.org"), ("นายสอง ข", "two@example.org"))
    )
    assert OutboxMessage.objects.count() == 0

    commands.withdraw_registration(
        quota=quota, registration=first, reason="ติดราชการ", by=cast.support_officer
    )

    message = OutboxMessage.objects.get()
    assert message.recipient == "two@example.org"
    assert second.name in message.body
    assert "/forums/f/" in message.body
