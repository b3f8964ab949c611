"""The newsrooms: who gets into the CMS, how far, and that nobody reads or changes another office's news."""

import json
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.images.models import Image
from wagtail.models import Page

from saiyai.accounts.commands import Wanted, end_grant, grant_role, revoke_grant
from saiyai.accounts.models import Grant, Office, OfficeCoverage, User
from saiyai.audit import clock
from saiyai.audit.models import Entry, OutboxMessage
from saiyai.kernel.powers import Console, Role
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.portal.commands.newsroom import keep_all_desks
from saiyai.portal.demonstration import demo_portal
from saiyai.portal.jobs import publish_on_time
from saiyai.portal.models import ArticlePage, Newsroom
from saiyai.web.offers import WAITING_TASKS
from tests.cast import STARTS_ON, Cast, a_user

pytestmark = pytest.mark.django_db

BODY = json.dumps([{"type": "quote", "value": "คำพูด"}])


@dataclass
class Desks:
    """Two offices, each with somebody who writes and somebody who releases."""

    own: Newsroom
    other: Newsroom
    writer: User
    moderator: User
    other_writer: User
    other_moderator: User


@pytest.fixture
def desks(cast: Cast) -> Desks:
    demo_portal("[]", office=None)
    north = Office.objects.get(code="tpso10")
    lampang = Office.objects.create(
        code="province-52", name_th="พมจ.ลำปาง", place_code="52", starts_on=STARTS_ON
    )
    OfficeCoverage.objects.create(office=lampang, prefix="52", starts_on=STARTS_ON)
    people = [
        a_user("writer", Role.NEWS_OFFICER, office=north),
        a_user("moderator", Role.NEWS_MODERATOR, office=north),
        a_user("other_writer", Role.NEWS_OFFICER, office=lampang),
        a_user("other_moderator", Role.NEWS_MODERATOR, office=lampang),
    ]
    keep_all_desks()
    rooms = {each.office.code: each for each in Newsroom.objects.select_related("office", "page")}
    return Desks(rooms["tpso10"], rooms["province-52"], *people)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def a_draft(room: Newsroom, owner: User, title: str = "ร่างข่าว", slug: str = "draft") -> ArticlePage:
    draft = room.page.add_child(
        instance=ArticlePage(
            title=title,
            slug=slug,
            summary="สรุป",
            category="network",
            byline="ผู้เขียน",
            published_on=clock.today(),
            body=BODY,
            owner=owner,
            office=room.office,
            live=False,
        )
    )
    draft.save_revision(user=owner, log_action="wagtail.create")
    return draft


def form_of(**values: str) -> dict[str, str]:
    """Return the editor's form of an article with one quote."""
    return {
        "title": "ข่าวใหม่",
        "summary": "สรุปข่าว",
        "category": "network",
        "published_on": "2026-11-24",
        "byline": "เจ้าหน้าที่",
        "place_code": "50",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "quote",
        "body-0-value": "คำพูด",
        "body-0-id": "",
        "related-count": "0",
        "go_live_at": "",
        "expire_at": "",
        "event_starts_at": "",
        "event_ends_at": "",
        "venue": "",
    } | values


def test_a_grant_opens_the_editor_and_its_end_closes_it_with_the_next_step(desks: Desks):
    client = signed_in(desks.writer)
    assert client.get("/cms/").status_code == 200

    end_grant(grant=Grant.objects.get(user=desks.writer), ends_on=clock.today(), reason="ย้าย", by=Console())
    with clock.set_to(clock.now() + timedelta(days=1)):
        answer = client.get("/cms/", follow=True)

    assert answer.status_code == 403
    assert not desks.writer.groups.exists()


def test_a_grant_taken_away_closes_the_editor_at_once(desks: Desks):
    assert signed_in(desks.moderator).get("/cms/").status_code == 200

    revoke_grant(grant=Grant.objects.get(user=desks.moderator), reason="ออก", by=Console())

    assert signed_in(desks.moderator).get("/cms/", follow=True).status_code == 403


def test_an_officer_writes_for_their_own_office_alone(desks: Desks):
    client = signed_in(desks.writer)
    add = "wagtailadmin_pages:add"

    made = client.post(reverse(add, args=["portal", "articlepage", desks.own.page_id]), form_of())
    refused = client.post(reverse(add, args=["portal", "articlepage", desks.other.page_id]), form_of())

    article = ArticlePage.objects.get()
    assert made.status_code == 302
    assert refused.headers["Location"] == reverse("wagtailadmin_home")
    assert (article.office, article.live) == (desks.own.office, False)
    assert article.url_path.endswith(f"/news/{article.slug}/")


def test_the_office_of_an_article_is_that_of_its_newsroom_whatever_is_sent(desks: Desks):
    client = signed_in(desks.writer)
    address = reverse("wagtailadmin_pages:add", args=["portal", "articlepage", desks.own.page_id])

    client.post(address, form_of(office=str(desks.other.office.pk)))

    assert ArticlePage.objects.get().get_latest_revision_as_object().office == desks.own.office


DOORS = (
    "edit",
    "view_draft",
    "preview_on_edit",
    "history",
    "copy",
    "move",
    "delete",
    "unpublish",
    "usage",
    "workflow_history",
    "revisions_view",
    "revisions_compare",
    "revisions_revert",
    "lock",
    "unlock",
)
SECRET = "ข่าวลับของลำปาง"


def _address(door: str, draft: ArticlePage) -> str:
    revision = draft.latest_revision_id
    more = {
        "revisions_view": [revision],
        "revisions_revert": [revision],
        "revisions_compare": ["earliest", "latest"],
    }
    return reverse(f"wagtailadmin_pages:{door}", args=[draft.pk, *more.get(door, [])])


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ["writer", "moderator"])
def test_no_door_leads_to_another_offices_draft(desks: Desks, door: str, name: str):
    draft = a_draft(desks.other, desks.other_writer, title=SECRET)
    client = signed_in(getattr(desks, name))
    before = Entry.objects.count()

    for answer in (
        client.get(_address(door, draft), follow=True),
        client.post(_address(door, draft), form_of(title="เปลี่ยน"), follow=True),
    ):
        assert SECRET not in answer.content.decode()
    draft.refresh_from_db()
    assert draft.draft_title == SECRET
    assert Entry.objects.count() == before


def test_an_office_finds_and_lists_nothing_of_another(desks: Desks):
    a_draft(desks.other, desks.other_writer, title=SECRET)
    client = signed_in(desks.moderator)
    index = Page.objects.get(slug="news")

    for path in (
        "/cms/",
        f"/cms/pages/{index.pk}/",
        f"/cms/pages/{desks.other.page_id}/",
        "/cms/pages/search/?q=ลับ",
        "/cms/choose-page/",
        f"/cms/choose-page/{desks.other.page_id}/",
        "/cms/choose-page/search/?q=ลับ",
        "/cms/reports/site-history/",
        "/cms/reports/workflow/",
        "/cms/reports/aging-pages/",
        "/cms/api/main/pages/?search=ลับ",
        "/cms/api/main/pages/?fields=*&type=portal.ArticlePage",
    ):
        answer = client.get(path, follow=True)
        assert SECRET not in answer.content.decode(), path


def test_a_draft_is_seen_as_it_will_be_by_those_who_write_for_the_office_alone(desks: Desks):
    draft = a_draft(desks.own, desks.writer, title="ร่างที่ดูก่อน")
    address = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])

    seen = signed_in(desks.moderator).get(address)
    unseen = signed_in(desks.other_moderator).get(address, follow=True)

    assert seen.status_code == 200
    assert "ร่างที่ดูก่อน" in seen.content.decode()
    assert "ร่างที่ดูก่อน" not in unseen.content.decode()


def test_nobody_publishes_past_the_review(desks: Desks):
    draft = a_draft(desks.own, desks.writer)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])

    for person in (desks.writer, desks.moderator):
        signed_in(person).post(address, form_of(**{"action-publish": "1"}))
        signed_in(person).post(f"/cms/bulk/wagtailcore/page/publish/?id={draft.pk}", {"confirm": "1"})

    draft.refresh_from_db()
    assert not draft.live


def _state(draft: ArticlePage):
    return ArticlePage.objects.get(pk=draft.pk).current_workflow_task_state


def _act(client: Client, draft: ArticlePage, action: str, comment: str = ""):
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, action, _state(draft).pk])
    return client.post(address, {"comment": comment}, follow=True)


def test_an_article_is_sent_returned_with_a_reason_sent_again_and_released(desks: Desks):
    draft = a_draft(desks.own, desks.writer)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    writer, moderator = signed_in(desks.writer), signed_in(desks.moderator)

    writer.post(edit, form_of(**{"action-submit": "1"}))
    assert [m.recipient for m in OutboxMessage.objects.all()] == ["moderator@example.org"]
    assert _tasks(desks.moderator) == ["ข่าวใหม่"]

    _act(moderator, draft, "reject")
    assert _state(draft).status == "in_progress"  # not without a reason
    _act(moderator, draft, "reject", "เพิ่มวันที่จัดงาน")
    assert _tasks(desks.writer) == ["ข่าวใหม่"]
    letter = OutboxMessage.objects.get(recipient="writer@example.org")
    assert "เพิ่มวันที่จัดงาน" in letter.body

    writer.post(edit, form_of(title="ข่าวที่แก้แล้ว", **{"action-submit": "1"}))
    _act(moderator, draft, "approve")
    page = Client().get(f"/news/{draft.slug}/")
    assert "ข่าวที่แก้แล้ว" in page.content.decode()
    acts = list(Entry.objects.filter(command__startswith="cms.wagtail").values_list("command", flat=True))
    assert acts.count("cms.wagtail.workflow.reject") == 1
    assert "cms.wagtail.publish" in acts


def _tasks(person: User) -> list[str]:
    scope = User.objects.get(pk=person.pk).scope
    return [
        each.text.split(": ")[1] for offer in WAITING_TASKS for each in offer(scope) if "/cms/" in each.url
    ]


def test_nobody_releases_what_they_saved_last(desks: Desks):
    draft = a_draft(desks.own, desks.writer)
    desks.own.workflow.start(draft, desks.writer)
    client = signed_in(desks.moderator)
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    client.post(
        reverse("wagtailadmin_pages:edit", args=[draft.pk]), form_of(title="ผู้กลั่นกรองเขียนเอง", **action)
    )
    answer = _act(client, draft, "approve")

    draft.refresh_from_db()
    assert not draft.live
    assert "ผู้กลั่นกรองเขียนเอง" not in Client().get("/news/").content.decode()
    assert answer.status_code == 200


def test_a_moderator_releases_from_the_editor_what_another_wrote_and_they_did_not_change(desks: Desks):
    add = reverse("wagtailadmin_pages:add", args=["portal", "articlepage", desks.own.page_id])
    sent = form_of(place_code="จ.เชียงใหม่")
    signed_in(desks.writer).post(add, sent | {"action-submit": "1"})
    article = ArticlePage.objects.get()
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    signed_in(desks.moderator).post(reverse("wagtailadmin_pages:edit", args=[article.pk]), sent | action)

    article.refresh_from_db()
    assert article.live
    assert article.place_code == "50"


def test_the_other_offices_moderator_releases_nothing(desks: Desks):
    draft = a_draft(desks.own, desks.writer)
    desks.own.workflow.start(draft, desks.writer)

    _act(signed_in(desks.other_moderator), draft, "approve")
    _act(signed_in(desks.writer), draft, "approve")

    draft.refresh_from_db()
    assert not draft.live


def a_picture(room: Newsroom, title: str = "ภาพ") -> Image:
    file = BytesIO()
    Drawing.new("RGB", (40, 30), "green").save(file, "PNG")
    file.seek(0)
    return Image.objects.create(
        title=title, file=ImageFile(file, name="picture.png"), collection=room.collection
    )


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_picture_of_another_office_is_seen_or_chosen(desks: Desks, media):
    picture = a_picture(desks.other, title=SECRET)
    client = signed_in(desks.writer)
    block = {
        "body-0-type": "picture",
        "body-0-value-image": str(picture.pk),
        "body-0-value-alt_text": "คำบรรยาย",
        "body-0-value-caption": "",
    }

    for path in (
        "/cms/images/",
        "/cms/images/chooser/",
        f"/cms/images/{picture.pk}/",
        f"/cms/images/chooser/{picture.pk}/",
        f"/cms/images/usage/{picture.pk}/",
    ):
        assert SECRET not in client.get(path, follow=True).content.decode(), path
    client.post(
        reverse("wagtailadmin_pages:add", args=["portal", "articlepage", desks.own.page_id]), form_of(**block)
    )
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "sites/",
        "redirects/",
        "users/",
        "groups/",
        "workflows/list/",
        "workflows/tasks/index/",
        "collections/",
    ],
)
@pytest.mark.parametrize("name", ["writer", "moderator"])
def test_no_desk_reaches_the_settings(desks: Desks, path: str, name: str):
    answer = signed_in(getattr(desks, name)).get(f"/cms/{path}")

    assert answer.status_code in {302, 403, 404}


def test_the_administrator_reaches_the_settings_and_no_accounts(desks: Desks, cast: Cast):
    client = signed_in(cast.administrator)

    assert client.get("/cms/sites/").status_code == 200
    assert client.get("/cms/redirects/").status_code == 200
    assert client.get("/cms/users/").status_code in {302, 403, 404}
    assert client.get("/cms/groups/").status_code in {302, 403, 404}


def test_two_offices_do_not_share_an_address(desks: Desks):
    a_draft(desks.own, desks.writer, slug="same")

    with pytest.raises(ValidationError, match="same"):
        a_draft(desks.other, desks.other_writer, slug="same")


def test_an_article_goes_on_and_off_the_site_at_its_hour(desks: Desks):
    draft = a_draft(desks.own, desks.writer)
    draft.go_live_at = clock.now() - timedelta(minutes=1)
    draft.save_revision(user=desks.writer, approved_go_live_at=draft.go_live_at)

    publish_on_time()
    assert Client().get(f"/news/{draft.slug}/").status_code == 200

    ArticlePage.objects.filter(pk=draft.pk).update(expire_at=clock.now() - timedelta(seconds=1))
    publish_on_time()
    assert Client().get(f"/news/{draft.slug}/").status_code == 404


def test_an_office_that_serves_no_area_gets_a_newsroom_by_the_ministrys_hand(desks: Desks, cast: Cast):
    bureau = Office.objects.create(code="bureau-9", name_th="กองสื่อสาร", starts_on=STARTS_ON)
    person = a_user("bureau_writer")
    today = clock.today()
    wanted = Wanted(Role.NEWS_OFFICER, "", office=bureau, starts_on=today)

    with pytest.raises(Denied):
        grant_role(person=person, wanted=wanted, reason="เขียนข่าว", by=cast.province_officer)
    grant_role(person=person, wanted=wanted, reason="เขียนข่าว", by=cast.ministry_officer)
    keep_all_desks()

    room = Newsroom.objects.get(office=bureau)
    assert list(room.writers.user_set.all()) == [person]
    with pytest.raises(Refusal, match="office_serves_nothing"):
        grant_role(
            person=person,
            wanted=Wanted(Role.SUPPORT_OFFICER, "", office=bureau, starts_on=today),
            reason="ดูแล",
            by=cast.ministry_officer,
        )


def test_nobody_is_given_a_desk_of_an_office_that_is_no_more(desks: Desks, cast: Cast):
    gone = Office.objects.create(
        code="gone", name_th="กองเดิม", starts_on=STARTS_ON, ends_on=STARTS_ON + timedelta(days=1)
    )

    with pytest.raises(Refusal, match="office_serves_nothing"):
        grant_role(
            person=a_user("late"),
            wanted=Wanted(Role.NEWS_OFFICER, "", office=gone, starts_on=clock.today()),
            reason="เขียนข่าว",
            by=cast.ministry_officer,
        )
