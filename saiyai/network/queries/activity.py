"""Activities and their results, as those who may see them do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from saiyai.kernel.powers import Scope
from saiyai.kernel.text import LONGEST_SEARCH, search_key
from saiyai.network.access import SEERS, living, people_seen_by, seen_by, within
from saiyai.network.models import (
    ACTIVITY_NAMES,
    AGE_NAMES,
    AWARD_NAMES,
    RESULT_NAMES,
    SEX_NAMES,
    Activity,
    ActivityOrganisation,
    ActivityPerson,
    ActivityResult,
    Link,
    Organisation,
    Person,
)
from saiyai.network.queries.finding import named
from saiyai.network.queries.organisation import OrganisationRow, place_text, rows_of
from saiyai.network.queries.participation import year_until
from saiyai.network.queries.text import Text, in_reader_language
from saiyai.network.rules import ActivityKind, LinkKind, ResultKind
from saiyai.network.rules.activity import BUILDS_CAPACITY, JOINT
from saiyai.places.queries import names_at

MOST_CANDIDATES = 150
ADDS_UP = (
    ResultKind.BENEFICIARIES,
    ResultKind.HOUSEHOLDS,
    ResultKind.VISITORS,
    ResultKind.FOREST,
    ResultKind.FARM,
    ResultKind.AWARD,
)
"""The kinds whose sum over activities says something: members, villages and capital would be counted twice."""


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What a reader looks for among activities; empty values narrow nothing."""

    words: str = ""
    kind: str = ""
    place_code: str = ""
    year: int | None = None
    organisation: int | None = None
    is_joint: bool = False
    builds_capacity: bool = False


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in a list."""

    pk: int
    title: str
    kind: Text
    starts_on: date
    ends_on: date
    place: str
    organiser: str
    organiser_pk: int
    organisations: int
    people: int
    is_example: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result as a page tells it; `quantity` and `after` in the kind's unit."""

    pk: int
    kind: str
    name: Text
    quantity: int
    after: int | None
    label: str
    of_whom: tuple[Text, ...]
    level: Text
    on: date
    source: str
    evidence_url: str
    file_name: str
    is_withdrawn: bool
    withdrawn_reason: str


def activities_seen(scope: Scope) -> QuerySet[Activity]:
    """Return the activities whose organiser a scope may see."""
    return Activity.objects.filter(organiser__in=Organisation.objects.filter(seen_by(scope)).values("pk"))


def activities_found(scope: Scope, wanted: ActivityFilter, today: date) -> QuerySet[Activity]:
    """Return the activities that fit a filter, the latest first, less those withdrawn."""
    rows = activities_seen(scope).filter(withdrawn_at=None)
    if wanted.words:
        rows = rows.filter(search_key__contains=search_key(wanted.words[:LONGEST_SEARCH]))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.builds_capacity:
        rows = rows.filter(kind__in=list(BUILDS_CAPACITY))
    if wanted.place_code:
        rows = rows.filter(within([wanted.place_code], "at_code"))
    if wanted.year:
        first, last = year_until(wanted.year, today)
        rows = rows.filter(starts_on__gte=first, starts_on__lte=last)
    if wanted.organisation is not None:
        joined = ActivityOrganisation.objects.filter(organisation=wanted.organisation)
        rows = rows.filter(pk__in=joined.values("activity"))
    if wanted.is_joint:
        parties = _count(ActivityOrganisation.objects.filter(activity=OuterRef("pk")))
        rows = rows.annotate(parties=parties).filter(parties__gte=JOINT)
    return rows.order_by("-starts_on", "-pk")


def _count(rows: QuerySet[ActivityOrganisation] | QuerySet[ActivityPerson]) -> Coalesce:
    counted = rows.order_by().values("activity").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def activity_rows(activities: Iterable[Activity] | QuerySet[Activity]) -> list[ActivityRow]:
    """Return activities as rows of a list, in the same queries for any number of them."""
    found = list(activities)
    keys = [each.pk for each in found]
    organisers = {
        each.pk: in_reader_language(each.name_th, each.name_en)
        for each in Organisation.objects.filter(pk__in={each.organiser_id for each in found})
    }
    parties = _counts(ActivityOrganisation.objects.filter(activity__in=keys))
    named = _counts(ActivityPerson.objects.filter(activity__in=keys))
    places = names_at(code for each in found for code in (each.at_code[:2], each.at_code))
    return [
        ActivityRow(
            each.pk,
            in_reader_language(each.title_th, each.title_en),
            ACTIVITY_NAMES[ActivityKind(each.kind)],
            each.starts_on,
            each.ends_on,
            place_text(each.at_code, places),
            organisers[each.organiser_id],
            each.organiser_id,
            parties.get(each.pk, 0),
            each.men + each.women + each.unstated + named.get(each.pk, 0),
            each.is_example,
            each.withdrawn_at is not None,
        )
        for each in found
    ]


def _counts(rows: QuerySet[ActivityOrganisation] | QuerySet[ActivityPerson]) -> dict[int, int]:
    return dict(rows.order_by().values_list("activity").annotate(count=Count("pk")))


def activity_at(scope: Scope, pk: int) -> Activity | None:
    """Return an activity that a scope sees with its organiser, None where it sees none of that number."""
    return activities_seen(scope).select_related("organiser").filter(pk=pk).first()


def organisations_of(scope: Scope, activity: Activity) -> list[OrganisationRow]:
    """Return the organisations that took part and that a scope sees, the organiser first."""
    joined = Organisation.objects.filter(seen_by(scope), pk__in=activity.joined.values("organisation"))
    rows = rows_of(joined.order_by("place_code", "name_th"))
    return sorted(rows, key=lambda each: each.pk != activity.organiser_id)


def result_rows(activity: Activity) -> list[ResultRow]:
    """Return what came of an activity, the withdrawn last."""
    results = ActivityResult.objects.filter(activity=activity).order_by("on", "pk")
    rows = [_result_row(each) for each in results]
    return sorted(rows, key=lambda each: each.is_withdrawn)


def _result_row(each: ActivityResult) -> ResultRow:
    whom = [SEX_NAMES.get(each.sex), AGE_NAMES.get(each.age_band)]  # type: ignore[call-overload]
    return ResultRow(
        each.pk,
        each.kind,
        RESULT_NAMES[ResultKind(each.kind)],
        each.quantity,
        each.after,
        each.label,
        tuple(text for text in whom if text),
        AWARD_NAMES.get(each.level, ""),  # type: ignore[call-overload]
        each.on,
        each.source,
        each.evidence_url,
        each.file_name,
        each.withdrawn_at is not None,
        each.withdrawn_reason,
    )


def result_at(activity: Activity, pk: int) -> ActivityResult | None:
    """Return a result of an activity."""
    return (
        ActivityResult.objects.select_related("activity__organiser").filter(activity=activity, pk=pk).first()
    )


def result_totals(activities: QuerySet[Activity]) -> list[tuple[ResultKind, int, int]]:
    """Return (kind, number of results, sum in its unit) of activities, for the kinds that add up."""
    rows = ActivityResult.objects.filter(
        activity__in=activities.order_by().values("pk"), withdrawn_at=None, kind__in=list(ADDS_UP)
    )
    found = {
        kind: (count, whole)
        for kind, count, whole in rows.order_by()
        .values_list("kind")
        .annotate(count=Count("pk"), whole=Sum("quantity"))
    }
    return [(kind, *found[kind]) for kind in ADDS_UP if kind in found]


def organisations_to_join(scope: Scope, activity: Activity, words: str) -> list[OrganisationRow]:
    """Return who may have taken part: who did, fellow members of the organiser's networks, and whom words find."""
    networks = Link.objects.filter(source=activity.organiser_id, kind=LinkKind.MEMBER_OF, ends_on=None)
    fellows = Link.objects.filter(
        Q(target__in=networks.values("target")) | Q(target=activity.organiser_id),
        kind=LinkKind.MEMBER_OF,
        ends_on=None,
    )
    near = Q(pk__in=fellows.values("source")) | Q(pk__in=networks.values("target"))
    if search_key(words):
        near = named(words)
    seen = Organisation.objects.filter(seen_by(scope)).exclude(pk=activity.organiser_id)
    seen = seen.order_by("place_code", "name_th")
    joined = seen.filter(pk__in=activity.joined.values("organisation"))
    others = seen.filter(near).filter(living()).exclude(pk__in=activity.joined.values("organisation"))
    return rows_of([*joined, *others[:MOST_CANDIDATES]])


def joined_beside(activity: Activity, offered: Iterable[int]) -> list[Organisation]:
    """Return who took part and was not offered to a reader who chooses anew: they stay."""
    held = Organisation.objects.filter(took_part__activity=activity)
    return list(held.exclude(pk__in=list(offered)))


def named_beside(activity: Activity, offered: Iterable[int]) -> list[Person]:
    """Return the people who took part and were not offered to a reader who chooses anew: they stay."""
    return list(Person.objects.filter(took_part__activity=activity).exclude(pk__in=list(offered)))


def organisations_chosen(scope: Scope, numbers: Iterable[int]) -> list[Organisation]:
    """Return the organisations of these numbers that a scope sees."""
    return list(Organisation.objects.filter(seen_by(scope), pk__in=list(numbers)))


def people_to_name(scope: Scope, activity: Activity) -> QuerySet[Person]:
    """Return who may have taken part: the people of the organisations that did, as a scope sees them, by name."""
    joined = activity.joined.values("organisation")
    theirs = Q(roles__organisation__in=joined) | Q(took_part__activity=activity)
    seen = Person.objects.filter(people_seen_by(scope), theirs, erased_at=None)
    return seen.distinct().order_by("search_key", "pk")


def people_of(scope: Scope, activity: Activity) -> list[tuple[int, str]]:
    """Return the named people who took part, for those whose area the activity lies in."""
    if not scope.covers(activity.place_code, SEERS):
        return []
    people = Person.objects.filter(took_part__activity=activity).order_by("search_key", "pk")
    return list(people.values_list("pk", "shown"))


def activity_kinds() -> list[tuple[str, Text]]:
    """Return the kinds of activities with their names."""
    return [(each.value, name) for each, name in ACTIVITY_NAMES.items()]


def result_kinds() -> list[tuple[str, Text]]:
    """Return the kinds of results with their names."""
    return [(each.value, name) for each, name in RESULT_NAMES.items()]


def result_choices() -> dict[str, list[tuple[str, Text]]]:
    """Return what may be chosen of a result beside its kind: sex, age band, level of an award."""
    return {
        "sex": [(each.value, name) for each, name in SEX_NAMES.items()],
        "age_band": [(each.value, name) for each, name in AGE_NAMES.items()],
        "level": [(each.value, name) for each, name in AWARD_NAMES.items()],
    }
