"""The public search: a page of what was found, and what tells a browser how to search here."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.places.queries import path_of
from saiyai.portal.queries import search as asking

PAGE_SIZE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found: the first of each kind, or all of one kind page by page."""
    wanted = asking.wanted_of(request.GET)
    found = asking.Search(wanted)
    context = {
        "wanted": wanted,
        "found": found,
        "kinds": [(kind, name, found.counts[kind]) for kind, name in asking.kinds()],
        "years": asking.years(),
        "provinces": asking.provinces(),
        "path": path_of(wanted.place_code) if wanted.place_code else (),
    }
    if wanted.kind:
        page = Paginator(range(found.counts[wanted.kind]), PAGE_SIZE).get_page(request.GET.get("page"))
        start = max(page.start_index() - 1, 0)
        context |= {"page": page, "groups": [found.group(wanted.kind, start, PAGE_SIZE)]}
    else:
        context["groups"] = found.groups()
    response = render(request, "portal/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """Return what a browser needs to offer this search in its own box (OpenSearch 1.1)."""
    context = {
        "address": request.build_absolute_uri(reverse("search")),
        "self_address": request.build_absolute_uri(request.path),
        "name": _("Saiyai"),
    }
    return render(
        request,
        "portal/opensearch.xml",
        context,
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
