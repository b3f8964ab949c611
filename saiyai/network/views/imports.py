"""Bringing a list in: send it, see what it would do, put it right, accept it, take it back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import DISTRICT_AND_ABOVE
from saiyai.network.commands.imports import Arrival, discard_import
from saiyai.network.commands.taking import accept_import, undo_import, verify_import
from saiyai.network.forms.imports import ColumnsForm, UndoForm, UploadForm, answers_of, initial_of_columns
from saiyai.network.imports import checking, preview, sheets
from saiyai.network.imports.columns import COLUMNS, missing_columns
from saiyai.network.imports.tasks import check_list
from saiyai.network.queries import imports as queries
from saiyai.network.rules.imports import ListKind
from saiyai.network.views.doors import crumbs
from saiyai.web.routes import person_of_request, scope_of_request
from saiyai.web.values import text_of_bad_value

ROWS_A_PAGE = 20


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return crumbs((_("Lists brought in"), reverse("network_imports")), *more)


def begin(request: HttpRequest) -> HttpResponse:
    """Take a list to be checked, or show the form, the templates and the latest lists."""
    scope = scope_of_request(request)
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        scope=scope,
    )
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        arrival = Arrival(
            form.cleaned_data["kind"],
            sent.name or "",
            sent.read(),
            form.cleaned_data["usual_kind"],
            form.cleaned_data["figures_on"],
        )
        try:
            number = checking.begin(arrival, by=person_of_request(request))
        except BadValue as bad:
            form.add_error("file", text_of_bad_value(bad))
        else:
            if len(arrival.content) > checking.SMALL:
                check_list.enqueue(number)
            return redirect("network_import", number=number)
    context = {
        "crumbs": crumbs(),
        "form": form,
        "kinds": [(kind.value, name) for kind, name in preview.list_names().items()],
        "batches": queries.latest_batches(scope),
    }
    return render(request, "network/imports/begin.html", context, status=400 if form.errors else 200)


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the empty workbook for lists of a kind."""
    if kind not in list(ListKind):
        raise Http404
    content = sheets.template(kind, scope_of_request(request), "en" if get_language() == "en" else "th")
    answer = HttpResponse(content, content_type=sheets.TYPES["xlsx"])
    answer["Content-Disposition"] = f'attachment; filename="{kind}.xlsx"'
    return answer


@require_safe
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far a list has come, what it would do, and what is doubtful about which of its cells."""
    return _page(request, _batch(request, number))


def _page(
    request: HttpRequest, found: Any, columns: ColumnsForm | None = None, undo: UndoForm | None = None
) -> HttpResponse:
    row = queries.batch_row(found)
    verdict, code = request.GET.get("rows", ""), request.GET.get("question", "")
    verdict = (
        verdict if verdict in {"good", "asked", "same", "left", "all"} else "asked" if row.asked else "all"
    )
    rows = queries.rows_of_list(found, "" if verdict == "all" else verdict, code)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    missing = missing_columns(row.kind, list(found.columns)) if row.is_open else []
    columns, undo = columns or _columns_form(request, found), undo or UndoForm()
    context = {
        "crumbs": _crumbs(),
        "batch": row,
        "failure": preview.sentence(found.problem["c"], found.problem["v"]) if found.problem else "",
        "tiles": preview.tiles(row),
        "questions": preview.questions(found) if row.is_open else [],
        "rows": preview.rows_shown(page.object_list, found) if row.is_open else [],
        "lists": preview.lists_to_choose(row.kind, scope_of_request(request)) if row.is_open else {},
        "page": page,
        "shown": verdict,
        "question": code,
        "columns": columns,
        "missing": missing,
        "undo": undo,
        "waiting": _waiting(request, found),
        "others": row.asked + row.left + row.same,
    }
    wrong = columns.errors or undo.errors
    return render(request, "network/imports/batch.html", context, status=400 if wrong else 200)


def _waiting(request: HttpRequest, found: Any) -> int:
    """Return how many organisations of an accepted list wait for this reader to verify them."""
    scope = scope_of_request(request)
    if found.state != "accepted" or found.kind != ListKind.ORGANISATIONS or found.made_by_id == scope.user_id:
        return 0
    return queries.waiting_organisations_of(found, scope.prefixes(DISTRICT_AND_ABOVE))


def _columns_form(request: HttpRequest, found: Any, sent: Any = None) -> ColumnsForm:
    return ColumnsForm(
        sent,
        scope=scope_of_request(request),
        titles=found.titles,
        samples=found.samples,
        choices=[(each.key, each.label) for each in COLUMNS[ListKind(found.kind)]],
        with_figures=found.kind == ListKind.ORGANISATIONS,
        initial=initial_of_columns(found.columns, found.usual_kind, found.figures_on),
    )


def _batch(request: HttpRequest, number: int) -> Any:
    found = queries.batch_seen_by(scope_of_request(request), number)
    if found is None:
        raise Http404
    return found


@require_POST
def columns(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what the columns of a list hold, and read it anew."""
    found = _batch(request, number)
    form = _columns_form(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, columns=form)
    checking.place(
        found,
        form.columns(),
        figures_on=form.cleaned_data.get("figures_on"),
        usual_kind=form.cleaned_data.get("usual_kind", ""),
        by=person_of_request(request),
    )
    messages.success(request, _("The list was read anew. These titles are remembered for your office."))
    return redirect("network_import", number=number)


@require_POST
def put_right(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Keep what was put right in a row, and judge it again."""
    found = _batch(request, number)
    staged = queries.row_of_list(found, row)
    if staged is None:
        raise Http404
    if (leave := request.POST.get("leave")) is not None:
        answers = {"?leave": leave[:1]}
    else:
        answers = answers_of(request.POST.dict(), staged.problems, preview.texts_of(staged, found.columns))
    checking.settle(found, [staged], answers, by=person_of_request(request))
    messages.success(request, preview.settled(found, staged))
    return _back(request, number)


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Give all rows with the same question the same answer."""
    found = _batch(request, number)
    said = request.POST.get("answer", "")
    for question in queries.questions_of(found):
        for key, value in question.answers:
            if said == f"{question.code}|{key}={value}":
                rows = list(queries.rows_of_list(found, "asked", question.code))
                checking.settle(found, rows, {key: value}, by=person_of_request(request))
                done = ngettext("%(count)d row was answered.", "%(count)d rows were answered.", len(rows))
                messages.success(request, done % {"count": len(rows)})
                return redirect("network_import", number=number)
    return redirect("network_import", number=number)


def _back(request: HttpRequest, number: int) -> HttpResponse:
    """Lead back to the rows that were shown."""
    shown, code = request.POST.get("shown", ""), request.POST.get("question", "")
    query = f"?rows={shown}" if shown in {"good", "asked", "same", "left", "all"} else ""
    if query and code.replace(".", "").replace("_", "").isalnum() and code.isascii():
        query += f"&question={code}"
    return redirect(reverse("network_import", args=[number]) + query + "#rows")


@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Take the good rows of a list into the register."""
    found = _batch(request, number)
    accept_import(batch=found, only_good=request.POST.get("only_good") == "1", by=person_of_request(request))
    done = ngettext("%(count)d row was taken in.", "%(count)d rows were taken in.", found.made)
    messages.success(request, done % {"count": found.made})
    return redirect("network_import", number=number)


@require_POST
def verify(request: HttpRequest, number: int) -> HttpResponse:
    """Verify the organisations of a list together."""
    verify_import(batch=_batch(request, number), by=person_of_request(request))
    messages.success(request, _("The organisations of the list are verified."))
    return redirect("network_import", number=number)


@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Give a list up."""
    discard_import(batch=_batch(request, number), by=person_of_request(request))
    messages.success(request, _("The list was given up; nothing of it is in the register."))
    return redirect("network_imports")


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what a list brought in."""
    found = _batch(request, number)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return _page(request, found, undo=form)
    undo_import(batch=found, reason=form.cleaned_data["reason"], by=person_of_request(request))
    messages.success(request, _("All that the list had brought in was taken back."))
    return redirect("network_import", number=number)
