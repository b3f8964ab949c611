"""What the demonstration's networks did: the source page's figures exactly, and examples made from the districts' codes.

The examples are of the two fiscal years before the day of loading and of the present one, the same for each district
whenever they are loaded on one day, and say of themselves that they are examples (ตัวอย่าง).
"""

import random
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.kernel.periods import Period, PeriodKind, fiscal_year
from saiyai.network.commands import (
    ActivityEntry,
    ActivityTerms,
    AssessmentEntry,
    CriterionTerms,
    LevelTerms,
    PlanEntry,
    PlannedTerms,
    ResultTerms,
    RubricTerms,
    draft_rubric,
    note_activities,
    note_scores,
    publish_rubric,
    submit_assessments,
    take_over_plans,
    verify_assessments,
)
from saiyai.network.demonstration.organisations import BEGINS_AT, Registrars
from saiyai.network.models import Activity, Organisation, Rubric
from saiyai.network.rules import ActivityKind, MoneySource, ResultKind, RubricUse
from saiyai.network.rules.capacity import Dimension

TOLD_ON = date(2014, 9, 4)
TOLD_AT = datetime(2014, 9, 4, 13, 0, tzinfo=clock.BANGKOK)
SOURCE = "หน้าเว็บต้นทาง เผยแพร่ 4 กันยายน 2557"
UNDATED = "หน้าเว็บต้นทางไม่ได้ระบุวันที่ดำเนินการ จึงใช้วันที่เผยแพร่"
EXAMPLE_SOURCE = "ข้อมูลตัวอย่าง"
MATURITY, LEARNING = "maturity", "learning"

KIND_OF_PROVINCE = {
    "50": ActivityKind.RECREATION,
    "57": ActivityKind.CAMPAIGN,
    "55": ActivityKind.OCCUPATION,
    "51": ActivityKind.CONSERVATION,
    "52": ActivityKind.SAVING,
    "56": ActivityKind.ASSEMBLY,
    "58": ActivityKind.OCCUPATION,
    "54": ActivityKind.SERVICE,
}
RESULT_OF_UNIT = {
    "villages": ResultKind.VILLAGES,
    "people": ResultKind.MEMBERS,
    "satang": ResultKind.CAPITAL,
}

CRITERIA = (
    (Dimension.STRUCTURE, "มีคณะกรรมการและบทบาทหน้าที่ชัดเจน", "A committee with clear duties", 2),
    (Dimension.STRUCTURE, "มีสมาชิกครอบคลุมทุกตำบล", "Members in every tambon", 1),
    (Dimension.PLAN, "มีแผนงานประจำปีที่สมาชิกร่วมกันทำ", "A yearly plan made together", 2),
    (Dimension.PARTICIPATION, "สมาชิกเข้าร่วมกิจกรรมอย่างต่อเนื่อง", "Members take part steadily", 2),
    (Dimension.PARTICIPATION, "ภาคีภายนอกร่วมงาน", "Partners from outside take part", 1),
    (Dimension.RESOURCES, "มีแหล่งงบประมาณมากกว่าหนึ่งแหล่ง", "More than one source of money", 1),
    (Dimension.LEARNING, "มีการอบรมและแลกเปลี่ยนเรียนรู้", "Training and exchange of learning", 1),
    (Dimension.LEARNING, "มีการถอดบทเรียนและบันทึกความรู้", "Lessons are drawn and written down", 1),
    (Dimension.RESULTS, "เกิดผลลัพธ์แก่กลุ่มเป้าหมาย", "Results for the target groups", 2),
)
LEARNT = (
    ("ความรู้เรื่องสวัสดิการสังคม", "Knowledge of social welfare", 2),
    ("ทักษะการค้นหาและส่งต่อผู้ประสบปัญหา", "Finding people in trouble and referring them", 2),
    ("การทำงานเป็นเครือข่าย", "Working as a network", 1),
)
LEVELS = "ยังไม่มี\nเริ่มต้น\nมีบ้าง\nมีสม่ำเสมอ\nมีครบถ้วน\nเป็นแบบอย่าง"

DONE = (
    ("ประชุมคณะกรรมการเครือข่าย (ตัวอย่าง)", "Meeting of the committee (example)", ActivityKind.MEETING, 1),
    ("อบรมอาสาสมัครพัฒนาสังคม (ตัวอย่าง)", "Training of volunteers (example)", ActivityKind.TRAINING, 2),
    ("เยี่ยมบ้านผู้สูงอายุและคนพิการ (ตัวอย่าง)", "Home visits (example)", ActivityKind.SERVICE, 2),
    ("ศึกษาดูงานกองทุนสวัสดิการชุมชน (ตัวอย่าง)", "Study visit (example)", ActivityKind.STUDY_VISIT, 3),
    ("รณรงค์ครอบครัวอบอุ่น (ตัวอย่าง)", "Warm family campaign (example)", ActivityKind.CAMPAIGN, 3),
    ("ส่งเสริมอาชีพกลุ่มเปราะบาง (ตัวอย่าง)", "Occupations (example)", ActivityKind.OCCUPATION, 4),
)
DISTRICT_DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Networks:
    """The networks of districts in the order of their codes, and those of provinces by code."""

    districts: list[Organisation]
    provinces: dict[str, Organisation]


def demo_work(showcases: str, *, by: Registrars) -> None:
    """Note what the eight organisations of the source page (TOML) achieved, and examples for all networks."""
    rubrics = _rubrics(by.verifier)
    with clock.set_to(TOLD_AT):
        _showcase_activities(tomllib.loads(showcases)["showcase"], by.proposer)
    if Activity.objects.filter(is_example=True).exists():
        return
    networks, year = _networks(), fiscal_year(clock.today())
    for each in (year - 2, year - 1, year):
        activities = _activities_of(networks, each, by.proposer)
        if each != year - 2:
            _plans_of(networks, each, activities, by.proposer)
        _scores_of(activities, rubrics[LEARNING], by.proposer)
        if each != year:
            _assessments_of(networks, each, rubrics[MATURITY], by)


def _rubrics(by: User) -> dict[str, Rubric]:
    """Return the ministry's example rubrics in use, made where they are not yet."""
    maturity = RubricTerms(
        RubricUse.MATURITY,
        "เกณฑ์ประเมินความเข้มแข็งของเครือข่าย (ตัวอย่าง)",
        tuple(CriterionTerms(name, side, weight, en, LEVELS) for side, name, en, weight in CRITERIA),
        "Maturity of networks (example)",
    )
    learning = RubricTerms(
        RubricUse.TRAINING,
        "แบบวัดผลการอบรม (ตัวอย่าง)",
        tuple(CriterionTerms(name, weight=weight, name_en=en) for name, en, weight in LEARNT),
        "What people learnt (example)",
    )
    made = {}
    with clock.set_to(BEGINS_AT):
        for code, terms in ((MATURITY, maturity), (LEARNING, learning)):
            found = Rubric.objects.filter(code=code).first()
            if found is None:
                drafted = draft_rubric(terms=terms, place_code="", code=code, by=by)
                found = publish_rubric(rubric=drafted, by=by)[0]
            made[code] = found
    return made


def _showcase_activities(told: list[dict[str, Any]], by: User) -> None:
    entries = []
    for each in told:
        organisation = Organisation.objects.get(
            name_th=each["organisation_th"], place_code=each["place_code"]
        )
        if not Activity.objects.filter(organiser=organisation, title_th=each["title_th"]).exists():
            entries.append(ActivityEntry(organisation, _told(each), results=_results_told(each)))
    if entries:
        note_activities(entries=entries, by=by)


def _told(each: dict[str, Any]) -> ActivityTerms:
    return ActivityTerms(
        each["title_th"],
        KIND_OF_PROVINCE[each["province"]],
        TOLD_ON,
        title_en=each["title_en"],
        story=f"{each['story_th']}\n{UNDATED}",
    )


def _results_told(each: dict[str, Any]) -> tuple[ResultTerms, ...]:
    """Return the figures and awards that the source page states of a showcase, exactly."""
    counted = tuple(
        ResultTerms(RESULT_OF_UNIT[row["unit"]], row["quantity"], TOLD_ON, SOURCE)
        for row in each.get("results", ())
    )
    awards = tuple(
        ResultTerms(ResultKind.AWARD, 1, TOLD_ON, SOURCE, level=row["level"], label=row["label_th"])
        for row in each.get("awards", ())
    )
    return counted + awards


def _networks() -> _Networks:
    found = Organisation.objects.filter(kind__is_network=True, state="verified").order_by("place_code", "pk")
    rows = list(found.select_related("kind").exclude(name_th__contains="กลุ่มจังหวัด"))
    districts = [each for each in rows if len(each.place_code) == DISTRICT_DIGITS]
    provinces = {each.place_code: each for each in rows if len(each.place_code) < DISTRICT_DIGITS}
    return _Networks(districts, provinces)


def _activities_of(networks: _Networks, year: int, by: User) -> list[Activity]:
    """Note the example activities of a fiscal year (BE) up to today, some of them held with the next district."""
    period, today = Period(PeriodKind.YEAR, year), clock.today()
    entries = []
    for number, network in enumerate(networks.districts):
        chance = random.Random(f"{network.place_code} {year}")  # noqa: S311 (examples, no secrets)
        beside = networks.districts[(number + 1) % len(networks.districts)]
        province = networks.provinces[network.place_code[:2]]
        for title_th, title_en, kind, quarter in DONE:
            starts_on = _day_in(period, quarter, chance)
            others = (beside.pk, province.pk) if chance.random() < 0.3 else ()  # noqa: PLR2004 (three of ten)
            women, men = chance.randint(8, 40), chance.randint(5, 30)
            is_held = chance.random() < 0.8  # noqa: PLR2004 (four of five planned ones were held)
            if is_held and starts_on <= today:
                terms = ActivityTerms(
                    title_th, kind, starts_on, title_en=title_en, men=men, women=women, is_example=True
                )
                entries.append(
                    ActivityEntry(network, terms, others, _example_results(kind, starts_on, chance))
                )
    return note_activities(entries=entries, by=by) if entries else []


def _day_in(period: Period, quarter: int, chance: random.Random) -> date:
    part = period.parts(PeriodKind.QUARTER)[quarter - 1]
    return part.start + timedelta(days=chance.randint(5, 80))


def _example_results(kind: ActivityKind, on: date, chance: random.Random) -> tuple[ResultTerms, ...]:
    if kind is ActivityKind.SERVICE:
        homes = ResultTerms(ResultKind.HOUSEHOLDS, chance.randint(10, 60), on, EXAMPLE_SOURCE)
        elders = ResultTerms(
            ResultKind.BENEFICIARIES, chance.randint(10, 80), on, EXAMPLE_SOURCE, age_band="elders"
        )
        return homes, elders
    if kind is ActivityKind.OCCUPATION:
        before = chance.randint(20, 40) * 10_000
        after = before + chance.randint(5, 20) * 10_000
        return (ResultTerms(ResultKind.INCOME, before, on, EXAMPLE_SOURCE, after),)
    return ()


def _plans_of(networks: _Networks, year: int, activities: list[Activity], by: User) -> None:
    """Take over the example plans of a fiscal year (BE): what was held is done, money is spent as the year goes."""
    held = {(each.organiser_id, each.title_th): each.pk for each in activities}
    quarters = _quarters_gone(year)
    entries = []
    for network in networks.districts:
        chance = random.Random(f"plan {network.place_code} {year}")  # noqa: S311 (examples, no secrets)
        planned = tuple(
            PlannedTerms(th, quarter, held.get((network.pk, th))) for th, _en, _kind, quarter in DONE
        )
        money = tuple(
            (source, allocated, _spent(allocated, quarters, chance))
            for source, allocated in (
                (MoneySource.STATE, chance.randint(40, 120) * 100_000),
                (MoneySource.LOCAL, chance.randint(10, 60) * 100_000),
                (MoneySource.MEMBERS, chance.randint(5, 20) * 100_000),
            )
        )
        note = "แผนงานตัวอย่าง"
        entries.append(PlanEntry(network, year, planned, money, note=note, is_example=True))
    take_over_plans(entries=entries, by=by)


def _quarters_gone(year: int) -> int:
    parts = Period(PeriodKind.YEAR, year).parts(PeriodKind.QUARTER)
    return sum(each.end < clock.today() for each in parts)


def _spent(allocated: int, quarters: int, chance: random.Random) -> tuple[int, int, int, int]:
    meant = (31, 21, 22, 22)
    shares = [meant[number] + chance.randint(-4, 1) if number < quarters else 0 for number in range(4)]
    one, two, three, four = (allocated * share // 100 for share in shares)
    return one, two, three, four


def _scores_of(activities: list[Activity], rubric: Rubric, by: User) -> None:
    """Note scores before and after of every fifth example training."""
    criteria = list(rubric.criteria.order_by("position").values_list("pk", flat=True))
    trainings = [each for each in activities if each.kind == ActivityKind.TRAINING]
    for activity in trainings[::5]:
        chance = random.Random(f"scores {activity.place_code} {activity.starts_on}")  # noqa: S311
        lines = {
            pk: (before, min(500, before + chance.randint(30, 130)))
            for pk, before in ((pk, chance.randint(180, 300)) for pk in criteria)
        }
        people = activity.men + activity.women
        note_scores(activity=activity, rubric=rubric, people=people, lines=lines, by=by)


def _assessments_of(networks: _Networks, year: int, rubric: Rubric, by: Registrars) -> None:
    """Hand in the example assessments of a fiscal year (BE), and verify them; each year is a little above the last."""
    criteria = list(rubric.criteria.values_list("pk", flat=True))
    entries = []
    for network in networks.districts:
        chance = random.Random(f"levels {network.place_code}")  # noqa: S311 (examples, no secrets)
        rise = fiscal_year(clock.today()) - year < 2  # noqa: PLR2004 (the later of the two years)
        levels = {
            pk: LevelTerms(min(5, chance.randint(1, 4) + (rise and chance.random() < 0.5)))  # noqa: PLR2004
            for pk in criteria
        }
        entries.append(AssessmentEntry(network, year, levels, is_example=True))
    made = submit_assessments(entries=entries, rubric=rubric, by=by.proposer)
    verify_assessments(assessments=made, by=by.verifier)
