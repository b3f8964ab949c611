"""The portal's own pages; those of the CMS have their templates only."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from saiyai.portal import origin
from saiyai.portal.queries import news_index


def news(request: HttpRequest) -> HttpResponseRedirect:  # noqa: ARG001 (a view)
    """Lead to the list of news, wherever the CMS keeps it."""
    index = news_index()
    return redirect(index.url if index is not None and index.url else "/")


def origin_page(request: HttpRequest) -> HttpResponse:
    """Return the page that tells where Saiyai comes from."""
    return render(
        request, "portal/origin.html", {"sentences": origin.SENTENCES, "showcases": origin.SHOWCASES}
    )
