"""The site map: the published pages of the CMS, and the public pages of places, organisations and forums."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from saiyai.accounts.queries.public import public_offices
from saiyai.forums.queries import forums
from saiyai.places.models import Level
from saiyai.places.queries.tree import places_of_level
from saiyai.portal.queries import Article, NewsFilter, articles_of
from saiyai.web.offers import DATASETS


class ArticleSitemap(Sitemap[Any]):
    """The published articles."""

    def items(self) -> Any:
        """Return the articles."""
        return articles_of(NewsFilter())

    def lastmod(self, item: Article) -> datetime | None:
        """Return when an article was last published."""
        published: datetime | None = item.last_published_at
        return published

    def location(self, item: Article) -> str:
        """Return an article's path."""
        return str(item.url)


class PageSitemap(Sitemap[str]):
    """The pages of places down to the district, of forums, and those that stand alone."""

    def items(self) -> Sequence[str]:
        """Return the paths."""
        places = [*places_of_level(Level.PROVINCE, [""]), *places_of_level(Level.DISTRICT, [""])]
        return [
            *(
                reverse(name)
                for name in (
                    "news",
                    "places",
                    "organisations",
                    "forums",
                    "office_pages",
                    "data",
                    "origin",
                    "record",
                )
            ),
            *(reverse("dataset", args=[each.key]) for each in DATASETS),
            *(reverse(name) for name in ("accessibility", "privacy", "cookies", "licence")),
            *(reverse("office_page", args=[each.code]) for each in public_offices()),
            *(reverse("place", args=[each.code]) for each in places),
            *(reverse("forum", args=[each.code]) for each in forums()),
        ]

    def location(self, item: str) -> str:
        """Return the path."""
        return item


SITEMAPS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {"articles": ArticleSitemap, "pages": PageSitemap}
