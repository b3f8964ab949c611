"""The desk of a forum: who came, the slip that is handed over, and taking a mistake back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from saiyai.forums import commands
from saiyai.forums.access import may_change_registration
from saiyai.forums.forms.forum import ReasonForm
from saiyai.forums.forms.vote import StationForm
from saiyai.forums.queries import ballot as box
from saiyai.forums.queries.forum import forum_of, title_of
from saiyai.forums.queries.registration import FoundRegistration, registration_seen
from saiyai.forums.queries.stage import prefixes_of
from saiyai.forums.views.stage import crumbs_to, form_page, tried
from saiyai.kernel.refusal import Refusal
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request

STATION = "forum_station"


@require_safe
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """Show those who are to come, to find them by name or badge and check them in."""
    forum = forum_of(code)
    if forum is None:
        raise Http404
    prefixes = prefixes_of(scope_of_request(request))
    form = StationForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    came, seated = box.present_count(forum.pk, prefixes)
    context = {
        "crumbs": crumbs_to(forum),
        "title": _("Check-in"),
        "forum": forum,
        "forum_title": title_of(forum),
        "words": words,
        "rows": box.desk_rows(forum.pk, words, prefixes),
        "came": came,
        "seated": seated,
        "station": request.session.get(STATION, ""),
    }
    return render(request, "forums/desk.html", context)


def _registration(request: HttpRequest, pk: int) -> FoundRegistration:
    found = registration_seen(pk, scope_of_request(request))
    if found is None or not may_change_registration(by=actor_of_request(request), registration=found):
        raise Http404
    return found


@never_cache
@require_POST
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a participant in, and show the six digits to hand over."""
    found = _registration(request, pk)
    station = request.POST.get("station", "").strip()[:60]
    if station:
        request.session[STATION] = station
    try:
        _came, slip = commands.check_in(registration=found, station=station, by=person_of_request(request))
    except Refusal as refusal:
        messages.error(request, text_of(refusal))
        return redirect("forum_desk", code=found.quota.forum.code)
    return _slip_page(request, found, slip)


@never_cache
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Show new digits for a participant who lost theirs."""
    found = _registration(request, pk)
    try:
        slip = commands.renew_slip(registration=found, by=person_of_request(request))
    except Refusal as refusal:
        messages.error(request, text_of(refusal))
        return redirect("forum_desk", code=found.quota.forum.code)
    return _slip_page(request, found, slip)


def _slip_page(request: HttpRequest, found: FoundRegistration, slip: str) -> HttpResponse:
    forum = found.quota.forum
    context = {
        "crumbs": [*crumbs_to(forum), (_("Check-in"), reverse("forum_desk", args=[forum.code]))],
        "title": _("Slip to hand over"),
        "registration": found,
        "slip": f"{slip[:3]} {slip[3:]}",
        "forum": forum,
    }
    return render(request, "forums/slip.html", context)


def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mistaken check-in back."""
    found = box.check_in_seen(pk, prefixes_of(scope_of_request(request)))
    if found is None:
        raise Http404
    forum = found.registration.quota.forum
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason, by = form.cleaned_data["reason"], person_of_request(request)
        if tried(form, lambda: commands.undo_check_in(check_in=found, reason=reason, by=by)):
            messages.success(request, _("The check-in is taken back."))
            return redirect("forum_desk", code=forum.code)
    crumbs = [*crumbs_to(forum), (_("Check-in"), reverse("forum_desk", args=[forum.code]))]
    title = _("Take a check-in back")
    return form_page(request, form, crumbs, title=title, lead=found.registration.name, button=_("Take back"))
