"""Inviting people and letting them in by a link, changing and closing their accounts."""

import json
import re
from datetime import timedelta

import pytest

from saiyai.accounts.commands import (
    Wanted,
    accept_invitation,
    ask_for_reset,
    change_own_account,
    change_person,
    close_person,
    invite_person,
    reopen_person,
    send_link,
)
from saiyai.accounts.letters import with_link_put_in
from saiyai.accounts.models import Invitation, User
from saiyai.accounts.rules import Contact
from saiyai.audit import clock
from saiyai.audit.models import Entry, OutboxMessage
from saiyai.kernel.powers import Role
from saiyai.kernel.refusal import Denied, Refusal
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

SOMSRI = Contact("สมศรี ใจดี", "somsri@example.org", "081-234-5678")
PASSWORD = "krathong-loi-nam-57"


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def invite(by: User, contact: Contact = SOMSRI, username: str = "somsri.j") -> tuple[User, Invitation, str]:
    wanted = Wanted(Role.TAMBON_OFFICER, "501412", None, clock.today())
    person, _grant, invitation, secret = invite_person(
        username=username, contact=contact, wanted=wanted, reason="", by=fresh(by)
    )
    return person, invitation, secret


def test_an_invited_person_belongs_to_the_place_of_the_role_and_is_not_open_yet(cast: Cast):
    person, invitation, _secret = invite(cast.district_coordinator)

    assert (person.place_code, person.is_active, person.has_usable_password()) == ("501412", False, False)
    assert invitation.expires_at - invitation.made_at == timedelta(hours=72)
    assert Entry.objects.get().command == "accounts.person.invite"


def test_the_record_keeps_personal_fields_as_hashes_only(cast: Cast):
    invite(cast.district_coordinator)

    changes = Entry.objects.get().changes

    assert "สมศรี" not in changes
    assert "somsri@example.org" not in changes
    assert not any(number in changes for number in ("081-234-5678", "0812345678", "234-5678"))
    assert [row[1] for row in json.loads(changes) if str(row[3]).startswith("#")] == [
        "display_name",
        "email",
        "phone",
    ]


def test_no_table_holds_the_secret_and_the_mail_gets_it_on_the_way_out(cast: Cast):
    _person, invitation, secret = invite(cast.district_coordinator)
    message = OutboxMessage.objects.get()

    assert secret not in message.body
    assert secret not in invitation.token_hash
    assert f"/accounts/link/{secret}/" in with_link_put_in(message.body)
    assert message.recipient == "somsri@example.org"


def test_a_link_works_once(cast: Cast, client):
    person, _invitation, secret = invite(cast.district_coordinator)
    typed = {"password": PASSWORD, "again": PASSWORD}

    first = client.post(f"/accounts/link/{secret}/", typed)
    second = client.post(f"/accounts/link/{secret}/", typed)

    assert (first.status_code, second.status_code) == (302, 410)
    assert fresh(person).is_active
    assert fresh(person).check_password(PASSWORD)


def test_a_link_is_too_old_after_72_hours(cast: Cast, client):
    _person, invitation, secret = invite(cast.district_coordinator)

    with clock.set_to(invitation.expires_at - timedelta(seconds=1)):
        just_in_time = client.get(f"/accounts/link/{secret}/").status_code
    with clock.set_to(invitation.expires_at):
        too_late = client.get(f"/accounts/link/{secret}/").status_code

    assert (just_in_time, too_late) == (200, 410)


def test_a_new_link_replaces_the_old_one(cast: Cast, client):
    person, _invitation, old = invite(cast.district_coordinator)

    _link, new = send_link(person=fresh(person), by=fresh(cast.district_coordinator))

    assert client.get(f"/accounts/link/{old}/").status_code == 410
    assert client.get(f"/accounts/link/{new}/").status_code == 200


def test_a_guessed_link_is_as_good_as_a_spent_one(cast: Cast, client):
    answer = client.get("/accounts/link/%s/" % ("x" * 43))

    assert answer.status_code == 410


def test_a_reset_link_lives_one_hour_and_ends_all_sessions(cast: Cast, client):
    cast.volunteer.set_password("the-old-password")
    cast.volunteer.save()
    client.force_login(cast.volunteer)
    invitation = ask_for_reset(person=fresh(cast.volunteer), by=fresh(cast.volunteer))
    assert invitation.expires_at - invitation.made_at == timedelta(hours=1)

    accept_invitation(invitation=invitation, password=PASSWORD, by=fresh(cast.volunteer))

    assert client.get("/people/me/").status_code == 302
    assert fresh(cast.volunteer).check_password(PASSWORD)


def test_nobody_uses_the_link_of_another(cast: Cast):
    invitation = ask_for_reset(person=fresh(cast.volunteer), by=fresh(cast.volunteer))

    with pytest.raises(Denied):
        accept_invitation(invitation=invitation, password=PASSWORD, by=fresh(cast.citizen))


def test_a_weak_password_is_refused_and_the_link_stays_open(cast: Cast):
    invitation = ask_for_reset(person=fresh(cast.volunteer), by=fresh(cast.volunteer))

    with pytest.raises(Refusal) as refused:
        accept_invitation(invitation=invitation, password="12345678", by=fresh(cast.volunteer))

    assert refused.value.code == "person.weak_password"
    assert Invitation.objects.get(pk=invitation.pk).state == "open"


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("volunteer@example.org", "person.email_taken"),
        ("VOLUNTEER@Example.ORG", "person.email_taken"),
        ("volunteer@examp\u0131e.org", "person.email_not_plain"),  # ı, the dotless i of CVE-2019-19844
        ("\uff56olunteer@example.org", "person.email_not_plain"),  # a full-width v
        ("volunteer@ex\u0430mple.org", "person.email_not_plain"),  # a Cyrillic a
    ],
)
def test_no_address_passes_for_that_of_another(cast: Cast, email: str, code: str):
    with pytest.raises(Refusal) as refused:
        invite(cast.district_coordinator, Contact("คนใหม่", email))

    assert refused.value.code == code


@pytest.mark.parametrize("name", ["volunteer", "Volunteer", " ＶＯＬＵＮＴＥＥＲ "])
def test_no_user_name_passes_for_that_of_another(cast: Cast, name: str):
    with pytest.raises(Refusal) as refused:
        invite(cast.district_coordinator, Contact("คนใหม่"), name)

    assert refused.value.code == "person.name_taken"


@pytest.mark.parametrize("actor", ["volunteer", "tambon_officer", "auditor", "other_province_officer"])
def test_details_are_changed_by_those_above_alone(cast: Cast, actor: str):
    with pytest.raises(Denied):
        change_person(
            person=fresh(cast.tambon_officer),
            contact=SOMSRI,
            place_code="501412",
            by=fresh(getattr(cast, actor)),
        )


def test_nobody_acts_on_the_account_of_one_who_holds_more(cast: Cast):
    cast.ministry_officer.place_code = "5014"  # lives in the district; holds the nation
    cast.ministry_officer.save()

    with pytest.raises(Denied):
        send_link(person=fresh(cast.ministry_officer), by=fresh(cast.district_coordinator))


def test_an_administrator_does_not_reach_a_working_role_through_its_account(cast: Cast):
    with pytest.raises(Denied):
        send_link(person=fresh(cast.province_officer), by=fresh(cast.administrator))


def test_everybody_changes_their_own_details_and_nobody_else_does_it_that_way(cast: Cast):
    change_own_account(person=fresh(cast.volunteer), contact=SOMSRI, by=fresh(cast.volunteer))

    assert fresh(cast.volunteer).display_name == "สมศรี ใจดี"
    with pytest.raises(Denied):
        change_own_account(person=fresh(cast.volunteer), contact=SOMSRI, by=fresh(cast.citizen))


def test_a_closed_account_loses_roles_sessions_and_links_and_opens_without_them(cast: Cast, client):
    person, _invitation, secret = invite(cast.district_coordinator)
    client.post(f"/accounts/link/{secret}/", {"password": PASSWORD, "again": PASSWORD})
    client.force_login(fresh(person))
    by = fresh(cast.district_coordinator)

    close_person(person=fresh(person), reason="moved away", by=by)

    assert client.get("/people/me/").status_code == 302
    assert not fresh(person).scope.roles
    reopen_person(person=fresh(person), by=by)
    assert fresh(person).is_active
    assert not fresh(person).scope.roles


def test_an_invited_person_whose_account_is_closed_reads_closed_and_is_invited_anew(cast: Cast, client):
    by = fresh(cast.district_coordinator)
    person, _invitation, old = invite(by, Contact("สมศรี ใจดี"))
    client.force_login(by)
    address = f"/people/{person.pk}/"
    assert stands(client, address) == stands(client, "/people/?text=สมศรี") == {"เชิญแล้ว"}

    client.post(f"{address}close/", {"reason": "moved away"})

    assert stands(client, address) == stands(client, "/people/?text=สมศรี") == {"ปิดบัญชีแล้ว"}
    with pytest.raises(Refusal, match=r"person\.closed"):
        send_link(person=fresh(person), by=by)
    again = client.post(f"{address}reopen/", follow=True)
    new = re.search(r"/accounts/link/([^/<]+)/", again.content.decode())[1]
    assert stands(client, address) == {"เชิญแล้ว"}
    assert not fresh(person).is_active  # the account opens when the link is used
    client.logout()
    assert client.get(f"/accounts/link/{old}/").status_code == 410
    assert client.get(f"/accounts/link/{new}/").status_code == 200


def stands(client, address: str) -> set[str]:
    """Return how the accounts on a page stand."""
    page = client.get(address).content.decode()
    words = set(re.findall(r'class="tag \w+">(?:<svg.*?</svg>)?([^<]+)</span>', page, re.DOTALL))
    return words & {"เปิดใช้งาน", "เชิญแล้ว", "ปิดบัญชีแล้ว"}
