"""Template tags of the pages that the CMS keeps."""

import json
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from saiyai.accounts.queries import office_name
from saiyai.portal.exports import article_as_data, standing_page_as_data
from saiyai.portal.front import FrontPage, front_page
from saiyai.portal.messages import UNREAD
from saiyai.portal.queries import Article, latest_news
from saiyai.portal.queries.article import figure_of, only_prose, pages_led_to, table_of
from saiyai.web.offers import Figure, NewsItem, Text

register = template.Library()


@register.simple_tag(name="front_page")
def front_page_tag() -> FrontPage:
    """Return what the apps have to say on the front page."""
    return front_page()


@register.simple_tag
def news_for_panel(count: int) -> list[NewsItem]:
    """Return the newest articles for the panel of news, each once."""
    return latest_news(count)


@register.filter
def plain_prose(html: str) -> SafeString:
    """Return text of an article with nothing in it but paragraphs, emphasis, lists and links, however it came in."""
    return mark_safe(only_prose(html))  # noqa: S308 (cleaned there)


@register.filter
def name_of_office(office: Any) -> str:
    """Return an office's name in the language of the page."""
    return office_name(office)


@register.filter
def why_unread(fault: str) -> Text:
    """Return why the words of a published file are not found, "" where they are."""
    return UNREAD.get(fault, "")


@register.simple_tag
def live_figure(block: Any) -> Figure | None:
    """Return the figure that a block of an article asks for, counted now."""
    return figure_of(block["series"], block["place"])


@register.simple_tag
def rows_of_table(cells: str) -> tuple[list[str], list[list[tuple[str, str]]]]:
    """Return the head and the rows of a table of an article."""
    return table_of(cells)


@register.simple_tag
def related_pages(related: Any) -> list[tuple[Text, str, str]]:
    """Return what an article is about, by its present names."""
    return pages_led_to(block.value for block in related)


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any], article: Article) -> SafeString:
    """Return what an article says to machines, as the script element that they look for; it runs nothing."""
    request = context["request"]
    pdf = request.build_absolute_uri(reverse("article_pdf", args=[article.slug]))
    return data_for_machines(
        article_as_data(
            article, address=context["address"], pdf=pdf, twin_address=context.get("twin_address", "")
        )
    )


@register.simple_tag(takes_context=True)
def page_data(context: dict[str, Any], page: Any) -> SafeString:
    """Return what a page of an office says to machines."""
    return data_for_machines(standing_page_as_data(page, address=context["address"]))


@register.simple_tag
def data_for_machines(told: Any) -> SafeString:
    """Return values as the script element in which machines look for linked data; it runs nothing."""
    data = json.dumps(told, ensure_ascii=False)
    for letter in "<>&\u2028\u2029":  # nothing in it may end the element
        data = data.replace(letter, f"\\u{ord(letter):04x}")
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308 (escaped above)


@register.simple_tag
def share_addresses(address: str, title: str) -> dict[str, str]:
    """Return where LINE and Facebook take an article's address; plain links, so nobody is told who merely reads."""
    return {
        "line": "https://social-plugins.line.me/lineit/share?" + urlencode({"url": address, "text": title}),
        "facebook": "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": address}),
    }
