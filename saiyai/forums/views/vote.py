"""Voting on a phone without an account, the desk that hands papers over, and typing papers in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from saiyai.accounts.throttle import Limit, Taking, give_back, take
from saiyai.audit import clock
from saiyai.forums import commands
from saiyai.forums.access import STAGE_KEEPERS
from saiyai.forums.forms.vote import BallotForm, PaperForm, SlipForm, StationForm
from saiyai.forums.queries import ballot as box
from saiyai.forums.queries import stage as asked
from saiyai.forums.queries.forum import title_of
from saiyai.forums.rules.stage import Way, refusal_of_voting
from saiyai.forums.views.stage import crumbs_to, form_page, found_stage, kept_stage, tried
from saiyai.kernel.refusal import Refusal
from saiyai.web.refusals import text_of
from saiyai.web.routes import Visitor, actor_of_request, person_of_request, scope_of_request

GUESSES = Limit("ballot badge", 6, 20_000)
"""Tries of one badge's slip; a right one gives its try back, so that a hall behind one address is never slowed."""


@never_cache
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for badge and slip, show the ballot, and take it: each step is a form that works without a script."""
    found = found_stage(pk)
    if not found.decided.is_vote:
        raise Http404
    shut = refusal_of_voting(found.phase, found.opens_at, found.closes_at, clock.now())
    if shut is not None:
        return _page(request, found, {"shut": text_of(shut)})
    slip = SlipForm(
        request.POST if request.method == "POST" else None, initial={"badge": request.GET.get("badge", "")}
    )
    if not slip.is_bound or not slip.is_valid():
        return _page(request, found, {"form": slip})
    voter = _voter(found, slip)
    if voter is None:
        return _page(request, found, {"form": slip})
    entries = box.ballot_lines(found)
    sent = request.POST if "cast" in request.POST else None
    form = BallotForm(sent, terms=found.decided, entries=entries)
    tracker = _cast(form, voter, slip.cleaned_data["slip"]) if form.is_bound and form.is_valid() else None
    if tracker is None:
        return _page(
            request, found, {"ballot": form, "known": slip.cleaned_data, "name": voter.registration.name}
        )
    return _page(request, found, {"tracker": tracker, "is_cast": True, "is_secret": found.decided.is_secret})


def _page(request: HttpRequest, found: asked.FoundStage, told: dict[str, object]) -> HttpResponse:
    form = told.get("form") or told.get("ballot")
    context = {
        "crumbs": crumbs_to(found.forum, found),
        "title": _("Vote"),
        "stage": found,
        "stage_name": asked.name_of_stage(found),
        "forum_title": title_of(found.forum),
        "ranks": found.way == Way.SCHULZE,
        "most": min(found.decided.most, found.entries.count()),
        **told,
    }
    status = 400 if form is not None and getattr(form, "errors", None) else 200
    return render(request, "forums/vote.html", context, status=status)


def _voter(found: asked.FoundStage, slip: SlipForm) -> box.FoundVoter | None:
    """Return whom badge and slip name, or None with the reason on the form; wrong ones use up the badge's tries."""
    badge, digits = slip.cleaned_data["badge"], slip.cleaned_data["slip"]
    takings = [Taking(GUESSES, f"{found.forum_id}|{badge}")]
    if not take(takings):
        slip.add_error(None, text_of(Refusal("ballot.too_many_tries")))
        return None
    voter = box.voter_with(found, badge)
    if voter is not None and box.is_slip_of(voter.registration_id, digits):
        give_back(takings)
        if voter.way:
            slip.add_error(None, text_of(Refusal("ballot.cast_already")))
            return None
        return voter
    code = "ballot.not_on_roll" if voter is None else "ballot.wrong_slip"
    slip.add_error(None, text_of(Refusal(code)))
    return None


def _cast(form: BallotForm, voter: box.FoundVoter, digits: str) -> str | None:
    """Return the tracker of the ballot that was cast, or None with the reason on the form."""
    choice = form.choice()
    try:
        # a visitor acts here whoever is signed in on the phone: the record is not to name an account for a ballot
        return commands.cast_ballot(voter=voter, slip=digits, choice=choice, by=Visitor())
    except Refusal as refusal:
        form.add_error(None, text_of(refusal))
        return None


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 (a view)
    """Hand the published board over as a file, byte for byte as it was written."""
    found = found_stage(pk)
    text = asked.board_text(found)
    if text is None:
        raise Http404
    name = f"{found.forum.code}-{found.level}-{found.place_code or 'all'}-{found.pk}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the roll of an open vote to those who hand papers over."""
    found = kept_stage(request, pk)
    form = StationForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    rows = box.roll_rows(found, words, asked.prefixes_of(scope_of_request(request)))
    context = {
        "crumbs": crumbs_to(found.forum, found),
        "title": _("Paper ballots: the roll"),
        "stage": found,
        "rows": rows,
        "words": words,
        "turnout": box.turnout_of(found),
        "is_voting": refusal_of_voting(found.phase, found.opens_at, found.closes_at, clock.now()) is None,
    }
    return render(request, "forums/roll.html", context)


@require_POST
def hand_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a voter to whom a paper ballot is handed."""
    voter = box.voter_of(pk, scope_of_request(request), STAGE_KEEPERS)
    if voter is None or not asked.keeps(voter.stage, actor_of_request(request)):
        raise Http404
    commands.hand_paper(voter=voter, by=person_of_request(request))
    messages.success(request, _("%(name)s votes on paper.") % {"name": voter.registration.name})
    return redirect("forum_stage_roll", pk=voter.stage_id)


def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Type paper ballots in after the vote; each is typed by two people who do not see each other's."""
    found, by = kept_stage(request, pk), person_of_request(request)
    if not found.decided.is_vote:
        raise Http404
    form = PaperForm(request.POST or None, terms=found.decided, entries=box.ballot_lines(found))
    if form.is_bound and form.is_valid():
        number, choice = form.cleaned_data["number"], form.choice()
        if tried(form, lambda: commands.type_paper(stage=found, number=number, choice=choice, by=by)):
            messages.success(request, _("Paper %(number)s is typed in.") % {"number": number})
            return redirect("forum_stage_papers", pk=pk)
    typed = box.papers_of(found)
    mine = box.typed_by(found, by.pk)
    lead = _(
        "Handed over: %(handed)s · typed alike by two people: %(alike)s · not yet: %(odd)s · typed by you: %(mine)s"
    ) % {
        "handed": box.turnout_of(found).paper,
        "alike": sum(each.agrees for each in typed),
        "odd": ", ".join(str(each.number) for each in typed if not each.agrees) or "–",
        "mine": len(mine),
    }
    title = _("Type paper ballots in")
    return form_page(request, form, crumbs_to(found.forum, found), title=title, lead=lead, button=_("Save"))
