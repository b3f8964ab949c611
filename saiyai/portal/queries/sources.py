"""What the search finds of the CMS: articles and documents, as everybody may see them at this moment."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import Document
from wagtail.models import CollectionViewRestriction, Page, PageQuerySet, ReferenceIndex

from saiyai.audit.clock import BANGKOK
from saiyai.documents.reading import PAPER, Reading, reading_of
from saiyai.portal.models import ArticlePage, OfficePage
from saiyai.web.offers import SearchDocument, SearchSource


def _articles(keys: Collection[str] | None) -> PageQuerySet:
    rows = ArticlePage.newest().order_by()
    return rows if keys is None else rows.filter(pk__in=[int(each) for each in keys])


def _version_of_article(published_at: Any, path: str) -> str:
    return f"{published_at} {path}"[-300:]


def _article_versions(keys: Collection[str] | None) -> Mapping[str, str]:
    rows = _articles(keys).values_list("pk", "last_published_at", "url_path")
    return {str(pk): _version_of_article(at, path) for pk, at, path in rows}


def _article_documents(keys: Collection[str]) -> Iterable[SearchDocument]:
    for each in _articles(keys).select_related("locale"):
        parts = [
            each.summary,
            *each.body.stream_block.get_searchable_content(each.body),
            each.venue,
            each.byline,
        ]
        yield SearchDocument(
            key=str(each.pk),
            title_th=each.title,
            title_en=each.title if each.is_english else "",
            url=each.url or "",
            version=_version_of_article(each.last_published_at, each.url_path),
            text="\n".join(str(part) for part in parts if part),
            place_code=each.place_code,
            on=each.published_on,
        )


def _pages(keys: Collection[str] | None) -> PageQuerySet:
    rows = OfficePage.standing().select_related("office")
    return rows if keys is None else rows.filter(pk__in=[int(each) for each in keys])


def _version_of_page(page: OfficePage) -> str:
    return f"{page.last_published_at} {page.office.code if page.office else ''} {page.slug}"


def _page_versions(keys: Collection[str] | None) -> Mapping[str, str]:
    return {str(each.pk): _version_of_page(each) for each in _pages(keys)}


def _page_documents(keys: Collection[str]) -> Iterable[SearchDocument]:
    for each in _pages(keys):
        parts = [
            each.summary,
            *each.body.stream_block.get_searchable_content(each.body),
            str(each.office or ""),
        ]
        yield SearchDocument(
            key=str(each.pk),
            title_th=each.title,
            url=each.url or "",
            version=_version_of_page(each),
            text="\n".join(str(part) for part in parts if part),
            place_code=each.office.place_code if each.office else "",
        )


def public_files(keys: Collection[str] | None) -> QuerySet[Document]:
    """Return the files that a page which anybody may read leads to, and that lie in no collection kept from some."""
    kind = ContentType.objects.get_for_model(Document)
    told = ReferenceIndex.objects.filter(
        to_content_type=kind, base_content_type=ContentType.objects.get_for_model(Page)
    )
    if keys is not None:
        told = told.filter(to_object_id__in=list(keys))
    pairs = list(told.values_list("object_id", "to_object_id"))
    pages = Page.objects.live().public().filter(pk__in={int(page) for page, _file in pairs})
    public = {str(pk) for pk in pages.values_list("pk", flat=True)}
    rows: QuerySet[Document] = Document.objects.filter(
        pk__in={int(file) for page, file in pairs if page in public}
    )
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        rows = rows.exclude(Q(collection__path__startswith=path))
    return rows


def _publishers(files: Iterable[Document]) -> dict[int, tuple[date, str]]:
    """Return the day and the place of the newest published article that leads to each file."""
    told = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Document),
        base_content_type=ContentType.objects.get_for_model(Page),
        to_object_id__in=[str(each.pk) for each in files],
    )
    pairs = {(int(page), int(file)) for page, file in told.values_list("object_id", "to_object_id")}
    pages = ArticlePage.newest().filter(pk__in={page for page, _file in pairs})
    said = {pk: (on, place) for pk, on, place in pages.values_list("pk", "published_on", "place_code")}
    newest: dict[int, tuple[date, str]] = {}
    for page, file in pairs:
        if page in said:
            newest[file] = max(newest.get(file, said[page]), said[page])
    return newest


def _version_of_document(document: Document, published: tuple[date, str] | None) -> str:
    read_as = 2  # another number lets every file be read anew
    told = f"{document.file_hash} {document.created_at} {document.filename}"
    return f"{read_as} {published} {told} {document.title}"[:300]


def _document_versions(keys: Collection[str] | None) -> Mapping[str, str]:
    files = list(public_files(keys))
    published = _publishers(files)
    return {str(each.pk): _version_of_document(each, published.get(each.pk)) for each in files}


def _document_documents(keys: Collection[str]) -> Iterable[SearchDocument]:
    files = list(public_files(keys))
    published = _publishers(files)
    for each in files:
        reading = _reading_of(each)
        on, place_code = published.get(each.pk) or (each.created_at.astimezone(BANGKOK).date(), "")
        yield SearchDocument(
            key=str(each.pk),
            title_th=each.title,
            url=each.url,
            version=_version_of_document(each, published.get(each.pk)),
            text=f"{each.filename}\n{reading.text}",
            place_code=place_code,
            on=on,
            fault=reading.fault,
        )


def _reading_of(document: Document) -> Reading:
    try:
        with document.file.open("rb") as file:
            return reading_of(file.read(PAPER.file_bytes + 1))
    except OSError:  # the file is not where it was
        return Reading(fault="damaged")


ARTICLES = SearchSource("article", _("news"), _article_versions, _article_documents)
OFFICE_PAGES = SearchSource("page", _("pages of offices"), _page_versions, _page_documents)
DOCUMENTS = SearchSource("document", _("documents"), _document_versions, _document_documents)
