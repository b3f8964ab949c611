"""What can be asked of projects and their collections."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from saiyai.kernel.periods import Period
from saiyai.kernel.powers import NATION, Scope
from saiyai.monitoring.access import reports_seen_by
from saiyai.monitoring.models import STATE_NAMES, Collection, FormItem, Project, Report, Series
from saiyai.monitoring.rules import LAYERS, State
from saiyai.network.access import within
from saiyai.network.queries import Text, in_reader_language
from saiyai.places.queries import places_at


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in a list."""

    code: str
    name: str
    fiscal_year: int
    owner: str
    collections: int


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series as pages show it."""

    pk: int
    code: str
    name: str
    unit: str
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A collection as pages show it, with the reports in the reader's area by their state."""

    pk: int
    title: str
    period: str
    opens_on: date
    due_on: date
    closes_on: date
    is_open: bool
    is_late: bool
    counts: dict[str, int]

    @property
    def owed(self) -> int:
        """Return how many places owe a report: those that are excused do not."""
        return sum(self.counts.values()) - self.counts.get(State.EXCUSED, 0)

    @property
    def handed_in(self) -> int:
        """Return how many have handed theirs in."""
        return sum(self.counts.get(state, 0) for state in (State.SUBMITTED, State.VERIFIED, State.APPROVED))


def period_label(code: str) -> str:
    """Return a period's name in the reader's language."""
    return Period.parse(code).label(language="en" if get_language() == "en" else "th")


def projects(words: str = "") -> list[ProjectRow]:
    """Return the projects whose name holds some words (all for none), the latest fiscal year first."""
    named = Q(name_th__icontains=words) | Q(name_en__icontains=words) if words else Q()
    found = Project.objects.filter(named).select_related("owner").annotate(how_many=Count("collections"))
    return [
        ProjectRow(
            each.code,
            in_reader_language(each.name_th, each.name_en),
            each.fiscal_year,
            in_reader_language(each.owner.name_th, each.owner.name_en),
            each.how_many,
        )
        for each in found.order_by("-fiscal_year", "code")
    ]


FoundProject = Project
"""A project with its owner and areas."""


def project_of(code: str) -> FoundProject | None:
    """Return the project of a code with its owner and areas, None where there is none."""
    return Project.objects.select_related("owner").prefetch_related("areas").filter(code=code).first()


def project_name(project: FoundProject) -> str:
    """Return a project's name in the reader's language."""
    return in_reader_language(project.name_th, project.name_en)


def collections_of(project: Project, scope: Scope, today: date) -> list[CollectionRow]:
    """Return a project's collections, the latest first, with the reports in the scope's area counted."""
    return _rows(Collection.objects.filter(project=project), reports_seen_by(scope), today)


def open_collections_at(scope: Scope, place_code: str, today: date) -> list[CollectionRow]:
    """Return the open collections that have reports at a place that a scope sees, with these counted."""
    is_open = Collection.objects.filter(opens_on__lte=today, closes_on__gte=today)
    rows = _rows(is_open, reports_seen_by(scope) & within([place_code]), today)
    return [row for row in rows if row.owed]


def _rows(collections: QuerySet[Collection], seen: Q, today: date) -> list[CollectionRow]:
    found = list(collections.select_related("form").order_by("-opens_on", "-pk"))
    counted = Report.objects.filter(seen, collection__in=found).order_by()
    counts: dict[int, dict[str, int]] = {}
    for pk, state, count in counted.values_list("collection", "state").annotate(Count("pk")):
        counts.setdefault(pk, {})[state] = count
    return [_row(each, counts.get(each.pk, {}), today) for each in found]


def _row(collection: Collection, counts: dict[str, int], today: date) -> CollectionRow:
    return CollectionRow(
        pk=collection.pk,
        title=in_reader_language(collection.form.title_th, collection.form.title_en),
        period=period_label(collection.period_code),
        opens_on=collection.opens_on,
        due_on=collection.due_on,
        closes_on=collection.closes_on,
        is_open=collection.opens_on <= today <= collection.closes_on,
        is_late=today > collection.due_on,
        counts=counts,
    )


FoundCollection = Collection
"""A collection with its project and form."""


def collection_with_project(pk: int) -> Collection | None:
    """Return a collection with its project and form, None where there is none of that number."""
    return Collection.objects.select_related("project", "form").filter(pk=pk).first()


def collection_title(collection: Collection) -> str:
    """Return the title of a collection's form in the reader's language."""
    return in_reader_language(collection.form.title_th, collection.form.title_en)


def collection_row(
    collection: Collection, scope: Scope, today: date, place_code: str = NATION
) -> CollectionRow:
    """Return one collection as pages show it, with the reports that the scope sees inside a place counted."""
    seen = reports_seen_by(scope) & within([place_code])
    return _rows(Collection.objects.filter(pk=collection.pk), seen, today)[0]


def series_of(form_id: int) -> list[SeriesRow]:
    """Return the series that a form asks for, in its order."""
    return _series(FormItem.objects.filter(form_id=form_id))


def series_asked_in(collection_pk: int) -> list[SeriesRow]:
    """Return the series that a collection's form asks for, in its order."""
    return _series(FormItem.objects.filter(form__collections=collection_pk))


def series_asked_by(project: Project) -> list[SeriesRow]:
    """Return the series that the forms of a project ask for, each once, in order of code."""
    rows = _series(FormItem.objects.filter(form__project=project))
    return sorted({row.code: row for row in rows}.values(), key=lambda row: row.code)


def series_with(code: str) -> Series:
    """Return the series of a code; LookupError where there is none."""
    found = Series.objects.filter(code=code).first()
    if found is None:
        raise LookupError(code)
    return found


def _series(items: QuerySet[FormItem]) -> list[SeriesRow]:
    return [
        SeriesRow(
            each.series_id,
            each.series.code,
            in_reader_language(each.series.name_th, each.series.name_en),
            in_reader_language(each.series.unit_th, each.series.unit_en),
            each.is_required,
        )
        for each in items.select_related("series")
    ]


def state_names() -> list[tuple[str, Text]]:
    """Return the states of a report with their names, in their order on the way up."""
    return [(state.value, name) for state, name in STATE_NAMES.items()]


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many reports of an area stand in which state, in the order of the way up."""

    code: str
    name: str
    counts: tuple[int, ...]
    owed: int

    @property
    def handed_in(self) -> int:
        """Return how many of them are handed in."""
        return sum(n for state, n in zip(State, self.counts, strict=True) if state in LAYERS["entered"])


def counts_by_area(collection: Collection, scope: Scope, place_code: str) -> list[StateCount]:
    """Return the reports inside a place that a scope sees, by the areas directly below it and by state."""
    length = len(place_code) + 2
    rows: dict[str, Counter[str]] = {}
    for code, state in _seen(collection, scope, place_code).values_list("place_code", "state"):
        rows.setdefault(code[:length], Counter())[state] += 1
    names = places_at(rows)
    return [
        StateCount(
            code,
            names[code].name if code in names else code,
            tuple(row[state] for state in State),
            row.total() - row[State.EXCUSED],
        )
        for code, row in sorted(rows.items())
    ]


def reports_of(
    collection: Collection, scope: Scope, *, state: str = "", place_code: str = ""
) -> QuerySet[Report]:
    """Return the reports of a collection inside a place that a scope sees, in order of their places."""
    seen = _seen(collection, scope, place_code)
    return (seen.filter(state=state) if state else seen).order_by("place_code")


def _seen(collection: Collection, scope: Scope, place_code: str) -> QuerySet[Report]:
    return Report.objects.filter(reports_seen_by(scope), within([place_code]), collection=collection)
