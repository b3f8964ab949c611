"""Links between organisations, and networks with their members."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.exports import waiting_tasks
from saiyai.network.models import Link, Organisation
from saiyai.network.queries.link import links_of
from saiyai.network.rules import LinkKind
from tests.cast import Cast
from tests.network.builders import a_link, a_network, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

LINKERS = {
    "tambon_officer",
    "district_coordinator",
    "province_officer",
    "support_officer",
    "ministry_officer",
}


def two(cast: Cast) -> tuple[Organisation, Organisation]:
    return an_organisation(cast, name_th="ต้นทาง"), an_organisation(cast, name_th="ปลายทาง")


@pytest.mark.parametrize("person", sorted(Cast.__annotations__))
def test_officers_of_one_side_note_a_link_and_that_side_is_confirmed(cast: Cast, person: str):
    one, other = two(cast)

    if person in LINKERS:
        link = a_link(cast, one, other, LinkKind.MONEY, by=getattr(cast, person))
        assert (link.source_confirmed_by_id is not None, link.target_confirmed_by_id) == (True, None)
    else:
        with pytest.raises(Denied):
            a_link(cast, one, other, LinkKind.MONEY, by=getattr(cast, person))
        assert not Link.objects.exists()


def test_links_to_itself_to_the_dissolved_and_doubled_ones_are_refused(cast: Cast):
    one, other = two(cast)
    gone = an_organisation(cast, name_th="เลิกแล้ว")
    by = cast.district_coordinator
    commands.dissolve_organisation(organisation=gone, on=date(2014, 1, 1), reason="เลิก", by=by)
    a_link(cast, one, other, LinkKind.COORDINATES)
    refused: list[str] = []
    for end, kind, values in (
        (one, LinkKind.MONEY, {}),
        (gone, LinkKind.MONEY, {}),
        (other, LinkKind.COORDINATES, {}),
        (other, LinkKind.MEMBER_OF, {}),
        (other, "friends", {}),
        (other, LinkKind.MONEY, {"starts_on": date(2999, 1, 1)}),
    ):
        with pytest.raises(Refusal) as refusal:
            a_link(cast, one, end, kind, **values)
        refused.append(refusal.value.code)
    with pytest.raises(Refusal) as reversed_one:
        a_link(cast, other, one, LinkKind.COORDINATES)

    assert refused == [
        "link.to_itself",
        "link.end_is_gone",
        "link.known",
        "link.not_a_network",
        "link.unknown_kind",
        "link.starts_later",
    ]
    assert reversed_one.value.code == "link.known"


@pytest.mark.engine
@pytest.mark.parametrize(
    "change",
    [
        lambda one, other: {"source": one, "target": one, "kind": "money"},
        lambda one, other: {"source": other, "target": one, "kind": "coordinates"},
        lambda one, other: {"source": one, "target": other, "kind": "friends"},
        lambda one, other: {
            "source": one,
            "target": other,
            "kind": "money",
            "starts_on": date(2014, 2, 1),
            "ends_on": date(2014, 1, 1),
        },
    ],
)
def test_the_database_refuses_what_no_link_can_be(cast: Cast, change: Any):
    one, other = two(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(**change(one, other))


def test_the_other_side_confirms_and_nobody_confirms_both(cast: Cast):
    one, other = two(cast)
    stranger = an_organisation(cast, name_th="คนละเรื่อง")
    link = a_link(cast, one, other, LinkKind.REFERS, by=cast.tambon_officer)
    with pytest.raises(Refusal) as alone:
        commands.confirm_link(link=link, organisation=other, by=cast.tambon_officer)
    with pytest.raises(Denied):
        commands.confirm_link(link=link, organisation=stranger, by=cast.district_coordinator)

    commands.confirm_link(link=link, organisation=other, by=cast.district_coordinator)

    with pytest.raises(Refusal) as again:
        commands.confirm_link(link=link, organisation=other, by=cast.province_officer)
    assert (alone.value.code, again.value.code) == ("link.confirmed_by_one", "link.confirmed_already")
    (row,) = links_of(cast.tambon_officer.scope, one)
    assert (row.is_confirmed_here, row.is_confirmed_there) == (True, True)


def test_a_link_ends_once_inside_its_life_and_may_begin_anew(cast: Cast):
    one, other = two(cast)
    link = a_link(cast, one, other, LinkKind.MONEY, starts_on=date(2014, 1, 1))
    by = cast.province_officer
    for on in (date(2013, 12, 31), date(2999, 1, 1)):
        with pytest.raises(Refusal):
            commands.end_link(link=link, organisation=one, on=on, reason="", by=by)

    commands.end_link(link=link, organisation=other, on=date(2014, 6, 1), reason="", by=by)

    with pytest.raises(Refusal):
        commands.end_link(link=link, organisation=one, on=date(2014, 7, 1), reason="", by=by)
    assert a_link(cast, one, other, LinkKind.MONEY).pk != link.pk


def test_networks_have_members_up_to_the_cluster_and_no_circle(cast: Cast):
    member = an_organisation(cast)
    district, province = a_network(cast), a_network(cast, name_th="เครือข่ายจังหวัด", place_code="50")
    a_link(cast, member, district, LinkKind.MEMBER_OF)
    a_link(cast, district, province, LinkKind.MEMBER_OF)

    with pytest.raises(Refusal) as circle:
        a_link(cast, province, district, LinkKind.MEMBER_OF)

    page = signed_in(cast.province_officer).get(reverse("organisation", args=[province.pk]))
    assert circle.value.code == "link.member_of_its_member"
    assert page.context["members"]["count"] == 1
    assert "เครือข่ายอำเภอสันทราย" in page.content.decode()


def test_a_link_is_noted_confirmed_and_ended_on_the_pages(cast: Cast):
    one, other = two(cast)
    an_organisation(cast, name_th="ปลายทางสอง")
    client = signed_in(cast.tambon_officer)
    note = reverse("organisation_link", args=[one.pk])

    nothing = client.post(note, {"kind": "money", "words": "ไม่มีแน่"})
    several = client.post(note, {"kind": "money:in", "words": "ปลาย"})
    done = client.post(note, {"kind": "money:in", "words": "ปลาย", "other": str(other.pk)})
    link = Link.objects.get()
    confirm = reverse("organisation_link_confirm", args=[other.pk, link.pk])
    confirmed = signed_in(cast.district_coordinator).post(confirm)
    ended = client.post(reverse("organisation_link_end", args=[one.pk, link.pk]), {"on": "1 ก.พ. 2557"})

    assert [each.status_code for each in (nothing, several, done, confirmed, ended)] == [
        400,
        400,
        302,
        302,
        302,
    ]
    assert (link.source_id, link.target_id) == (other.pk, one.pk)
    assert "หมายถึงองค์กรใด" in several.content.decode()


def test_a_visitor_sees_links_between_public_organisations_alone(cast: Cast):
    shown = an_organisation(cast, name_th="เปิดเผย", shown_publicly=True, shows_links=True)
    public = an_organisation(cast, name_th="เปิดด้วย", shown_publicly=True, shows_links=True)
    hidden = an_organisation(cast, name_th="ซ่อนอยู่")
    silent = an_organisation(cast, name_th="ไม่เปิดความเชื่อมโยง", shown_publicly=True)
    for other in (public, hidden, silent):
        a_link(cast, shown, other, note="บันทึกลับ")

    page = signed_in(cast.citizen).get(reverse("organisation", args=[shown.pk])).content.decode()

    assert ("เปิดด้วย" in page, "ซ่อนอยู่" in page, "บันทึกลับ" in page) == (True, False, False)
    assert "ไม่เปิดความเชื่อมโยง" not in page


def test_a_network_confirms_its_members_together_and_nobody_both_sides(cast: Cast):
    network = a_network(cast)
    members = [an_organisation(cast, name_th=name) for name in "กขค"]
    for member, by in zip(
        members, (cast.tambon_officer, cast.tambon_officer, cast.district_coordinator), strict=True
    ):
        a_link(cast, member, network, LinkKind.MEMBER_OF, by=by)
    client = signed_in(cast.district_coordinator)
    address = reverse("organisation_members_confirm", args=[network.pk])
    waits = [task.text for task in waiting_tasks(cast.district_coordinator.scope) if "2" in task.text]
    offered = client.get(address).context["form"].fields["chosen"].choices

    done = client.post(address, {"chosen": [number for number, _text in offered]})

    both = Link.objects.filter(source_confirmed_by__isnull=False, target_confirmed_by__isnull=False)
    assert (len(waits), len(offered), done.status_code, both.count()) == (1, 2, 302, 2)
    with pytest.raises(Refusal) as alone:
        commands.confirm_memberships(
            organisation=network, links=Link.objects.all(), by=cast.district_coordinator
        )
    assert alone.value.code == "link.confirmed_by_one"
