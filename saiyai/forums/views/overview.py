"""A province's overview: filled by itself, finished by the note taker, one page to read and to print."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.forums import commands
from saiyai.forums.access import STAGE_KEEPERS, may_write_group
from saiyai.forums.exports.overview import overview_pdf
from saiyai.forums.forms.breakout import OverviewForm
from saiyai.forums.forms.forum import ReasonForm
from saiyai.forums.queries import breakout as asked
from saiyai.forums.queries.forum import title_of
from saiyai.forums.views.breakout import found_group, only_read
from saiyai.forums.views.stage import crumbs_to, form_page, tried
from saiyai.kernel.powers import NOBODY
from saiyai.web.preferences import preferences_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request


def _told(request: HttpRequest, found: asked.FoundGroup) -> dict[str, object]:
    """Return what an overview says; one that is not finished is found by those who keep stages alone."""
    if found.finished_at is None and not scope_of_request(request).has(*STAGE_KEEPERS):
        raise Http404
    return {
        "group": found,
        "title": asked.name_of_group(found),
        "forum_title": title_of(found.forum),
        "issues": asked.issues_of(found),
        "proposals": [each for each in asked.proposals_of(found) if each.state != "declined"],
        "showcases": asked.showcases_of(found),
        "panels": asked.evidence_at(found.place_code, NOBODY),
    }


@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a province's overview."""
    found = found_group(pk)
    context = _told(request, found) | {
        "crumbs": crumbs_to(found.forum),
        "writes": may_write_group(by=actor_of_request(request), group=found),
        "count": asked.count_of(found) if scope_of_request(request).has(*STAGE_KEEPERS) else None,
    }
    return render(request, "forums/overview.html", context)


@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a province's overview over as PDF."""
    told, preferences = _told(request, found_group(pk)), preferences_of(request)
    content = overview_pdf(
        told,
        language="en" if preferences.language == "en" else "th",
        made_on=clock.today(),
        live_url=request.build_absolute_uri(reverse("forum_overview", args=[pk])),
        sequence=present_sequence(),
        thai_digits=preferences.thai_digits,
    )
    headers = {"Content-Disposition": f'inline; filename="overview-{pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Finish a province's overview."""
    found, by = found_group(pk), person_of_request(request)
    if (back := only_read(request, found)) is not None:
        return back
    form = OverviewForm(request.POST or None, initial={"overview": found.overview})
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["overview"]
        if tried(form, lambda: commands.finish_overview(group=found, overview=words, by=by)):
            messages.success(request, _("The overview is finished; everybody may read it."))
            return redirect("forum_overview", pk=pk)
    crumbs = [*crumbs_to(found.forum), (asked.name_of_group(found), reverse("forum_group", args=[pk]))]
    return form_page(request, form, crumbs, title=_("Finish the overview"), button=_("Finish"))


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a finished overview again."""
    found, by = found_group(pk), person_of_request(request)
    if (back := only_read(request, found)) is not None:
        return back
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: commands.reopen_overview(group=found, reason=reason, by=by)):
            messages.success(request, _("The overview is open again."))
            return redirect("forum_group", pk=pk)
    crumbs = [*crumbs_to(found.forum), (asked.name_of_group(found), reverse("forum_group", args=[pk]))]
    return form_page(request, form, crumbs, title=_("Open the overview again"), button=_("Open again"))
