"""The addresses of the site before this one: each leads to what it meant, however it is written."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from saiyai.portal.moving.addresses import Meant, meant_by_query, meant_by_steps
from saiyai.portal.queries.moving import article_moved_from, category_moved_from


@require_safe
def by_query(request: HttpRequest, steps: str = "") -> HttpResponse:
    """Lead from `index.php?…`, or from the steps behind it, to the article or list that it meant."""
    asked = request.GET.dict()
    meant = (meant_by_steps(steps) if steps else None) or meant_by_query(asked)
    if meant is None and not steps:
        meant = None if asked.get("option") else Meant("news")
    address = _address(meant) if meant else ""
    if not address:
        raise Http404
    return HttpResponsePermanentRedirect(address)


def _address(meant: Meant) -> str:
    """Return the path of what an old address meant, "" where nobody may see it here."""
    if meant.kind == "article":
        return _address_of_article(meant)
    name = "news_rss" if meant.form == "feed" else "news"
    if meant.kind == "news":
        return reverse(name)
    category = category_moved_from(meant.number)
    return f"{reverse(name)}?category={category}" if category else ""


def _address_of_article(meant: Meant) -> str:
    article = article_moved_from(meant.number)
    if article is None:
        return ""
    match meant.form:
        case "pdf":
            return reverse("article_pdf", args=[article.slug])
        case "mail":
            return reverse("article_send", args=[article.slug])
        case _:
            return article.url or ""
