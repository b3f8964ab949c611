"""The whole year of BE 2557 in the demonstration: four quarters of 769 tambons, some late, returned or silent.

All numbers are made up from a fixed seed and marked as examples. What many did on one day is one act for all of them, as
a province hands its tambons' sheets in together; what was sent back, corrected or excused are acts of their own. It may
be loaded again: a quarter in which anything was reported stays as it is.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from saiyai.accounts.models import Office, User
from saiyai.audit import clock
from saiyai.kernel.periods import Period, PeriodKind
from saiyai.monitoring.commands import (
    Goal,
    approve_report,
    approve_reports,
    excuse_report,
    return_report,
    set_budget,
    set_logframe,
    set_target,
    set_vision,
    submit_report,
    submit_reports,
    verify_report,
    verify_reports,
)
from saiyai.monitoring.demonstration.quarter import (
    BEGINS_AT,
    EXAMPLE_EXCUSE,
    EXAMPLE_EXPLANATION,
    EXAMPLE_REASON,
    WHOLE,
    YEAR_2557,
    Line,
    answers_telling,
    made_up_answers,
    made_up_figures,
    opened_collection,
    opening_of,
    write_example_check,
)
from saiyai.monitoring.models import Collection, Indicator, Project, Report, Target
from saiyai.monitoring.queries.check import checks_asked_in
from saiyai.monitoring.rules.plan import Aim, AimLine, BudgetLine, Circle, VisionTerms
from saiyai.monitoring.rules.target import THOUSAND

AT_ONCE = 10
"""How many reports are handed in together: the writer is free again after a fraction of a second."""
ON_TIME, LATE, EXCUSED = 0.74, 0.90, 0.92
"""Up to which share of the tambons report in time, report late, are excused; the others stay silent."""
RETURNED_EACH = 29
"""Each how many-th report in time was sent back once."""
FIRST_DAY, DAYS = 75, 25
LATE_FROM, LATE_DAYS = 112, 30
VISION_YEAR = 2560
STATEMENT_TH = "สังคมสวัสดิการถ้วนหน้า: ครอบครัวอบอุ่น สังคมมีสุข ประเทศชาติมั่นคง"
STATEMENT_EN = "Welfare for all: warm families, a happy society, a secure nation"
LOGFRAME = (
    AimLine(Aim.GOAL, "สังคมสวัสดิการถ้วนหน้า ภายในปี ๒๕๖๐"),
    AimLine(Aim.OUTCOME, "เครือข่ายทุกระดับเชื่อมโยงการทำงานอย่างมีส่วนร่วม", "รายงานรายไตรมาส (ตัวอย่าง)"),
    AimLine(Aim.OUTPUT, "เครือข่ายระดับอำเภอครบ ๑๐๓ อำเภอ ๘ จังหวัด", "ทะเบียนเครือข่าย"),
    AimLine(Aim.OUTPUT, "ผู้ได้รับการพัฒนาศักยภาพ ๒๕๐ คน", "บัญชีลงชื่อผู้เข้าร่วมเวที"),
    AimLine(Aim.ACTIVITY, "เวทีติดตามและประเมินผลการดำเนินงานเครือข่ายพัฒนาสังคมระดับอำเภอ"),
    AimLine(Aim.ACTIVITY, "อบรมแกนนำเครือข่ายระดับตำบล (ตัวอย่าง)"),
)
BUDGET = (
    BudgetLine(YEAR_2557, "งบประมาณรายจ่ายประจำปี (ตัวอย่าง)", 185_000_000),
    BudgetLine(YEAR_2557, "กองทุนส่งเสริมการจัดสวัสดิการสังคม (ตัวอย่าง)", 64_250_000),
)


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done at an instant."""

    at: datetime
    order: int
    act: Callable[[], object]


def demo_monitoring(*, owner: Office, provinces: tuple[str, ...], by: User, line: Line) -> None:
    """Record the project of BE 2557: its plan and vision, and four quarters of what its tambons reported."""
    quarters = Period(PeriodKind.YEAR, YEAR_2557).parts(PeriodKind.QUARTER)
    project: Project | None = None
    deeds: list[Deed] = []
    for period in quarters:
        deeds = _done(deeds, opening_of(period))
        collection = opened_collection(period, owner, provinces, by)
        if project is None:
            project = collection.project
            _plan(project, by)
        untouched = Report.objects.filter(collection=collection)
        if not untouched.exclude(version=0).exists():
            deeds.extend(_deeds(collection, list(untouched.order_by("place_code")), line))
    _done(deeds, clock.now())


def _done(deeds: Sequence[Deed], until: datetime) -> list[Deed]:
    """Do all that happened before an instant, in the order of time, and return what came later."""
    for deed in sorted(deeds, key=lambda each: (each.at, each.order)):
        if deed.at < until:
            with clock.set_to(deed.at):
                deed.act()
    return [deed for deed in deeds if deed.at >= until]


def _plan(project: Project, by: User) -> None:
    """Say what the project aims at: its logframe, its money, its vision by 2560 with a target for each indicator."""
    with clock.set_to(BEGINS_AT):
        if project.aims.exists():
            return
        set_logframe(project=project, lines=LOGFRAME, by=by)
        set_budget(project=project, lines=BUDGET, by=by)
        levels = ((Circle.FAMILY, ("G1",)), (Circle.SOCIETY, ("N2",)), (Circle.NATION, ("K1",)))
        set_vision(project=project, terms=VisionTerms(STATEMENT_TH, STATEMENT_EN, VISION_YEAR, levels), by=by)
        write_example_check(project, by)
        present = Target.objects.filter(project=project, indicator__code="K1", place_code="").first()
        amounts = {"G1": WHOLE * THOUSAND, "N2": WHOLE * THOUSAND}
        amounts |= {} if present is None else {"K1": present.amount_thousandths}
        for indicator in Indicator.objects.filter(code__in=amounts):
            goal = Goal("", str(VISION_YEAR), amounts[indicator.code], project=project)
            set_target(indicator=indicator, goal=goal, by=by)


def _deeds(collection: Collection, reports: Sequence[Report], line: Line) -> Iterator[Deed]:
    """Yield all that happened to a quarter's reports: all that was handed in is approved in the end."""
    draw = random.Random(f"{YEAR_2557}/{collection.period_code}")  # noqa: S311 (an example's numbers are no secret)
    in_time: dict[str, list[Report]] = {}
    late: dict[str, list[Report]] = {}
    for number, report in enumerate(reports):
        fate, province = draw.random(), report.place_code[:2]
        report.collection = collection
        if fate < ON_TIME and number % RETURNED_EACH == 0:
            yield from _sent_back(report, line, FIRST_DAY + draw.randint(0, DAYS - 15))
        elif fate < ON_TIME:
            in_time.setdefault(province, []).append(report)
        elif fate < LATE:
            late.setdefault(province, []).append(report)
        elif fate < EXCUSED:
            yield _excused(report, line)
    for groups, first, days in ((in_time, FIRST_DAY, DAYS), (late, LATE_FROM, LATE_DAYS)):
        for province, some in groups.items():
            for start in range(0, len(some), AT_ONCE):
                group = tuple(some[start : start + AT_ONCE])
                day = first + draw.randint(0, days - 8)
                yield from _together(collection, group, (line.enterers[province], line.reviewer), day)


def _together(
    collection: Collection, reports: tuple[Report, ...], people: tuple[User, User], day: int
) -> Iterator[Deed]:
    """Yield how some reports of a province are handed in on one day, verified and approved in the days after."""
    enterer, reviewer = people
    answers = {each.place_code: made_up_answers(collection, each.place_code) for each in reports}
    opens_on = collection.opens_on

    def submit() -> None:
        submit_reports(
            reports=reports,
            answers=answers,
            versions={each.pk: 0 for each in reports},
            check_answers=dict.fromkeys(checks_asked_in(collection), EXAMPLE_EXPLANATION),
            by=enterer,
        )

    def verify() -> None:
        verify_reports(reports=reports, versions={each.pk: 1 for each in reports}, by=reviewer)

    def approve() -> None:
        approve_reports(reports=reports, versions={each.pk: 2 for each in reports}, by=reviewer)

    for number, act in enumerate((submit, verify, approve)):
        yield Deed(_at(opens_on, day + 3 * number), reports[0].pk, act)


def _sent_back(report: Report, line: Line, day: int) -> Iterator[Deed]:
    """Yield how a report is handed in, sent back for one number, corrected, and passed."""
    collection, enterer = report.collection, line.enterers[report.place_code[:2]]
    figures = made_up_figures(collection, report.place_code)
    wrong = figures | {"tambon.people_trained": (figures["tambon.people_trained"] or 0) + 9}

    def submit(told: dict[str, int | None], answer: str = "") -> None:
        submit_report(
            report=report,
            answers=answers_telling(collection, told),
            version=report.version,
            answer=answer,
            check_answers=dict.fromkeys(checks_asked_in(collection), EXAMPLE_EXPLANATION),
            by=enterer,
        )

    def send_back() -> None:
        cells = {"tambon.people_trained": EXAMPLE_REASON}
        return_report(
            report=report, reason=EXAMPLE_REASON, cells=cells, version=report.version, by=line.reviewer
        )

    acts: tuple[Callable[[], object], ...] = (
        lambda: submit(wrong),
        send_back,
        lambda: submit(figures, "แก้ไขตามบัญชีลงชื่อแล้ว (ตัวอย่าง)"),
        lambda: verify_report(report=report, version=report.version, by=line.reviewer),
        lambda: approve_report(report=report, version=report.version, by=line.reviewer),
    )
    for number, act in enumerate(acts):
        yield Deed(_at(collection.opens_on, day + 2 * number), report.pk, act)


def _excused(report: Report, line: Line) -> Deed:
    return Deed(
        _at(report.collection.opens_on, FIRST_DAY),
        report.pk,
        lambda: excuse_report(report=report, reason=EXAMPLE_EXCUSE, version=report.version, by=line.reviewer),
    )


def _at(opens_on: date, day: int) -> datetime:
    """Return mid-morning of a day of a collection."""
    return datetime.combine(opens_on + timedelta(days=day), time(10), tzinfo=clock.BANGKOK)
