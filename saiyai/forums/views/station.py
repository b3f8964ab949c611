"""Stations: opened by whoever takes the post, a page that works without a network, and handing over what it noted."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.audit.command import note_security_event
from saiyai.forums import commands
from saiyai.forums.commands import Noted
from saiyai.forums.forms.station import StationNameForm
from saiyai.forums.queries import station as asked
from saiyai.forums.queries.forum import forum_of, title_of
from saiyai.forums.queries.stage import prefixes_of
from saiyai.forums.rules.arrivals import MOST_EVENTS, EventKind
from saiyai.forums.views.stage import crumbs_to, tried
from saiyai.kernel.refusal import Refusal
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request

MOST_BYTES = 2_000_000
LONGEST_TEXT = 200


def stations(request: HttpRequest, code: str) -> HttpResponse:
    """Show the stations of a forum and how to take a post, or open one."""
    found = forum_of(code)
    if found is None:
        raise Http404
    by, scope = person_of_request(request), scope_of_request(request)
    form = StationNameForm(request.POST or None)
    if form.is_bound and form.is_valid():
        opened: list[Any] = []
        name = form.cleaned_data["name"]
        if tried(form, lambda: opened.append(commands.open_station(forum=found, name=name, by=by))):
            messages.success(
                request, _("The station is open. Let the phone take the list before the network is gone.")
            )
            return redirect("forum_station", pk=opened[0].pk)
    context = {
        "crumbs": [*crumbs_to(found), (_("Check-in"), reverse("forum_desk", args=[code]))],
        "title": _("Stations without a network"),
        "forum": found,
        "forum_title": title_of(found),
        "stations": asked.stations_of(found, by.pk),
        "doubts": asked.doubts(found, prefixes_of(scope)),
        "counts": asked.head_counts(found, prefixes_of(scope)),
        "form": form,
    }
    return render(request, "forums/stations.html", context, status=400 if form.errors else 200)


def _station(request: HttpRequest, pk: int) -> asked.FoundStation:
    found = asked.station_seen(pk, person_of_request(request).pk)
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
def station(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the station's page: it holds no name, and is kept by the phone to be opened without a network."""
    found = _station(request, pk)
    return render(request, "forums/station.html", {"station": found, "title": found.name})


@never_cache
@require_safe
def phone_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the list over that the phone keeps encrypted: names and badges of those with a seat in the reader's areas."""
    found, by = _station(request, pk), person_of_request(request)
    prefixes = prefixes_of(scope_of_request(request))
    people = asked.list_for_phone(found.forum, prefixes)
    if "again" not in request.GET:
        note_security_event(
            "exported_people", by=by, form="station", place=found.forum.code, people=len(people)
        )
    return JsonResponse(
        {
            "station": found.name,
            "forum": title_of(found.forum),
            "last": asked.last_sequence(found),
            "token": get_token(request),
            "now": int(clock.now().timestamp() * 1_000),
            "people": [[p.badge, p.name, p.key, p.area, str(p.kind), p.came] for p in people],
            "quotas": asked.quotas_for_phone(found.forum, prefixes),
        },
        json_dumps_params={"ensure_ascii": False},
    )


@never_cache
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what a station noted, and answer which events are not taken and why; what is taken twice changes nothing."""
    found = _station(request, pk)
    told = _told(request)
    if told is None:
        return JsonResponse({"said": text_of(Refusal("station.not_readable"))}, status=400)
    events, device_ms = told
    try:
        merged = commands.merge_events(
            station=found, events=events, device_ms=device_ms, by=person_of_request(request)
        )
    except Refusal as refusal:
        return JsonResponse({"said": text_of(refusal)}, status=409)
    refused = [[sequence, text_of(refusal)] for sequence, refusal in merged.refused]
    return JsonResponse(
        {"known": merged.known, "refused": refused}, json_dumps_params={"ensure_ascii": False}
    )


def _told(request: HttpRequest) -> tuple[list[Noted], int] | None:
    """Return what a hand-over says, None where it cannot be read."""
    if len(request.body) > MOST_BYTES:
        return None
    try:
        told = json.loads(request.body)
        events = told["events"]
        if not isinstance(events, list) or len(events) > MOST_EVENTS:
            return None
        return [_noted(each) for each in events], _whole(told["now"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _noted(told: dict[str, Any]) -> Noted:
    return Noted(
        sequence=_whole(told["sequence"]),
        kind=EventKind(told["kind"]),
        badge=_text(told.get("badge", "")).strip().upper(),
        device_ms=_whole(told["at"]),
        of=_whole(told.get("of", 0)),
        name=_text(told.get("name", "")),
        quota=_whole(told.get("quota", 0)),
    )


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**53:
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or "\0" in value:
        raise TypeError
    return value
