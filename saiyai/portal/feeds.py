"""Feeds of the news, for readers and other sites: RSS and Atom, of all articles, of a category or of a place."""

from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from saiyai.audit.clock import BANGKOK
from saiyai.portal.opendata.state import Published, published
from saiyai.portal.queries import Article, NewsFilter, articles_of, news_filter_of

LONGEST_FEED = 30


class RssFeed(Feed):  # type: ignore[type-arg]
    """The newest articles as RSS 2.0, narrowed as the news list is."""

    link = "/news/"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the feed, in the language that its address asks for."""
        with translation.override(news_filter_of(request.GET).language or translation.get_language()):
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> NewsFilter:
        """Return what the address narrows the feed to."""
        return news_filter_of(request.GET)

    def title(self, wanted: NewsFilter) -> str:
        """Return the feed's title."""
        parts = [_("News"), str(wanted.category_name), wanted.place_code]
        return " · ".join(["สายใย", *(part for part in parts if part)])

    def description(self, wanted: NewsFilter) -> str:  # noqa: ARG002 (Django's signature)
        """Return what the feed holds."""
        return _("What the network publishes, newest first.")

    def items(self, wanted: NewsFilter) -> list[Article]:
        """Return the newest articles that fit."""
        return list(articles_of(wanted).select_related("office")[:LONGEST_FEED])

    def item_title(self, item: Article) -> str:  # type: ignore[override]
        """Return an article's title."""
        return str(item.title)

    def item_description(self, item: Article) -> str:  # type: ignore[override]
        """Return an article's summary."""
        return str(item.summary)

    def item_link(self, item: Article) -> str:
        """Return an article's address."""
        return str(item.url)

    def item_guid(self, item: Article) -> str:
        """Return what names the article for ever, whatever its address becomes."""
        return f"urn:uuid:{item.translation_key}" + ("#en" if item.is_english else "")

    item_guid_is_permalink = False

    def item_pubdate(self, item: Article) -> datetime:
        """Return the instant of publishing: the article's day in Thailand."""
        return datetime.combine(item.published_on, time(), tzinfo=BANGKOK)

    def item_updateddate(self, item: Article) -> datetime:
        """Return when the article was last published."""
        return item.last_published_at or self.item_pubdate(item)

    def item_author_name(self, item: Article) -> str:
        """Return the byline."""
        return str(item.byline)

    def item_categories(self, item: Article) -> list[str]:
        """Return the article's category."""
        return [str(item.get_category_display())]


class AtomFeed(RssFeed):
    """The same as Atom 1.0."""

    feed_type = Atom1Feed
    subtitle = RssFeed.description


class DataFeed(Feed):  # type: ignore[type-arg]
    """The datasets as Atom 1.0, the latest changed first: whoever follows it learns when to take which anew."""

    feed_type = Atom1Feed
    link = "/data/"

    def title(self) -> str:
        """Return the feed's title."""
        return "สายใย · " + _("Open data")

    def subtitle(self) -> str:
        """Return what the feed holds."""
        return _("The datasets, the latest changed first.")

    def items(self) -> list[Published]:
        """Return the datasets that have been changed at all."""
        known = [each for each in published() if each.changed_at]
        return sorted(known, key=lambda each: each.entry, reverse=True)

    def item_title(self, item: Published) -> str:  # type: ignore[override]
        """Return a dataset's title."""
        return str(item.dataset.title)

    def item_description(self, item: Published) -> str:  # type: ignore[override]
        """Return what a dataset is."""
        return str(item.dataset.about)

    def item_link(self, item: Published) -> str:
        """Return a dataset's address."""
        return reverse("dataset", args=[item.key])

    def item_guid(self, item: Published) -> str:
        """Return what names a dataset in this version: a reader shows each change once."""
        return f"{reverse('dataset', args=[item.key])}#{item.version}"

    def item_updateddate(self, item: Published) -> datetime | None:
        """Return when a dataset was last changed."""
        return item.changed_at
