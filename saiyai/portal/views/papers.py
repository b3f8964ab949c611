"""The list of published files."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saiyai.portal.queries import categories
from saiyai.portal.queries.papers import KINDS, all_papers, offices_of, paper_filter_of, papers_of, years_of

PAGE_SIZE = 20


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """List the published files, narrowed by words, office, kind, category and Buddhist year."""
    wanted = paper_filter_of(request.GET)
    every = all_papers()
    context = {
        "wanted": wanted,
        "papers": Paginator(papers_of(wanted), PAGE_SIZE).get_page(request.GET.get("page")),
        "offices": offices_of(every),
        "years": years_of(every),
        "kinds": KINDS,
        "categories": categories(),
    }
    return render(request, "portal/papers.html", context)
