"""The list of published files: each file that an article which anybody may read leads to, under that article.

A file belongs to the office, the day and the place of the article that published it; one that several articles lead to
stands under the newest of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import get_language
from wagtail.documents.models import Document
from wagtail.models import Page, PageQuerySet, ReferenceIndex

from saiyai.accounts.queries import office_name
from saiyai.kernel.buddhist_era import ERA_SHIFT
from saiyai.kernel.text import LONGEST_SEARCH, normalise, search_key
from saiyai.portal.models import ArticlePage, Category, SearchEntry
from saiyai.portal.queries import FIRST_YEAR, IS_OFFICE, LAST_YEAR, NewsFilter, versions_of_articles
from saiyai.portal.queries.sources import DOCUMENTS, public_files
from saiyai.web.offers import Text

KINDS = ("pdf", "docx", "xlsx", "csv", "zip")
"""The kinds of files that readers look for, by their ending; all others are among the others."""


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """What a reader narrows the files to; empty values narrow nothing."""

    words: str = ""
    office_code: str = ""
    kind: str = ""
    category: str = ""
    buddhist_year: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A published file with the article that published it."""

    pk: int
    title: str
    url: str
    kind: str
    size_bytes: int
    on: date
    category: Text
    office_code: str
    office: str
    article: str
    article_url: str
    fault: str = ""
    """Why the search does not find its words, as one of documents.reading.FAULTS."""


def paper_filter_of(asked: Mapping[str, str]) -> PaperFilter:
    """Return the filter that an address asks for; what it asks wrongly is left out."""
    year, office = asked.get("year", ""), asked.get("office", "")
    is_year = year.isdecimal() and len(year) == len(str(FIRST_YEAR)) and FIRST_YEAR <= int(year) <= LAST_YEAR
    return PaperFilter(
        words=normalise(asked.get("q", "")[: 4 * LONGEST_SEARCH])[:LONGEST_SEARCH],
        office_code=office if IS_OFFICE.fullmatch(office) else "",
        kind=kind if (kind := asked.get("kind", "")) in KINDS else "",
        category=category if (category := asked.get("category", "")) in Category.values else "",
        buddhist_year=int(year) if is_year else None,
    )


def papers_of(wanted: PaperFilter) -> list[Paper]:
    """Return the published files that fit a filter, the newest first."""
    narrowed = NewsFilter(
        category=wanted.category, buddhist_year=wanted.buddhist_year, office_code=wanted.office_code
    )
    return [each for each in _papers(_reader_first(versions_of_articles(narrowed))) if _fits(each, wanted)]


def all_papers() -> list[Paper]:
    """Return all published files, the newest first."""
    return papers_of(PaperFilter())


def _fits(paper: Paper, wanted: PaperFilter) -> bool:
    if wanted.kind and paper.kind != wanted.kind:
        return False
    key = search_key(wanted.words)
    return not key or key in search_key(f"{paper.title} {paper.article}")


def _reader_first(articles: PageQuerySet) -> list[ArticlePage]:
    """Return articles newest first, of those of one day and one text the one in the reader's language."""
    language = get_language()
    rows = articles.select_related("office", "locale")
    return sorted(rows, key=lambda each: (-each.published_on.toordinal(), each.language != language))


def _papers(articles: Iterable[ArticlePage]) -> list[Paper]:
    """Return the files of articles, which come the newest first, each file once."""
    rows = {each.pk: each for each in articles}
    told = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Document),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    of_file: dict[int, int] = {}
    order = {pk: place for place, pk in enumerate(rows)}
    for article, file in told.values_list("object_id", "to_object_id"):
        page, number = int(article), int(file)
        if page in order and order[page] < order.get(of_file.get(number, -1), len(order)):
            of_file[number] = page
    files = {each.pk: each for each in public_files([str(each) for each in of_file])}
    faults = _faults(files)
    papers = [
        _paper(files[file], rows[page], faults.get(file, ""))
        for file, page in of_file.items()
        if file in files
    ]
    return sorted(papers, key=lambda each: (each.on, each.pk), reverse=True)


def _faults(files: Iterable[int]) -> dict[int, str]:
    """Return why the words of files are not found, for those of which they are not."""
    rows = SearchEntry.objects.filter(kind=DOCUMENTS.kind, key__in=[str(each) for each in files])
    return {int(key): fault or "" for key, fault in rows.exclude(fault=None).values_list("key", "fault")}


def _paper(file: Document, article: ArticlePage, fault: str) -> Paper:
    return Paper(
        pk=file.pk,
        title=file.title,
        url=file.url,
        kind=file.file_extension.lower(),
        size_bytes=file.file_size or 0,
        on=article.published_on,
        category=article.get_category_display(),
        office_code=article.office.code if article.office else "",
        office=office_name(article.office) if article.office else "",
        article=article.title,
        article_url=article.url or "",
        fault=fault,
    )


def years_of(papers: Iterable[Paper]) -> list[int]:
    """Return the Buddhist years of files, the newest first."""
    return sorted({each.on.year + ERA_SHIFT for each in papers}, reverse=True)


def offices_of(papers: Iterable[Paper]) -> list[tuple[str, str]]:
    """Return the offices that published files, as (code, name), by name."""
    return sorted(
        {(each.office_code, each.office) for each in papers if each.office_code}, key=lambda o: o[1]
    )
