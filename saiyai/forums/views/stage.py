"""The pages of a stage: what is decided, who stands on it, what came out; and preparing, opening and settling it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.forums import commands
from saiyai.forums.access import may_add_stage, may_object
from saiyai.forums.forms.forum import ReasonForm
from saiyai.forums.forms.stage import (
    MERITS,
    AnswerForm,
    OpeningForm,
    PhrasesForm,
    StageForm,
    TermsForm,
    TextForm,
    TieForm,
    filled_from,
)
from saiyai.forums.queries import ballot as box
from saiyai.forums.queries import stage as asked
from saiyai.forums.queries.forum import SHADES, FoundForum, forum_of, title_of
from saiyai.forums.queries.scoring import judge_of, progress_of
from saiyai.forums.rules.scoring import HUNDRED
from saiyai.forums.rules.stage import Phase, Terms, Way, objections_until
from saiyai.kernel.refusal import Refusal
from saiyai.network.queries import in_reader_language
from saiyai.web.offers import Figure, Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request


def found_stage(pk: int) -> asked.FoundStage:
    """Return a stage, or find nothing."""
    found = asked.stage_of(pk)
    if found is None:
        raise Http404
    return found


def kept_stage(request: HttpRequest, pk: int) -> asked.FoundStage:
    """Return a stage that the reader keeps, or find nothing."""
    found = found_stage(pk)
    if not asked.keeps(found, actor_of_request(request)):
        raise Http404
    return found


def crumbs_to(forum: FoundForum, stage: asked.FoundStage | None = None) -> list[tuple[str, str]]:
    """Return the way to a forum, or to one of its stages."""
    crumbs = [(_("Forums"), reverse("forums")), (title_of(forum), reverse("forum", args=[forum.code]))]
    if stage is not None:
        crumbs.append((asked.name_of_stage(stage), reverse("forum_stage", args=[stage.pk])))
    return crumbs


def tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Tell whether an act was done; where it was refused, its sentence stands on the form."""
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, text_of(refusal))
        return False
    return True


def form_page(
    request: HttpRequest, form: forms.Form, crumbs: list[tuple[str, str]], **told: Any
) -> HttpResponse:
    """Return a page of one form: `title`, `button`, `lead` (else the last crumb); back leads to the last crumb."""
    context = {"crumbs": crumbs, "form": form, "lead": crumbs[-1][0], "back": crumbs[-1][1], **told}
    return render(request, "network/form_page.html", context, status=400 if form.errors else 200)


@require_safe
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a stage: where it stands, what is decided of it, what is chosen among, and what came out."""
    found = found_stage(pk)
    by, terms, phase = actor_of_request(request), found.decided, found.phase
    keeps = asked.keeps(found, by)
    is_counted = found.counted_at is not None
    context = {
        "crumbs": crumbs_to(found.forum),
        "title": asked.name_of_stage(found),
        "forum_title": title_of(found.forum),
        "stage": found,
        "phase": asked.phase_name(phase),
        "shade": SHADES[phase],
        "terms": terms,
        "voters": asked.voter_names(terms),
        "lines": [
            (in_reader_language(each.name_th, each.name_en), f"{each.points / HUNDRED:g}")
            for each in terms.lines
        ],
        "levels": [(MERITS.get(code, code), f"{floor / HUNDRED:g}") for code, floor in terms.levels],
        "at_least": None if terms.at_least is None else f"{terms.at_least / HUNDRED:g}",
        "entries": _entries(found),
        "placings": _placings(found) if is_counted else [],
        "figures": _figures(found) if terms.is_vote and phase is not Phase.PLANNED else [],
        "is_voting": phase is Phase.OPEN and terms.is_vote and not _is_over(found),
        "is_over": phase is Phase.OPEN and _is_over(found),
        "is_tied": is_counted and bool(asked.climb_of(found).open_ties),
        "named": _named(found) if is_counted and terms.is_vote and not terms.is_secret else [],
        "chair_votes": found.chair_votes.select_related("entry__showcase") if is_counted else [],
        "objections": found.objections.order_by("pk") if keeps else [],
        "objections_until": objections_until(found.counted_at, terms.objection_days)
        if found.counted_at
        else None,
        "may_object": phase is Phase.COUNTED and may_object(by=by, stage=found),
        "keeps": keeps,
        "is_mine": found.way == Way.SCORING and judge_of(found, by.pk) is not None,
        "subject_key": found.subject_key,
        "sees_history": keeps,
    }
    return render(request, "forums/stage.html", context)


def _entries(found: asked.FoundStage) -> list[box.BallotLine]:
    """Return what stands on a stage, or would if it opened now."""
    if found.opened_at is not None:
        return box.ballot_lines(found)
    return [
        box.BallotLine(
            place,
            title_of(each),
            in_reader_language(each.organisation.name_th, each.organisation.name_en),
            each.pk,
        )
        for place, each in enumerate(asked.candidates(found))
    ]


def _placings(found: asked.FoundStage) -> list[tuple[asked.Placing, box.BallotLine, object]]:
    lines = {each.position: each for each in box.ballot_lines(found)}
    return [
        (each, lines[each.position], MERITS.get(each.level, each.level)) for each in asked.placings_of(found)
    ]


def _named(found: asked.FoundStage) -> list[tuple[str, str]]:
    """Return who chose what at a named vote, the titles in the order of the choice."""
    titles = {each.position: each.title for each in box.ballot_lines(found)}
    return [
        (name, " › ".join(" = ".join(titles[each] for each in group) for group in choice))
        for name, choice in box.named_choices(found)
    ]


def _is_over(found: asked.FoundStage) -> bool:
    turnout = box.turnout_of(found)
    is_late = found.closes_at is not None and clock.now() >= found.closes_at
    return is_late or (found.decided.is_vote and turnout.roll == turnout.voted)


def _figures(found: asked.FoundStage) -> list[Figure]:
    turnout = box.turnout_of(found)
    roll = Why(_("Participants with a seat and a check-in when the stage opened, of the kinds that may vote"))
    voted = Why(
        _("Marks on the roll, by phone and on paper ÷ people on the roll"),
        f"{turnout.voted:,}",
        f"{turnout.roll:,}",
    )
    share = turnout.voted / turnout.roll if turnout.roll else None
    return [
        Figure(_("on the roll"), f"{turnout.roll:,}", why=roll),
        Figure(_("voted"), f"{turnout.voted:,}", share=share, why=voted),
    ]


def add(request: HttpRequest, code: str) -> HttpResponse:
    """Add a stage to a forum."""
    forum = forum_of(code)
    by = actor_of_request(request)
    if forum is None or not asked.may_add_here(forum, by.scope):
        raise Http404
    form = StageForm(request.POST or None, initial=filled_from(Terms(way=Way.APPROVAL)))
    if form.is_bound and form.is_valid():
        filled = {"level": form.cleaned_data["level"], "place_code": form.cleaned_data["place_code"] or ""}
        if not may_add_stage(by=by, forum=forum, **filled):
            form.add_error("place_code", _("This stage would reach beyond your areas."))
        elif tried(
            form,
            lambda: commands.add_stage(
                forum=forum, terms=form.terms(), by=person_of_request(request), **filled
            ),
        ):
            messages.success(request, _("The stage is added."))
            return redirect("forum", code=code)
    return form_page(request, form, crumbs_to(forum), title=_("Add a stage"), button=_("Add"))


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide how a stage chooses."""
    found = kept_stage(request, pk)
    form = TermsForm(request.POST or None, initial=filled_from(found.decided))
    if form.is_bound and form.is_valid():
        terms, by = form.terms(), person_of_request(request)
        if tried(form, lambda: commands.decide_stage(stage=found, terms=terms, by=by)):
            messages.success(
                request, _("It is decided how the stage chooses; it is frozen when the stage opens.")
            )
            return redirect("forum_stage", pk=pk)
    title = _("How the stage chooses")
    return form_page(request, form, crumbs_to(found.forum, found), title=title, button=_("Save"))


def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a stage and freeze it."""
    found = kept_stage(request, pk)
    terms = found.decided
    form = OpeningForm(request.POST or None, is_secret=terms.is_vote and terms.is_secret)
    if form.is_bound and form.is_valid():
        by, closes_at = person_of_request(request), clock.now() + form.duration
        phrases = {name: form.cleaned_data[name] for name in ("first", "second") if name in form.fields}
        if tried(form, lambda: commands.open_stage(stage=found, closes_at=closes_at, by=by, **phrases)):
            messages.success(
                request, _("The stage is open. Show its hash in the room before the first vote.")
            )
            return redirect("forum_stage", pk=pk)
    lead = (
        _(
            "Two people each type a pass-phrase of their own; only both together open the box. If one is forgotten, "
            "nobody can count, and the stage must be held anew."
        )
        if form.fields.keys() >= {"first"}
        else _(
            "From now on nothing of the stage changes: neither its rules nor its showcases nor who decides."
        )
    )
    return form_page(
        request,
        form,
        crumbs_to(found.forum, found),
        title=_("Open the stage"),
        lead=lead,
        button=_("Open and freeze"),
    )


def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the box and count, or add the scores up."""
    found = kept_stage(request, pk)
    by, terms = person_of_request(request), found.decided
    asks = terms.is_vote and terms.is_secret
    sent = request.POST if request.method == "POST" else None
    form: forms.Form = PhrasesForm(sent) if asks else forms.Form(sent)
    if form.is_bound and form.is_valid():
        act = (
            (lambda: commands.count_stage(stage=found, by=by, **form.cleaned_data))
            if terms.is_vote
            else (lambda: commands.add_up_scores(stage=found, by=by))
        )
        if tried(form, act):
            messages.success(request, _("The stage is counted, and its board is published."))
            return redirect("forum_stage", pk=pk)
    title = _("Open the box and count") if terms.is_vote else _("Add the scores up")
    lead = _what_is_in(found)
    return form_page(request, form, crumbs_to(found.forum, found), title=title, lead=lead, button=title)


def _what_is_in(found: asked.FoundStage) -> str:
    """Return how many ballots or sheets of a stage are in, said before they are counted."""
    if found.decided.is_vote:
        turnout = box.turnout_of(found)
        said = _("%(name)s: %(cast)s of %(voters)s have voted")
        count = {"cast": turnout.phone + turnout.paper, "voters": turnout.roll}
    else:
        progress = progress_of(found)
        said = _("%(name)s: %(done)s sheets handed in, %(missing)s missing")
        count = {"done": progress.handed_in, "missing": progress.missing}
    return said % {"name": asked.name_of_stage(found), **count}


def break_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the chair's vote on a tie."""
    found = kept_stage(request, pk)
    tied = {position for tie, _room in asked.climb_of(found).open_ties for position in tie}
    entries = {each.position: each for each in found.entries.all()}
    offered = [
        (each.position, f"{each.title} · {each.organisation}")
        for each in box.ballot_lines(found)
        if each.position in tied
    ]
    form = TieForm(request.POST or None, entries=offered)
    if form.is_bound and form.is_valid():
        entry, reason = entries[form.cleaned_data["entry"]], form.cleaned_data["reason"]
        by = person_of_request(request)
        if tried(form, lambda: commands.break_tie(stage=found, entry=entry, reason=reason, by=by)):
            messages.success(request, _("The chair's vote is recorded."))
            return redirect("forum_stage", pk=pk)
    title = _("The chair's vote")
    return form_page(request, form, crumbs_to(found.forum, found), title=title, button=_("Record"))


def annul(request: HttpRequest, pk: int) -> HttpResponse:
    """Annul a stage and begin it anew."""
    found = kept_stage(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason, by = form.cleaned_data["reason"], person_of_request(request)
        if tried(form, lambda: commands.annul_stage(stage=found, reason=reason, by=by)):
            messages.success(request, _("The stage is annulled; a new one is being prepared."))
            return redirect("forum", code=found.forum.code)
    lead = _(
        "What was voted or scored is not counted. The stage stays to be read, and a new one takes its place."
    )
    title = _("Annul the stage and begin it anew")
    return form_page(request, form, crumbs_to(found.forum, found), title=title, lead=lead, button=_("Annul"))


def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the result of a stage."""
    found = kept_stage(request, pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        by = person_of_request(request)
        if tried(form, lambda: commands.publish_stage(stage=found, by=by)):
            messages.success(request, _("The result is published."))
            return redirect("forum_stage", pk=pk)
    lead = _("The result is final then, and those who go on stand on the next rung.")
    title = _("Publish the result")
    return form_page(
        request, form, crumbs_to(found.forum, found), title=title, lead=lead, button=_("Publish")
    )


def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to how a stage was held or counted."""
    found = found_stage(pk)
    form = TextForm(request.POST or None)
    if form.is_bound and form.is_valid():
        text, by = form.cleaned_data["text"], person_of_request(request)
        if tried(form, lambda: commands.raise_objection(stage=found, text=text, by=by)):
            messages.success(request, _("Your objection is recorded; those who keep the stage answer it."))
            return redirect("forum_stage", pk=pk)
    title = _("Object to the result")
    return form_page(request, form, crumbs_to(found.forum, found), title=title, button=_("Object"))


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an objection."""
    found = asked.objection_of(pk)
    if found is None or not asked.keeps(found.stage, actor_of_request(request)):
        raise Http404
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        by = person_of_request(request)
        if tried(form, lambda: commands.answer_objection(objection=found, by=by, **form.cleaned_data)):
            messages.success(request, _("The objection is answered."))
            return redirect("forum_stage", pk=found.stage_id)
    crumbs = crumbs_to(found.stage.forum, found.stage)
    title = _("Answer an objection")
    return form_page(request, form, crumbs, title=title, lead=found.text, button=_("Answer"))
