"""An article taken along: mailed to somebody, put into a calendar, told to machines, shared."""

import json
import re
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import extruct
import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.files.images import ImageFile
from django.test import Client
from icalendar import Calendar
from PIL import Image
from wagtail.images.models import Image as Picture

from saiyai.audit import clock
from saiyai.audit.models import Entry, EntrySubject, OutboxMessage
from saiyai.audit.outbox import send_due
from saiyai.portal.demonstration import demo_portal
from saiyai.portal.models import ArticlePage
from tests.portal.test_articles import ALL_ARTICLES, ARTICLES

pytestmark = pytest.mark.django_db
ADDRESS = "/news/forum-2557/send/"


@pytest.fixture
def article() -> ArticlePage:
    demo_portal(ARTICLES, office=None)
    return ArticlePage.objects.get(slug="forum-2557")


@pytest.fixture
def invitation() -> ArticlePage:
    told = [each for each in json.loads(ALL_ARTICLES) if "event" in each]
    demo_portal(json.dumps(told), office=None)
    return ArticlePage.objects.get(slug=told[0]["slug"])


def signed(client: Client) -> str:
    page = BeautifulSoup(client.get(ADDRESS).content, "html.parser")
    (box,) = page.find_all("input", {"name": "signed"})
    return str(box["value"])


def sent(client: Client, time_machine, *, after: float = 10, **values: str):
    token = signed(client)
    time_machine.shift(timedelta(seconds=after))
    usual = {"recipient": "friend@example.org", "sender": "สมศรี ใจดี", "homepage": "", "signed": token}
    return client.post(ADDRESS, usual | values)


@pytest.fixture(autouse=True)
def moving_clock(time_machine):
    time_machine.move_to(datetime(2014, 9, 5, 9, tzinfo=clock.BANGKOK))


def a_picture(width: int = 300, height: int = 200) -> Any:
    """Return a picture of the CMS with some letters' worth of colour in it."""
    drawn = BytesIO()
    Image.effect_mandelbrot((width, height), (-2, -1, 1, 1), 50).convert("RGB").save(drawn, "PNG")
    with BytesIO(drawn.getvalue()) as content:
        image = Picture(title="ภาพ", file=ImageFile(content, "it.png"))
        image.save()
    image.file.close()
    return image


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the CMS leaves a file open
def test_pictures_stand_in_the_pdf_and_in_the_word_file_with_what_they_show(article, client: Client):
    shown = {"image": a_picture().pk, "alt_text": "คนนั่งประชุมในห้อง", "caption": "ที่เชียงใหม่"}
    article.body = json.dumps(
        [{"type": "picture", "value": shown}, {"type": "gallery", "value": [shown, shown]}]
    )
    article.save_revision().publish()

    pdf = client.get("/news/forum-2557/article.pdf").content
    word = client.get("/news/forum-2557/article.docx").content

    assert pdf.count(b"/DCTDecode") >= 1
    assert b"pdfuaid" in pdf or b"/Metadata" in pdf
    document = docx.Document(BytesIO(word))
    assert [each._inline.docPr.get("descr") for each in document.inline_shapes] == ["คนนั่งประชุมในห้อง"] * 3
    assert "ที่เชียงใหม่" in "\n".join(each.text for each in document.paragraphs)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the CMS leaves a file open
def test_where_a_pictures_file_is_gone_the_document_says_what_it_showed(article, client: Client):
    image = a_picture()
    shown = {"image": image.pk, "alt_text": "คนนั่งประชุมในห้อง", "caption": ""}
    article.body = json.dumps([{"type": "picture", "value": shown}])
    article.save_revision().publish()
    Path(image.file.path).unlink()

    document = docx.Document(BytesIO(client.get("/news/forum-2557/article.docx").content))

    assert "คนนั่งประชุมในห้อง" in "\n".join(each.text for each in document.paragraphs)


def test_a_visitor_mails_an_article_and_the_address_is_kept_nowhere(article, client: Client, time_machine):
    assert sent(client, time_machine).status_code == 302

    assert send_due().sent == 1

    (letter,) = mail.outbox
    assert letter.to == ["friend@example.org"]
    assert "สมศรี ใจดี" in letter.body
    assert "/news/forum-2557/" in letter.body
    kept = OutboxMessage.objects.get()
    assert (kept.state, kept.recipient, kept.subject, kept.body) == ("sent", "", "", "")
    entry = Entry.objects.get(command="portal.article.send")
    assert "friend" not in f"{entry.changes}{entry.reason}{entry.actor}"
    assert EntrySubject.objects.filter(entry=entry, subject=f"cms.articlepage:{article.pk}").exists()


@pytest.mark.parametrize("after", [0, 3 * 3600])
def test_a_form_sent_too_fast_or_too_late_goes_nowhere_and_keeps_what_was_typed(
    article, client: Client, time_machine, after: float
):
    answer = sent(client, time_machine, after=after)

    assert answer.status_code == 400
    assert "friend@example.org" in answer.content.decode()
    assert not OutboxMessage.objects.exists()


def test_after_too_fast_a_form_the_next_try_works(article, client: Client, time_machine):
    page = BeautifulSoup(sent(client, time_machine, after=0).content, "html.parser")
    token = page.find("input", {"name": "signed"})["value"]
    time_machine.shift(timedelta(seconds=5))

    values = {"recipient": "friend@example.org", "sender": "สมศรี", "homepage": "", "signed": token}
    assert client.post(ADDRESS, values).status_code == 302


@pytest.mark.parametrize(
    "values",
    [
        {"recipient": "one@example.org, two@example.org"},
        {"recipient": "one@example.org\nBcc: all@example.org"},
        {"recipient": "พี่@example.org"},
        {"sender": "visit https://bad.example"},
        {"sender": "www.bad.example"},
        {"sender": "bad.example/x"},
        {"sender": "a\nSubject: b@c"},
        {"sender": "12345"},
        {"homepage": "http://bad.example"},
        {"signed": "made up"},
    ],
)
def test_what_would_make_an_open_relay_is_refused_with_a_sentence(
    article, client: Client, time_machine, values
):
    answer = sent(client, time_machine, **values)

    assert answer.status_code == 400
    assert BeautifulSoup(answer.content, "html.parser").find(class_=re.compile("error")) is not None
    assert not OutboxMessage.objects.exists()


def test_a_form_of_one_article_sends_no_other(article, invitation, client: Client, time_machine):
    token = signed(client)
    time_machine.shift(timedelta(seconds=10))
    values = {"recipient": "friend@example.org", "sender": "สมศรี", "homepage": "", "signed": token}

    assert client.post(f"/news/{invitation.slug}/send/", values).status_code == 400


def test_nobody_is_sent_more_than_three_a_day_whoever_sends(article, client: Client, time_machine):
    answers = [Client(REMOTE_ADDR=f"10.0.0.{number}") for number in range(4)]
    statuses = [sent(each, time_machine).status_code for each in answers]

    assert statuses == [302, 302, 302, 429]
    assert OutboxMessage.objects.count() == 3


def test_one_address_sends_ten_at_once_and_no_more(article, client: Client, time_machine):
    statuses = [
        sent(client, time_machine, after=3, recipient=f"friend{number}@example.org").status_code
        for number in range(11)
    ]

    assert statuses == [302] * 10 + [429]


def test_a_draft_cannot_be_sent(article, client: Client, time_machine):
    article.unpublish()

    assert client.get(ADDRESS).status_code == 404


def test_an_event_goes_into_a_calendar_as_the_same_event_each_time(invitation, client: Client):
    first, second = (client.get(f"/news/{invitation.slug}/event.ics") for _ in range(2))

    event = Calendar.from_ical(first.content).walk("VEVENT")[0]
    assert event["summary"] == invitation.title
    assert event["dtstart"].dt == invitation.event_starts_at
    assert event["dtstart"].dt.utcoffset() == timedelta(hours=7)
    assert event["location"] == invitation.venue
    assert first.content == second.content


def test_an_article_without_an_event_has_no_calendar_file(article, client: Client):
    assert client.get("/news/forum-2557/event.ics").status_code == 404


def test_machines_read_the_article_and_its_event(invitation, client: Client):
    address = f"http://testserver/news/{invitation.slug}/"
    page = client.get(f"/news/{invitation.slug}/").content.decode()

    found = extruct.extract(page, base_url=address, syntaxes=["json-ld", "opengraph"], uniform=True)

    news, event = found["json-ld"]
    assert (news["@type"], news["headline"], news["mainEntityOfPage"]) == (
        "NewsArticle",
        invitation.title,
        address,
    )
    assert news["encoding"]["contentUrl"].endswith("/article.pdf")
    assert (event["@type"], event["location"]["name"]) == ("Event", invitation.venue)
    (card,) = found["opengraph"]
    assert (card["og:title"], card["og:url"]) == (invitation.title, address)


def test_a_title_that_would_end_the_script_element_stays_inside_it(article, client: Client):
    article.title = "</script><script>alert(1)</script>"
    article.save_revision().publish()

    page = client.get("/news/forum-2557/").content.decode()

    found = extruct.extract(page, base_url="http://testserver/", syntaxes=["json-ld"])
    assert found["json-ld"][0]["headline"] == article.title
    assert "<script>alert(1)" not in page


def test_the_panel_names_each_article_once_with_its_day(article, invitation, client: Client):
    page = BeautifulSoup(client.get("/news/forum-2557/").content, "html.parser")

    panel = page.find(id="news-panel")
    addresses = [link["href"] for link in panel.find_all("a")]
    assert addresses.count("/news/forum-2557/") == 1
    assert panel.find("a", {"aria-current": "page"})["href"] == "/news/forum-2557/"
    assert len(panel.find_all("time")) == 2


def test_an_article_is_shared_by_plain_links(article, client: Client):
    page = BeautifulSoup(client.get("/news/forum-2557/").content, "html.parser")

    shared = [a["href"] for a in page.find_all("a", href=re.compile(r"^https://"))]

    assert [address.split("/")[2] for address in shared] == ["social-plugins.line.me", "www.facebook.com"]
    assert all("testserver%2Fnews%2Fforum-2557%2F" in address for address in shared)
