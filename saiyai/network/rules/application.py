"""What is true of an application for a standing of the Social Welfare Promotion Act: its way, and what it needs.

Two standings are given by the provincial board (ก.ส.จ.): องค์กรสาธารณประโยชน์ and องค์กรสวัสดิการชุมชน. What each
asks for is data: a requirement names the item of the published criteria that it comes from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from saiyai.kernel.refusal import Refusal
from saiyai.network.rules.kinds import Sector
from saiyai.network.rules.organisation import State as Life
from saiyai.network.rules.standing import Standing

GIVEN_BY_BOARD = (Standing.PUBLIC_BENEFIT, Standing.COMMUNITY_WELFARE)
"""The standings that are applied for and that the provincial board decides."""


class State(StrEnum):
    """Where an application stands on its way to the certificate."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHECKED = "checked"
    TABLED = "tabled"
    RETURNED = "returned"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What moves an application from one state to the next."""

    SUBMIT = "submit"
    CHECK = "check"
    RETURN = "return"
    TABLE = "table"
    UNTABLE = "untable"
    APPROVE = "approve"
    REFUSE = "refuse"
    DEFER = "defer"
    WITHDRAW = "withdraw"


NEXT: Mapping[tuple[State, Step], State] = {
    (State.DRAFT, Step.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Step.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Step.CHECK): State.CHECKED,
    (State.SUBMITTED, Step.RETURN): State.RETURNED,
    (State.CHECKED, Step.RETURN): State.RETURNED,
    (State.CHECKED, Step.TABLE): State.TABLED,
    (State.TABLED, Step.UNTABLE): State.CHECKED,
    (State.TABLED, Step.APPROVE): State.APPROVED,
    (State.TABLED, Step.REFUSE): State.REFUSED,
    (State.TABLED, Step.RETURN): State.RETURNED,
    (State.TABLED, Step.DEFER): State.CHECKED,
    (State.DRAFT, Step.WITHDRAW): State.WITHDRAWN,
    (State.SUBMITTED, Step.WITHDRAW): State.WITHDRAWN,
    (State.CHECKED, Step.WITHDRAW): State.WITHDRAWN,
    (State.RETURNED, Step.WITHDRAW): State.WITHDRAWN,
}
"""Every step that exists; all others are refused with the state that bars them."""

OPEN = (State.DRAFT, State.SUBMITTED, State.CHECKED, State.TABLED, State.RETURNED)
"""The states of applications that are not at their end."""

FINAL = (State.APPROVED, State.REFUSED, State.WITHDRAWN)
WITH_APPLICANT = (State.DRAFT, State.RETURNED)
"""The states in which the applicant writes the application."""

VERDICTS = (Step.APPROVE, Step.REFUSE, Step.RETURN, Step.DEFER)
"""What the board may do with an application that was put before it."""


class Certifier(StrEnum):
    """Who may certify the results of an organisation."""

    STATE_AGENCY = "state_agency"
    FOUNDATION = "foundation"
    ASSOCIATION = "association"


class Paper(StrEnum):
    """The papers that come with an application."""

    RULES = "rules"
    COMMITTEE = "committee"
    MEMBERS = "members"
    MINUTES = "minutes"
    RESULTS = "results"
    CERTIFIED = "certified"
    OFFICE = "office"
    SIGNATORY = "signatory"


PAPERS: Mapping[Standing, tuple[Paper, ...]] = {
    Standing.PUBLIC_BENEFIT: (
        Paper.RULES,
        Paper.COMMITTEE,
        Paper.RESULTS,
        Paper.CERTIFIED,
        Paper.OFFICE,
        Paper.SIGNATORY,
    ),
    Standing.COMMUNITY_WELFARE: (
        Paper.RULES,
        Paper.COMMITTEE,
        Paper.MEMBERS,
        Paper.MINUTES,
        Paper.OFFICE,
        Paper.SIGNATORY,
    ),
}
"""The papers that each standing asks for."""


@dataclass(frozen=True, slots=True)
class ApplicationState:
    """An application as rules judge it and the record keeps it."""

    organisation_id: int
    standing: str
    state: str
    results_since: date | None = None
    results: str = ""
    certifier_kind: str = ""
    certifier: str = ""
    certified_on: date | None = None
    office_since: date | None = None
    workers: int | None = None
    adviser: str = field(default="", metadata={"personal": True})
    members: int | None = None
    papers: tuple[str, ...] = ()
    papers_seen: tuple[str, ...] = ()
    renews: int | None = None
    session: int | None = None
    note: str = ""
    standing_given: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the register knows of the organisation that applies."""

    sector: str
    state: str
    fields_of_welfare: tuple[str, ...]
    address: str


Test = Callable[[Candidate, ApplicationState, date], bool]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a standing asks for: its code, the item of the criteria it comes from, and when it is met.

    `item` is the number in the criteria of registration that the provincial offices publish under the Act; None
    where the Act's definition, or the counters' practice, is all that is known of it.
    """

    code: str
    item: int | None
    is_met: Test


def years_later(day: date, years: int) -> date:
    """Return the same day so many years later; the leap day becomes the last of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _a_year_before(since: date | None, on: date) -> bool:
    return since is not None and years_later(since, 1) <= on


def _is_certified(_who: Candidate, said: ApplicationState, on: date) -> bool:
    is_dated = said.certified_on is not None and said.certified_on <= on
    return said.certifier_kind in list(Certifier) and bool(said.certifier) and is_dated


def _has_papers(_who: Candidate, said: ApplicationState, _on: date) -> bool:
    return not papers_missing(said)


def _is_in_register(who: Candidate, _said: ApplicationState, _on: date) -> bool:
    return who.state == Life.VERIFIED


def _has_field(who: Candidate, _said: ApplicationState, _on: date) -> bool:
    return bool(who.fields_of_welfare)


_REGISTERED = Requirement("registered", None, _is_in_register)
_FIELDS = Requirement("fields", 5, _has_field)
_PAPERS = Requirement("papers", None, _has_papers)

REQUIREMENTS: Mapping[Standing, tuple[Requirement, ...]] = {
    Standing.PUBLIC_BENEFIT: (
        _REGISTERED,
        Requirement(
            "private_body", 1, lambda who, _said, _on: who.sector not in {Sector.STATE, Sector.LOCAL}
        ),
        Requirement(
            "results_of_a_year",
            1,
            lambda _who, said, on: bool(said.results) and _a_year_before(said.results_since, on),
        ),
        Requirement("certifier", 2, _is_certified),
        Requirement("office_of_a_year", 3, lambda _who, said, on: _a_year_before(said.office_since, on)),
        Requirement("workers", 4, lambda _who, said, _on: bool(said.workers) or bool(said.adviser)),
        _FIELDS,
        _PAPERS,
    ),
    Standing.COMMUNITY_WELFARE: (
        _REGISTERED,
        Requirement("peoples_body", None, lambda who, _said, _on: who.sector == Sector.PEOPLE),
        Requirement("welfare_for_members", None, lambda _who, said, _on: bool(said.results)),
        Requirement("members", None, lambda _who, said, _on: bool(said.members)),
        Requirement(
            "office", None, lambda _who, said, on: said.office_since is not None and said.office_since <= on
        ),
        Requirement("fields", None, _has_field),
        _PAPERS,
    ),
}
"""What each standing asks for, in the order in which the counter reads it."""


def papers_missing(said: ApplicationState) -> tuple[Paper, ...]:
    """Return the papers that an application still lacks."""
    return tuple(each for each in PAPERS[Standing(said.standing)] if each not in said.papers)


def judged(who: Candidate, said: ApplicationState, on: date) -> list[tuple[Requirement, bool]]:
    """Return each requirement of the standing with whether it is met on a day."""
    return [(each, each.is_met(who, said, on)) for each in REQUIREMENTS[Standing(said.standing)]]


def missing(who: Candidate, said: ApplicationState, on: date) -> tuple[str, ...]:
    """Return the codes of the requirements that are not met on a day."""
    return tuple(each.code for each, is_met in judged(who, said, on) if not is_met)


def next_state(application: ApplicationState, step: Step) -> State:
    """Return the state that a step leads to, or raise the Refusal that bars it."""
    following = NEXT.get((State(application.state), step))
    if following is None:
        raise Refusal(f"application.is_{application.state}")
    return following


def refusal_of_writing(application: ApplicationState) -> Refusal | None:
    """Return why the applicant cannot write the application now."""
    is_theirs = application.state in WITH_APPLICANT
    return None if is_theirs else Refusal(f"application.is_{application.state}")


def refusal_of_days(said: ApplicationState, founded_on: date | None, today: date) -> Refusal | None:
    """Return why the days that an application tells cannot be: still to come, or before the founding."""
    for day in (said.results_since, said.office_since, said.certified_on):
        if day is not None and day > today:
            return Refusal("application.day_to_come", day=day)
        if day is not None and founded_on is not None and day < founded_on:
            return Refusal("application.day_before_founding", day=day, founded=founded_on)
    return None
