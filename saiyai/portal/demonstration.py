"""The demonstration of the public site: the page of BE 2557 told in our own words, and the headlines of its panel."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from wagtail.models import Page, Site

from saiyai.accounts.models import Office
from saiyai.audit import clock
from saiyai.portal.models import ArticlePage, HomePage, NewsIndexPage


def demo_portal(articles_json: str, *, office: Office | None) -> int:
    """Make the site's pages and the demonstration's articles; return how many were written, 0 where they stand."""
    index = NewsIndexPage.objects.first() or _make_site()
    written = 0
    for told in json.loads(articles_json):
        if not ArticlePage.objects.filter(slug=told["slug"]).exists():
            _write(index, told, office)
            written += 1
    return written


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


def _write(index: NewsIndexPage, told: dict[str, Any], office: Office | None) -> None:
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
            body=json.dumps(told["body"]),
        )
    )
    article.save_revision().publish()


def _event_of(told: dict[str, Any] | None) -> dict[str, Any]:
    """Return the fields of an event that lies so many days ahead of the day on which it is told."""
    if told is None:
        return {}
    day = clock.today() + timedelta(days=told["in_days"])
    begins, ends = (
        datetime.combine(day, time.fromisoformat(told[name]), tzinfo=clock.BANGKOK) for name in ("from", "to")
    )
    return {"event_starts_at": begins, "event_ends_at": ends, "venue": told["venue"]}
