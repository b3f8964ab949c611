"""The pages of summaries: what an area stands for, the acts on it, and what it rests on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.access import (
    may_approve_summary,
    may_reopen_summary,
    may_return_summary,
    may_submit_summary,
    may_verify_summary,
)
from saiyai.monitoring.forms import ReturnForm, SummaryForm
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries import summary as queries
from saiyai.monitoring.rules import SUMMARY_TRANSITIONS, Action
from saiyai.monitoring.views.doors import SHADES, crumbs
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Table
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request

POWERS = {
    Action.SUBMIT: may_submit_summary,
    Action.VERIFY: may_verify_summary,
    Action.APPROVE: may_approve_summary,
    Action.RETURN: may_return_summary,
    Action.REOPEN: may_reopen_summary,
}


def _summary_or_404(request: HttpRequest, pk: int) -> queries.Found:
    found = queries.summary_with_collection(scope_of_request(request), pk)
    if found is None:
        raise Http404
    return found


@require_safe
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the summary of an area: its state and remark, what it rests on, what may be done, and its history."""
    return _page(request, _summary_or_404(request, pk))


def _page(
    request: HttpRequest,
    found: queries.Found,
    *,
    refusal: str = "",
    typed: SummaryForm | None = None,
    failed: ReturnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    below = queries.below(found, clock.today())
    may = {
        action.value: (found.state, action) in SUMMARY_TRANSITIONS
        and power(by=actor_of_request(request), summary=found)
        for action, power in POWERS.items()
    }
    read = {"version": found.version, "content": below.content}
    context = _frame(found) | {
        "below": below,
        "table": _table(below),
        "share": below.final / len(below.rows) if below.rows else None,
        "may": may,
        "act_form": SummaryForm(initial=read | {"remark": _remark_typed(typed)}),
        "return_form": failed or ReturnForm(initial=read, auto_id="return_%s"),
        "remarks": queries.remarks_on_summary(found),
        "refusal_text": refusal,
        "signed_by": str(found.submitted_by or ""),
    }
    return render(request, "monitoring/summary.html", context, status=status)


def _remark_typed(typed: SummaryForm | None) -> str:
    return "" if typed is None else str(typed.data.get("remark", ""))


def _frame(found: queries.Found) -> dict[str, Any]:
    path = path_of(found.place_code) if found.place_code else ()
    period = projects.period_label(found.collection.period_code)
    collection = reverse("collection", args=[found.collection_id])
    return {
        "crumbs": [
            *crumbs(found.collection.project),
            (period, f"{collection}?place={found.place_code}"),
        ],
        "summary": found,
        "collection": found.collection,
        "period": period,
        "place_name": ", ".join(each.label for each in reversed(path)) or _("The whole country"),
        "shade": SHADES[found.state],
    }


def _table(below: queries.Below) -> Table:
    is_of_areas = any(not row.is_report for row in below.rows)
    counted = [Column(_("Final"), "number"), Column(_("Reports"), "number")] if is_of_areas else []
    return Table(
        caption=_("What this summary rests on; what needs a look comes first"),
        columns=[Column(_("Place")), Column(_("State")), Column(_("Note")), *counted],
        rows=[
            [
                Cell(row.name, url=_address(row)),
                Cell(row.state_name, shade=SHADES[row.state]),
                _note(row),
                *(
                    [
                        Cell(row.final, why=_address(row)),
                        Cell(row.owed, why=_address(row)),
                    ]
                    if is_of_areas
                    else []
                ),
            ]
            for row in below.rows
        ],
        empty=_("No place below this area reports in this collection."),
    )


def _address(row: queries.ChildRow) -> str:
    return reverse("report" if row.is_report else "summary", args=[row.pk])


def _note(row: queries.ChildRow) -> Cell:
    if row.is_changed:
        return Cell(_("changed after it was signed"), shade="warn")
    return Cell(_("late"), shade="bad") if row.is_late else Cell(None)


def _act(
    request: HttpRequest, pk: int, command: Callable[..., object], said: Any, **more: str
) -> HttpResponse:
    """Do an act on what was read, or show the page as it is now with the sentence that bars it."""
    found = _summary_or_404(request, pk)
    form = SummaryForm(request.POST)
    if not form.is_valid():
        return _page(request, found, typed=form, status=400)
    values = {name: form.cleaned_data[field] for name, field in more.items()}
    try:
        command(
            summary=found,
            version=form.cleaned_data["version"],
            content=form.cleaned_data["content"],
            by=person_of_request(request),
            **values,
        )
    except Refusal as refusal:
        fresh = _summary_or_404(request, pk)
        return _page(request, fresh, refusal=text_of(refusal), typed=form, status=409)
    messages.success(request, str(said))
    return redirect("summary", pk=pk)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign for an area."""
    said = gettext_lazy("The summary is signed. The area above looks at it next.")
    return _act(request, pk, commands.submit_summary, said, remark="remark")


@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Verify the summary of an area."""
    return _act(
        request, pk, commands.verify_summary, gettext_lazy("The summary is verified."), remark="remark"
    )


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the summary of an area."""
    return _act(request, pk, commands.approve_summary, gettext_lazy("The summary is approved and final."))


def _sent_back(
    request: HttpRequest, pk: int, command: Callable[..., object], said: Any, **more: Any
) -> HttpResponse:
    found = _summary_or_404(request, pk)
    form = ReturnForm(request.POST, auto_id="return_%s")
    if not form.is_valid():
        return _page(request, found, failed=form, status=400)
    try:
        command(
            summary=found,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=person_of_request(request),
            **more,
        )
    except Refusal as refusal:
        fresh = _summary_or_404(request, pk)
        return _page(request, fresh, refusal=text_of(refusal), failed=form, status=409)
    messages.success(request, str(said))
    return redirect("summary", pk=pk)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the summary of an area back with a reason."""
    said = gettext_lazy("The summary went back with your reason.")
    return _sent_back(request, pk, commands.return_summary, said)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Reopen an approved summary, and those above it, with a reason."""
    found = _summary_or_404(request, pk)
    above = queries.summaries_above(found.collection_id, found.place_code)
    said = gettext_lazy("The summary is open again, and so are those above it.")
    return _sent_back(request, pk, commands.reopen_summary, said, above=above)
