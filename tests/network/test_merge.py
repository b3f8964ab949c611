"""Merging two entries of one organisation: nothing of either is lost."""

from datetime import date

import pytest
from django.urls import reverse

from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.models import Link, Organisation, OrganisationStanding, PersonRole
from saiyai.network.rules import LinkKind, State
from tests.cast import Cast
from tests.network.builders import a_link, a_network, a_role, an_organisation
from tests.network.test_pages import names_in, signed_in

pytestmark = pytest.mark.django_db

REASON = "ประธานยืนยันว่าเป็นกลุ่มเดียวกัน"


def two(cast: Cast) -> tuple[Organisation, Organisation]:
    stays = an_organisation(cast, name_th="กลุ่มทอผ้าป่าไผ่", fields=["work"], targets=["women"])
    twice = an_organisation(
        cast, name_th="กลุ่มแม่บ้านทอผ้า", fields=["work", "health"], aliases=["ทอผ้าเก่า"], targets=["elders"]
    )
    return stays, twice


def merge(cast: Cast, stays: Organisation, twice: Organisation, **values: object) -> Organisation:
    usual = {"reason": REASON, "by": cast.district_coordinator}
    return commands.merge_organisations(organisation=stays, duplicate=twice, **(usual | values))  # type: ignore[arg-type]


@pytest.mark.engine
def test_names_fields_areas_roles_standings_and_links_of_both_live_on_in_one(cast: Cast):
    stays, twice = two(cast)
    partner, network = an_organisation(cast, name_th="คู่"), a_network(cast)
    commands.serve_areas(organisation=twice, areas=["50141203"], by=cast.tambon_officer)
    a_role(cast, stays, "นายก ข")
    a_role(cast, twice, "นายค ง", position="chair")
    a_role(cast, twice, "นายจ ฉ", ends_on=date(2013, 1, 1))
    commands.note_standing(
        organisation=twice,
        terms=commands.StandingTerms("community_welfare", date(2014, 1, 1)),
        by=cast.province_officer,
    )
    for organisation in (stays, twice):
        a_link(cast, organisation, partner, LinkKind.COORDINATES)
    a_link(cast, twice, network, LinkKind.MEMBER_OF)
    a_link(cast, stays, twice, LinkKind.MONEY)

    merge(cast, stays, twice)

    stays.refresh_from_db()
    twice.refresh_from_db()
    now = stays.snapshot()
    assert now.aliases == ("กลุ่มแม่บ้านทอผ้า", "ทอผ้าเก่า")
    assert (now.fields_of_welfare, now.target_groups) == (("health", "work"), ("elders", "women"))
    assert now.served_areas == ("50141203",)
    assert PersonRole.objects.filter(organisation=stays).count() == 3
    assert OrganisationStanding.objects.get().organisation_id == stays.pk
    assert Link.objects.count() == 4
    assert Link.objects.filter(ends_on=None).count() == 2
    assert Link.objects.get(kind="member_of").source_id == stays.pk
    assert (twice.state, twice.merged_into_id) == (State.MERGED, stays.pk)
    assert names_in(signed_in(cast.tambon_officer), q="แม่บ้าน") == ["กลุ่มทอผ้าป่าไผ่"]


def test_the_page_of_the_duplicate_leads_to_the_one_that_stays(cast: Cast):
    stays, twice = two(cast)
    merge(cast, stays, twice)
    client = signed_in(cast.tambon_officer)

    answer = client.get(reverse("organisation", args=[twice.pk]))
    stayed = client.get(reverse("organisation", args=[twice.pk]), {"stay": "1"})

    assert answer.headers["Location"] == reverse("organisation", args=[stays.pk])
    assert stayed.status_code == 200
    assert (
        signed_in(cast.other_province_officer).get(reverse("organisation", args=[twice.pk])).status_code
        == 404
    )


def test_a_chain_of_merges_leads_to_the_last_survivor(cast: Cast):
    stays, twice = two(cast)
    third = an_organisation(cast, name_th="ที่สาม")
    merge(cast, stays, twice)

    merge(cast, third, stays)

    twice.refresh_from_db()
    assert twice.merged_into_id == third.pk


def test_a_duplicate_that_only_waited_may_be_merged_and_one_merged_stays_as_it_is(cast: Cast):
    stays, twice = two(cast)
    merge(cast, stays, twice)
    twice.refresh_from_db()

    with pytest.raises(Refusal) as again:
        merge(cast, stays, twice)
    with pytest.raises(Refusal):
        merge(cast, twice, stays)
    with pytest.raises(Refusal):
        commands.rest_organisation(organisation=twice, reason="พัก", by=cast.district_coordinator)
    assert again.value.code == "organisation.merged"


@pytest.mark.parametrize(("values", "code"), [({"reason": " "}, "organisation.reason_missing")])
def test_merging_without_a_reason_or_with_itself_is_refused(cast: Cast, values: dict[str, str], code: str):
    stays, twice = two(cast)
    with pytest.raises(Refusal) as refusal:
        merge(cast, stays, twice, **values)
    with pytest.raises(Refusal):
        merge(cast, stays, stays)

    assert refusal.value.code == code


def test_two_chairs_must_be_sorted_out_before_merging(cast: Cast):
    stays, twice = two(cast)
    a_role(cast, stays, "นายก ข", position="chair")
    role = a_role(cast, twice, "นายค ง", position="chair")
    with pytest.raises(Refusal) as refusal:
        merge(cast, stays, twice)
    assert Organisation.objects.filter(state=State.MERGED).count() == 0

    commands.end_role(role=role, on=date(2014, 1, 1), by=cast.tambon_officer)
    PersonRole.objects.filter(organisation=stays).update(starts_on=date(2014, 1, 2))
    merge(cast, stays, twice)

    assert refusal.value.code == "role.second_chair"


@pytest.mark.parametrize("person", ["volunteer", "tambon_officer", "other_province_officer", "auditor"])
def test_others_merge_nothing(cast: Cast, person: str):
    stays, twice = two(cast)

    with pytest.raises(Denied):
        merge(cast, stays, twice, by=getattr(cast, person))


def test_both_must_lie_in_the_area_and_in_one_province(cast: Cast):
    stays, _twice = two(cast)
    foreign = an_organisation(cast, name_th="วังเหนือ", place_code="520704", by=cast.support_officer)

    with pytest.raises(Denied):
        merge(cast, stays, foreign)
    with pytest.raises(Refusal) as refusal:
        merge(cast, stays, foreign, by=cast.support_officer)
    assert refusal.value.code == "organisation.merge_across_provinces"


def test_a_duplicate_is_found_and_merged_on_the_page(cast: Cast):
    stays, twice = two(cast)
    client, address = signed_in(cast.district_coordinator), reverse("organisation_merge", args=[stays.pk])

    found = client.get(address, {"q": "แม่บ้าน"})
    unsaid = client.post(address, {"duplicate": twice.pk, "reason": ""})
    done = client.post(address, {"duplicate": twice.pk, "reason": REASON})

    assert [each.pk for each in found.context["found"]] == [twice.pk]
    assert (unsaid.status_code, done.status_code) == (400, 302)
