"""What can be asked of the public site."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import get_language
from wagtail.models import PageQuerySet

from saiyai.kernel.buddhist_era import ERA_SHIFT
from saiyai.portal.models import ENGLISH, THAI, ArticlePage, Category
from saiyai.web.offers import NewsItem, Text
from saiyai.web.routes import address_of

Article = ArticlePage
"""An article with its body."""

FIRST_YEAR, LAST_YEAR = 2440, 2740
LONGEST_CODE = 8
IS_OFFICE = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class NewsFilter:
    """What a reader narrows the news to; empty values narrow nothing."""

    category: str = ""
    place_code: str = ""
    buddhist_year: int | None = None
    office_code: str = ""
    language: str = ""
    """In which language, where an article is told in it; the reader's where empty."""

    @property
    def category_name(self) -> Text:
        """Return the category in the reader's language."""
        return Category(self.category).label if self.category else ""


def news_filter_of(asked: Mapping[str, str]) -> NewsFilter:
    """Return the filter that an address asks for; what it asks wrongly is left out."""
    category, place, year, office = (asked.get(name, "") for name in ("category", "place", "year", "office"))
    language = asked.get("language", "")
    is_year = year.isdecimal() and len(year) == len(str(FIRST_YEAR)) and FIRST_YEAR <= int(year) <= LAST_YEAR
    return NewsFilter(
        category=category if category in Category.values else "",
        place_code=place if place.isascii() and place.isdigit() and len(place) <= LONGEST_CODE else "",
        buddhist_year=int(year) if is_year else None,
        office_code=office if IS_OFFICE.fullmatch(office) else "",
        language=language if language in {THAI, ENGLISH} else "",
    )


def articles_of(wanted: NewsFilter) -> PageQuerySet:
    """Return the published articles that fit a filter, newest first, each once and in the language of its reader."""
    return _fitting(ArticlePage.newest_in(wanted.language), wanted).select_related("locale")


def versions_of_articles(wanted: NewsFilter) -> PageQuerySet:
    """Return the published articles that fit a filter, newest first, each in every language it is told in."""
    return _fitting(ArticlePage.newest(), wanted).select_related("locale")


def _fitting(articles: PageQuerySet, wanted: NewsFilter) -> PageQuerySet:
    if wanted.category:
        articles = articles.filter(category=wanted.category)
    if wanted.place_code:
        articles = articles.filter(place_code__startswith=wanted.place_code)
    if wanted.buddhist_year is not None:
        articles = articles.filter(published_on__year=wanted.buddhist_year - ERA_SHIFT)
    if wanted.office_code:
        articles = articles.filter(office__code=wanted.office_code)
    return articles


def categories() -> list[tuple[str, Text]]:
    """Return the categories of the news with their names."""
    return list(Category.choices)


def years_of_news() -> list[int]:
    """Return the Buddhist years in which something was published, newest first."""
    days: list[date] = list(ArticlePage.newest().order_by().dates("published_on", "year", order="DESC"))
    return [day.year + ERA_SHIFT for day in days]


def latest_news(count: int) -> list[NewsItem]:
    """Return the newest articles as plain rows."""
    named = ("title", "slug", "published_on", "locale__language_code")  # no body: it stands on every page
    rows = ArticlePage.newest_in().values_list(*named)[:count]
    return [
        NewsItem(title, f"{address_of('news')}{slug}/", on, language) for title, slug, on, language in rows
    ]


def feed_query(wanted: NewsFilter) -> str:
    """Return the address's query that narrows a feed as the list is narrowed."""
    asked = {
        "category": wanted.category,
        "place": wanted.place_code,
        "year": wanted.buddhist_year,
        "office": wanted.office_code,
        "language": wanted.language or (ENGLISH if get_language() == ENGLISH else ""),
    }
    return urlencode({name: value for name, value in asked.items() if value})


def published_article(slug: str) -> Article | None:
    """Return the article of a slug that anybody may read, beside its version in the other language; None for no article."""
    told = ArticlePage.objects.filter(slug=slug).order_by().values("translation_key")
    found = ArticlePage.newest().filter(translation_key__in=told).select_related("office", "locale")
    versions: dict[str, Article] = {each.slug: each for each in found}
    article = versions.pop(slug, None)
    if article is not None:
        article.found_twin = (next(iter(versions.values()), None),)
    return article
