"""The demonstration of the public site: the page of BE 2557 told in our own words, and the headlines of its panel."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.models import Collection, Page, Site

from saiyai.accounts.models import Office, User
from saiyai.audit import clock
from saiyai.documents.page import Document as Paper
from saiyai.documents.page import Paragraph
from saiyai.documents.word import word_of
from saiyai.kernel.powers import Console
from saiyai.portal.commands.newsroom import keep_all_desks, open_newsroom
from saiyai.portal.commands.translation import lay_english_draft
from saiyai.portal.models import (
    ArticlePage,
    HomePage,
    MovedArticle,
    MovedCategory,
    NewsIndexPage,
    OfficePage,
)
from saiyai.portal.queries.newsroom import newsroom_of_office

DRAFT = {
    "slug": "draft-of-the-demonstration",
    "title": "ชวนเครือข่ายส่งเรื่องเล่าดีๆ จากตำบลของท่าน (ตัวอย่าง)",
    "summary": "สำนักงานเปิดรับเรื่องเล่าจากกลุ่มและองค์กรในพื้นที่ เพื่อเผยแพร่ในข่าวประชาสัมพันธ์ เรื่องนี้เป็นร่างที่รอผู้กลั่นกรองตรวจ",
    "category": "network",
    "byline": "เจ้าหน้าที่ข่าว (ตัวอย่าง)",
    "place_code": "50",
    "body": [
        {
            "type": "text",
            "value": "<p>ขอเชิญกลุ่ม องค์กร และอาสาสมัครเล่าสิ่งที่ได้ลงมือทำ พร้อมภาพและคำบรรยายภาพ ไม่เกินหนึ่งหน้า</p>",
        },
        {"type": "quote", "value": "เรื่องเล็กของตำบลหนึ่ง เป็นแบบอย่างให้ตำบลอื่นได้"},
    ],
}
"""The draft of the demonstration's news officer, which waits for the moderator."""


def demo_portal(articles_json: str, *, office: Office | None) -> int:
    """Make the site's pages and the demonstration's articles; return how many were written, 0 where they stand."""
    index: Page = NewsIndexPage.objects.first() or _make_site()
    if office is not None:
        newsroom = newsroom_of_office(office) or open_newsroom(office=office, by=Console())
        index = newsroom.page
    written = 0
    for told in json.loads(articles_json):
        if not ArticlePage.objects.filter(slug=told["slug"]).exists():
            _write(index, told, office)
            written += 1
    return written


def demo_desk(*, writer: User, office: Office) -> None:
    """Let the news officer of an office have one draft that waits for a moderator; the office's news stand already."""
    newsroom = newsroom_of_office(office)
    keep_all_desks()
    if newsroom is None or ArticlePage.objects.filter(slug=DRAFT["slug"]).exists():
        return
    with transaction.atomic():
        draft = newsroom.page.add_child(
            instance=ArticlePage(
                **DRAFT | {"body": json.dumps(DRAFT["body"])},
                published_on=clock.today(),
                office=office,
                owner=writer,
                live=False,
            )
        )
        draft.save_revision(user=writer, log_action="wagtail.create")
        newsroom.workflow.start(draft, writer)


def _make_site() -> NewsIndexPage:
    root = Page.get_first_root_node()
    Page.objects.filter(depth=2, slug="home").delete()  # the empty page that Wagtail's own migration makes
    root.refresh_from_db()
    home = root.add_child(
        instance=HomePage(
            title="สายใย เครือข่ายพัฒนาสังคม",
            slug="home",
            summary="ใครทำอะไร อยู่ที่ไหน เชื่อมกับใคร และหมู่บ้านใดยังไม่มีใครดูแล",
        )
    )
    index: NewsIndexPage = home.add_child(instance=NewsIndexPage(title="ข่าวประชาสัมพันธ์", slug="news"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "สายใย"}
    )
    return index


def _write(index: Page, told: dict[str, Any], office: Office | None) -> None:
    article = index.add_child(
        instance=ArticlePage(
            title=told["title"],
            slug=told["slug"],
            summary=told["summary"],
            category=told["category"],
            byline=told["byline"],
            published_on=date.fromisoformat(told["on"]) if "on" in told else clock.today(),
            place_code=told["place_code"],
            **_event_of(told.get("event")),
            office=office,
            body=json.dumps([*told["body"], *_paper_of(told, office)]),
        )
    )
    article.save_revision().publish()
    if "former" in told:
        _lay_former_address(article, told["former"])
    if "english" in told:
        _tell_in_english(article, told["english"])


def _lay_former_address(article: ArticlePage, former: dict[str, int]) -> None:
    """Let the address that the article had on the former site lead to it, as if it had been moved in."""
    MovedCategory.objects.get_or_create(
        old_id=former["category"],
        defaults={"title": article.get_category_display(), "category": article.category},
    )
    MovedArticle.objects.create(
        old_id=former["article"], page=article, revision_id=article.latest_revision_id or 0
    )


def _tell_in_english(article: ArticlePage, told: dict[str, Any]) -> None:
    version = lay_english_draft(article, user=None)
    for name in ("title", "summary", "byline"):
        setattr(version, name, told[name])
    version.body = json.dumps(told["body"])
    version.save_revision().publish()


def _paper_of(told: dict[str, Any], office: Office | None) -> list[dict[str, Any]]:
    """Return the block of an article that leads to its file, which is written here; none where it tells of none."""
    if "paper" not in told:
        return []
    paper = told["paper"]
    newsroom = newsroom_of_office(office) if office else None
    content = word_of(
        Paper(
            title=paper["title"],
            language="th",
            blocks=tuple(Paragraph(each) for each in paper["lines"]),
            made_on=clock.today(),
        )
    )
    file = Document.objects.create(
        title=paper["title"],
        file=ContentFile(content, paper["file"]),
        file_size=len(content),
        collection=newsroom.collection if newsroom else Collection.get_first_root_node(),
    )
    return [{"type": "attachment", "value": {"document": file.pk, "title": paper["title"]}}]


def demo_office_page(told: dict[str, Any], *, office: Office) -> None:
    """Write a page that an office says of itself beside its news; once."""
    newsroom = newsroom_of_office(office)
    if newsroom is None or OfficePage.objects.filter(slug=told["slug"]).exists():
        return
    page = newsroom.page.add_child(
        instance=OfficePage(
            title=told["title"],
            slug=told["slug"],
            summary=told["summary"],
            office=office,
            body=json.dumps(told["body"]),
        )
    )
    page.save_revision().publish()


def _event_of(told: dict[str, Any] | None) -> dict[str, Any]:
    """Return the fields of an event that lies so many days ahead of the day on which it is told."""
    if told is None:
        return {}
    day = clock.today() + timedelta(days=told["in_days"])
    begins, ends = (
        datetime.combine(day, time.fromisoformat(told[name]), tzinfo=clock.BANGKOK) for name in ("from", "to")
    )
    return {"event_starts_at": begins, "event_ends_at": ends, "venue": told["venue"]}
