"""What can be done to forms: work on a design, publish it as a version that never changes, retire it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.kernel.text import normalise
from saiyai.monitoring import access
from saiyai.monitoring.models import Form, FormDesign, FormItem, Project, Series
from saiyai.monitoring.rules.building import counting_items, with_added
from saiyai.monitoring.rules.definition import (
    Definition,
    Words,
    canonical_text,
    definition_hash,
    definition_of,
    series_of_definition,
)
from saiyai.monitoring.rules.soundness import problems_of_form
from saiyai.monitoring.rules.weighed import problems_of_kinds


@command("monitoring.form.start", allows=access.may_run_project, subjects=("project",))
def start_form(*, project: Project, definition: Definition, by: User) -> FormDesign:
    """Start a form of a project from what it asks for so far, which may be nothing yet."""
    definition = _titled(definition)
    design = FormDesign(project=project)
    _draw(design, definition, by)
    return design


@command("monitoring.form.change", allows=access.may_change_form, subjects=("design",))
def change_form(*, design: FormDesign, definition: Definition, version: int, by: User) -> FormDesign:
    """Change what a form asks for; its published versions stay as they are."""
    _check(design, version)
    definition = _titled(definition)
    design.version += 1
    _draw(design, definition, by)
    return design


@command("monitoring.form.issue", allows=access.may_change_form, subjects=("design",))
def issue_form(*, design: FormDesign, version: int, reason: str = "", by: User) -> Form:
    """Publish a form's draft as its next version; from the second on with a reason."""
    _check(design, version)
    if design.published and not normalise(reason):
        raise Refusal("form.reason_missing")
    definition = definition_of(design.definition_text)
    _check_sound(definition)
    last = Form.objects.filter(design=design).order_by("-number").first()
    if last is not None and last.definition_hash == design.definition_hash:
        raise Refusal("form.unchanged", number=last.number)
    design.published += 1
    design.version += 1
    design.save()
    return _publish(design, definition, normalise(reason), by)


@command("monitoring.form.retire", allows=access.may_change_form, subjects=("design",))
def retire_form(*, design: FormDesign, reason: str, version: int, by: User) -> FormDesign:
    """Retire a form: no further collection opens it; what was reported with it stays."""
    _check(design, version)
    if not normalise(reason):
        raise Refusal("form.reason_missing")
    design.retired_at, design.retired_by = clock.now(), by
    design.version += 1
    design.save()
    return design


@command("monitoring.form.resume", allows=access.may_change_form, subjects=("design",))
def resume_form(*, design: FormDesign, reason: str, version: int, by: User) -> FormDesign:  # noqa: ARG001
    """Take a retired form into use again."""
    if design.version != version:
        raise Conflict("form.changed", pk=design.pk)
    if design.retired_at is None:
        raise Refusal("form.in_use")
    if not normalise(reason):
        raise Refusal("form.reason_missing")
    design.retired_at = design.retired_by = None
    design.version += 1
    design.save()
    return design


@command("monitoring.form.publish", allows=access.may_run_project, subjects=("project",))
def publish_form(
    *, project: Project, title_th: str, title_en: str = "", series: Sequence[Series], by: User
) -> Form:
    """Publish a form that asks for the total of each of some series, in their order."""
    if not series:
        raise Refusal("form.empty")
    title = Words(normalise(title_th), normalise(title_en))
    definition = Definition(title)
    for each in series:
        label = Words(each.name_th, each.name_en)
        asked = counting_items(definition, item_name_of(each.code), label, each.code, kind=each.kind)
        definition = with_added(definition, asked)
    _check_sound(definition)
    design = FormDesign(project=project, published=1)
    _draw(design, definition, by)
    return _publish(design, definition, "", by)


@command("monitoring.form.publish_definition", allows=access.may_run_project, subjects=("project",))
def publish_definition(*, project: Project, definition: Definition, by: User) -> Form:
    """Publish a whole form at once as the first version of a new design."""
    definition = _titled(definition)
    _check_sound(definition)
    design = FormDesign(project=project, published=1)
    _draw(design, definition, by)
    return _publish(design, definition, "", by)


def _titled(definition: Definition) -> Definition:
    title = Words(normalise(definition.title.th), normalise(definition.title.en))
    if not title.th:
        raise Refusal("form.without_title")
    return replace(definition, title=title)


def _check(design: FormDesign, version: int) -> None:
    if design.version != version:
        raise Conflict("form.changed", pk=design.pk)
    if design.retired_at is not None:
        raise Refusal("form.retired")


def _check_sound(definition: Definition) -> None:
    problems = problems_of_form(definition)
    if problems:
        raise Refusal(problems[0].code, **problems[0].values)
    wanted = series_of_definition(definition)
    known = dict(Series.objects.filter(code__in=wanted).values_list("code", "kind"))
    if missing := [code for code in wanted if code not in known]:
        raise Refusal("form.unknown_series", series=missing[0])
    if problem := next(problems_of_kinds(definition, known), None):
        raise Refusal(problem.code, **problem.values)


def _draw(design: FormDesign, definition: Definition, by: User) -> None:
    design.title_th, design.title_en = definition.title.th, definition.title.en
    design.definition_text = canonical_text(definition)
    design.definition_hash = definition_hash(design.definition_text)
    design.changed_at, design.changed_by = clock.now(), by
    design.save()


def _publish(design: FormDesign, definition: Definition, reason: str, by: User) -> Form:
    form = Form.objects.create(
        project_id=design.project_id,
        design=design,
        number=design.published,
        title_th=design.title_th,
        title_en=design.title_en,
        definition_text=design.definition_text,
        definition_hash=design.definition_hash,
        reason=reason,
        published_at=clock.now(),
        published_by=by,
    )
    wanted = series_of_definition(definition)
    pks = dict(Series.objects.filter(code__in=wanted).values_list("code", "pk"))
    FormItem.objects.bulk_create(
        FormItem(form=form, series_id=pks[code], position=position, is_required=is_required)
        for position, (code, is_required) in enumerate(wanted.items(), start=1)
    )
    return form


def item_name_of(code: str) -> str:
    """Return the name that an item of a series has where nobody gave it one."""
    name = re.sub(r"[^A-Za-z0-9_]", "_", code)[:60]
    return name if name[:1].isalpha() or name.startswith("_") else f"_{name}"[:60]
