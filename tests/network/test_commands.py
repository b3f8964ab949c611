"""Registering and verifying: who may, what is refused, what is kept and recorded."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from saiyai.audit.models import Entry
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.models import Organisation, PersonRole
from saiyai.network.rules import State
from tests.cast import Cast
from tests.network.builders import a_proposed_organisation, a_role, an_organisation

pytestmark = pytest.mark.django_db

VERIFIERS = {"district_coordinator", "province_officer", "support_officer", "ministry_officer"}
REGISTRARS = VERIFIERS | {"volunteer", "tambon_officer"}
OTHERS = {"citizen", "other_province_officer", "auditor", "administrator"}
EVERYBODY = sorted(REGISTRARS | VERIFIERS | OTHERS)


@pytest.mark.parametrize("person", EVERYBODY)
def test_people_of_the_area_propose_organisations(cast: Cast, person: str):
    if person in REGISTRARS:
        assert a_proposed_organisation(cast, by=getattr(cast, person)).state == State.PROPOSED
    else:
        with pytest.raises(Denied):
            a_proposed_organisation(cast, by=getattr(cast, person))
        assert not Organisation.objects.exists()


@pytest.mark.parametrize("person", EVERYBODY)
def test_a_coordinator_of_the_area_or_higher_verifies(cast: Cast, person: str):
    organisation = a_proposed_organisation(cast)

    if person in VERIFIERS:
        commands.verify_organisation(organisation=organisation, by=getattr(cast, person))
    else:
        with pytest.raises(Denied):
            commands.verify_organisation(organisation=organisation, by=getattr(cast, person))
    expected = State.VERIFIED if person in VERIFIERS else State.PROPOSED
    assert Organisation.objects.get().state == expected


def test_nobody_verifies_what_they_proposed(cast: Cast):
    own = a_proposed_organisation(cast, by=cast.district_coordinator)

    with pytest.raises(Denied):
        commands.verify_organisation(organisation=own, by=cast.district_coordinator)


@pytest.mark.engine
def test_the_database_refuses_it_too(cast: Cast):
    own = a_proposed_organisation(cast)
    change = (
        "UPDATE network_organisation SET state = 'verified', verified_at = proposed_at, "
        "verified_by_id = proposed_by_id WHERE id = %s"
    )

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change, [own.pk])


@pytest.mark.engine
@pytest.mark.parametrize(
    "change", ["state = 'verified'", "state = 'dissolved'", "state = 'x'", "state = 'merged'"]
)
def test_a_state_without_its_signature_cannot_be_stored(cast: Cast, change: str):
    organisation = a_proposed_organisation(cast)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE network_organisation SET {change} WHERE id = %s", [organisation.pk])


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"name_th": "  "}, "organisation.nameless"),
        ({"kind": "club"}, "organisation.unknown_kind"),
        ({"place_code": "501499"}, "organisation.unknown_place"),
        ({"fields": ["magic"]}, "organisation.unknown_field"),
        ({"founded_on": date(2999, 1, 1)}, "organisation.founded_later"),
    ],
)
def test_a_registration_that_is_not_in_order_is_refused(cast: Cast, terms: dict[str, Any], code: str):
    with pytest.raises(Refusal) as refusal:
        a_proposed_organisation(cast, **({"by": cast.province_officer} | terms))

    assert refusal.value.code == code
    assert not Organisation.objects.exists()


def test_the_same_name_at_the_same_place_is_known_however_it_is_typed(cast: Cast):
    a_proposed_organisation(cast, name_th="กลุ่มน้ำใจ")

    with pytest.raises(Refusal) as refusal:
        a_proposed_organisation(cast, name_th=" กลุ่มน\u0e4d\u0e49าใจ ")

    assert refusal.value.code == "organisation.known"


def test_a_dissolved_organisation_stays_as_it_is_and_frees_its_name(cast: Cast):
    organisation = an_organisation(cast)
    by = cast.district_coordinator
    commands.dissolve_organisation(organisation=organisation, on=date(2014, 1, 1), reason="เลิกกลุ่ม", by=by)

    with pytest.raises(Refusal):
        commands.revive_organisation(organisation=organisation, reason="กลับมา", by=by)
    assert a_proposed_organisation(cast).pk != organisation.pk


@pytest.mark.parametrize("command", [commands.rest_organisation, commands.revive_organisation])
def test_a_change_of_state_needs_a_reason(cast: Cast, command: Any):
    organisation = an_organisation(cast)

    with pytest.raises(Refusal) as refusal:
        command(organisation=organisation, reason=" ", by=cast.district_coordinator)

    assert refusal.value.code == "organisation.reason_missing"


def test_the_record_names_the_place_and_the_reason(cast: Cast):
    organisation = an_organisation(cast)

    commands.rest_organisation(organisation=organisation, reason="สมาชิกย้ายออก", by=cast.district_coordinator)

    entry = Entry.objects.order_by("seq").last()
    assert entry is not None
    assert (entry.command, entry.place_code, entry.reason) == (
        "network.organisation.rest",
        "501412",
        "สมาชิกย้ายออก",
    )


def test_people_and_telephones_stand_in_the_record_only_as_keyed_hashes(cast: Cast):
    organisation = an_organisation(cast, phone="053-112485-6")

    role = a_role(cast, organisation, "นางสุภาพ จันแปงเงิน", position="chair", by=cast.volunteer)

    recorded = " ".join(Entry.objects.values_list("changes", flat=True))
    assert (role.person.prefix, role.person.given, role.person.family) == ("นาง", "สุภาพ", "จันแปงเงิน")
    assert "จันแปงเงิน" not in recorded
    assert "112485" not in recorded
    assert any(field == "person" for _s, field, _b, _a in json.loads(Entry.objects.latest("seq").changes))


def test_a_foreign_officer_names_nobody(cast: Cast):
    with pytest.raises(Denied):
        a_role(cast, an_organisation(cast), "นายก ข", by=cast.other_province_officer)
    assert not PersonRole.objects.exists()
