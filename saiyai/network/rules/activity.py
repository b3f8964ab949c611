"""What is true of activities that organisations hold, alone or together, and of what came of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saiyai.kernel.refusal import Refusal

JOINT = 2
"""From how many organisations on an activity is a joint one."""

MOST_PEOPLE = 1_000_000
WA_IN_RAI = 400
"""A rai is 400 square wa: areas are kept in whole square wa, so that a quarter of a rai adds up exactly."""


class ActivityKind(StrEnum):
    """What an activity is."""

    MEETING = "meeting"
    CAMPAIGN = "campaign"
    SERVICE = "service"
    OCCUPATION = "occupation"
    CONSERVATION = "conservation"
    RECREATION = "recreation"
    SAVING = "saving"
    ASSEMBLY = "assembly"
    TRAINING = "training"
    STUDY_VISIT = "study_visit"
    COACHING = "coaching"
    OTHER = "other"


BUILDS_CAPACITY = (ActivityKind.TRAINING, ActivityKind.STUDY_VISIT, ActivityKind.COACHING)
"""The kinds that build potential: who takes part in them is counted as trained."""


class ResultKind(StrEnum):
    """What came of an activity, each kind counted in a unit of its own."""

    BENEFICIARIES = "beneficiaries"
    MEMBERS = "members"
    HOUSEHOLDS = "households"
    VILLAGES = "villages"
    FOREST = "forest"
    FARM = "farm"
    INCOME = "income"
    CAPITAL = "capital"
    VISITORS = "visitors"
    AWARD = "award"


class Unit(StrEnum):
    """What a result is stored in: whole numbers of people, households, villages, square wa, satang, awards."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"
    VILLAGES = "villages"
    WA = "wa"
    SATANG = "satang"
    SATANG_A_MONTH = "satang_a_month"
    AWARDS = "awards"


UNITS = {
    ResultKind.BENEFICIARIES: Unit.PEOPLE,
    ResultKind.MEMBERS: Unit.PEOPLE,
    ResultKind.HOUSEHOLDS: Unit.HOUSEHOLDS,
    ResultKind.VILLAGES: Unit.VILLAGES,
    ResultKind.FOREST: Unit.WA,
    ResultKind.FARM: Unit.WA,
    ResultKind.INCOME: Unit.SATANG_A_MONTH,
    ResultKind.CAPITAL: Unit.SATANG,
    ResultKind.VISITORS: Unit.PEOPLE,
    ResultKind.AWARD: Unit.AWARDS,
}
OF_PEOPLE = (ResultKind.BENEFICIARIES, ResultKind.MEMBERS, ResultKind.VISITORS)
"""The kinds that may be told by sex and age band."""


class Sex(StrEnum):
    """The sex by which people are counted; results of both together leave it empty."""

    MALE = "male"
    FEMALE = "female"


class AgeBand(StrEnum):
    """The age bands of the ministry's reports: under 18, 18 to 25, 26 to 59, 60 and over."""

    CHILDREN = "children"
    YOUTH = "youth"
    WORKING = "working"
    ELDERS = "elders"


class AwardLevel(StrEnum):
    """How far an award reaches."""

    TAMBON = "tambon"
    DISTRICT = "district"
    PROVINCE = "province"
    CLUSTER = "cluster"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class ActivityState:
    """An activity as rules judge it and the record keeps it; both days are included."""

    organiser_id: int
    title_th: str
    kind: str
    starts_on: date
    ends_on: date
    at_code: str
    venue: str
    organisations: tuple[int, ...]
    men: int
    women: int
    unstated: int
    named: int
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class ResultState:
    """A result as rules judge it and the record keeps it; money in satang, areas in square wa."""

    activity_id: int
    kind: str
    quantity: int
    after: int | None
    sex: str
    age_band: str
    level: str
    label: str
    on: date
    source: str
    evidence_url: str
    file_digest: str
    is_withdrawn: bool


def refusal_of_activity(activity: ActivityState, today: date) -> Refusal | None:
    """Return why an activity cannot be noted as it is told."""
    if not activity.title_th:
        return Refusal("activity.untitled")
    if activity.kind not in list(ActivityKind):
        return Refusal("activity.unknown_kind", kind=activity.kind)
    if activity.ends_on < activity.starts_on:
        return Refusal("activity.ends_before_start")
    if activity.starts_on > today:
        return Refusal("activity.not_yet")
    if max(activity.men, activity.women, activity.unstated) > MOST_PEOPLE:
        return Refusal("activity.too_many_people", most=MOST_PEOPLE)
    return None


def refusal_of_result(result: ResultState, activity: ActivityState, today: date) -> Refusal | None:
    """Return why a result cannot be noted: a kind, unit, day or source that does not fit."""
    if result.kind not in list(ResultKind):
        return Refusal("result.unknown_kind", kind=result.kind)
    if activity.is_withdrawn:
        return Refusal("activity.withdrawn")
    if result.quantity < 0 or (result.after is not None and result.after < 0):
        return Refusal("result.negative")
    if (result.kind == ResultKind.INCOME) != (result.after is not None):
        return Refusal("result.income_needs_both")
    if (result.kind == ResultKind.AWARD) != bool(result.level):
        return Refusal("result.award_needs_level")
    if result.kind not in OF_PEOPLE and (result.sex or result.age_band):
        return Refusal("result.not_of_people")
    if result.on > today:
        return Refusal("result.not_yet")
    if result.on < activity.starts_on:
        return Refusal("result.before_activity")
    return None if result.source else Refusal("result.source_missing")
