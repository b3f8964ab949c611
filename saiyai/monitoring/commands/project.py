"""What can be done to projects: register one, open a form for a period."""

from collections.abc import Sequence
from datetime import date

from saiyai.accounts.models import Office, User
from saiyai.analytics.changes import log_asked
from saiyai.audit.command import command, when_recorded
from saiyai.kernel.periods import Period
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.monitoring import access
from saiyai.monitoring.commands.summary import make_summaries
from saiyai.monitoring.models import (
    Collection,
    Form,
    Project,
    ProjectArea,
    Report,
)
from saiyai.monitoring.queries.truth import block_of
from saiyai.monitoring.rules import content_hash
from saiyai.places.models import Level
from saiyai.places.queries import places_of_level


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


@command("monitoring.collection.open", allows=access.may_run_project, subjects=("project",))
def open_collection(
    *,
    project: Project,
    form: Form,
    period_code: str,
    opens_on: date,
    due_on: date,
    closes_on: date,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Collection:
    """Open a form for a period to every tambon of the project's areas: each gets its empty report."""
    period = Period.parse(period_code)
    _check_opening(project, form, period, (opens_on, due_on, closes_on))
    collection = Collection.objects.create(
        project=project,
        form=form,
        period_code=period.code,
        level=Level.TAMBON,
        opens_on=opens_on,
        due_on=due_on,
        closes_on=closes_on,
    )
    places = list(places_of_level(Level.TAMBON, project.prefixes))
    Report.objects.bulk_create(
        [
            Report(
                collection=collection,
                place_code=each.code,
                content_hash=content_hash(collection.key, each.code, {}),
            )
            for each in places
        ],
        batch_size=2_000,
    )
    codes = [each.code for each in places]
    make_summaries(collection, codes)
    when_recorded(lambda sequence: log_asked(sequence, block_of(collection), period.code, codes))
    return collection


def _check_opening(project: Project, form: Form, period: Period, days: tuple[date, date, date]) -> None:
    if form.project_id != project.pk:
        raise Refusal("form.of_another_project")
    if list(days) != sorted(days):
        raise Refusal("collection.days_out_of_order")
    if Collection.objects.filter(form=form, period_code=period.code).exists():
        raise Refusal("collection.known", period=period.code)
