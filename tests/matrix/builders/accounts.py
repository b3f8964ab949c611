"""People, grants and offices for the matrix to ask for."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.crypto import get_random_string

from saiyai.accounts.models import Grant, Office, OfficeContact, OfficeCoverage, User
from saiyai.accounts.rules import OfficeKind
from saiyai.audit import clock
from saiyai.kernel.powers import Role
from tests.cast import STARTS_ON, Cast
from tests.matrix.builders.registry import builder, next_number


def a_person(place_code: str, **values: Any) -> User:
    return User.objects.create(
        username=f"person{next_number()}", display_name="Somebody", place_code=place_code, **values
    )


ROLE_AT = {
    0: Role.MINISTRY_OFFICER,
    2: Role.PROVINCE_OFFICER,
    4: Role.DISTRICT_COORDINATOR,
    6: Role.VOLUNTEER,
    8: Role.VOLUNTEER,
}


@builder(
    "accounts_person",
    "accounts_person_change",
    "accounts_grant_give",
    "accounts_person_link",
    "accounts_person_close",
    "accounts_person_identity",
    "accounts_person_reopen",
)
def person_at(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"pk": a_person(place_code).pk}


@builder("accounts_grant", "accounts_grant_revoke", "accounts_grant_end")
def grant_at(cast: Cast, place_code: str) -> dict[str, Any]:
    role = ROLE_AT[len(place_code)]
    held = Grant.objects.create(
        user=a_person(place_code), role=role.value, place_code=place_code, starts_on=STARTS_ON
    )
    return {"pk": held.pk}


@builder("accounts_grant_approve", "accounts_grant_refuse")
def waiting_grant_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    role = ROLE_AT[len(place_code)]
    if role not in {Role.MINISTRY_OFFICER, Role.PROVINCE_OFFICER}:
        return None
    giver = a_person("")
    Grant.objects.create(user=giver, role=Role.MINISTRY_OFFICER.value, place_code="", starts_on=STARTS_ON)
    waiting = Grant.objects.create(
        user=a_person(place_code),
        role=role.value,
        place_code=place_code,
        starts_on=clock.today(),
        state="waiting",
        needs_second=True,
        granted_by=giver,
    )
    return {"pk": waiting.pk}


def an_office(place_code: str) -> Office:
    office = Office.objects.create(
        code=f"office{next_number()}",
        kind=OfficeKind.LOCAL_AUTHORITY.value,
        name_th="เทศบาล",
        place_code=place_code,
        starts_on=STARTS_ON,
    )
    OfficeCoverage.objects.create(office=office, prefix=place_code, starts_on=STARTS_ON)
    return office


@builder(
    "accounts_office",
    "accounts_office_change",
    "accounts_office_contact",
    "accounts_office_cover",
    "office_page",
)
def office_at(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"code": an_office(place_code).code}


@builder("office_write")
def office_that_is_written_to(cast: Cast, place_code: str) -> dict[str, Any]:
    office = an_office(place_code)
    OfficeContact.objects.create(office=office, email="office@example.org")
    return {"code": office.code}


@builder("accounts_me_post")
def own_office(cast: Cast, place_code: str) -> None:
    """Nobody's own office lies at any place: who works there opens it, everybody else finds nothing."""


@builder("accounts_office_end_coverage")
def served_area_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return {"code": an_office(place_code).code, "prefix": place_code} if place_code else None


@builder("accounts_link")
def a_spent_link(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"secret": get_random_string(43)}


@builder("parameter:rest")
def anything_below(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"rest": "new/"}


def a_worker(place_code: str, role: Role) -> User:
    person = a_person(place_code)
    Grant.objects.create(user=person, role=role.value, place_code=place_code, starts_on=STARTS_ON)
    return person


@builder("mfa_edit_webauthn", "mfa_remove_webauthn")
def a_key_of_another(cast: Cast, place_code: str) -> dict[str, Any]:
    key = Authenticator.objects.create(
        user=a_person(place_code), type=Authenticator.Type.WEBAUTHN, data={"name": "x"}
    )
    return {"pk": key.pk}
