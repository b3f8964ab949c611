"""Badges, sign-in sheets and certificates: who may print them, whom they name, and how a certificate is checked."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from saiyai.audit.models import Entry, SecurityEvent
from saiyai.forums import commands
from saiyai.forums.models import Forum, Registration
from saiyai.forums.queries.papers import attended_with, code_of_attendance
from saiyai.forums.rules.papers import Paper
from saiyai.kernel.refusal import Denied, Refusal
from tests.cast import Cast
from tests.documents.test_pdf import output_of
from tests.forums.builders import a_forum, a_quota, a_registration
from tests.forums.test_selection import signed_in

pytestmark = pytest.mark.django_db


def printed(cast: Cast, person: str, paper: str, **more: str) -> list[str]:
    """Return the text of each page of the file that somebody gets, without its spaces."""
    answer = signed_in(getattr(cast, person)).post(
        reverse("forum_papers", args=["f"]), {"paper": paper, "area": "", **more}
    )
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()
    pages = output_of("pdftotext", "-layout", "-", "-", pdf=answer.content).split("\f")[:-1]
    return ["".join(each.split()) for each in pages]  # Thai is set without any space that matters


@pytest.fixture
def two_provinces(cast: Cast) -> list[Registration]:
    a_forum(cast)
    quotas = [a_quota(cast, place_code=code) for code in ("5014", "5207")]
    return [
        a_registration(cast, quota, name)
        for quota, name in zip(quotas, ("นางสมศรี ใจดี", "นายปัน แจ่มใส"), strict=True)
    ]


def test_a_badge_bears_the_name_and_the_code(cast: Cast, two_provinces: list[Registration]):
    (page,) = printed(cast, "support_officer", "badges")

    assert "นางสมศรีใจดี" in page
    assert "นายปันแจ่มใส" in page
    assert two_provinces[0].badge in page


def test_sheets_are_by_province_and_name_nobody_of_another_area(
    cast: Cast, two_provinces: list[Registration]
):
    pages = printed(cast, "support_officer", "sign_in")
    assert [("สมศรี" in page, "ปัน" in page) for page in pages] == [(True, False), (False, True)]

    own = "\n".join(printed(cast, "district_coordinator", "sign_in"))
    assert "สมศรี" in own
    assert "ปัน" not in own


def test_certificates_are_for_those_who_came_and_each_can_be_checked(
    cast: Cast, two_provinces: list[Registration]
):
    here, absent = two_provinces
    commands.check_in(registration=here, station="1", by=cast.support_officer)

    (page,) = printed(cast, "support_officer", "certificates", signer="นายสุเมษ สายสูง")

    assert "สมศรี" in page
    assert "สุเมษ" in page
    code = re.search(r"/forums/attendance/([\w-]+)/", page)
    assert code is not None
    assert "นางสมศรี ใจดี" in Client().get(reverse("forum_attendance", args=[code[1]])).content.decode()
    assert attended_with(code_of_attendance(absent.pk)) is None
    assert attended_with(f"{here.pk}-000000000000") is None


@pytest.mark.parametrize("code", ["1-000000000000", "x", "-", "1-", "๑-0", "9" * 400 + "-0"])
def test_a_code_that_is_made_up_confirms_nothing(cast: Cast, code: str):
    assert Client().get(reverse("forum_attendance", args=[code])).status_code == 404


def test_whoever_takes_names_along_is_noted(cast: Cast, two_provinces: list[Registration]):
    printed(cast, "support_officer", "badges")

    assert Entry.objects.filter(command="forums.papers.print").count() == 1
    event = SecurityEvent.objects.get(kind="exported_people")
    assert (event.actor_id, event.detail["people"]) == (cast.support_officer.pk, 2)


def test_nobody_prints_beyond_the_own_area(cast: Cast, two_provinces: list[Registration]):
    forum = Forum.objects.get()
    with pytest.raises(Denied):
        commands.print_papers(forum=forum, areas=["5207"], paper=Paper.BADGES, by=cast.district_coordinator)
    answer = signed_in(cast.district_coordinator).post(
        reverse("forum_papers", args=["f"]), {"paper": "badges", "area": "5207"}
    )
    assert answer.status_code == 400


def test_a_paper_that_names_nobody_is_refused(cast: Cast):
    a_forum(cast)
    with pytest.raises(Refusal, match=r"papers\.nobody"):
        commands.print_papers(
            forum=Forum.objects.get(), areas=["50"], paper=Paper.SIGN_IN, by=cast.support_officer
        )
