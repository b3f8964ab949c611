"""Applications for a standing of the Act and the sittings that decide them, as lists and pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import override

from saiyai.kernel.buddhist_era import ERA_SHIFT
from saiyai.kernel.powers import Scope
from saiyai.kernel.text import LONGEST_SEARCH, search_key
from saiyai.network.access import DECIDERS, REGISTRARS, SEERS, within
from saiyai.network.models import (
    APPLICATION_STATE_NAMES,
    FIELD_NAMES,
    PAPER_NAMES,
    REQUIREMENT_NAMES,
    STANDING_NAMES,
    BoardSession,
    Organisation,
    StandingApplication,
)
from saiyai.network.queries.organisation import place_text
from saiyai.network.queries.text import Text, in_reader_language
from saiyai.network.rules import Standing
from saiyai.network.rules import application as rules
from saiyai.network.rules.application import ApplicationState, Candidate, State
from saiyai.places.queries import names_at, path_of

WAITING_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class ApplicationFilter:
    """What a reader looks for among the applications; empty values narrow nothing."""

    words: str = ""
    standing: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """An application in a list."""

    pk: int
    organisation: str
    organisation_pk: int
    standing: Text
    state: str
    state_name: Text
    place: str
    submitted_at: datetime | None
    is_renewal: bool
    checked_by: int | None
    session: str
    session_pk: int | None
    standing_code: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One thing that a standing asks for, the item of the criteria that it comes from, and whether it is met."""

    code: str
    name: Text
    item: int | None
    is_met: bool


def applications_seen(scope: Scope) -> QuerySet[StandingApplication]:
    """Return the applications of the organisations in the areas that a scope reads."""
    seen = within(scope.prefixes(SEERS), "organisation__place_code")
    return StandingApplication.objects.filter(seen).select_related("organisation", "session")


def application_seen(scope: Scope, pk: int) -> StandingApplication | None:
    """Return an application that the scope sees, None where there is none of that number."""
    rows = applications_seen(scope).select_related("organisation__kind", "renews", "granted__certificate")
    return rows.filter(pk=pk).first()


def applications(scope: Scope, wanted: ApplicationFilter) -> QuerySet[StandingApplication]:
    """Return the applications that fit a filter, those that wait longest first."""
    rows = applications_seen(scope)
    if wanted.words:
        key = search_key(wanted.words[:LONGEST_SEARCH])
        rows = rows.filter(organisation__search_key__contains=key)
    if wanted.standing:
        rows = rows.filter(standing=wanted.standing)
    rows = rows.filter(state=wanted.state) if wanted.state else rows.filter(state__in=rules.OPEN)
    return rows.order_by("submitted_at", "opened_at", "pk")


def counts_by_state(scope: Scope) -> dict[str, int]:
    """Return how many applications stand in each state."""
    rows = applications_seen(scope).order_by().values_list("state").annotate(count=Count("pk"))
    return dict(rows)


def rows_of_applications(found: Iterable[StandingApplication]) -> list[ApplicationRow]:
    """Return applications as rows of a list, in one query for the places of all of them."""
    rows = list(found)
    codes = {each.organisation.place_code for each in rows}
    names = names_at(code for each in codes for code in (each[:2], each))
    return [
        ApplicationRow(
            each.pk,
            in_reader_language(each.organisation.name_th, each.organisation.name_en),
            each.organisation_id,
            STANDING_NAMES[Standing(each.standing)],
            each.state,
            APPLICATION_STATE_NAMES[State(each.state)],
            place_text(each.organisation.place_code, names),
            each.submitted_at,
            each.renews_id is not None,
            each.checked_by_id,
            f"{each.session.number}/{each.session.year}" if each.session else "",
            each.session_id,
            each.standing,
            each.state in rules.OPEN,
        )
        for each in rows
    ]


def candidate_of(organisation: Organisation) -> Candidate:
    """Return what the register knows of an organisation that applies."""
    return Candidate(
        organisation.kind.sector,
        organisation.state,
        tuple(each.field for each in organisation.welfare_fields.all()),
        organisation.address,
    )


def requirements_of(application: StandingApplication, on: date) -> list[RequirementRow]:
    """Return what the standing asks for, each with whether the application meets it on a day."""
    judged = rules.judged(candidate_of(application.organisation), application.snapshot(), on)
    return [
        RequirementRow(each.code, REQUIREMENT_NAMES[each.code], each.item, is_met) for each, is_met in judged
    ]


def requirements_to_begin(organisation: Organisation, standing: str, on: date) -> list[RequirementRow]:
    """Return what a standing asks for, judged by what the register knows before anything is told."""
    blank = ApplicationState(organisation.pk, standing, State.DRAFT)
    judged = rules.judged(candidate_of(organisation), blank, on)
    return [
        RequirementRow(each.code, REQUIREMENT_NAMES[each.code], each.item, is_met) for each, is_met in judged
    ]


def papers_asked(standing: str) -> list[tuple[str, Text]]:
    """Return the papers that a standing asks for, with their names."""
    return [(each.value, PAPER_NAMES[each]) for each in rules.PAPERS[Standing(standing)]]


def standings_given() -> list[tuple[str, Text]]:
    """Return the standings that a provincial board gives, with their names."""
    return [(each.value, STANDING_NAMES[each]) for each in rules.GIVEN_BY_BOARD]


def application_states() -> list[tuple[str, Text]]:
    """Return the states of an application with their names."""
    return [(state.value, name) for state, name in APPLICATION_STATE_NAMES.items()]


def applications_of(organisation: Organisation) -> list[ApplicationRow]:
    """Return the applications of an organisation, the newest first."""
    rows = organisation.applications.select_related("organisation", "session").order_by("-pk")
    return rows_of_applications(rows)


def place_th_of(code: str) -> str:
    """Return a place with those above it in Thai, as papers name it."""
    return " ".join(each.title_th for each in reversed(path_of(code)))


def thai_fields_of(organisation: Organisation) -> str:
    """Return an organisation's fields of welfare in Thai, as papers name them."""
    with override("th"):
        known = {each.field for each in organisation.welfare_fields.all()}
        return ", ".join(str(name) for field, name in FIELD_NAMES.items() if field in known)


def sessions_seen(scope: Scope) -> QuerySet[BoardSession]:
    """Return the sittings of the provinces that a scope reads, the latest first."""
    rows = BoardSession.objects.filter(within(scope.prefixes(SEERS)))
    return rows.order_by("-held_on", "-number")


def session_seen(scope: Scope, pk: int) -> BoardSession | None:
    """Return a sitting that the scope sees, None where there is none of that number."""
    found = BoardSession.objects.filter(pk=pk).first()
    return found if found is not None and scope.covers(found.place_code, SEERS) else None


def open_sessions(place_code: str) -> list[BoardSession]:
    """Return the sittings of a place's province that are not decided, the next first."""
    return list(BoardSession.objects.filter(place_code=place_code[:2], decided_at=None).order_by("held_on"))


def tabled_at(session: BoardSession) -> QuerySet[StandingApplication]:
    """Return the applications that stand on the list of a sitting, or that it decided."""
    rows = session.applications.select_related("organisation__kind", "session", "granted__certificate")
    return rows.order_by("pk")


def to_table(session: BoardSession) -> QuerySet[StandingApplication]:
    """Return the checked applications of the sitting's province that wait for one."""
    rows = StandingApplication.objects.filter(
        within([session.place_code], "organisation__place_code"), state=State.CHECKED
    )
    return rows.select_related("organisation", "session").order_by("checked_at", "pk")


def sessions_with_counts(scope: Scope) -> QuerySet[BoardSession]:
    """Return the sittings with how many applications each has (`count`)."""
    return sessions_seen(scope).annotate(count=Count("applications"))


def next_session_number(place_code: str, held_on: date) -> int:
    """Return the number that the next sitting of a province in the year of a day will have."""
    rows = BoardSession.objects.filter(place_code=place_code, year=held_on.year + ERA_SHIFT)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def waiting_for_check(scope: Scope) -> QuerySet[StandingApplication]:
    """Return the submitted applications that this person may check."""
    rows = StandingApplication.objects.filter(
        within(scope.prefixes(DECIDERS), "organisation__place_code"), state=State.SUBMITTED
    )
    mine = Q(submitted_by=scope.user_id)
    return rows.exclude(mine).select_related("organisation").order_by("submitted_at")[:WAITING_AT_MOST]


def waiting_to_complete(scope: Scope) -> QuerySet[StandingApplication]:
    """Return the returned applications that this person submitted or began."""
    rows = StandingApplication.objects.filter(
        Q(submitted_by=scope.user_id) | Q(opened_by=scope.user_id),
        within(scope.prefixes(REGISTRARS), "organisation__place_code"),
        state=State.RETURNED,
    )
    return rows.select_related("organisation").order_by("submitted_at")[:WAITING_AT_MOST]


def waiting_sessions(scope: Scope, today: date) -> QuerySet[BoardSession]:
    """Return the sittings that were held and whose decisions this person may note, with their number of applications."""
    held = BoardSession.objects.filter(
        within(scope.prefixes(DECIDERS), "place_code"), decided_at=None, held_on__lte=today
    )
    mine = Q(applications__submitted_by=scope.user_id) | Q(applications__checked_by=scope.user_id)
    with_list = held.exclude(pk__in=held.filter(mine).values("pk")).annotate(count=Count("applications"))
    return with_list.filter(count__gt=0).order_by("held_on")[:WAITING_AT_MOST]


def checked_without_session(scope: Scope) -> int:
    """Return how many checked applications wait to be put before a sitting where this person may do it."""
    rows = StandingApplication.objects.filter(
        within(scope.prefixes(DECIDERS), "organisation__place_code"), state=State.CHECKED
    )
    return rows.count()


def homes_of_checked(scope: Scope) -> set[str]:
    """Return where the organisations lie whose checked applications this person may put before a sitting."""
    rows = StandingApplication.objects.filter(
        within(scope.prefixes(DECIDERS), "organisation__place_code"), state=State.CHECKED
    )
    return set(rows.values_list("organisation__place_code", flat=True))
