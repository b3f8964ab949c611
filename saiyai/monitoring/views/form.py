"""The pages on which an office builds its forms: drafts, parts, preview, versions, XLSForm in and out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.documents.sheets.plain import write_plain_xlsx
from saiyai.documents.xform import xform_of
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.forms.answers import AnswerForm, text_of
from saiyai.monitoring.forms.design import KIND_NAMES, CountForm, PartForm, StartForm, UploadForm, WhyForm
from saiyai.monitoring.forms.workbook import read_xlsform
from saiyai.monitoring.queries import form as queries
from saiyai.monitoring.rules.building import (
    counting_items,
    free_name,
    moved,
    with_added,
    with_replaced,
    without,
)
from saiyai.monitoring.rules.definition import Definition, Group, Words, definition_of, walk
from saiyai.monitoring.rules.filling import filled
from saiyai.monitoring.rules.soundness import problems_of_form
from saiyai.monitoring.rules.versions import Change, changes_between
from saiyai.monitoring.rules.xlsform_out import sheets_of
from saiyai.monitoring.views.doors import crumbs
from saiyai.monitoring.views.entry import preview_lines
from saiyai.web.components import Cell, Column, Table
from saiyai.web.refusals import text_of as text_of_refusal
from saiyai.web.routes import person_of_request, scope_of_request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def project_forms(request: HttpRequest, code: str) -> HttpResponse:
    """Show the forms of a project, and start one."""
    project = queries.project_run_by(scope_of_request(request), code)
    if project is None:
        raise Http404
    form = StartForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        definition, problems = _started(form.cleaned_data)
        if definition is not None and not problems:
            made = commands.start_form(project=project, definition=definition, by=person_of_request(request))
            return redirect("form_design", pk=made.pk)
    table = Table(
        caption=_("Forms"),
        columns=[Column(_("Form")), Column(_("Latest version")), Column(_("Last changed"), "date")],
        rows=[
            [
                Cell(row.title, url=reverse("form_design", args=[row.pk])),
                _published(row),
                Cell(row.changed_at),
            ]
            for row in queries.designs_of(project)
        ],
        empty=_("No form yet. Start the first one below."),
    )
    context = {"crumbs": crumbs(project), "table": table, "form": form, "problems": problems}
    status = 400 if request.method == "POST" else 200
    return render(request, "monitoring/project_forms.html", context, status=status)


def _published(row: queries.DesignRow) -> Cell:
    if row.is_retired:
        return Cell(_("retired"), shade="plain")
    if not row.published:
        return Cell(_("not yet published"), shade="warn")
    return Cell(_("version %(number)s") % {"number": row.published}, shade="good")


def _started(told: Mapping[str, Any]) -> tuple[Definition | None, list[str]]:
    title = Words(told["title_th"], told["title_en"])
    if not told["file"]:
        return Definition(title), []
    found, problems = read_xlsform(told["file"])
    if found is None:
        return None, problems
    return Definition(title if title.th else found.definition.title, found.definition.children), problems


def _design_or_404(request: HttpRequest, pk: int) -> queries.Design:
    found = queries.design_of(scope_of_request(request), pk)
    if found is None:
        raise Http404
    return found


def form_design(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a form's draft with its versions, and do what is asked of it."""
    design = _design_or_404(request, pk)
    if request.method != "POST":
        return _design_page(request, design)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return redirect("form_design", pk=pk)
    try:
        return act(request, design)
    except Refusal as refusal:
        return _design_page(request, _design_or_404(request, pk), [text_of_refusal(refusal)], status=409)


def _design_page(
    request: HttpRequest, design: queries.Design, problems: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    definition = definition_of(design.definition_text)
    versions = queries.versions_of(design)
    context = {
        "crumbs": [
            *crumbs(design.project),
            (_("Forms"), reverse("project_forms", args=[design.project.code])),
        ],
        "design": design,
        "title": definition.title.said(get_language() or "th"),
        "parts": _parts(definition),
        "problems": problems,
        "unsound": [text_of(BadValue(each.code, **each.values)) for each in problems_of_form(definition)],
        "is_changed": not versions or versions[0].number == 0 or _is_changed(design),
        "versions": versions,
        "why": WhyForm(auto_id="why_%s"),
        "retire": WhyForm(auto_id="retire_%s"),
        "upload": UploadForm(),
    }
    return render(request, "monitoring/form_design.html", context, status=status)


def _is_changed(design: queries.Design) -> bool:
    latest = queries.latest_version(design)
    return latest is None or latest.definition_hash != design.definition_hash


def _parts(definition: Definition) -> list[dict[str, Any]]:
    language = get_language() or "th"
    return [
        {
            "name": each.node.name,
            "label": each.node.label.said(language) or each.node.name,
            "depth": len(each.inside),
            "kind": _kind(each.node),
            "series": "" if isinstance(each.node, Group) else each.node.figure,
            "is_group": isinstance(each.node, Group),
            "is_required": not isinstance(each.node, Group) and each.node.is_required,
            "is_conditional": bool(each.node.relevant),
        }
        for each in walk(definition.children)
    ]


def _kind(node: Any) -> Any:
    if isinstance(node, Group):
        return _("section that is filled in several times") if node.is_repeat else _("section")
    return KIND_NAMES[node.kind]


def _change(request: HttpRequest, design: queries.Design, definition: Definition) -> None:
    commands.change_form(
        design=design, definition=definition, version=_version(request), by=person_of_request(request)
    )


def _version(request: HttpRequest) -> int:
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1  # noqa: PLR2004 (fits the column)


def _move(step: int) -> Callable[[HttpRequest, queries.Design], HttpResponse]:
    def act(request: HttpRequest, design: queries.Design) -> HttpResponse:
        name = request.POST.get("part", "")
        _change(request, design, moved(definition_of(design.definition_text), name, step))
        return redirect(f"{reverse('form_design', args=[design.pk])}#part-{name}")

    return act


def _remove(request: HttpRequest, design: queries.Design) -> HttpResponse:
    name = request.POST.get("part", "")
    _change(request, design, without(definition_of(design.definition_text), name))
    messages.success(request, _("“%(name)s” is taken out of the draft.") % {"name": name})
    return redirect("form_design", pk=design.pk)


def _issue(request: HttpRequest, design: queries.Design) -> HttpResponse:
    made = commands.issue_form(
        design=design,
        version=_version(request),
        reason=request.POST.get("reason", "")[:2000],
        by=person_of_request(request),
    )
    messages.success(request, _("Version %(number)s is published.") % {"number": made.number})
    return redirect("form_design", pk=design.pk)


def _retire(request: HttpRequest, design: queries.Design) -> HttpResponse:
    act = commands.resume_form if design.retired_at else commands.retire_form
    reason = request.POST.get("reason", "")[:2000]
    act(design=design, reason=reason, version=_version(request), by=person_of_request(request))
    return redirect("form_design", pk=design.pk)


def _upload(request: HttpRequest, design: queries.Design) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _design_page(request, design, [_("Choose a file first.")], status=400)
    found, problems = read_xlsform(form.cleaned_data["file"])
    if found is None or problems:
        return _design_page(request, design, problems, status=400)
    title = found.definition.title or Words(design.title_th, design.title_en)
    _change(request, design, Definition(title, found.definition.children))
    messages.success(request, _("The draft is now what the workbook asks for."))
    if found.left_out:
        messages.info(request, _("Left out: %(what)s") % {"what": ", ".join(found.left_out)})
    return redirect("form_design", pk=design.pk)


ACTS: Mapping[str, Callable[[HttpRequest, queries.Design], HttpResponse]] = {
    "up": _move(-1),
    "down": _move(1),
    "remove": _remove,
    "issue": _issue,
    "retire": _retire,
    "upload": _upload,
}


def form_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a number from the series, or a question or section of one's own."""
    design = _design_or_404(request, pk)
    definition = definition_of(design.definition_text)
    offered: dict[str, Any] = {"series": queries.series_to_count(), "groups": _groups(definition)}
    is_count = request.POST.get("what") == "count"
    count = CountForm(
        request.POST if is_count else None, auto_id="count_%s", axes=queries.axes_to_split_by(), **offered
    )
    part = PartForm(request.POST if request.method == "POST" and not is_count else None, **offered)
    if is_count and count.is_valid():
        return _added(request, design, _counted(definition, count.cleaned_data))
    if part.is_valid():
        name = part.cleaned_data["name"] or free_name(definition, "question")
        node = part.part(name)
        return _added(request, design, with_added(definition, [node], part.cleaned_data["inside"]))
    context = _part_context(design) | {"count": count, "part": part, "here": _("Add to the form")}
    return render(
        request, "monitoring/form_part.html", context, status=400 if request.method == "POST" else 200
    )


def _counted(definition: Definition, told: Mapping[str, Any]) -> Definition:
    thai, english, kind = queries.series_words(told["series"])
    name = "".join(each if each.isascii() and each.isalnum() else "_" for each in told["series"])[:40]
    items = counting_items(
        definition,
        name if name[:1].isalpha() else f"n{name}",
        Words(thai, english),
        told["series"],
        kind=kind,
        split=queries.parts_of_axis(told["split"]) if told["split"] else (),
        is_required=told["is_required"],
    )
    return with_added(definition, items, told["inside"])


def _added(request: HttpRequest, design: queries.Design, definition: Definition) -> HttpResponse:
    try:
        _change(request, design, definition)
    except Refusal as refusal:
        return _design_page(
            request, _design_or_404(request, design.pk), [text_of_refusal(refusal)], status=409
        )
    return redirect("form_design", pk=design.pk)


def _groups(definition: Definition) -> list[tuple[str, str]]:
    language = get_language() or "th"
    return [
        (each.node.name, each.node.label.said(language))
        for each in walk(definition.children)
        if isinstance(each.node, Group)
    ]


def _part_context(design: queries.Design) -> dict[str, Any]:
    return {
        "crumbs": [*crumbs(design.project), (design.title_th, reverse("form_design", args=[design.pk]))],
        "design": design,
    }


def form_part(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Change one question or section of a form's draft."""
    design = _design_or_404(request, pk)
    definition = definition_of(design.definition_text)
    node = next((each.node for each in walk(definition.children) if each.node.name == name), None)
    if node is None:
        raise Http404
    part = PartForm(
        request.POST if request.method == "POST" else None,
        node=node,
        series=queries.series_to_count(),
        groups=_groups(definition),
    )
    if part.is_valid():
        changed = part.part(part.cleaned_data["name"] or name)
        return _added(request, design, with_replaced(definition, name, changed))
    context = _part_context(design) | {"part": part, "here": node.label.said(get_language() or "th") or name}
    return render(
        request, "monitoring/form_part.html", context, status=400 if request.method == "POST" else 200
    )


@require_safe
def form_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a form's draft as those who report will see it."""
    design = _design_or_404(request, pk)
    context = _part_context(design) | _preview(definition_of(design.definition_text))
    return render(request, "monitoring/form_preview.html", context)


def _preview(definition: Definition) -> dict[str, Any]:
    form = AnswerForm(definition, {})
    if not problems_of_form(definition):
        form.done = filled(definition, {})
    return {"lines": preview_lines(form), "title": definition.title.said(get_language() or "th")}


@require_safe
def form_xlsform(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a form's draft as an XLSForm workbook, or as the XForm that telephones read."""
    design = _design_or_404(request, pk)
    sheets = sheets_of(
        definition_of(design.definition_text), form_id=f"form_{design.pk}", version=str(design.version)
    )
    ending, content, kind = "xlsx", write_plain_xlsx(sheets), XLSX
    if request.GET.get("as") == "xform":
        made = xform_of(sheets, f"form_{design.pk}")
        if made.objection:
            return _design_page(request, design, [made.objection], status=409)
        ending, content, kind = "xml", made.xml.encode(), "application/xml"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="form-{design.pk}.{ending}"'
    return answer


@require_safe
def form_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a published version as it is, and what changed from the one before."""
    version = queries.version_of(scope_of_request(request), pk)
    if version is None:
        raise Http404
    definition = definition_of(version.definition_text)
    before = queries.version_before(version)
    changes = [] if before is None else changes_between(definition_of(before.definition_text), definition)
    context = _part_context(version.design) | _preview(definition)
    context |= {"version": version, "changes": _changes_table(changes) if before is not None else None}
    return render(request, "monitoring/form_preview.html", context)


def _changes_table(changes: Sequence[Any]) -> Table:
    names = {
        Change.ADDED: _("added"),
        Change.REMOVED: _("taken out"),
        Change.MOVED: _("moved"),
        Change.CHANGED: _("changed"),
    }
    language = get_language()
    return Table(
        caption=_("What changed from the version before"),
        columns=[Column(_("Part of the form")), Column(_("What happened"))],
        rows=[
            [
                Cell((each.label_en if language == "en" else each.label_th) or each.name),
                Cell(names[each.change]),
            ]
            for each in changes
        ],
        empty=_("Nothing that a reader would see."),
    )
