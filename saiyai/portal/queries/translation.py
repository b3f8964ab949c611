"""What can be asked of an article's two languages: which article is told in the other one, and where."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from saiyai.portal.models import ArticlePage, Newsroom
from saiyai.portal.queries import Article, published_article
from saiyai.web.routes import address_of


def english_version_of(article: Article) -> Article | None:
    """Return the English version of an article, published or not; None where nobody began any."""
    version: Article | None = (
        ArticlePage.objects.filter(translation_key=article.translation_key).exclude(pk=article.pk).first()
    )
    return version


def twin_address(path: str, language: str) -> str:
    """Return the path of the article at a path in a language, "" where it is no article, or not told in it."""
    news = address_of("news")
    slug, slash, rest = urlsplit(path).path.removeprefix(news).partition("/")
    if not path.startswith(news) or not slug or not slash or rest:
        return ""
    article = published_article(slug)
    if article is None or article.language == language:
        return ""
    twin = article.twin()
    return f"{news}{twin.slug}/" if twin else ""


def addresses_by_language(articles: Iterable[Article]) -> dict[object, dict[str, str]]:
    """Return, for each article told in two languages, its paths by language; the key is what both versions share."""
    rows = ArticlePage.newest().filter(translation_key__in=[each.translation_key for each in articles])
    told: dict[object, dict[str, str]] = {}
    for key, slug, language in rows.values_list("translation_key", "slug", "locale__language_code"):
        told.setdefault(key, {})[language] = f"{address_of('news')}{slug}/"
    return {key: paths for key, paths in told.items() if len(paths) > 1}


def is_written_at_desk_of(article: Article, user_pk: int | None) -> bool:
    """Tell whether somebody writes or releases the news of the newsroom in which an article lies."""
    return Newsroom.of_desk(user_pk).filter(page_id=article.get_parent().pk).exists()
