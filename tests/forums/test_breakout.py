"""Province groups: whoever belongs to the province writes, two note takers lose nothing, and the overview fills itself."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.audit.models import Entry
from saiyai.forums import commands
from saiyai.forums.commands import Raised
from saiyai.forums.models import Group, Issue, LinkProposal
from saiyai.kernel.refusal import Conflict, Denied, Refusal
from saiyai.network.models import Link
from tests.cast import Cast
from tests.documents.test_pdf import output_of
from tests.forums.builders import a_forum, a_showcase
from tests.forums.test_selection import signed_in
from tests.network.builders import an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
JSON = {"Accept": "application/json"}


def a_group(cast: Cast) -> Group:
    return a_forum(cast).groups.get(place_code="50")


def an_issue(cast: Cast, group: Group, title: str = "ผู้สูงอายุอยู่ลำพัง") -> Issue:
    return commands.raise_issue(
        group=group, raised=Raised(title, "มีผู้สูงอายุอยู่คนเดียว", "ไม่มีผู้ดูแล"), by=cast.district_coordinator
    )


def test_each_province_of_a_forum_has_its_group(cast: Cast):
    assert list(a_forum(cast).groups.order_by("place_code").values_list("place_code", flat=True)) == [
        "50",
        "52",
    ]


@pytest.mark.parametrize(
    ("person", "is_allowed"),
    [
        ("support_officer", True),
        ("province_officer", True),
        ("district_coordinator", True),
        ("other_province_officer", False),
        ("tambon_officer", False),
        ("auditor", False),
    ],
)
def test_who_belongs_to_the_province_writes_for_its_group(cast: Cast, person: str, is_allowed: bool):
    group, by = a_group(cast), getattr(cast, person)
    if is_allowed:
        assert commands.save_minutes(group=group, text="เริ่ม", based_on=0, by=by).minutes_version == 1
    else:
        with pytest.raises(Denied):
            commands.save_minutes(group=group, text="เริ่ม", based_on=0, by=by)


def test_minutes_written_on_an_old_version_overwrite_nothing(cast: Cast):
    group = a_group(cast)
    commands.save_minutes(group=group, text="คนแรก", based_on=0, by=cast.support_officer)

    with pytest.raises(Conflict):
        commands.save_minutes(group=group, text="คนที่สอง", based_on=0, by=cast.province_officer)

    assert Group.objects.get(pk=group.pk).minutes == "คนแรก"


def test_the_second_note_taker_gets_both_texts_by_script_and_by_form(cast: Cast):
    group = a_group(cast)
    address = reverse("forum_group_minutes", args=[group.pk])
    first, second = signed_in(cast.support_officer), signed_in(cast.province_officer)
    assert first.post(address, {"text": "คนแรก", "based_on": 0}, headers=JSON).json() == {"version": 1}

    answer = second.post(address, {"text": "คนที่สอง", "based_on": 0}, headers=JSON)
    assert (answer.status_code, answer.json()["text"], answer.json()["version"]) == (409, "คนแรก", 1)

    page = second.post(address, {"text": "คนที่สอง", "based_on": 0})
    assert page.status_code == 409
    assert "คนแรก" in page.content.decode()
    assert "คนที่สอง" in page.content.decode()
    assert 'name="based_on" value="1"' in page.content.decode()


def test_one_issue_is_the_groups_choice_by_the_command_and_by_the_database(cast: Cast):
    group = a_group(cast)
    first, second = an_issue(cast, group), an_issue(cast, group, "ป่าต้นน้ำ")
    for issue in (first, second):
        commands.choose_issue(group=issue.group, issue=issue, by=cast.district_coordinator)

    assert [each.title for each in group.issues.filter(is_chosen=True)] == ["ป่าต้นน้ำ"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.filter(pk=first.pk).update(is_chosen=True)


def test_an_issue_taken_off_stays_in_the_record_and_is_no_choice(cast: Cast):
    issue = an_issue(cast, a_group(cast))
    commands.choose_issue(group=issue.group, issue=issue, by=cast.district_coordinator)

    commands.remove_issue(issue=issue, by=cast.district_coordinator)

    assert Issue.objects.filter(is_chosen=True).count() == 0
    with pytest.raises(Refusal, match=r"issue\.removed"):
        commands.choose_issue(group=issue.group, issue=issue, by=cast.district_coordinator)


def test_an_accepted_proposal_is_a_link_to_confirm_with_the_forum_as_evidence(cast: Cast):
    group = a_group(cast)
    source, target = (
        an_organisation(cast, name_th=name, place_code="501412", by=cast.ministry_officer)
        for name in ("กลุ่มทอผ้า", "กลุ่มป่าชุมชน")
    )
    client = signed_in(cast.district_coordinator)
    wanted = {
        "source": source.name_th,
        "kind": "joint_activity",
        "target": target.name_th,
        "why": "ทำตลาดร่วมกัน",
    }
    assert client.post(reverse("forum_link_propose", args=[group.pk]), wanted).status_code == 302
    proposal = LinkProposal.objects.get()

    entries = Entry.objects.count()
    for _twice in range(2):
        client.post(reverse("forum_link_decide", args=[proposal.pk]), {"decision": "accept"})

    assert Entry.objects.count() == entries + 1
    link = Link.objects.get()
    assert {link.source_id, link.target_id} == {source.pk, target.pk}
    assert "เวที" in link.note
    assert "ทำตลาดร่วมกัน" in link.note
    assert (link.source_confirmed_by_id is None) != (link.target_confirmed_by_id is None)
    proposal.refresh_from_db()
    assert proposal.state == "accepted"


def test_a_declined_proposal_is_no_link(cast: Cast):
    group = a_group(cast)
    source, target = (
        an_organisation(cast, name_th=name, place_code="501412", by=cast.ministry_officer)
        for name in ("กลุ่มทอผ้า", "กลุ่มป่าชุมชน")
    )
    proposal = commands.propose_link(
        group=group, source=source, target=target, kind="coordinates", why="", by=cast.province_officer
    )

    commands.decline_link(proposal=proposal, by=cast.province_officer)
    with pytest.raises(Refusal, match=r"proposal\.decided"):
        commands.accept_link(
            proposal=proposal, source=source, target=target, evidence="", by=cast.province_officer
        )

    assert not Link.objects.exists()


def test_only_the_two_organisations_that_were_proposed_are_linked(cast: Cast):
    group = a_group(cast)
    source, target, other = (
        an_organisation(cast, name_th=name, place_code="501412", by=cast.ministry_officer)
        for name in ("กลุ่มทอผ้า", "กลุ่มป่าชุมชน", "กลุ่มอื่น")
    )
    proposal = commands.propose_link(
        group=group, source=source, target=target, kind="coordinates", why="", by=cast.province_officer
    )

    with pytest.raises(Refusal, match=r"proposal\.of_others"):
        commands.accept_link(
            proposal=proposal, source=source, target=other, evidence="", by=cast.province_officer
        )

    assert LinkProposal.objects.get().state == "proposed"


def test_no_name_is_told_of_an_organisation_that_the_writer_may_not_see(cast: Cast):
    group = a_group(cast)
    for name in ("กลุ่มลับหนึ่ง", "กลุ่มลับสอง"):
        an_organisation(cast, name_th=name, place_code="500101", by=cast.ministry_officer)
    wanted = {"source": "กลุ่มลับ", "kind": "coordinates", "target": "กลุ่มลับ", "why": ""}

    told = {
        person: signed_in(getattr(cast, person))
        .post(reverse("forum_link_propose", args=[group.pk]), wanted)
        .content.decode()
        for person in ("district_coordinator", "province_officer")
    }

    assert "กลุ่มลับหนึ่ง" not in told["district_coordinator"]
    assert "กลุ่มลับหนึ่ง" in told["province_officer"]


def test_who_keeps_stages_elsewhere_reads_a_group_and_is_led_back_from_its_forms(cast: Cast):
    group = a_group(cast)
    issue, client = an_issue(cast, group), signed_in(cast.other_province_officer)
    addresses = [
        reverse("forum_issue_change", args=[issue.pk]),
        reverse("forum_overview_finish", args=[group.pk]),
        reverse("forum_overview_reopen", args=[group.pk]),
    ]

    assert [client.get(each).headers.get("Location") for each in addresses] == [
        reverse("forum_group", args=[group.pk])
    ] * 3
    assert [client.post(each, {}).status_code for each in addresses] == [404] * 3


def test_a_name_that_several_bear_is_asked_for_in_full_and_nothing_is_lost(cast: Cast):
    group = a_group(cast)
    for name in ("กลุ่มทอผ้าหนึ่ง", "กลุ่มทอผ้าสอง"):
        an_organisation(cast, name_th=name, place_code="501412", by=cast.ministry_officer)

    page = signed_in(cast.province_officer).post(
        reverse("forum_link_propose", args=[group.pk]),
        {"source": "กลุ่มทอผ้า", "kind": "coordinates", "target": "ไม่มี", "why": "เหตุผลที่พิมพ์"},
    )

    text = page.content.decode()
    assert page.status_code == 400
    assert "กลุ่มทอผ้าสอง; กลุ่มทอผ้าหนึ่ง" in text
    assert "เหตุผลที่พิมพ์" in text


def test_an_overview_needs_the_groups_choice_and_is_for_everybody_once_finished(cast: Cast):
    group = a_group(cast)
    a_showcase(cast, group.forum, "ผ้าทอ")
    issue = an_issue(cast, group)
    address = reverse("forum_overview", args=[group.pk])
    with pytest.raises(Refusal, match=r"overview\.nothing_chosen"):
        commands.finish_overview(group=group, overview="เข้มแข็ง", by=cast.province_officer)
    assert Client().get(address).status_code == 404

    commands.choose_issue(group=issue.group, issue=issue, by=cast.province_officer)
    commands.finish_overview(group=group, overview="เครือข่ายเข้มแข็ง", by=cast.province_officer)

    page = Client().get(address).content.decode()
    for told in ("เครือข่ายเข้มแข็ง", "ผู้สูงอายุอยู่ลำพัง", "ผ้าทอ"):
        assert told in page
    pdf = Client().get(reverse("forum_overview_pdf", args=[group.pk]))
    printed = "".join(output_of("pdftotext", "-layout", "-", "-", pdf=pdf.content).split())
    assert "ผู้สูงอายุอยู่ลำพัง" in printed
    assert "ผ้าทอ" in printed
    with pytest.raises(Refusal, match=r"overview\.finished"):
        an_issue(cast, group, "อีกเรื่อง")
    commands.reopen_overview(group=group, reason="เพิ่มประเด็น", by=cast.province_officer)
    assert an_issue(cast, group, "อีกเรื่อง").pk


def test_a_groups_page_asks_as_much_for_one_issue_as_for_twenty(cast: Cast):
    group, client = a_group(cast), signed_in(cast.province_officer)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("forum_group", args=[group.pk])).status_code == 200
        return len(queries)

    an_issue(cast, group)
    asked()
    one = asked()
    for number in range(19):
        an_issue(cast, group, f"ประเด็น {number}")
    assert asked() == one
