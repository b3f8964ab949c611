"""What can be asked of forms: an office's designs, their drafts and versions, the series they may count in."""

from dataclasses import dataclass
from datetime import date, datetime

from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import RUNNERS
from saiyai.monitoring.models import (
    Axis,
    Category,
    Collection,
    Form,
    FormDesign,
    Project,
    Series,
    SeriesKind,
)
from saiyai.network.queries import in_reader_language

Design = FormDesign
"""A form's design with its project."""
Version = Form
"""A published version with its design and project."""


@dataclass(frozen=True, slots=True)
class DesignRow:
    """A form in a list."""

    pk: int
    title: str
    published: int
    is_retired: bool
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in a list."""

    pk: int
    number: int
    reason: str
    published_at: datetime | None
    by: str
    collections: int


def _is_run_by(project: Project, scope: Scope) -> bool:
    return all(scope.covers(prefix, RUNNERS) for prefix in project.prefixes)


def project_run_by(scope: Scope, code: str) -> Project | None:
    """Return a project of a code that a scope runs, None for any other."""
    found = Project.objects.prefetch_related("areas").filter(code=code).first()
    return found if found is not None and _is_run_by(found, scope) else None


def design_of(scope: Scope, pk: int) -> Design | None:
    """Return a form's design that a scope may work on, None for any other."""
    rows = FormDesign.objects.select_related("project", "changed_by").prefetch_related("project__areas")
    found = rows.filter(pk=pk).first()
    return found if found is not None and _is_run_by(found.project, scope) else None


def version_of(scope: Scope, pk: int) -> Version | None:
    """Return a published version of a form that a scope may work on, None for any other."""
    rows = Form.objects.select_related("design__project").prefetch_related("design__project__areas")
    found = rows.filter(pk=pk).first()
    return found if found is not None and _is_run_by(found.design.project, scope) else None


def version_before(version: Version) -> Version | None:
    """Return the version that another followed, None for the first."""
    rows = Form.objects.filter(design=version.design_id, number__lt=version.number)
    return rows.order_by("-number").first()


def designs_of(project: Project) -> list[DesignRow]:
    """Return the forms of a project, those in use first."""
    rows = FormDesign.objects.filter(project=project).order_by("-changed_at")
    found = [
        DesignRow(
            each.pk,
            in_reader_language(each.title_th, each.title_en),
            each.published,
            each.retired_at is not None,
            each.changed_at,
        )
        for each in rows
    ]
    return sorted(found, key=lambda row: row.is_retired)


def versions_of(design: Design) -> list[VersionRow]:
    """Return the published versions of a form, the latest first."""
    rows = Form.objects.filter(design=design).select_related("published_by").prefetch_related("collections")
    return [
        VersionRow(
            each.pk,
            each.number,
            each.reason,
            each.published_at,
            "" if each.published_by is None else str(each.published_by),
            len(each.collections.all()),
        )
        for each in rows.order_by("-number")
    ]


def latest_version(design: Design) -> Version | None:
    """Return the latest published version of a form, None before the first."""
    return Form.objects.filter(design=design).order_by("-number").first()


def forms_in_use(project: Project) -> list[tuple[int, str]]:
    """Return the latest version of each form of a project that is in use, by its number, with its title."""
    rows = Form.objects.filter(design__project=project, design__retired_at=None).order_by("design", "number")
    latest = {each.design_id: each for each in rows}
    return [(each.pk, in_reader_language(each.title_th, each.title_en)) for each in latest.values()]


def series_to_count() -> list[tuple[str, str]]:
    """Return all series by their codes, each with its name."""
    rows = Series.objects.order_by("code")
    return [(each.code, f"{in_reader_language(each.name_th, each.name_en)} ({each.code})") for each in rows]


def axes_to_split_by() -> list[tuple[str, str]]:
    """Return the ways to split a number by their codes, each with its name."""
    return [
        (each.code, in_reader_language(each.name_th, each.name_en)) for each in Axis.objects.order_by("pk")
    ]


def parts_of_axis(code: str) -> list[tuple[str, str, str]]:
    """Return the parts that a way to split makes: each as a form writes it, with its words in Thai and English."""
    rows = Category.objects.filter(axis__code=code).select_related("axis").order_by("position")
    return [(f"{code}={each.code}", each.name_th, each.name_en) for each in rows]


def series_words(code: str) -> tuple[str, str, str]:
    """Return the Thai and the English name of a series and its kind; the code and a flow where there is none."""
    found = Series.objects.filter(code=code).first()
    return (code, code, SeriesKind.FLOW) if found is None else (found.name_th, found.name_en, found.kind)


def collections_with_reminders(today: date) -> list[tuple[Collection, frozenset[str]]]:
    """Return the collections that take reports in today, each with the reminders that were sent."""
    rows = Collection.objects.filter(opens_on__lte=today, closes_on__gte=today)
    found = rows.select_related("form", "project").prefetch_related("reminders").order_by("pk")
    return [(each, frozenset(reminder.step for reminder in each.reminders.all())) for each in found]


def collection_run_by(scope: Scope, pk: int) -> Collection | None:
    """Return a collection of a project that a scope runs, None for any other."""
    rows = Collection.objects.select_related("project", "form").prefetch_related("project__areas")
    found = rows.filter(pk=pk).first()
    return found if found is not None and _is_run_by(found.project, scope) else None
