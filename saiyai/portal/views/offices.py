"""The public pages of offices: the list, each office, writing to it."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from saiyai.accounts.messages import KINDS
from saiyai.accounts.queries.public import PublicOffice, people_shown, public_office
from saiyai.accounts.throttle import Limit, Taking, take
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.portal import commands, offices
from saiyai.portal.exports import office_as_data
from saiyai.portal.forms import WriteForm
from saiyai.portal.queries import NewsFilter, articles_of
from saiyai.portal.queries.offices import standing_page, standing_pages
from saiyai.portal.queries.papers import PaperFilter, papers_of
from saiyai.web.refusals import text_of, too_many
from saiyai.web.routes import actor_of_request

NEWS_SHOWN = 8
WRITE_FROM = Limit("office address", 5, 600_000)
WRITE_TO = Limit("office mailbox", 60, 60_000)
WRITE_ALL = Limit("office", 240, 10_000)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """List the offices of today by kind, those that a typed word fits."""
    query = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    groups = offices.groups_of(query)
    count = sum(len(rows) for _kind, rows in groups)
    return render(request, "portal/offices.html", {"query": query, "groups": groups, "count": count})


@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """Show an office: who it is, how it is reached, whom it serves, its people, its news and papers."""
    found = _office(code)
    address = request.build_absolute_uri(reverse("office_page", args=[code]))
    news = articles_of(NewsFilter(office_code=code))
    context = {
        "office": found,
        "kind": KINDS[found.kind],
        "people": people_shown(found.pk),
        "map": offices.coverage_map(found),
        "areas": offices.areas_of(found),
        "news": news[:NEWS_SHOWN],
        "papers": papers_of(PaperFilter(office_code=code))[:NEWS_SHOWN],
        "pages": standing_pages(code),
        "below": offices.below(code),
        "address": address,
        "data": office_as_data(found, address=address),
        "trail": [(_("Offices"), reverse("office_pages"))],
    }
    return render(request, "portal/office.html", context)


@require_safe
def standing(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Show a page that an office says of itself."""
    _office(code)
    found = standing_page(code, slug)
    if found is None:
        raise Http404
    answer: HttpResponse = found.serve(request)
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what is to be said to an office, and send it there; nothing of it is kept once it is sent."""
    found = _office(code)
    if not found.email:
        raise Http404
    form = WriteForm(request.POST if request.method == "POST" else None, of=code)
    context: dict[str, Any] = {
        "office": found,
        "form": form,
        "trail": [(_("Offices"), reverse("office_pages")), (found.name, reverse("office_page", args=[code]))],
    }
    if form.is_bound and form.is_valid():
        if not take(_takings(request, code)):
            return too_many(request)
        try:
            receipt = commands.write_to_office(office=code, letter=form.letter, by=actor_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            return render(request, "portal/written.html", context | {"receipt": receipt})
    return render(request, "portal/write.html", context, status=400 if form.errors else 200)


def _takings(request: HttpRequest, code: str) -> list[Taking]:
    address = str(get_adapter(request).get_client_ip(request))
    return [Taking(WRITE_FROM, address), Taking(WRITE_TO, code), Taking(WRITE_ALL, "")]


def _office(code: str) -> PublicOffice:
    found = public_office(code)
    if found is None:
        raise Http404
    return found
