"""A citizen on a phone finds the article of 2557, reads it, and takes it along: as PDF, on paper, by mail, as a feed."""

import email
import re
import shutil
import subprocess
from email import policy
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Page, expect

from tests.audit.mail_server import MailServer
from tests.browser.conftest import Reader, Readers
from tests.site.programs import until

WORDS = "แม่บ้านจิตอาสา"
ARTICLE = "/news/forum-2557/"
TITLE = "เวทีติดตามเครือข่ายพัฒนาสังคมระดับอำเภอ ปี ๒๕๕๗"
FORMER = "/index.php?option=com_content&view=article&id=255:2014-09-04-03-38-35&catid=10:2010-06-25-07-10-06"
FRIEND = "friend@example.org"


@pytest.fixture
def citizen(readers: Readers) -> Reader:
    return readers.make("phone")


def text_of(pdf: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext of poppler-utils is not on this machine")
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return told.stdout.decode()


def ink_on(pdf: bytes, folder: Path) -> float:
    """Return how much of the first page, drawn as a picture, is not white."""
    (folder / "it.pdf").write_bytes(pdf)
    drawn = ["pdftoppm", "-r", "40", "-gray", "-singlefile", "it.pdf", "it"]
    subprocess.run(drawn, cwd=folder, check=True)
    pixels = (folder / "it.pgm").read_bytes()[-330 * 460 :]
    return sum(each < 200 for each in pixels) / len(pixels)


def find_and_open(page: Page) -> None:
    page.locator("main a[href^='/news/forum-2557/']").first.click()
    page.wait_for_url(f"**{ARTICLE}")


def test_the_article_is_found_by_words_of_its_text_and_read(citizen: Reader):
    citizen.open("/")
    citizen.open(f"/search/?q={WORDS}")
    expect(citizen.page.locator("main mark").first).to_be_visible()
    find_and_open(citizen.page)

    expect(citizen.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert citizen.page.locator(".article-items li").count() == 8
    assert citizen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert (citizen.blocked(), citizen.complaints) == ([], [])


def test_its_pdf_has_its_words_its_day_and_its_address(citizen: Reader, tmp_path: Path):
    citizen.open(ARTICLE)
    link = citizen.page.get_by_role("button", name="PDF").or_(citizen.page.get_by_role("link", name="PDF"))
    address = link.first.get_attribute("href")
    answer = citizen.context.request.get(f"{citizen.address}{address}")

    assert answer.headers["content-type"] == "application/pdf"
    said = text_of(answer.body())
    assert "4 กันยายน 2557" in said
    assert "๒,๓๔๔,๐๗๐.๙๓" in said
    assert ARTICLE in said
    assert ink_on(answer.body(), tmp_path) > 0.02


def test_on_paper_stands_the_article_and_nothing_of_the_site(citizen: Reader):
    citizen.open(ARTICLE)
    expect(citizen.page.locator("[data-print]")).to_be_visible()
    citizen.page.emulate_media(media="print")

    for part in (".site-head", ".site-foot", ".take-along", "nav.crumbs"):
        for each in citizen.page.locator(part).all():
            expect(each).to_be_hidden()
    expect(citizen.page.get_by_role("heading", level=1)).to_be_visible()
    printed = citizen.page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert "103" in text_of(printed) or "๑๐๓" in text_of(printed)


def test_it_is_mailed_to_a_friend_whose_address_stands_in_the_letter_alone(citizen: Reader, post: MailServer):
    citizen.open(ARTICLE)
    citizen.page.locator(f".take-along a[href='{ARTICLE}send/']").click()
    citizen.page.fill("input[name=recipient]", FRIEND)
    citizen.page.fill("input[name=sender]", "สมศรี ใจดี")
    citizen.page.wait_for_timeout(4_000)  # what is filled in faster was no person
    citizen.page.locator("main form button[type=submit]").click()
    citizen.page.wait_for_url(f"**{ARTICLE}")

    until(lambda: any(FRIEND in each for each in post.taken))
    (taken,) = [each for each in post.taken if FRIEND in each]
    letter = email.message_from_bytes(taken.encode(), policy=policy.default)
    assert letter["To"] == FRIEND
    body = letter.get_body(("plain",))
    assert body is not None
    assert TITLE in body.get_content()
    assert ARTICLE in body.get_content()


def test_its_former_address_leads_to_it(citizen: Reader):
    citizen.open(FORMER)

    assert citizen.path() == ARTICLE
    expect(citizen.page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_the_feed_is_found_from_the_page_and_holds_it(citizen: Reader):
    citizen.open("/news/")
    for kind in ("application/rss+xml", "application/atom+xml"):
        link = citizen.page.locator(f"link[rel=alternate][type='{kind}']").first.get_attribute("href") or ""
        address = link if link.startswith("http") else citizen.address + link
        feed = feedparser.parse(citizen.context.request.get(address).body())
        assert not feed.bozo
        assert TITLE in {each.title for each in feed.entries}
        assert any(re.search(ARTICLE, each.link) for each in feed.entries)


def test_all_of_it_is_reached_by_keyboard_alone(citizen: Reader):
    citizen.open(f"/search/?q={WORDS}")
    for selector in (f"main a[href^='{ARTICLE}']", f"a[href='{ARTICLE}send/']"):
        for _key in range(80):
            citizen.page.keyboard.press("Tab")
            if citizen.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                break
        with citizen.page.expect_navigation():
            citizen.page.keyboard.press("Enter")

    assert citizen.path() == f"{ARTICLE}send/"
