"""The portal's own pages; those of the CMS have their templates only."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.portal import guided, origin
from saiyai.portal.queries import (
    articles_of,
    categories,
    feed_query,
    news_filter_of,
    years_of_news,
)
from saiyai.web.refusals import answer
from saiyai.web.routes import policy_of_name, scope_of_request

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
    scope = scope_of_request(request)
    sentences = [
        (each, bool(each.answer) and not policy_of_name(each.answer).admits(scope))
        for each in origin.SENTENCES
    ]
    return render(request, "portal/origin.html", {"sentences": sentences, "showcases": origin.SHOWCASES})


def guided_path(request: HttpRequest) -> HttpResponse:
    """Return the guided path through the demonstration; nowhere else does it exist."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "portal/guided.html", {"walk": guided.walk()})


def robots(request: HttpRequest) -> HttpResponse:
    """Tell visiting machines what is meant for them: all that is public, and where it is listed."""
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /accounts/",
        "Disallow: /find/",
        "Disallow: /search/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def editors_door(request: HttpRequest) -> HttpResponse:
    """Lead a visitor of the editor to the sign-in, and tell somebody signed in that it is not open to them."""
    if not scope_of_request(request).is_signed_in:
        return redirect_to_login(request.GET.get("next", "/"), reverse("account_login"))
    sentence = _("The editor is open to those who write the pages of this site, and you are not one of them.")
    return answer(request, status=403, sentence=sentence, code="not_an_editor")
