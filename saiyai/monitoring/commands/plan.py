"""What can be done to a project after it was registered: say it anew, set its logframe, its budget and its vision."""

from collections.abc import Sequence
from dataclasses import dataclass

from saiyai.accounts.models import Office, User
from saiyai.audit.command import command
from saiyai.kernel.periods import PeriodKind
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.monitoring import access
from saiyai.monitoring.models import (
    Collection,
    Indicator,
    Project,
    ProjectAim,
    ProjectArea,
    ProjectBudget,
    Vision,
    VisionIndicator,
)
from saiyai.monitoring.queries.keeping import is_usable_in, keeper_name
from saiyai.monitoring.rules.plan import (
    AimLine,
    BudgetLine,
    VisionTerms,
    refusal_of_budget,
    refusal_of_calendar,
    refusal_of_years,
)


@dataclass(frozen=True, slots=True)
class ProjectTerms:
    """What a project says of itself: names, years, owner, areas, objective, and how often it asks for reports."""

    name_th: str
    name_en: str
    fiscal_year: int
    last_fiscal_year: int
    owner: Office
    prefixes: tuple[str, ...]
    objective_th: str = ""
    objective_en: str = ""
    reports_every: str = PeriodKind.QUARTER
    due_after_days: int = 15


@command("monitoring.project.change", allows=access.may_change_project, subjects=("project",))
def change_project(
    *,
    project: Project,
    terms: ProjectTerms,
    reason: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Project:
    """Say anew what a project is and where; what was collected before stays."""
    if not normalise(reason):
        raise Refusal("project.reason_missing")
    check_terms(terms)
    asked = Collection.objects.filter(project=project).values_list("period_code", flat=True)
    if any(not terms.fiscal_year <= int(code[:4]) <= terms.last_fiscal_year for code in asked):
        raise Refusal("project.years_hold_collections")
    for name in ("name_th", "name_en", "objective_th", "objective_en"):
        setattr(project, name, normalise(getattr(terms, name)))
    project.fiscal_year, project.last_fiscal_year = terms.fiscal_year, terms.last_fiscal_year
    project.owner = terms.owner
    project.reports_every, project.due_after_days = terms.reports_every, terms.due_after_days
    project.save()
    project.areas.exclude(prefix__in=terms.prefixes).delete()
    held = set(project.areas.values_list("prefix", flat=True))
    ProjectArea.objects.bulk_create(
        ProjectArea(project=project, prefix=each)
        for each in dict.fromkeys(terms.prefixes)
        if each not in held
    )
    return project


def check_terms(terms: ProjectTerms) -> None:
    """Refuse a project without name or area, with years out of order, or with a calendar that is none."""
    if not normalise(terms.name_th):
        raise Refusal("project.nameless")
    if not terms.prefixes:
        raise Refusal("project.without_area")
    refusal = refusal_of_years(terms.fiscal_year, terms.last_fiscal_year) or refusal_of_calendar(
        terms.reports_every, terms.due_after_days
    )
    if refusal:
        raise refusal


@command("monitoring.project.plan", allows=access.may_run_project, subjects=("project",))
def set_logframe(*, project: Project, lines: Sequence[AimLine], by: User) -> Project:  # noqa: ARG001
    """Set the lines of a project's logframe: goal, outcomes, outputs, activities."""
    said = [AimLine(each.aim, normalise(each.text), normalise(each.means)) for each in lines]
    project.aims.all().delete()
    ProjectAim.objects.bulk_create(
        ProjectAim(project=project, aim=each.aim, position=position, text=each.text, means=each.means)
        for position, each in enumerate((each for each in said if each.text), start=1)
    )
    return project


@command("monitoring.project.budget", allows=access.may_run_project, subjects=("project",))
def set_budget(*, project: Project, lines: Sequence[BudgetLine], by: User) -> Project:  # noqa: ARG001
    """Set a project's budget: the money of each source in each fiscal year, in satang."""
    said = [BudgetLine(each.fiscal_year, normalise(each.source), each.amount_satang) for each in lines]
    if refusal := refusal_of_budget(said, project.fiscal_year, project.ends_in):
        raise refusal
    project.budget.all().delete()
    ProjectBudget.objects.bulk_create(
        ProjectBudget(
            project=project,
            fiscal_year=each.fiscal_year,
            source=each.source,
            amount_satang=each.amount_satang,
        )
        for each in said
    )
    return project


@command("monitoring.project.vision", allows=access.may_run_project, subjects=("project",))
def set_vision(*, project: Project, terms: VisionTerms, by: User) -> Project:  # noqa: ARG001
    """Set what a project is to help to bring about by a year, and by which indicators one sees it."""
    if not normalise(terms.statement_th):
        raise Refusal("vision.nameless")
    if terms.target_year < project.fiscal_year:
        raise Refusal("vision.year_past", year=project.fiscal_year)
    vision, _is_new = Vision.objects.update_or_create(
        project=project,
        defaults={
            "statement_th": normalise(terms.statement_th),
            "statement_en": normalise(terms.statement_en),
            "target_year": terms.target_year,
        },
    )
    wanted = {code for _circle, codes in terms.indicators for code in codes}
    known = {each.code: each for each in Indicator.objects.select_related("owner").filter(code__in=wanted)}
    for code in sorted(wanted):
        if code not in known:
            raise Refusal("vision.unknown_indicator", indicator=code)
        if not is_usable_in(known[code].owner, project.prefixes):
            raise Refusal("indicator.of_another_office", office=keeper_name(known[code].owner))
    vision.indicators.all().delete()
    VisionIndicator.objects.bulk_create(
        VisionIndicator(vision=vision, circle=circle, indicator=known[code])
        for circle, codes in terms.indicators
        for code in dict.fromkeys(codes)
    )
    return project
