"""What can be asked of what came from the site before this one."""

from saiyai.portal.models import ArticlePage, MovedArticle, MovedCategory


def article_moved_from(number: int) -> ArticlePage | None:
    """Return the article that everybody may read of a number of the former site, None where there is none."""
    article: ArticlePage | None = ArticlePage.newest().filter(moved__old_id=number).first()
    return article


def category_moved_from(number: int) -> str:
    """Return our category of one of the former site's, "" where none was moved under the number."""
    found = MovedCategory.objects.filter(old_id=number).values_list("category", flat=True).first()
    return found or ""


def digests_moved() -> dict[int, str]:
    """Return the digests of all moved articles by their former numbers."""
    return dict(MovedArticle.objects.values_list("old_id", "digest"))


def slugs_taken() -> dict[str, int]:
    """Return the last steps of the articles' addresses, with the former numbers of those that were moved, 0 of others."""
    rows = ArticlePage.objects.values_list("slug", "moved__old_id")
    return {slug: number or 0 for slug, number in rows}
