"""What leaves the public site: articles as documents."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from saiyai.documents.page import Block, Document, Heading, ItemList, Language, Letterhead, Paragraph
from saiyai.documents.pdf import render_pdf
from saiyai.kernel.dates import format_date
from saiyai.portal.queries import Article


def article_document(
    article: Article, *, language: Language, thai_digits: bool, address: str, made_on: date
) -> Document:
    """Return an article as a document: byline and date below the title, the body's blocks, a QR to its page."""
    told_on = format_date(article.published_on, "long", thai_digits=thai_digits, language=language)
    return Document(
        title=article.title,
        subtitle=" · ".join([told_on, _("by %(name)s") % {"name": article.byline}]),
        language=language,
        letterhead=Letterhead(str(article.office)) if article.office else None,
        blocks=(Paragraph(article.summary), *(b for part in article.body for b in _blocks(part))),
        live_url=address,
        made_on=made_on,
        thai_digits=thai_digits,
    )


def _blocks(part: Any) -> Iterator[Block]:
    """Yield the document's blocks for one block of an article's body; pictures stay on the page."""
    match part.block_type:
        case "heading":
            yield Heading(part.value)
        case "quote":
            yield Paragraph(f"“{part.value}”")
        case "items":
            told = (f"{item['heading']}: {item['text']}" for item in part.value)
            yield ItemList(tuple(told), numbered=True)
        case "text":
            yield from _blocks_of_rich_text(part.value.source)


def _blocks_of_rich_text(html: str) -> Iterator[Block]:
    for element in BeautifulSoup(html, "html.parser").find_all(["p", "ul", "ol"]):
        if element.name == "p":
            if text := element.get_text(" ", strip=True):
                yield Paragraph(text)
        else:
            items = (each.get_text(" ", strip=True) for each in element.find_all("li"))
            yield ItemList(tuple(items), numbered=element.name == "ol")


@lru_cache(maxsize=64)
def pdf_of(document: Document) -> bytes:
    """Return a document's PDF; kept until the document differs, since the same document gives the same bytes."""
    return render_pdf(document)
