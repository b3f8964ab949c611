"""Signing in with an identity of a provider: who is let in by it, who is not, and what is kept of it."""

import time
from collections.abc import Iterator
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.db import DatabaseError, connection, transaction
from django.test import Client
from joserfc.jwk import RSAKey

from saiyai.accounts import commands, open_id
from saiyai.accounts.models import Identity, User
from saiyai.accounts.provider import IdentityProvider, ProviderMisnamed, provider_from
from saiyai.accounts.rules import Contact
from saiyai.audit.models import Entry, OutboxMessage, SecurityEvent
from saiyai.kernel.powers import Console, Role
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.site import doctor
from tests.accounts.id_provider import CLIENT_ID, CLIENT_SECRET, OTHER_PID, PID, Provider, secret_key, serving
from tests.accounts.test_doors import PASSWORD, code_of_app, try_in
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

BEGIN = "/accounts/identity/"
METHODS = "/accounts/methods/"


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    with serving() as served:
        settings.IDENTITY_PROVIDER = IdentityProvider(served.issuer, CLIENT_ID, CLIENT_SECRET)
        open_id._client_of.cache_clear()
        yield served


def come_back(client: Client, provider: Provider, act: str = BEGIN, **sent: str):
    led = client.post(act, sent)
    assert led.status_code == 302, led.content.decode()
    assert led.url.startswith(f"{provider.issuer}/auth?")
    return client.get(provider.allow(led.url))


def sign_in_with_password(client: Client, person: User) -> None:
    person.set_password(PASSWORD)
    person.save()
    try_in(client, person.username)


def link(client: Client, provider: Provider):
    client.get("/accounts/identity/link/")
    client.post("/accounts/again/?next=/accounts/identity/link/", {"password": PASSWORD})
    return come_back(client, provider, "/accounts/identity/link/")


@pytest.fixture
def linked(cast: Cast, provider: Provider) -> User:
    client = Client()
    sign_in_with_password(client, cast.volunteer)
    assert link(client, provider).url == METHODS
    return cast.volunteer


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def why_not(answer) -> str:
    assert answer.status_code == 409, answer.status_code
    return answer.context["code"]


def test_who_linked_an_identity_signs_in_with_it(linked: User, provider: Provider, client):
    answer = come_back(client, provider)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(linked.pk)
    assert Entry.objects.order_by("seq").last().command == "accounts.session.begin"
    assert Entry.objects.filter(command="accounts.identity.link").count() == 1
    assert OutboxMessage.objects.filter(recipient="volunteer@example.org").exists()


def test_the_way_asked_for_is_kept_and_leads_to_no_other_site(linked: User, provider: Provider):
    assert come_back(Client(), provider, next="/people/me/").url == "/people/me/"
    assert come_back(Client(), provider, next="https://evil.example/").url.startswith("/")


def test_the_number_is_kept_nowhere_but_as_a_keyed_hash(linked: User, provider: Provider, client):
    come_back(client, provider)
    identity = Identity.objects.get()
    told = [str(each.changes) for each in Entry.objects.all()]
    told += [str(each.detail) for each in SecurityEvent.objects.all()] + [str(dict(client.session))]

    assert len(identity.subject_hash) == 64
    assert PID not in identity.subject_hash
    assert not any(PID in each or "ใจดี" in each for each in told)


def test_the_same_number_written_otherwise_is_the_same_person(linked: User, provider: Provider, client):
    provider.pid = "3-1006-00445-63-5"

    come_back(client, provider)

    assert is_signed_in(client)


def test_level_and_number_may_come_from_userinfo(linked: User, provider: Provider, client):
    provider.claims = {"pid": None, "ial": None}
    provider.in_userinfo = {"pid": PID, "ial": "2.3"}

    come_back(client, provider)

    assert is_signed_in(client)


LIES = {
    "another nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"claims": {"nonce": None}},
    "another audience": {"claims": {"aud": "another-office"}},
    "another audience that names us as the asker": {"claims": {"aud": "another-office", "azp": CLIENT_ID}},
    "another issuer": {"claims": {"iss": "https://another.example"}},
    "expired": {"claims": {"exp": int(time.time()) - 120}},
    "a wrong key": {"signing_key": RSAKey.generate_key(2048, {"kid": "today"})},
    "signed with the shared secret": {
        "signing_key": secret_key(),
        "algorithm": "HS256",
        "algorithms": ["RS256", "HS256"],
    },
    "another person's userinfo": {
        "claims": {"pid": None},
        "in_userinfo": {"sub": "person-2", "pid": PID, "ial": "2.3"},
    },
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_cannot_be_verified_opens_nothing(linked: User, provider: Provider, client, lie: str):
    for name, value in LIES[lie].items():
        setattr(provider, name, value)

    answer = come_back(client, provider)

    assert why_not(answer) == "identity.not_valid"
    assert not is_signed_in(client)
    assert SecurityEvent.objects.filter(kind="identity_refused").count() == 1


@pytest.mark.parametrize("level", ["1.1", "2.1", "2", "", "high", "2.3 or so"])
def test_a_level_below_the_least_is_refused(linked: User, provider: Provider, client, level: str):
    provider.ial = level

    answer = come_back(client, provider)

    assert why_not(answer) == "identity.level_too_low"
    assert "2.3" in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("least", "level"), [("2.3", "3"), ("2.3", "2.10"), ("2.3", "2.3"), ("", "1.1"), ("", "")]
)
def test_a_level_that_is_high_enough_is_accepted(least: str, level: str):
    assert IdentityProvider("https://x.example", "a", "b", least_level=least).accepts_level(level)


@pytest.mark.parametrize("pid", ["3100600445636", "12", "x", ""])
def test_a_number_that_is_none_names_nobody(linked: User, provider: Provider, client, pid: str):
    provider.pid = pid

    assert why_not(come_back(client, provider)) == "identity.names_nobody"


def test_an_identity_that_opens_no_account_makes_none(linked: User, provider: Provider, client):
    provider.pid = OTHER_PID
    before = User.objects.count()

    answer = come_back(client, provider)

    assert why_not(answer) == "identity.unknown"
    assert "/accounts/by-invitation/" in answer.content.decode()
    assert not is_signed_in(client)
    assert User.objects.count() == before


def test_a_closed_account_stays_closed(linked: User, provider: Provider, client):
    commands.close_person(person=linked, reason="moved away", by=Console())

    assert why_not(come_back(client, provider)) == "identity.account_closed"


def test_an_answer_that_was_not_asked_for_here_counts_for_nothing(linked: User, provider: Provider, client):
    led = Client().post(BEGIN)

    answer = client.get(provider.allow(led.url))

    assert why_not(answer) == "identity.begun_elsewhere"
    assert not is_signed_in(client)


def test_an_answer_counts_once(linked: User, provider: Provider, client):
    back = provider.allow(client.post(BEGIN).url)
    client.get(back)
    client.post("/accounts/logout/")

    assert why_not(client.get(back)) == "identity.begun_elsewhere"


def test_who_turns_back_at_the_provider_is_told_so(linked: User, provider: Provider, client):
    state = provider.allow(client.post(BEGIN).url).partition("state=")[2]

    answer = client.get(f"/accounts/identity/back/?error=access_denied&state={state}")

    assert why_not(answer) == "identity.cancelled"


def test_a_provider_that_does_not_answer_is_a_sentence_and_no_error(linked: User, provider: Provider, client):
    provider.is_silent = True
    open_id._client_of.cache_clear()

    assert why_not(client.post(BEGIN)) == "identity.no_answer"


def test_the_second_factor_is_still_asked_for(cast: Cast, provider: Provider, client):
    at_home = Client()
    sign_in_with_password(at_home, cast.district_coordinator)
    at_home.post("/accounts/methods/enter/", {"code": code_of_app()})
    assert link(at_home, provider).url == METHODS

    answer = come_back(client, provider)

    assert answer.url == "/accounts/methods/enter/"
    assert client.get("/people/me/").status_code == 302
    Authenticator.objects.filter(user=cast.district_coordinator).delete()
    again = Client()
    come_back(again, provider)
    assert again.get("/people/me/").url == METHODS


def test_an_identity_opens_one_account_only(linked: User, cast: Cast, provider: Provider, client):
    sign_in_with_password(client, cast.citizen)

    assert why_not(link(client, provider)) == "identity.of_another"


def test_an_account_has_one_identity_of_a_provider(linked: User, provider: Provider, client):
    provider.pid = OTHER_PID
    try_in(client, "volunteer")

    assert why_not(link(client, provider)) == "identity.linked_already"


def test_linking_asks_first_whether_it_is_the_owner(cast: Cast, provider: Provider, client):
    client.force_login(cast.volunteer)
    cast.volunteer.set_password(PASSWORD)
    cast.volunteer.save()
    client.force_login(cast.volunteer)

    assert client.post("/accounts/identity/link/").url.startswith("/accounts/again/")


def test_a_link_begun_by_one_person_is_not_finished_by_another(
    linked: User, cast: Cast, provider: Provider, client
):
    provider.pid = OTHER_PID
    try_in(client, "volunteer")
    commands.unlink_own_identity(person=linked, issuer=provider.issuer, by=linked)
    client.post("/accounts/again/?next=/accounts/identity/link/", {"password": PASSWORD})
    back = provider.allow(client.post("/accounts/identity/link/").url)
    client.force_login(cast.citizen)

    assert client.get(back).status_code == 409
    assert not Identity.objects.filter(ended_at=None).exists()


def test_who_unlinks_signs_in_with_it_no_more(linked: User, provider: Provider, client):
    at_home = Client()
    try_in(at_home, "volunteer")
    at_home.post("/accounts/again/?next=/accounts/identity/unlink/", {"password": PASSWORD})

    assert at_home.post("/accounts/identity/unlink/").url == METHODS
    assert why_not(come_back(client, provider)) == "identity.unknown"
    assert Entry.objects.filter(command="accounts.identity.unlink_own").exists()
    assert link(at_home, provider).url == METHODS


def invite(cast: Cast) -> tuple[User, str]:
    wanted = commands.Wanted(Role.VOLUNTEER, "501412", None, date(2099, 1, 1))
    person, _grant, _link, secret = commands.invite_person(
        username="newcomer",
        contact=Contact("คนใหม่", "new@example.org", ""),
        wanted=wanted,
        reason="",
        by=cast.district_coordinator,
    )
    return person, secret


def test_an_invitation_is_accepted_with_an_identity_in_place_of_a_password(
    cast: Cast, provider: Provider, client
):
    person, secret = invite(cast)
    page = client.get(f"/accounts/link/{secret}/").content.decode()
    assert f'name="invitation" value="{secret}"' in page

    answer = come_back(client, provider, invitation=secret)

    person.refresh_from_db()
    assert answer.status_code == 302
    assert person.is_active
    assert not person.has_usable_password()
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.post(BEGIN, {"invitation": secret}).status_code == 410
    come_back(again := Client(), provider)
    assert is_signed_in(again)
    assert why_not_unlinked(person, provider) == "identity.only_way_in"
    assert client.get("/accounts/password/").url == "/accounts/forgotten/"


def why_not_unlinked(person: User, provider: Provider) -> str:
    with pytest.raises(Refusal) as refused:
        commands.unlink_own_identity(person=person, issuer=provider.issuer, by=person)
    return refused.value.code


def test_a_refused_identity_leaves_the_invitation_open(cast: Cast, provider: Provider, client):
    person, secret = invite(cast)
    provider.ial = "1.1"

    assert why_not(come_back(client, provider, invitation=secret)) == "identity.level_too_low"
    provider.ial = "2.3"
    assert come_back(client, provider, invitation=secret).status_code == 302
    assert User.objects.get(pk=person.pk).is_active


def test_a_reset_link_is_not_answered_with_an_identity(linked: User, provider: Provider, client):
    invitation, secret = commands.send_link(person=linked, by=Console())
    assert invitation.kind == "reset"
    provider.pid = OTHER_PID

    assert why_not(come_back(client, provider, invitation=secret)) == "identity.not_for_a_reset"


def test_who_looks_after_a_person_unlinks_their_identity_with_a_reason(
    linked: User, cast: Cast, provider: Provider, client
):
    client.force_login(cast.district_coordinator)
    at_work = Client()
    come_back(at_work, provider)

    answer = client.post(f"/people/{linked.pk}/identity/", {"reason": "phone stolen"})

    assert answer.url == f"/people/{linked.pk}/"
    assert at_work.get("/people/me/").status_code == 302
    with pytest.raises(Denied):
        commands.unlink_identity(person=linked, issuer=provider.issuer, reason="x", by=cast.citizen)


@pytest.mark.parametrize(
    "change", ["UPDATE accounts_identity SET subject_hash = 'x'", "DELETE FROM accounts_identity"]
)
def test_the_database_keeps_what_was_linked(linked: User, change: str):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_without_a_provider_there_is_no_door(cast: Cast, client):
    assert client.post(BEGIN).status_code == 404
    assert "/accounts/identity/" not in client.get("/accounts/login/").content.decode()
    client.force_login(cast.volunteer)
    assert client.get("/accounts/identity/link/").status_code in {302, 404}
    assert "/accounts/identity/" not in client.get(METHODS).content.decode()


RIGHT = {
    "SAIYAI_OIDC_ISSUER": "https://id.example",
    "SAIYAI_OIDC_CLIENT_ID": "a",
    "SAIYAI_OIDC_CLIENT_SECRET": "b",
}


def test_the_environment_names_the_provider():
    assert provider_from({}) is None
    assert provider_from(RIGHT) == IdentityProvider("https://id.example", "a", "b")
    assert provider_from(RIGHT).origins == ("https://id.example",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"SAIYAI_OIDC_ISSUER": "http://id.example"},
        {"SAIYAI_OIDC_ISSUER": "id.example"},
        {"SAIYAI_OIDC_CLIENT_ID": ""},
        {"SAIYAI_OIDC_CLIENT_SECRET": " "},
        {"SAIYAI_OIDC_CLAIM": "email"},
        {"SAIYAI_OIDC_LEAST_IAL": "high"},
    ],
)
def test_a_provider_that_cannot_be_asked_is_said_at_the_start(wrong: dict[str, str]):
    with pytest.raises(ProviderMisnamed):
        provider_from(RIGHT | wrong)


def test_the_doctor_says_whether_the_provider_answers(provider: Provider):
    assert doctor.identity_provider().state is doctor.State.OK
    provider.is_silent = True
    open_id._client_of.cache_clear()
    assert doctor.identity_provider().state is doctor.State.WARNING
