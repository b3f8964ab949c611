"""What can be asked of the public site."""

from saiyai.portal.models import ArticlePage, NewsIndexPage
from saiyai.web.offers import NewsItem

Article = ArticlePage
"""An article with its body."""


def latest_news(count: int) -> list[NewsItem]:
    """Return the newest articles as plain rows."""
    articles = ArticlePage.newest()[:count]
    return [NewsItem(title=each.title, url=each.url or "", on=each.published_on) for each in articles]


def news_index() -> NewsIndexPage | None:
    """Return the page that lists the news, None before the site has one."""
    index: NewsIndexPage | None = NewsIndexPage.objects.live().first()
    return index


def published_article(slug: str) -> Article | None:
    """Return the article of a slug that anybody may read, None where there is none."""
    article: Article | None = ArticlePage.newest().filter(slug=slug).select_related("office").first()
    return article
