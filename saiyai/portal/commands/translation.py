"""Telling an article in English too: its English version is a page of its own, written and released as all news are."""

from wagtail.models import Locale

from saiyai.accounts.models import User
from saiyai.audit.command import command, name_subject
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.portal import access
from saiyai.portal.models import ENGLISH, ArticlePage


@command("portal.article.begin_english", allows=access.may_begin_english)
def begin_english_version(*, article: ArticlePage, by: Actor) -> ArticlePage:
    """Lay a draft beside a published Thai article that holds its text, to be told in English, and return the draft.

    Raises Refusal where the article is not published, is English itself, or has its English version already.
    """
    locked = ArticlePage.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if not ArticlePage.newest().filter(pk=locked.pk).exists():
        raise Refusal("article.not_published")
    if locked.language == ENGLISH:
        raise Refusal("english.is_english")
    if locked.get_translations().exists():
        raise Refusal("english.begun_already")
    draft = lay_english_draft(locked, user=by if isinstance(by, User) else None)
    name_subject(f"cms.articlepage:{locked.pk}")
    name_subject(f"cms.articlepage:{draft.pk}")
    return draft


def lay_english_draft(article: ArticlePage, *, user: User | None) -> ArticlePage:
    """Return a draft beside an article with its text, bound to it as its English version; a line of the CMS's log."""
    english, _made = Locale.objects.get_or_create(language_code=ENGLISH)
    draft: ArticlePage = article.copy(
        update_attrs={
            "locale": english,
            "slug": article.slug_of_version(ENGLISH),
            "go_live_at": None,
            "expire_at": None,
        },
        copy_revisions=False,
        keep_live=False,
        reset_translation_key=False,
        user=user,
        log_action="wagtail.copy_for_translation",
    )
    return draft


def take_english_version_off(article_pk: int, *, user: User | None) -> None:
    """Take the English version of an article off the site together with the article: no command, a part of that act."""
    article = ArticlePage.objects.filter(pk=article_pk).first()
    if article is None or article.language == ENGLISH:
        return
    for version in article.get_translations().live().specific():
        version.unpublish(user=user)
