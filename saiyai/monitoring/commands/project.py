"""What can be done to projects: register one, open a form for a period."""

from collections.abc import Sequence

from saiyai.accounts.models import Office, User
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.monitoring import access
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
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Project:
    """Register a project over some areas for a fiscal year of the Buddhist era."""
    if not prefixes:
        raise Refusal("project.without_area")
    if Project.objects.filter(code=code).exists():
        raise Refusal("project.known", project=code)
    project = Project.objects.create(
        code=code,
        name_th=normalise(name_th),
        name_en=normalise(name_en),
        fiscal_year=fiscal_year,
        owner=owner,
        objective_th=objective_th,
        objective_en=objective_en,
    )
    ProjectArea.objects.bulk_create(
        ProjectArea(project=project, prefix=each) for each in dict.fromkeys(prefixes)
    )
    return project
