"""The page on which a province's group works: its people, minutes, issues, choice and proposed links."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saiyai.forums import commands
from saiyai.forums.access import may_write_group
from saiyai.forums.forms.breakout import IssueForm, MinutesForm, PeopleForm, ProposalForm
from saiyai.forums.queries import breakout as asked
from saiyai.forums.queries.forum import title_of
from saiyai.forums.queries.stage import prefixes_of
from saiyai.forums.views.stage import crumbs_to, form_page, tried
from saiyai.kernel.refusal import Conflict, Denied, Refusal
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request


def found_group(pk: int) -> asked.FoundGroup:
    """Return a group, or find nothing."""
    found = asked.group_of(pk)
    if found is None:
        raise Http404
    return found


def written_group(request: HttpRequest, pk: int) -> asked.FoundGroup:
    """Return a group for which the reader writes, or find nothing."""
    found = found_group(pk)
    if not may_write_group(by=actor_of_request(request), group=found):
        raise Http404
    return found


def only_read(request: HttpRequest, found: asked.FoundGroup) -> HttpResponse | None:
    """Return the way back to a group's page for who reads it and does not write for it, None for who does.

    What they send is found nowhere.
    """
    if may_write_group(by=actor_of_request(request), group=found):
        return None
    if request.method == "POST":
        raise Http404
    messages.info(request, _("A group is written by those who work in its province."))
    return redirect("forum_group", pk=found.pk)


def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a group's page."""
    return _group_page(request, found_group(pk))


def _group_page(
    request: HttpRequest,
    found: asked.FoundGroup,
    failed: dict[str, forms.Form] | None = None,
    theirs: str | None = None,
) -> HttpResponse:
    scope, failed = scope_of_request(request), failed or {}
    writes = may_write_group(by=actor_of_request(request), group=found)
    is_open = writes and found.finished_at is None
    minutes = {"text": found.minutes, "based_on": found.minutes_version}
    context = {
        "crumbs": crumbs_to(found.forum),
        "title": asked.name_of_group(found),
        "forum_title": title_of(found.forum),
        "group": found,
        "writes": writes,
        "is_open": is_open,
        "count": asked.count_of(found),
        "members": asked.members_present(found, prefixes_of(scope)),
        "issues": asked.issues_of(found),
        "proposals": asked.proposals_of(found),
        "evidence": asked.evidence_at(found.place_code, scope),
        "people": failed.get("people")
        or PeopleForm(initial={"facilitator": found.facilitator, "note_taker": found.note_taker}),
        "minutes": failed.get("minutes") or MinutesForm(initial=minutes, auto_id="minutes_%s"),
        "theirs": theirs,
        "issue": failed.get("issue") or IssueForm(auto_id="issue_%s"),
        "proposal": failed.get("proposal") or ProposalForm(area=found.place_code, scope=scope),
        "subject_key": found.subject_key,
    }
    status = 409 if theirs is not None else 400 if failed else 200
    return render(request, "forums/group.html", context, status=status)


@require_POST
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who leads a group and who writes for it."""
    found, form = written_group(request, pk), PeopleForm(request.POST)
    if not form.is_valid():
        return _group_page(request, found, {"people": form})
    commands.name_group_people(group=found, **form.cleaned_data, by=person_of_request(request))
    messages.success(request, _("Saved."))
    return redirect("forum_group", pk=pk)


@require_POST
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a group's minutes; where another hand was quicker, show both and overwrite nothing."""
    found, by = written_group(request, pk), person_of_request(request)
    wants_json = "application/json" in request.headers.get("Accept", "")
    form = MinutesForm(request.POST, auto_id="minutes_%s")
    if not form.is_valid():
        said = " ".join(str(each) for errors in form.errors.values() for each in errors)
        return (
            JsonResponse({"said": said}, status=400)
            if wants_json
            else _group_page(request, found, {"minutes": form})
        )
    try:
        saved = commands.save_minutes(
            group=found, text=form.cleaned_data["text"], based_on=form.cleaned_data["based_on"], by=by
        )
    except Conflict as refusal:
        present = found_group(pk)
        told = {"version": present.minutes_version, "text": present.minutes, "said": text_of(refusal)}
        if wants_json:
            return JsonResponse(told, status=409)
        again = {"text": form.cleaned_data["text"], "based_on": present.minutes_version}
        mine = MinutesForm(initial=again, auto_id="minutes_%s")
        return _group_page(request, present, {"minutes": mine}, theirs=present.minutes)
    if wants_json:
        return JsonResponse({"version": saved.minutes_version})
    messages.success(request, _("The minutes are saved."))
    return redirect("forum_group", pk=pk)


@require_POST
def raise_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Raise an issue in a group."""
    found, form, by = (
        written_group(request, pk),
        IssueForm(request.POST, auto_id="issue_%s"),
        person_of_request(request),
    )
    if form.is_valid() and tried(
        form, lambda: commands.raise_issue(group=found, raised=form.raised(), by=by)
    ):
        messages.success(request, _("The issue is raised."))
        return redirect(f"{reverse('forum_group', args=[pk])}#issues")
    return _group_page(request, found, {"issue": form})


def _issue(pk: int) -> asked.FoundIssue:
    found = asked.issue_of(pk)
    if found is None:
        raise Http404
    return found


def change_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an issue says."""
    found, by = _issue(pk), person_of_request(request)
    if (back := only_read(request, found.group)) is not None:
        return back
    known = {name: getattr(found, name) for name in ("title", "what", "why", "field", "places")}
    form = IssueForm(request.POST or None, initial=known)
    if (
        form.is_bound
        and form.is_valid()
        and tried(form, lambda: commands.change_issue(issue=found, raised=form.raised(), by=by))
    ):
        messages.success(request, _("The issue is changed."))
        return redirect("forum_group", pk=found.group_id)
    group_address = reverse("forum_group", args=[found.group_id])
    crumbs = [*crumbs_to(found.group.forum), (asked.name_of_group(found.group), group_address)]
    return form_page(request, form, crumbs, title=_("Change an issue"), button=_("Save"))


@require_POST
def choose_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an issue the group's choice."""
    found = _issue(pk)
    group = written_group(request, found.group_id)
    commands.choose_issue(group=group, issue=found, by=person_of_request(request))
    messages.success(request, _("This is the group's choice now."))
    return redirect("forum_group", pk=found.group_id)


@require_POST
def remove_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an issue off a group's list."""
    found = _issue(pk)
    written_group(request, found.group_id)
    commands.remove_issue(issue=found, by=person_of_request(request))
    messages.success(request, _("The issue is off the list."))
    return redirect("forum_group", pk=found.group_id)


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose that two organisations work together."""
    found, by = written_group(request, pk), person_of_request(request)
    form = ProposalForm(request.POST, area=found.place_code, scope=scope_of_request(request))
    if form.is_valid():
        filled = form.cleaned_data
        source, target = (asked.organisation_at(filled[each]) for each in ("source", "target"))
        if tried(
            form,
            lambda: commands.propose_link(
                group=found, source=source, target=target, kind=filled["kind"], why=filled["why"], by=by
            ),
        ):
            messages.success(request, _("The link is proposed."))
            return redirect(f"{reverse('forum_group', args=[pk])}#links")
    return _group_page(request, found, {"proposal": form})


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a proposed link, so that the network holds it to be confirmed with the forum as evidence; or decline it."""
    found, by = asked.proposal_of(pk), person_of_request(request)
    if found is None or not may_write_group(by=actor_of_request(request), group=found.group):
        raise Http404
    is_accepted = request.POST.get("decision") == "accept"
    try:
        if is_accepted:
            commands.accept_link(
                proposal=found, source=found.source, target=found.target, evidence=_evidence(found), by=by
            )
        else:
            commands.decline_link(proposal=found, by=by)
    except Refusal as refusal:
        messages.error(request, text_of(refusal))
    except Denied:
        messages.error(request, _("You may not note links for “%(name)s”.") % {"name": found.source.name_th})
    else:
        said = _("The network holds the link; its two ends confirm it.") if is_accepted else _("Declined.")
        messages.success(request, said)
    return redirect(f"{reverse('forum_group', args=[found.group_id])}#links")


def _evidence(found: asked.FoundProposal) -> str:
    said = {"forum": found.group.forum.title_th, "why": found.why}
    return (_("Proposed at the forum “%(forum)s”. %(why)s") % said).strip()
