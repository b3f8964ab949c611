"""What leaves the public site: articles as documents, as dates of a calendar, as data that machines read."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from saiyai.accounts.queries.public import PublicOffice, offices_serving
from saiyai.audit import clock
from saiyai.audit.clock import BANGKOK
from saiyai.documents.page import (
    Block,
    Document,
    Heading,
    ItemList,
    Language,
    Letterhead,
    Paragraph,
    Picture,
    Table,
    TableColumn,
)
from saiyai.documents.pdf import render_pdf
from saiyai.forums.queries.forum import title_of
from saiyai.forums.queries.stage import results_at
from saiyai.kernel.dates import format_date
from saiyai.kernel.powers import Scope
from saiyai.portal.queries import Article, NewsFilter, articles_of
from saiyai.portal.queries.article import figure_of, table_of
from saiyai.portal.queries.figures import PlaceFigure, figures_at
from saiyai.web.offers import Figure, Panel, Why
from saiyai.web.preferences import current_preferences

SHOWN_IN_PANEL, OFFICES_IN_PANEL = 5, 3
ON_PAPER = "max-1000x1000|bgcolor-fff|format-jpeg|jpegquality-80"
"""How a picture is drawn for paper: about 170 dots an inch over the width of the text."""


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
    """Yield the document's blocks for one block of an article's body."""
    match part.block_type:
        case "picture":
            yield from _pictures([part.value])
        case "gallery":
            yield from _pictures(part.value)
        case "heading":
            yield Heading(part.value)
        case "quote":
            yield Paragraph(f"“{part.value}”")
        case "items":
            told = (f"{item['heading']}: {item['text']}" for item in part.value)
            yield ItemList(tuple(told), numbered=True)
        case "text":
            yield from _blocks_of_rich_text(part.value.source)
        case "table" | "figure" | "video" | "attachment":
            yield from _blocks_of_facts(part)


def _pictures(shown: Iterable[Any]) -> Iterator[Block]:
    """Yield pictures as photographs for paper; for one whose file is gone or not to be drawn, what it shows in words."""
    for each in shown:
        if each["image"] is None:
            continue
        try:
            drawn = each["image"].get_rendition(ON_PAPER)
            with closing(drawn.file), drawn.file.storage.open(drawn.file.name, "rb") as file:
                jpeg = file.read()
        except (OSError, SourceImageIOError):
            yield Paragraph(each["alt_text"])
        else:
            yield Picture(jpeg, drawn.width, drawn.height, each["alt_text"], each["caption"])


def _blocks_of_facts(part: Any) -> Iterator[Block]:
    """Yield the document's blocks for a table, a figure, or what one is led to."""
    match part.block_type:
        case "table":
            head, rows = table_of(part.value["cells"])
            columns = tuple(TableColumn(name) for name in head)
            cells = tuple(tuple(cell for _name, cell in row) for row in rows)
            yield Table(columns=columns, rows=cells, caption=part.value["caption"])
        case "figure":
            if figure := figure_of(part.value["series"], part.value["place"]):
                yield Paragraph(f"{figure.label}: {figure.value}")
        case "video":
            yield Paragraph(f"{part.value['title']}: {part.value['address']}")
        case "attachment":
            yield Paragraph(part.value["title"])


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


def calendar_of(article: Article, *, starts_at: datetime, address: str) -> bytes:
    """Return the event that an article tells of as iCalendar; the same event however often it is taken."""
    from icalendar import Calendar, Event, vText, vUri

    event = Event()
    event.add("uid", f"{article.translation_key}@saiyai")
    event.add("sequence", article.revisions.count())
    event.add("dtstamp", article.last_published_at or starts_at)
    event.add("dtstart", starts_at.astimezone(BANGKOK))
    event.add("dtend", (article.event_ends_at or starts_at).astimezone(BANGKOK))
    event.add("summary", article.title)
    event.add("description", f"{article.summary}\n{address}")
    event.add("url", vUri(address))
    if article.venue:
        event["location"] = vText(article.venue)
    calendar = Calendar()
    calendar.add("prodid", "-//Saiyai//Portal//TH")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def article_as_data(
    article: Article, *, address: str, pdf: str, twin_address: str = ""
) -> list[dict[str, Any]]:
    """Return what an article says to machines, in the words of schema.org: the news, and the event it tells of."""
    publisher = {"@type": "GovernmentOrganization", "name": str(article.office or "Saiyai")}
    news: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "datePublished": article.published_on.isoformat(),
        "dateModified": (article.last_published_at or article.first_published_at or clock.now())
        .astimezone(BANGKOK)
        .isoformat(),
        "inLanguage": article.language,
        "author": {"@type": "Person", "name": article.byline},
        "publisher": publisher,
        "mainEntityOfPage": address,
        "encoding": {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": pdf},
    }
    if twin_address:
        relation = "translationOfWork" if article.is_english else "workTranslation"
        news[relation] = {"@type": "NewsArticle", "@id": twin_address, "url": twin_address}
    if article.event_starts_at is None:
        return [news]
    event = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": article.title,
        "description": article.summary,
        "startDate": article.event_starts_at.astimezone(BANGKOK).isoformat(),
        "endDate": (article.event_ends_at or article.event_starts_at).astimezone(BANGKOK).isoformat(),
        "location": {"@type": "Place", "name": article.venue or str(article.office or "")},
        "organizer": publisher,
        "url": address,
    }
    return [news, event]


def office_as_data(office: PublicOffice, *, address: str) -> list[dict[str, Any]]:
    """Return what an office says to machines, in the words of schema.org; only what it says at all."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": office.name_th,
        "alternateName": office.name_en,
        "url": address,
        "description": office.paragraphs[0] if office.paragraphs else "",
        "address": " ".join(office.address_lines),
        "telephone": [each.e164() or each.number for each in office.phones],
        "faxNumber": [each.e164() or each.number for each in office.faxes],
        "email": office.email,
        "sameAs": [each for each in (office.website, office.facebook) if each],
        "parentOrganization": {"@type": "GovernmentOrganization", "name": office.parent}
        if office.parent
        else "",
    }
    return [{name: value for name, value in said.items() if value}]


def standing_page_as_data(page: Any, *, address: str) -> list[dict[str, Any]]:
    """Return what a page of an office says to machines, in the words of schema.org."""
    publisher = {"@type": "GovernmentOrganization", "name": str(page.office or "Saiyai")}
    changed_at = page.last_published_at or page.first_published_at or clock.now()
    return [
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": page.title,
            "description": page.summary,
            "inLanguage": "th",
            "url": address,
            "dateModified": changed_at.astimezone(BANGKOK).isoformat(),
            "publisher": publisher,
        }
    ]


def news_panel(code: str, scope: Scope) -> Panel | None:  # noqa: ARG001 (the news are everybody's)
    """Return the latest news of a place, None where there are none."""
    articles = articles_of(NewsFilter(place_code=code))[:SHOWN_IN_PANEL]
    rows = tuple((each.title, each.url or "", _day(each.published_on)) for each in articles)
    return Panel(_("News from here"), rows=rows, url=f"{reverse('news')}?place={code}") if rows else None


def offices_panel(code: str, scope: Scope) -> Panel | None:  # noqa: ARG001 (as above)
    """Return the offices that one turns to at a place, the nearest first, with their telephone."""
    offices = offices_serving(code)[:OFFICES_IN_PANEL]
    rows = tuple(
        (each.name, reverse("office_page", args=[each.code]), str(each.phones[0]) if each.phones else "")
        for each in offices
    )
    return Panel(_("Whom to turn to"), rows=rows, url=reverse("office_pages")) if rows else None


def figures_panel(code: str, scope: Scope) -> Panel | None:  # noqa: ARG001 (published figures are everybody's)
    """Return the published figures of a place, None where no series says anything of it."""
    figures = tuple(_figure(each) for each in figures_at(code))
    return (
        Panel(_("Published figures"), figures, url=reverse("dataset", args=["figures"])) if figures else None
    )


def _figure(figure: PlaceFigure) -> Figure:
    numerator, denominator = figure.parts
    why = Why(
        figure.series.formula,
        numerator,
        denominator,
        counted_at=figure.entry,
        url=reverse("dataset", args=["figures"]),
    )
    note = _("as of %(day)s") % {"day": _day(figure.on)}
    share = float(figure.value.value or 0) if figure.series.unit == "share" and not figure.is_hidden else None
    return Figure(
        figure.series.title, _("hidden") if figure.is_hidden else figure.shown, note, "", share, why
    )


def _day(on: date) -> str:
    language: Language = "en" if current_preferences().language == "en" else "th"
    return format_date(on, "short", language=language)


def results_panel(code: str, scope: Scope) -> Panel | None:  # noqa: ARG001 (published results are everybody's)
    """Return what forums selected of a place's showcases, the latest forum first; None where nothing was."""
    rows = tuple(
        (
            f"{title_of(each.showcase)} · {each.organisation}",
            reverse("showcase", args=[each.showcase.pk]),
            f"{each.stage}, {title_of(each.showcase.forum)}",
        )
        for each in results_at(code)[:SHOWN_IN_PANEL]
    )
    return Panel(_("Selected at forums"), rows=rows, url=reverse("forums")) if rows else None
