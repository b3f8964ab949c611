"""The reader's own organisations, with what waits at each and the way to do it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.network.messages.mine import waiting_text
from saiyai.network.queries import mine as own
from saiyai.network.queries.mine import MineRow, Waits
from saiyai.network.views.doors import crumbs
from saiyai.web.components import Shade
from saiyai.web.routes import scope_of_request

NEAR_SHOWN = 50
SHADES: dict[Waits, Shade] = {Waits.REPORT_LATE: "bad"}
PAGES = {
    Waits.REPORT_LATE: "standing_report",
    Waits.REPORT_DUE: "standing_report",
    Waits.PAPERS: "application",
    Waits.RETURNED: "application",
}
PARTS = {Waits.PAPERS: "#papers", Waits.ROLE_ENDS: "#people"}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the organisations in which the reader holds a role, which they registered, or that lie in their area and wait."""
    scope, today = scope_of_request(request), clock.today()
    rows = own.mine(scope, today)
    count, nearby = own.near(scope, today)
    known = {each.row.pk for each in rows}
    nearby = [each for each in nearby if each.row.pk not in known]
    context = {
        "title": _("My organisations"),
        "crumbs": crumbs(),
        "held": [_shown(scope, each) for each in rows if each.roles],
        "registered": [_shown(scope, each) for each in rows if not each.roles],
        "near": [_shown(scope, each) for each in nearby[:NEAR_SHOWN]],
        "more": max(0, len(nearby) - NEAR_SHOWN),
        "near_count": count,
    }
    return render(request, "network/mine.html", context)


def _shown(scope: Any, each: MineRow) -> dict[str, Any]:
    return {
        "row": each.row,
        "roles": each.roles,
        "opens": each.opens,
        "waiting": [
            {
                "text": waiting_text(one),
                "shade": SHADES.get(one.what, "warn"),
                "url": _address(each, one) if each.opens else "",
                "acts": own.may_act(scope, each.row.place_code, one.what),
                "until": one.until,
            }
            for one in each.waiting
        ],
    }


def _address(each: MineRow, one: own.Waiting) -> str:
    page, number = PAGES.get(one.what, "organisation"), one.pk
    if page == "organisation":
        number = each.row.pk
    return reverse(page, args=[number]) + PARTS.get(one.what, "")
