"""What an organisation says of itself: changed one after another, with kinds, standings and areas."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from saiyai.audit.models import Entry
from saiyai.kernel.refusal import Conflict, Denied, Refusal
from saiyai.network import commands
from saiyai.network.models import Kind, Organisation, OrganisationKind, OrganisationStanding, ServedArea
from saiyai.network.rules.organisation import is_safe_address
from saiyai.places.models import Place
from tests.cast import Cast
from tests.network.builders import a_proposed_organisation, a_role, an_organisation, terms
from tests.network.test_pages import names_in, signed_in

pytestmark = pytest.mark.django_db

CHANGERS = {
    "tambon_officer",
    "district_coordinator",
    "province_officer",
    "support_officer",
    "ministry_officer",
}
CERTIFIERS = {"province_officer", "support_officer", "ministry_officer"}
PEOPLE = sorted(Cast.__annotations__)


def change(organisation: Organisation, by: Any, version: int = 1, **values: Any) -> Organisation:
    return commands.change_organisation(
        organisation=organisation, terms=terms(**values), version=version, by=by
    )


@pytest.mark.parametrize("person", PEOPLE)
def test_officers_of_the_area_change_what_an_organisation_says(cast: Cast, person: str):
    organisation = an_organisation(cast)

    if person in CHANGERS:
        change(organisation, getattr(cast, person), name_en="Weavers")
    else:
        with pytest.raises(Denied):
            change(organisation, getattr(cast, person), name_en="Weavers")
    assert (Organisation.objects.get().name_en == "Weavers") is (person in CHANGERS)


def test_nobody_moves_an_organisation_out_of_their_area(cast: Cast):
    organisation = an_organisation(cast)

    with pytest.raises(Denied):
        change(organisation, cast.province_officer, place_code="520704")


def test_a_change_on_an_old_version_is_a_conflict_and_changes_nothing(cast: Cast):
    organisation = an_organisation(cast)
    change(organisation, cast.tambon_officer, name_en="First")

    with pytest.raises(Conflict):
        change(organisation, cast.district_coordinator, name_en="Second")

    assert Organisation.objects.get().name_en == "First"


def test_the_second_officer_sees_both_versions_and_chooses(cast: Cast):
    organisation = an_organisation(cast)
    client = signed_in(cast.district_coordinator)
    address = reverse("organisation_change", args=[organisation.pk])
    sent = {"name_th": "กลุ่มทอผ้าป่าไผ่", "kind": "volunteers", "place_code": "501412", "name_en": "Mine"}
    change(organisation, cast.tambon_officer, name_en="Theirs")

    conflict = client.post(address, sent | {"version": 1, "aliases": "ทอผ้า", "targets": ["women"]})

    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert ("Mine" in page, "Theirs" in page, "tambon officer" in page) == (True, True, True)
    kept = conflict.context["typed"]
    assert {("name_en", "Mine"), ("aliases", "ทอผ้า"), ("targets", "women")} <= set(kept)
    again = client.post(address, dict(kept) | {"version": conflict.context["organisation"].version})
    assert again.status_code == 302
    assert Organisation.objects.get().name_en == "Mine"


def test_further_names_are_found_and_stand_in_the_record(cast: Cast):
    organisation = an_organisation(cast)

    change(organisation, cast.tambon_officer, aliases=["กลุ่มแม่บ้านเก่า", " ทอผ้า "], targets=["women"])

    client = signed_in(cast.tambon_officer)
    assert names_in(client, q="แม่บ้านเก่า") == ["กลุ่มทอผ้าป่าไผ่"]
    assert names_in(client, target="women") == ["กลุ่มทอผ้าป่าไผ่"]
    assert "ทอผ้า" in Entry.objects.latest("seq").changes


def test_what_is_not_named_again_is_taken_away(cast: Cast):
    organisation = an_organisation(cast, fields=["health"], targets=["women"], aliases=["ก"])

    change(organisation, cast.tambon_officer, fields=["work"])

    snapshot = organisation.snapshot()
    assert (snapshot.fields_of_welfare, snapshot.target_groups, snapshot.aliases) == (("work",), (), ())


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://www.example.go.th/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://example.org/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("https://user:secret@example.org", False),
        ("https://exa mple.org", False),
        ("https://example.org/\n", False),
        ("//example.org", False),
        ("https://localhost", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_only_addresses_of_pages_are_links(address: str, is_safe: bool):
    assert is_safe_address(address) is is_safe


def test_an_unsafe_address_is_refused_by_the_command_and_said_at_the_field(cast: Cast):
    with pytest.raises(Refusal) as refusal:
        a_proposed_organisation(cast, website="javascript:alert(1)")
    sent = {
        "name_th": "ก",
        "kind": "other",
        "place_code": "501412",
        "website": "javascript:alert(1)",
        "phone": "12",
    }

    page = signed_in(cast.volunteer).post(reverse("organisation_register"), sent)

    assert refusal.value.code == "organisation.unsafe_address"
    assert page.status_code == 400
    assert {"website", "phone"} == set(page.context["form"].errors)


def test_a_visitor_sees_contacts_and_people_where_both_were_agreed(cast: Cast):
    shown = {"shown_publicly": True, "phone": "053-112485", "email": "a@example.org"}
    closed = an_organisation(cast, name_th="ปิด", **shown)
    opened = an_organisation(cast, name_th="เปิด", shows_contacts=True, shows_people=True, **shown)
    for each in (closed, opened):
        a_role(cast, each, "นางสุภาพ จันแปงเงิน")
        a_role(cast, each, "นายเก่า พ้นแล้ว", ends_on=date(2014, 1, 1))
    visitor = signed_in(cast.citizen)

    pages = [
        visitor.get(reverse("organisation", args=[each.pk])).content.decode() for each in (closed, opened)
    ]

    assert [("112485" in page, "จันแปงเงิน" in page, "พ้นแล้ว" in page) for page in pages] == [
        (False, False, False),
        (True, True, False),
    ]


def test_an_office_adds_kinds_for_its_area_and_closes_them(cast: Cast):
    kind = commands.add_kind(name_th="ชมรมช้าง", place_code="50", by=cast.province_officer)
    organisation = an_organisation(cast, kind=kind.code)
    with pytest.raises(Refusal):
        a_proposed_organisation(
            cast, name_th="ข", kind=kind.code, place_code="520704", by=cast.support_officer
        )
    with pytest.raises(Refusal):
        commands.add_kind(name_th="ชมรมช้าง", place_code="50", by=cast.support_officer)

    commands.close_kind(kind=kind, by=cast.province_officer)

    with pytest.raises(Refusal):
        a_proposed_organisation(cast, name_th="ค", kind=kind.code)
    assert change(organisation, cast.tambon_officer, kind=kind.code).kind_id == kind.code
    with pytest.raises(Denied):
        commands.add_kind(name_th="ของชาติ", place_code="", by=cast.province_officer)


def test_the_page_of_kinds_adds_one_and_says_what_is_known(cast: Cast):
    client, address = signed_in(cast.province_officer), reverse("organisation_kinds")

    done = client.post(address, {"name_th": "ชมรมช้าง", "sector": "people", "place_code": "50"})
    doubled = client.post(address, {"name_th": "ชมรมช้าง", "sector": "people", "place_code": "50"})

    assert (done.status_code, doubled.status_code) == (302, 400)
    assert OrganisationKind.objects.filter(code="own1", has_one_chair=False).exists()
    code = OrganisationKind.objects.get(name_th="ชมรมช้าง").code
    assert (
        signed_in(cast.other_province_officer)
        .post(reverse("organisation_kind_close", args=[code]))
        .status_code
        == 404
    )
    assert client.post(reverse("organisation_kind_close", args=[code])).status_code == 302


def a_standing(organisation: Organisation, by: Any, **values: Any) -> OrganisationStanding:
    usual = {"standing": "public_benefit", "number": "12/2557", "starts_on": date(2014, 2, 1)}
    return commands.note_standing(
        organisation=organisation, terms=commands.StandingTerms(**(usual | values)), by=by
    )


@pytest.mark.parametrize("person", PEOPLE)
def test_the_province_notes_legal_standings(cast: Cast, person: str):
    organisation = an_organisation(cast)

    if person in CERTIFIERS:
        a_standing(organisation, getattr(cast, person))
    else:
        with pytest.raises(Denied):
            a_standing(organisation, getattr(cast, person))
    assert OrganisationStanding.objects.exists() is (person in CERTIFIERS)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"number": " "}, "standing.number_missing"),
        ({"starts_on": date(2999, 1, 1)}, "standing.outside_life"),
        ({"starts_on": date(2009, 1, 1)}, "standing.outside_life"),
        ({"gazetted_on": date(2014, 1, 31)}, "standing.gazetted_before"),
        ({"standing": "royal"}, "standing.unknown"),
    ],
)
def test_papers_that_cannot_be_are_refused(cast: Cast, values: dict[str, Any], code: str):
    organisation = an_organisation(cast, founded_on=date(2010, 1, 1))

    with pytest.raises(Refusal) as refusal:
        a_standing(organisation, cast.province_officer, **values)

    assert refusal.value.code == code


@pytest.mark.engine
def test_a_standing_is_held_once_at_a_time_and_again_after_its_end(cast: Cast):
    organisation, by = an_organisation(cast), cast.province_officer
    first = a_standing(organisation, by)
    with pytest.raises(Refusal):
        a_standing(organisation, by, number="13/2557")
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationStanding.objects.create(
            organisation=organisation, standing="public_benefit", starts_on=date(2015, 1, 1)
        )

    commands.end_standing(standing=first, on=date(2014, 6, 1), end="revoked", reason="ไม่ส่งรายงาน", by=by)

    with pytest.raises(Refusal):
        commands.end_standing(standing=first, on=date(2014, 6, 1), end="revoked", reason="อีก", by=by)
    assert a_standing(organisation, by, starts_on=date(2014, 6, 2)).pk != first.pk
    assert Entry.objects.filter(reason="ไม่ส่งรายงาน").count() == 1


def test_a_standing_is_noted_and_ended_on_the_pages(cast: Cast):
    organisation = an_organisation(cast)
    client = signed_in(cast.province_officer)
    address = reverse("organisation_standing", args=[organisation.pk])

    wrong = client.post(address, {"standing": "public_benefit", "starts_on": "1 ก.พ. 2557"})
    noted = client.post(
        address, {"standing": "public_benefit", "number": "12/2557", "starts_on": "1 ก.พ. 2557"}
    )
    held = OrganisationStanding.objects.get()
    end = reverse("organisation_standing_end", args=[organisation.pk, held.pk])
    early = client.post(end, {"end": "revoked", "on": "1 ม.ค. 2557", "reason": "ก"})
    ended = client.post(end, {"end": "revoked", "on": "1 มี.ค. 2557", "reason": "ก"})

    assert [each.status_code for each in (wrong, noted, early, ended)] == [400, 302, 400, 302]
    assert names_in(client, standing="public_benefit") == []


def test_an_organisation_serves_villages_and_tambons_that_are(cast: Cast):
    organisation = an_organisation(cast)
    Place.objects.filter(code="501411").update(valid_from=date(1990, 1, 1), valid_to=date(2000, 1, 1))

    commands.serve_areas(organisation=organisation, areas=["50141203", "501412"], by=cast.tambon_officer)
    refused = {}
    for code in ("5014", "50141299", "501411"):
        with pytest.raises(Refusal) as refusal:
            commands.serve_areas(organisation=organisation, areas=[code], by=cast.tambon_officer)
        refused[code] = refusal.value.code

    assert refused == {
        "5014": "organisation.area_too_wide",
        "50141299": "organisation.unknown_place",
        "501411": "organisation.area_is_no_more",
    }
    assert ServedArea.objects.count() == 2
    with pytest.raises(Denied):
        commands.serve_areas(organisation=organisation, areas=[], by=cast.volunteer)


def test_the_page_of_areas_offers_the_villages_of_the_tambon(cast: Cast):
    organisation = an_organisation(cast)
    client, address = signed_in(cast.tambon_officer), reverse("organisation_areas", args=[organisation.pk])

    offered = [code for code, _name in client.get(address).context["form"].fields["areas"].choices]
    done = client.post(address, {"areas": ["50141203"], "more": "501411"})

    assert offered == ["501412", "50141203"]
    assert done.status_code == 302
    assert organisation.snapshot().served_areas == ("501411", "50141203")


def test_a_kind_that_allows_one_chair_is_not_taken_on_by_two(cast: Cast):
    organisation = an_organisation(cast, kind=Kind.SCHOOL)
    for name in ("นายก ข", "นายค ง"):
        a_role(cast, organisation, name, position="chair")

    with pytest.raises(Refusal) as refusal:
        change(organisation, cast.tambon_officer, kind=Kind.VOLUNTEERS)

    assert refusal.value.code == "role.second_chair"
