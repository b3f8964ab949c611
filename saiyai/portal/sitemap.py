"""The site maps: of the articles, and of every other kind of page that everybody may read."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from saiyai.accounts.queries.public import public_offices
from saiyai.forums.queries.forum import forums, showcases_of
from saiyai.kernel.powers import NOBODY
from saiyai.network.queries import DirectoryFilter, directory
from saiyai.places.models import Level
from saiyai.places.queries.tree import places_of_level
from saiyai.portal.queries import Article, NewsFilter, versions_of_articles
from saiyai.portal.queries.offices import all_standing_pages
from saiyai.portal.queries.translation import addresses_by_language
from saiyai.web.offers import DATASETS


class ArticleSitemap(Sitemap[Any]):
    """The published articles."""

    def items(self) -> Any:
        """Return the articles, in every language they are told in."""
        return versions_of_articles(NewsFilter())

    def get_urls(self, page: Any = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Return the addresses of one file of the map, those of articles told in two languages beside each other."""
        urls = super().get_urls(page, site, protocol)
        told = addresses_by_language(each["item"] for each in urls)
        here = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        for each in urls:
            paths = told.get(each["item"].translation_key, {})
            named = {**paths, "x-default": paths["th"]} if "th" in paths else paths
            each["alternates"] = [
                {"lang_code": language, "location": f"{here}{path}"} for language, path in named.items()
            ]
        return urls

    def lastmod(self, item: Article) -> datetime | None:
        """Return when an article was last published."""
        published: datetime | None = item.last_published_at
        return published

    def location(self, item: Article) -> str:
        """Return an article's path."""
        return str(item.url)


STANDING = (
    "news",
    "papers",
    "places",
    "organisations",
    "forums",
    "office_pages",
    "data",
    "origin",
    "record",
    "accessibility",
    "privacy",
    "cookies",
    "licence",
)
"""The pages that stand alone, by the names of their routes."""


class PathSitemap(Sitemap[str]):
    """Pages of one kind by their paths."""

    def __init__(self, paths: Callable[[], Sequence[str]]) -> None:
        self._paths = paths

    def items(self) -> Sequence[str]:
        """Return the paths."""
        return self._paths()

    def location(self, item: str) -> str:
        """Return the path."""
        return item


class OrganisationSitemap(Sitemap[Any]):
    """The organisations that agreed to be shown to everybody."""

    def items(self) -> Any:
        """Return the organisations."""
        return directory(NOBODY, DirectoryFilter()).only("pk")

    def location(self, item: Any) -> str:
        """Return an organisation's path."""
        return reverse("organisation", args=[item.pk])


def _standing() -> Sequence[str]:
    return [reverse(name) for name in STANDING]


def _places() -> Sequence[str]:
    levels = (Level.PROVINCE, Level.DISTRICT, Level.TAMBON)
    return [reverse("place", args=[each.code]) for level in levels for each in places_of_level(level, [""])]


def _offices() -> Sequence[str]:
    pages = [str(each.url) for each in all_standing_pages() if each.url]
    return [*(reverse("office_page", args=[each.code]) for each in public_offices()), *pages]


def _forums() -> Sequence[str]:
    showcases = [reverse("showcase", args=[each.pk]) for each in showcases_of(None)]
    return [*(reverse("forum", args=[each.code]) for each in forums()), *showcases]


def _datasets() -> Sequence[str]:
    return [reverse("dataset", args=[each.key]) for each in DATASETS]


SITEMAPS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "pages": PathSitemap(_standing),
    "articles": ArticleSitemap,
    "offices": PathSitemap(_offices),
    "places": PathSitemap(_places),
    "organisations": OrganisationSitemap,
    "forums": PathSitemap(_forums),
    "datasets": PathSitemap(_datasets),
}
"""A map of each kind: together they hold more addresses than one file may (50,000, says the protocol)."""
