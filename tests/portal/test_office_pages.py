"""What an office says of itself beside its news: written at its desk, released by another, read from its page."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.audit.models import OutboxMessage
from saiyai.portal.models import OfficePage
from saiyai.portal.queries.search import Search, Wanted
from tests.portal.test_editor_in_thai import latin_in
from tests.portal.test_newsroom import BODY, Desks, desks, signed_in

__all__ = ["desks"]

pytestmark = pytest.mark.django_db


def form_of(**values: str) -> dict[str, str]:
    """Return the editor's form of a page with one quote."""
    body = {"count": "1", "0-deleted": "", "0-order": "0", "0-type": "quote", "0-value": "คำพูด", "0-id": ""}
    said = {"title": "งานของเรา", "summary": "เราทำอะไร", "go_live_at": "", "expire_at": ""}
    return said | {f"body-{name}": value for name, value in body.items()} | values


def a_page(
    desks: Desks, *, title: str = "งานของเรา", slug: str = "our-work", live: bool = True
) -> OfficePage:
    page: OfficePage = desks.own.page.add_child(
        instance=OfficePage(
            title=title,
            slug=slug,
            summary="เราทำอะไร",
            body=BODY,
            owner=desks.writer,
            office=desks.own.office,
            live=False,
        )
    )
    revision = page.save_revision(user=desks.writer, log_action="wagtail.create")
    if live:
        revision.publish()
    return OfficePage.objects.get(pk=page.pk)


def add_address(room_page: int) -> str:
    return reverse("wagtailadmin_pages:add", args=["portal", "officepage", room_page])


def test_an_officer_writes_a_page_and_a_moderator_releases_it(desks: Desks):
    officer, moderator = signed_in(desks.writer), signed_in(desks.moderator)
    officer.post(add_address(desks.own.page_id), form_of(**{"action-submit": "1"}))
    page = OfficePage.objects.get()
    assert (page.live, page.office, page.slug) == (False, desks.own.office, "page")
    assert Client().get("/offices/tpso10/page/").status_code == 404
    assert desks.moderator.email in str(OutboxMessage.objects.values_list("recipient", flat=True))
    assert "งานของเรา" in moderator.get("/home/").content.decode()

    state = page.current_workflow_task_state
    act = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    moderator.post(act, {"comment": ""})

    shown = Client().get("/offices/tpso10/page/").content.decode()
    assert "<h1>งานของเรา</h1>" in shown
    assert "คำพูด" in shown


def test_nobody_publishes_a_page_past_the_review_or_for_another_office(desks: Desks):
    page = a_page(desks, live=False)
    signed_in(desks.moderator).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(**{"action-publish": "1"})
    )
    refused = signed_in(desks.other_writer).post(add_address(desks.own.page_id), form_of())

    assert not OfficePage.objects.get(pk=page.pk).live
    assert refused.status_code in {302, 403}
    assert OfficePage.objects.count() == 1


def test_the_office_leads_to_its_pages_and_the_search_and_the_site_map_find_them(desks: Desks):
    a_page(desks)

    assert 'href="/offices/tpso10/our-work/"' in Client().get("/offices/tpso10/").content.decode()
    assert "/offices/tpso10/our-work/" in Client().get("/sitemap-offices.xml").content.decode()
    groups = Search(Wanted(words="งานของเรา")).stretch(0, 10)
    assert [(hit.kind, hit.url) for group in groups for hit in group.hits] == [
        ("page", "/offices/tpso10/our-work/")
    ]


def test_a_page_that_left_the_site_is_nowhere(desks: Desks):
    page = a_page(desks)
    page.unpublish()

    assert Client().get("/offices/tpso10/our-work/").status_code == 404
    assert "our-work" not in Client().get("/offices/tpso10/").content.decode()
    assert Search(Wanted(words="งานของเรา")).stretch(0, 10) == []


@pytest.mark.parametrize(
    "address",
    [
        "/offices/province-52/our-work/",
        "/offices/none/our-work/",
        "/news/our-work/",
        "/news/office-tpso10/our-work/",
    ],
)
def test_a_page_stands_below_its_own_office_alone(desks: Desks, address: str):
    a_page(desks)

    assert Client().get(address).status_code == 404


def test_no_page_takes_an_address_of_the_portal(desks: Desks):
    signed_in(desks.writer).post(add_address(desks.own.page_id), form_of(title="write"))

    assert OfficePage.objects.get().slug == "write-2"


def test_a_page_names_its_office_to_machines(desks: Desks):
    a_page(desks)
    html = Client().get("/offices/tpso10/our-work/").content.decode()
    data = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])

    assert data[0]["@type"] == "WebPage"
    assert data[0]["publisher"]["@type"] == "GovernmentOrganization"


def test_several_pages_ask_no_more_often_than_one(desks: Desks):
    a_page(desks)
    Client().get("/offices/tpso10/")
    with CaptureQueriesContext(connection) as one:
        Client().get("/offices/tpso10/")
    for number in range(5):
        a_page(desks, title=f"หน้า {number}", slug=f"more-{number}")
    with CaptureQueriesContext(connection) as several:
        Client().get("/offices/tpso10/")

    assert len(several) == len(one)


def test_the_screens_of_a_page_are_in_thai(desks: Desks):
    page = a_page(desks)
    for each in desks.writer, desks.moderator:
        each.username, each.display_name, each.email = f"ก{each.pk}", "เจ้าหน้าที่", ""
        each.save()
    screens = [
        reverse("wagtailadmin_pages:add_subpage", args=[desks.own.page_id]),
        add_address(desks.own.page_id),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
    ]
    client = signed_in(desks.writer)

    wrong = {each: list(latin_in(client.get(each).content.decode())) for each in screens}

    assert not {each: said for each, said in wrong.items() if said}
