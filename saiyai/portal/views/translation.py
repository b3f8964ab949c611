"""Beginning the English version of an article."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from saiyai.portal.commands.translation import begin_english_version
from saiyai.portal.queries import Article, published_article
from saiyai.portal.queries.translation import english_version_of, is_written_at_desk_of
from saiyai.web.routes import actor_of_request


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether an article is to be told in English, and lay its draft; lead to the draft that is there already."""
    article = _article(request, slug)
    version = english_version_of(article)
    if request.method == "POST" and version is None:
        version = begin_english_version(article=article, by=actor_of_request(request))
    if version is not None:
        return redirect(reverse("wagtailadmin_pages:edit", args=[version.pk]))
    context = {"article": article, "trail": [(_("News"), reverse("news")), (article.title, article.url)]}
    return render(request, "portal/english.html", context)


def _article(request: HttpRequest, slug: str) -> Article:
    """Return a published Thai article of a newsroom for which the reader writes or releases."""
    found = published_article(slug)
    if found is None or found.is_english or not is_written_at_desk_of(found, actor_of_request(request).pk):
        raise Http404
    return found
