"""The jury of a stage: naming judges, their sheets on a phone, and the overview of the one who keeps the stage."""

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.forums import commands
from saiyai.forums.forms.judging import ConflictForm, JudgeForm, SheetForm
from saiyai.forums.queries import scoring as asked
from saiyai.forums.queries.forum import showcase_of, title_of
from saiyai.forums.queries.stage import name_of_stage
from saiyai.forums.rules.scoring import HUNDRED, Leaning, total
from saiyai.forums.rules.stage import Phase, Way
from saiyai.forums.views.stage import crumbs_to, form_page, found_stage, kept_stage, tried
from saiyai.kernel.refusal import Refusal
from saiyai.network.queries import in_reader_language
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request


def judges(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a stage's jury, how far it is and how each judge leans; name a judge while it is being prepared."""
    found = kept_stage(request, pk)
    if found.way != Way.SCORING:
        raise Http404
    form = JudgeForm(request.POST or None) if found.phase is Phase.PLANNED else None
    if form is not None and form.is_bound and form.is_valid():
        person, by = form.cleaned_data["person"], person_of_request(request)
        if tried(form, lambda: commands.name_judge(stage=found, person=person, by=by)):
            messages.success(request, _("%(name)s is a judge.") % {"name": person})
            return redirect("forum_stage_judges", pk=pk)
    leanings = {each.judge: _leaning(each) for each in asked.leanings_of(found)}
    jury = [(each, _barred(each), *_done(each), leanings.get(each.number)) for each in asked.judges_of(found)]
    context = {
        "crumbs": crumbs_to(found.forum, found),
        "title": _("Judges"),
        "stage": found,
        "jury": jury,
        "progress": asked.progress_of(found),
        "form": form,
        "is_planned": found.phase is Phase.PLANNED,
    }
    failed = form is not None and bool(form.errors)
    return render(request, "forums/judges.html", context, status=400 if failed else 200)


def _leaning(leaning: Leaning) -> tuple[str, str]:
    """Return how far a judge scores above the others and how widely, in points."""
    return f"{float(leaning.above) / HUNDRED:+.2f}", f"{leaning.spread / HUNDRED:.2f}"


def _barred(judge: asked.FoundJudge) -> list[tuple[str, object]]:
    return [(title_of(each.showcase), each.get_ground_display()) for each in judge.conflicts.all()]


def _done(judge: asked.FoundJudge) -> tuple[int, int]:
    sheets = list(judge.sheets.all())
    return sum(each.handed_in_at is not None for each in sheets), len(sheets)


@require_POST
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a judge off a stage that is being prepared."""
    judge = asked.judge_with(pk)
    if judge is None:
        raise Http404
    stage = kept_stage(request, judge.stage_id)
    try:
        commands.take_judge_off(stage=stage, judge=judge, by=person_of_request(request))
    except Refusal as refusal:
        messages.error(request, text_of(refusal))
    else:
        messages.success(request, _("The judge is taken off."))
    return redirect("forum_stage_judges", pk=stage.pk)


@require_safe
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a judge their own sheets of a stage, and from which showcases they are barred."""
    found = found_stage(pk)
    judge = asked.judge_of(found, person_of_request(request).pk)
    if judge is None:
        raise Http404
    rows = asked.sheet_rows(judge)
    lines = len(found.decided.lines)
    context = {
        "crumbs": crumbs_to(found.forum, found),
        "title": _("My score sheets"),
        "stage": found,
        "stage_name": name_of_stage(found),
        "rows": [(row, f"{total(row.points) / HUNDRED:g}", lines - len(row.points)) for row in rows],
        "most": f"{found.decided.rubric.most / HUNDRED:g}",
        "barred": _barred(judge),
        "is_open": found.phase is Phase.OPEN,
    }
    return render(request, "forums/sheets.html", context)


def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Score one showcase: keep a draft, or hand the finished sheet in."""
    found = asked.sheet_of(pk, person_of_request(request).pk)
    if found is None:
        raise Http404
    stage = found.judge.stage
    known = {code: Decimal(points) / HUNDRED for code, points in found.points.items()} | {
        "remark": found.remark
    }
    hands_in = "hand_in" in request.POST
    is_draft = request.method == "POST" and not hands_in
    form = SheetForm(request.POST or None, initial=known, lines=stage.decided.lines, is_draft=is_draft)
    if form.is_bound and form.is_valid():
        act = commands.hand_in_sheet if hands_in else commands.write_sheet
        told = {
            "points": form.points(),
            "remark": form.cleaned_data["remark"],
            "by": person_of_request(request),
        }
        if tried(form, lambda: act(sheet=found, **told)):
            is_final = act is commands.hand_in_sheet
            messages.success(request, _("The sheet is handed in.") if is_final else _("The draft is kept."))
            return redirect("forum_stage_sheets", pk=stage.pk)
    showcase = found.entry.showcase
    context = {
        "crumbs": crumbs_to(stage.forum, stage),
        "title": title_of(showcase),
        "organisation": in_reader_language(showcase.organisation.name_th, showcase.organisation.name_en),
        "showcase": showcase,
        "sheet": found,
        "stage": stage,
        "form": form,
        "lines": [
            (in_reader_language(each.name_th, each.name_en), f"{found.points.get(each.code, 0) / HUNDRED:g}")
            for each in stage.decided.lines
        ],
        "is_open": stage.phase is Phase.OPEN and found.handed_in_at is None,
    }
    return render(request, "forums/sheet.html", context, status=400 if form.errors else 200)


def conflict(request: HttpRequest, pk: int, showcase: int) -> HttpResponse:
    """Declare that one is not to score a showcase."""
    found = found_stage(pk)
    judge = asked.judge_of(found, person_of_request(request).pk)
    about = showcase_of(showcase)
    if judge is None or about is None or about.forum_id != found.forum_id:
        raise Http404
    form: forms.Form = ConflictForm(request.POST or None)
    if form.is_bound and form.is_valid():
        remark, by = form.cleaned_data["remark"], person_of_request(request)
        if tried(form, lambda: commands.declare_conflict(judge=judge, showcase=about, remark=remark, by=by)):
            messages.success(request, _("It is noted that you do not score this showcase."))
            return redirect("forum_stage_sheets", pk=pk)
    lead = _("%(title)s: you will not score it, and this is not taken back.") % {"title": title_of(about)}
    title = _("Declare a conflict of interest")
    return form_page(
        request, form, crumbs_to(found.forum, found), title=title, lead=lead, button=_("Declare")
    )
