"""Signing in: by name or address, with a second factor, slowed down where it is guessed, recorded."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

from saiyai.accounts.adapter import FactorAdapter
from saiyai.accounts.models import Bucket, User
from saiyai.audit import clock
from saiyai.audit.models import Entry, OutboxMessage, SecurityEvent
from tests.cast import FACTOR_SECRET, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

PASSWORD = "krathong-loi-nam-57"
SIGN_IN = "/accounts/login/"


@pytest.fixture
def with_password() -> Callable[[User], User]:
    def give(user: User) -> User:
        user.set_password(PASSWORD)
        user.save()
        return user

    return give


def try_in(client: Client, login: str, password: str = PASSWORD, **extra: str):
    return client.post(SIGN_IN, {"login": login, "password": password}, **extra)


def code_of_app() -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(FACTOR_SECRET, counter))


@pytest.mark.parametrize(
    "login", ["volunteer", "VOLUNTEER", "volunteer@example.org", " Volunteer@Example.org "]
)
def test_a_person_signs_in_by_user_name_or_address_in_any_case(cast: Cast, client, with_password, login: str):
    with_password(cast.volunteer)

    answer = try_in(client, login)

    assert answer.status_code == 302
    assert Entry.objects.get().command == "accounts.session.begin"
    assert Entry.objects.get().actor_id == cast.volunteer.pk
    assert UserSession.objects.get().user == cast.volunteer


def test_wrong_and_unknown_get_the_same_words(cast: Cast, client, with_password):
    with_password(cast.volunteer)
    tries = [
        ("volunteer", "wrong-password"),
        ("nobody", PASSWORD),
        ("volunteer@example.org", "x"),
        ("no@example.org", "x"),
    ]

    words = {
        str(try_in(client, login, password).context["form"].non_field_errors()) for login, password in tries
    }

    assert len(words) == 1
    assert SecurityEvent.objects.filter(kind="sign_in_failed").count() == 4
    assert not any("volunteer" in str(event.detail) for event in SecurityEvent.objects.all())


class CountingHasher(PBKDF2PasswordHasher):
    """Counts how often a password is hashed."""

    algorithm = "counting"
    iterations = 1
    hashed = 0

    def encode(self, password, salt, iterations=None):
        type(self).hashed += 1
        return super().encode(password, salt, iterations)


@pytest.mark.parametrize(
    "login", ["volunteer", "volunteer@example.org", "nobody", "nobody@example.org", "citizen", "closed"]
)
def test_every_try_hashes_exactly_once_whoever_it_names(
    cast: Cast, client, with_password, settings, login: str
):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    with_password(cast.volunteer)
    cast.citizen.set_unusable_password()
    cast.citizen.save()
    closed = with_password(User.objects.create(username="closed", is_active=False))
    assert not closed.is_active
    before = CountingHasher.hashed

    try_in(client, login, "a-wrong-password")

    assert CountingHasher.hashed - before == 1


def test_a_closed_account_does_not_open_even_with_its_password(cast: Cast, client, with_password):
    cast.volunteer.is_active = False
    with_password(cast.volunteer)

    assert try_in(client, "volunteer").status_code == 200
    assert "_auth_user_id" not in client.session


def test_guesses_at_an_account_are_slowed_down_and_its_owner_elsewhere_is_not(
    cast: Cast, client, with_password
):
    with_password(cast.volunteer)
    for _try in range(8):
        try_in(client, "volunteer", "guess", REMOTE_ADDR="203.0.113.9")

    slowed = try_in(client, "volunteer", PASSWORD, REMOTE_ADDR="203.0.113.9")
    owner = try_in(Client(), "volunteer", PASSWORD, REMOTE_ADDR="198.51.100.7")

    assert slowed.status_code == 200
    assert SecurityEvent.objects.filter(kind="sign_in_slowed").count() == 1
    assert owner.status_code == 302


def test_without_the_bucket_the_ninth_guess_would_be_let_through(cast: Cast, client, with_password):
    with_password(cast.volunteer)
    for _try in range(8):
        try_in(client, "volunteer", "guess")
    Bucket.objects.all().delete()

    assert try_in(client, "volunteer").status_code == 302


@pytest.mark.slow
def test_a_venue_of_250_behind_one_address_gets_in_at_one_moment(cast: Cast, with_password):
    password_hash = with_password(cast.volunteer).password
    User.objects.bulk_create(User(username=f"guest{n}", password=password_hash) for n in range(250))

    with clock.set_to(clock.now()):  # no bucket fills while the clock stands
        answers = [try_in(Client(), f"guest{n}", REMOTE_ADDR="203.0.113.9").status_code for n in range(250)]

    assert answers == [302] * 250


def test_who_has_a_second_factor_signs_in_with_it(cast: Cast, client, with_password):
    with_password(cast.district_coordinator)

    password_alone = try_in(client, "district_coordinator")
    assert password_alone.url == "/accounts/methods/enter/"
    assert client.get("/people/me/").status_code == 302
    wrong = client.post("/accounts/methods/enter/", {"code": "000000"})
    right = client.post("/accounts/methods/enter/", {"code": code_of_app()})

    assert wrong.status_code == 200
    assert right.status_code == 302
    assert client.get("/people/me/").status_code == 200
    assert SecurityEvent.objects.filter(kind="factor_failed").count() == 1


def test_guesses_at_the_second_factor_are_slowed_down(cast: Cast, client, with_password):
    with_password(cast.district_coordinator)
    try_in(client, "district_coordinator")
    for _try in range(8):
        client.post("/accounts/methods/enter/", {"code": "000000"})

    assert client.post("/accounts/methods/enter/", {"code": code_of_app()}).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "district_coordinator",
        "province_officer",
        "support_officer",
        "ministry_officer",
        "auditor",
        "administrator",
    ],
)
def test_roles_that_call_for_a_second_factor_are_sent_to_set_one_up(cast: Cast, client, name: str):
    Authenticator.objects.filter(user=getattr(cast, name)).delete()
    client.force_login(getattr(cast, name))

    assert client.get("/people/me/").url == "/accounts/methods/"
    assert client.get("/accounts/methods/").status_code == 200
    assert client.get("/api/v1/places").status_code in {403, 404}


@pytest.mark.parametrize("name", ["citizen", "volunteer", "tambon_officer"])
def test_others_go_on_without_one(cast: Cast, client, name: str):
    client.force_login(getattr(cast, name))

    assert client.get("/people/me/").status_code == 200


def test_in_a_demonstration_the_second_factor_is_offered_and_not_demanded(cast: Cast, client, settings):
    settings.DEMONSTRATION = True
    Authenticator.objects.filter(user=cast.auditor).delete()
    client.force_login(cast.auditor)

    assert client.get("/people/me/").status_code == 200


def test_an_app_is_set_up_recorded_and_told_to_its_owner(
    cast: Cast, client, with_password, django_capture_on_commit_callbacks
):
    with_password(cast.volunteer)
    try_in(client, "volunteer")
    assert client.get("/accounts/methods/app/add/").url.startswith("/accounts/again/")
    client.post("/accounts/again/", {"password": PASSWORD})
    page = client.get("/accounts/methods/app/add/")
    secret = page.context["form"].secret
    counter = next(iter(yield_hotp_counters_from_time()))

    with django_capture_on_commit_callbacks(execute=True):
        code = format_hotp_value(hotp_value(secret, counter))
        answer = client.post("/accounts/methods/app/add/", {"code": code})

    stored = Authenticator.objects.get(user=cast.volunteer, type="totp").data["secret"]
    assert answer.url == "/accounts/methods/codes/"
    assert Entry.objects.filter(command="accounts.factor.add").count() == 2  # the app and its recovery codes
    assert OutboxMessage.objects.filter(recipient="volunteer@example.org").exists()
    assert secret not in stored
    assert FactorAdapter().decrypt(stored) == secret


def test_a_person_sees_their_sessions_and_ends_the_others(cast: Cast, client, with_password):
    with_password(cast.volunteer)
    elsewhere = Client()
    try_in(elsewhere, "volunteer")
    try_in(client, "volunteer")
    assert len(client.get("/accounts/sessions/").context["sessions"]) == 2

    client.post("/accounts/sessions/")

    assert client.get("/people/me/").status_code == 200
    assert elsewhere.get("/people/me/").status_code == 302
    assert Entry.objects.filter(command="accounts.session.end_others").exists()


def test_signing_out_is_recorded(cast: Cast, client, with_password):
    with_password(cast.volunteer)
    try_in(client, "volunteer")

    client.post("/accounts/logout/")

    assert Entry.objects.order_by("seq").last().command == "accounts.session.end"


def test_a_changed_password_is_recorded_and_ends_other_sessions(cast: Cast, client, with_password):
    with_password(cast.volunteer)
    elsewhere = Client()
    try_in(elsewhere, "volunteer")
    try_in(client, "volunteer")
    new = {"oldpassword": PASSWORD, "password1": "phra-chan-suai-58", "password2": "phra-chan-suai-58"}

    answer = client.post("/accounts/password/", new)

    assert answer.status_code == 302
    assert elsewhere.get("/people/me/").status_code == 302
    assert client.get("/people/me/").status_code == 200
    assert Entry.objects.filter(command="accounts.password.change").exists()


def test_a_stolen_session_does_not_guess_the_password(cast: Cast, client, with_password):
    with_password(cast.volunteer)
    try_in(client, "volunteer")
    new = {"password1": "phra-chan-suai-58", "password2": "phra-chan-suai-58"}
    for number in range(8):
        client.post("/accounts/password/", new | {"oldpassword": f"guess{number}"})

    assert client.post("/accounts/password/", new | {"oldpassword": PASSWORD}).status_code == 200
    assert User.objects.get(pk=cast.volunteer.pk).check_password(PASSWORD)


@pytest.mark.parametrize("login", ["volunteer", "volunteer@example.org"])
def test_a_forgotten_password_is_answered_by_mail_to_the_accounts_own_address(cast: Cast, client, login: str):
    answer = client.post("/accounts/forgotten/", {"login": login})

    assert answer.url == "/accounts/forgotten/sent/"
    assert OutboxMessage.objects.get().recipient == "volunteer@example.org"


@pytest.mark.parametrize(
    "login", ["nobody", "nobody@example.org", "volunteer@examp\u0131e.org", "x" * 254, "a\x00b"]
)
def test_a_name_that_is_nobodys_gets_the_same_answer_and_no_mail(cast: Cast, client, login: str):
    answer = client.post("/accounts/forgotten/", {"login": login})

    assert answer.status_code in {302, 400}
    assert not OutboxMessage.objects.exists()


def test_a_stranger_cannot_flood_a_mailbox(cast: Cast, client):
    for _try in range(12):
        client.post("/accounts/forgotten/", {"login": "volunteer"})

    assert OutboxMessage.objects.count() == 4


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/x/", "password/set/", "login/code/", "social/login/error/"]
)
def test_what_allauth_would_add_besides_has_no_door(client, db, path: str):
    assert client.get(f"/accounts/{path}").status_code == 404


def test_after_signing_in_nobody_is_led_to_another_site(cast: Cast, client, with_password):
    with_password(cast.volunteer)

    answer = client.post(
        f"{SIGN_IN}?next=https://evil.example/", {"login": "volunteer", "password": PASSWORD}
    )

    assert answer.url.startswith("/")
