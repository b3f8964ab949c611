"""What can be done to collections: open one, change its days, remind those who owe."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from saiyai.accounts.letters import letter, mail
from saiyai.accounts.models import User
from saiyai.accounts.queries.holders import people_with_areas
from saiyai.analytics.changes import log_asked
from saiyai.audit import clock
from saiyai.audit.command import command, queue_message, when_recorded
from saiyai.kernel.periods import Period
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.monitoring import access
from saiyai.monitoring.commands.summary import make_summaries
from saiyai.monitoring.models import Collection, Form, Project, Reminder, Report
from saiyai.monitoring.queries.truth import block_of
from saiyai.monitoring.rules import State, content_hash
from saiyai.monitoring.rules.collection import Step
from saiyai.places.models import Level
from saiyai.places.queries import places_of_level


@command("monitoring.collection.open", allows=access.may_run_project, subjects=("project",))
def open_collection(  # noqa: PLR0913 (what a collection is known by)
    *,
    project: Project,
    form: Form,
    period_code: str,
    opens_on: date,
    due_on: date,
    closes_on: date,
    level: Level = Level.TAMBON,
    codes: Sequence[str] = (),
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Collection:
    """Open a form for a period to the places of a level in the project's areas, or to some of them.

    Each of them gets its empty report.
    """
    period = Period.parse(period_code)
    _check_opening(project, form, period, (opens_on, due_on, closes_on))
    collection = Collection.objects.create(
        project=project,
        form=form,
        period_code=period.code,
        level=level,
        opens_on=opens_on,
        due_on=due_on,
        closes_on=closes_on,
    )
    _ask(collection, _asked(project, level, codes))
    return collection


def _check_opening(project: Project, form: Form, period: Period, days: tuple[date, date, date]) -> None:
    if form.project_id != project.pk:
        raise Refusal("form.of_another_project")
    if form.design.retired_at is not None:
        raise Refusal("form.retired")
    if list(days) != sorted(days):
        raise Refusal("collection.days_out_of_order")
    if Collection.objects.filter(form=form, period_code=period.code).exists():
        raise Refusal("collection.known", period=period.code)


def _ask(collection: Collection, asked: list[str]) -> None:
    """Make the empty report of each place that is asked, and the summaries above them."""
    Report.objects.bulk_create(
        [
            Report(
                collection=collection,
                place_code=code,
                content_hash=content_hash(collection.key, code, {}),
            )
            for code in asked
        ],
        batch_size=2_000,
    )
    make_summaries(collection, asked)
    when_recorded(lambda sequence: log_asked(sequence, block_of(collection), collection.period_code, asked))


def _asked(project: Project, level: Level, codes: Sequence[str]) -> list[str]:
    """Return the codes of the places that are to report; a code that is none of the project's is refused."""
    places = [each.code for each in places_of_level(level, project.prefixes)]
    if foreign := sorted(set(codes) - set(places)):
        raise Refusal("collection.place_outside", place=foreign[0])
    asked = [code for code in places if code in set(codes)] if codes else places
    if not asked:
        raise Refusal("collection.without_place")
    return asked


@command("monitoring.collection.change_days", allows=access.may_run_collection, subjects=("collection",))
def change_days(
    *,
    collection: Collection,
    opens_on: date,
    due_on: date,
    closes_on: date,
    reason: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Collection:
    """Change the days of a collection for a reason."""
    if not normalise(reason):
        raise Refusal("form.reason_missing")
    if not opens_on <= due_on <= closes_on:
        raise Refusal("collection.days_out_of_order")
    collection.opens_on, collection.due_on, collection.closes_on = opens_on, due_on, closes_on
    collection.save()
    return collection


@command("monitoring.collection.remind", allows=access.may_remind, subjects=("collection",))
def remind_owing(*, collection: Collection, step: Step, by: Actor) -> Collection:  # noqa: ARG001
    """Write to those who enter for places that owe a report, once at each step and one letter a person."""
    if Reminder.objects.filter(collection=collection, step=step).exists():
        raise Refusal("collection.reminded")
    owing = list(
        Report.objects.filter(collection=collection, state__in=[State.DRAFT, State.RETURNED]).values_list(
            "place_code", flat=True
        )
    )
    counted: Counter[User] = Counter()
    for person, area in people_with_areas(access.ENTERERS - access.VERIFIERS, clock.today()):
        counted[person] += sum(code.startswith(area) for code in owing)
    people = [(person, count) for person, count in counted.items() if count]
    for person, count in people:
        values = {"name": str(person), "count": count, "form": collection.form, "step": step.value}
        values |= {"period": Period.parse(collection.period_code), "due_on": collection.due_on}
        queue_message(mail(person.email, letter("monitoring/letters/reminder.txt", values)))
    Reminder.objects.create(collection=collection, step=step, sent_at=clock.now(), people=len(people))
    return collection
