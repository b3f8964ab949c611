"""The portal's own pages; those of the CMS have their templates only."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from saiyai.audit import clock
from saiyai.portal import guided, origin
from saiyai.portal.exports import article_document, pdf_of
from saiyai.portal.queries import (
    articles_of,
    categories,
    feed_query,
    news_filter_of,
    published_article,
    years_of_news,
)
from saiyai.web.preferences import preferences_of

PAGE_SIZE = 20


def news(request: HttpRequest) -> HttpResponse:
    """List the published news, narrowed by category, place and Buddhist year."""
    wanted = news_filter_of(request.GET)
    context = {
        "wanted": wanted,
        "articles": Paginator(articles_of(wanted), PAGE_SIZE).get_page(request.GET.get("page")),
        "categories": categories(),
        "years": years_of_news(),
        "feed": f"?{query}" if (query := feed_query(wanted)) else "",
    }
    return render(request, "portal/news.html", context)


def origin_page(request: HttpRequest) -> HttpResponse:
    """Return the page that tells where Saiyai comes from."""
    return render(
        request, "portal/origin.html", {"sentences": origin.SENTENCES, "showcases": origin.SHOWCASES}
    )


def guided_path(request: HttpRequest) -> HttpResponse:
    """Return the guided path through the demonstration; nowhere else does it exist."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "portal/guided.html", {"walk": guided.walk()})


def article_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a published article as PDF, in the reader's language and digits."""
    article = published_article(slug)
    if article is None:
        raise Http404
    preferences = preferences_of(request)
    document = article_document(
        article,
        language="en" if preferences.language == "en" else "th",
        thai_digits=preferences.thai_digits,
        address=request.build_absolute_uri(article.url),
        made_on=clock.today(),
    )
    headers = {"Content-Disposition": f'inline; filename="{slug}.pdf"'}
    return HttpResponse(pdf_of(document), content_type="application/pdf", headers=headers)


def robots(request: HttpRequest) -> HttpResponse:
    """Tell visiting machines what is meant for them: all that is public, and where it is listed."""
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /accounts/",
        "Disallow: /find/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
