"""What can be done to projects: register one, open a form for a period."""

from collections.abc import Sequence

from saiyai.accounts.models import Office, User
from saiyai.audit.command import command
from saiyai.kernel.periods import PeriodKind
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.monitoring import access
from saiyai.monitoring.commands.plan import ProjectTerms, check_terms
from saiyai.monitoring.models import (
    Project,
    ProjectArea,
)


@command("monitoring.project.register", allows=access.may_register_project)
def register_project(  # noqa: PLR0913 (what a project is known by)
    *,
    code: str,
    name_th: str,
    name_en: str,
    fiscal_year: int,
    owner: Office,
    prefixes: Sequence[str],
    objective_th: str = "",
    objective_en: str = "",
    last_fiscal_year: int | None = None,
    reports_every: str = PeriodKind.QUARTER,
    due_after_days: int = 15,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Project:
    """Register a project over some areas for a fiscal year of the Buddhist era."""
    terms = ProjectTerms(
        name_th,
        name_en,
        fiscal_year,
        last_fiscal_year or fiscal_year,
        owner,
        tuple(prefixes),
        objective_th,
        objective_en,
        reports_every,
        due_after_days,
    )
    check_terms(terms)
    if Project.objects.filter(code=code).exists():
        raise Refusal("project.known", project=code)
    return _made(code, terms)


def _made(code: str, terms: ProjectTerms) -> Project:
    """Return a new project with its areas."""
    project = Project.objects.create(
        code=code,
        name_th=normalise(terms.name_th),
        name_en=normalise(terms.name_en),
        fiscal_year=terms.fiscal_year,
        last_fiscal_year=terms.last_fiscal_year,
        reports_every=terms.reports_every,
        due_after_days=terms.due_after_days,
        owner=terms.owner,
        objective_th=terms.objective_th,
        objective_en=terms.objective_en,
    )
    ProjectArea.objects.bulk_create(
        ProjectArea(project=project, prefix=each) for each in dict.fromkeys(terms.prefixes)
    )
    return project
