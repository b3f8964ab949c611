"""A reader's own organisations, those they hold a role in or registered, and what waits there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Prefetch, QuerySet

from saiyai.kernel.powers import DISTRICT_AND_ABOVE, WORKING_ROLES, Scope
from saiyai.network.access import DISTRICT_DIGITS, REGISTRARS, living, within
from saiyai.network.models import (
    ApplicationPaper,
    Organisation,
    OrganisationStanding,
    PersonRole,
    StandingApplication,
    YearlyReport,
)
from saiyai.network.queries.certificate import DutyRow, duties_of
from saiyai.network.queries.days import in_force
from saiyai.network.queries.organisation import OrganisationRow, organisations_seen_by, rows_of
from saiyai.network.queries.person import title_of
from saiyai.network.queries.text import Text
from saiyai.network.rules import Standing, State
from saiyai.network.rules.application import GIVEN_BY_BOARD, PAPERS, WITH_APPLICANT
from saiyai.network.rules.duty import DutyState
from saiyai.network.rules.person import ENDS_SOON_DAYS


class Waits(StrEnum):
    """What may wait at an organisation, the most pressing first."""

    REPORT_LATE = "report_late"
    REPORT_DUE = "report_due"
    PAPERS = "papers"
    RETURNED = "returned"
    ROLE_ENDS = "role_ends"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits at an organisation: what, of which thing by its number, whose or how many, until when."""

    what: Waits
    pk: int
    of: Text = ""
    count: int = 0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class MineRow:
    """An organisation of the reader's: why it is theirs, whether they may open its page, and what waits there."""

    row: OrganisationRow
    roles: tuple[str, ...]
    is_registered: bool
    opens: bool
    waiting: list[Waiting] = field(default_factory=list)


def mine(scope: Scope, today: date) -> list[MineRow]:
    """Return the organisations in which the reader holds a role or which they registered, those with roles first."""
    if not scope.is_signed_in:
        return []
    held: dict[int, list[str]] = defaultdict(list)
    roles = PersonRole.objects.filter(in_force(today), person__account=scope.user_id)
    for role in roles.order_by("pk"):
        held[role.organisation_id].append(title_of(role))
    own = Organisation.objects.filter(living(), proposed_by=scope.user_id) | Organisation.objects.filter(
        living(), pk__in=held
    )
    return sorted(_rows(scope, own, held, today), key=lambda each: (not each.roles, not each.waiting))


def near(scope: Scope, today: date) -> tuple[int, list[MineRow]]:
    """Return how many organisations lie in the reader's own tambon or district, and those of them where something waits."""
    areas = [each for each in scope.prefixes(WORKING_ROLES) if len(each) >= DISTRICT_DIGITS]
    if not areas:
        return 0, []
    rows = Organisation.objects.filter(living(), within(areas))
    waiting = _waiting(rows.values("pk"), today)
    return rows.count(), _made(scope, rows.filter(pk__in=waiting), {}, waiting)


def _rows(
    scope: Scope, organisations: QuerySet[Organisation], held: dict[int, list[str]], today: date
) -> list[MineRow]:
    numbers = list(organisations.values_list("pk", flat=True))
    return _made(scope, Organisation.objects.filter(pk__in=numbers), held, _waiting(numbers, today))


def _made(
    scope: Scope,
    organisations: QuerySet[Organisation],
    held: dict[int, list[str]],
    waiting: dict[int, list[Waiting]],
) -> list[MineRow]:
    found = organisations.order_by("name_th", "pk")
    proposers = dict(found.values_list("pk", "proposed_by_id"))
    seen = set(organisations_seen_by(scope).filter(pk__in=list(proposers)).values_list("pk", flat=True))
    return [
        MineRow(
            row,
            tuple(held.get(row.pk, ())),
            proposers[row.pk] == scope.user_id,
            row.pk in seen,
            sorted(waiting.get(row.pk, []), key=lambda each: list(Waits).index(each.what)),
        )
        for row in rows_of(found)
    ]


def _waiting(organisations: Any, today: date) -> dict[int, list[Waiting]]:
    """Return what waits at some organisations (their numbers, or a query for them), in few queries for any number."""
    found: dict[int, list[Waiting]] = defaultdict(list)
    for kind in (_reports, _papers, _terms, _proposals):
        for number, each in kind(organisations, today):
            found[number].append(each)
    return found


def _reports(organisations: Any, today: date) -> Iterable[tuple[int, Waiting]]:
    held = OrganisationStanding.objects.filter(
        organisation__in=organisations, standing__in=GIVEN_BY_BOARD, ends_on=None
    ).select_related("organisation")
    reports = Prefetch("yearly_reports", queryset=YearlyReport.objects.order_by("year"))
    for standing in held.order_by("pk").prefetch_related(reports):
        for duty in duties_of(standing, today):
            if duty.state in {DutyState.LATE, DutyState.DUE}:
                yield standing.organisation_id, _report(duty)


def _report(duty: DutyRow) -> Waiting:
    what = Waits.REPORT_LATE if duty.state == DutyState.LATE else Waits.REPORT_DUE
    return Waiting(what, duty.standing_pk, count=duty.year, until=duty.last_day)


def _papers(organisations: Any, _today: date) -> Iterable[tuple[int, Waiting]]:
    open_ones = StandingApplication.objects.filter(organisation__in=organisations, state__in=WITH_APPLICANT)
    papers = Prefetch("papers", queryset=ApplicationPaper.objects.order_by("pk"))
    for each in open_ones.order_by("pk").prefetch_related(papers):
        there = {paper.paper for paper in each.papers.all()}
        missing = sum(paper not in there for paper in PAPERS[Standing(each.standing)])
        if missing:
            yield each.organisation_id, Waiting(Waits.PAPERS, each.pk, count=missing)
        elif each.state == "returned":
            yield each.organisation_id, Waiting(Waits.RETURNED, each.pk)


def _terms(organisations: Any, today: date) -> Iterable[tuple[int, Waiting]]:
    soon = PersonRole.objects.filter(
        organisation__in=organisations,
        ends_on__gte=today,
        ends_on__lte=today + timedelta(days=ENDS_SOON_DAYS),
        person__erased_at=None,
    )
    for each in soon.select_related("person").order_by("ends_on", "pk"):
        of = f"{each.person.shown} · {title_of(each)}"
        yield each.organisation_id, Waiting(Waits.ROLE_ENDS, each.pk, of, until=each.ends_on)


def _proposals(organisations: Any, _today: date) -> Iterable[tuple[int, Waiting]]:
    waiting = Organisation.objects.filter(pk__in=organisations, state=State.PROPOSED)
    for number in waiting.order_by("pk").values_list("pk", flat=True):
        yield number, Waiting(Waits.PROPOSAL, number)


def may_act(scope: Scope, place_code: str, what: Waits) -> bool:
    """Tell whether the reader may do at a place what waits there; whoever may not sees it all the same."""
    roles = DISTRICT_AND_ABOVE if what == Waits.PROPOSAL else REGISTRARS
    return scope.covers(place_code, roles)
