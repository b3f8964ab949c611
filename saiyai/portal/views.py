"""The portal's own pages; those of the CMS have their templates only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from saiyai.audit import clock
from saiyai.portal import guided, origin
from saiyai.portal.exports import article_document, pdf_of
from saiyai.portal.queries import news_index, published_article
from saiyai.web.preferences import preferences_of


def news(request: HttpRequest) -> HttpResponseRedirect:  # noqa: ARG001 (a view)
    """Lead to the list of news, wherever the CMS keeps it."""
    index = news_index()
    return redirect(index.url if index is not None and index.url else "/")


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
