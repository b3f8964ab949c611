"""The reports of the demonstration: the present quarter, open for newcomers, and what all its years have in common.

All numbers are made up from a fixed seed. Everything goes through the commands in order of its instants, and
may be loaded again: a report that was begun stays as it is.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from saiyai.accounts.commands import Wanted, grant_role, invite_person
from saiyai.accounts.models import Office, User
from saiyai.accounts.rules import Contact
from saiyai.audit import clock
from saiyai.kernel.periods import Period, PeriodKind
from saiyai.kernel.powers import Console, Role
from saiyai.kernel.text import to_thai_digits
from saiyai.monitoring.commands import (
    Goal,
    IndicatorTerms,
    approve_report,
    bring_target_down,
    define_indicator,
    define_series,
    excuse_report,
    open_collection,
    publish_definition,
    register_project,
    return_report,
    set_target,
    submit_report,
    verify_report,
    write_check,
)
from saiyai.monitoring.models import (
    Check,
    Collection,
    Form,
    Indicator,
    Project,
    Report,
    Series,
    SeriesKind,
    Target,
)
from saiyai.monitoring.queries.check import checks_asked_in
from saiyai.monitoring.rules import State
from saiyai.monitoring.rules.check import CheckKind, Severity
from saiyai.monitoring.rules.definition import Words, definition_of
from saiyai.monitoring.rules.example import example_form, told_by_sex
from saiyai.monitoring.rules.filling import answers_of_figures
from saiyai.monitoring.rules.target import THOUSAND
from saiyai.places.models import Level
from saiyai.places.queries import places_of_level

YEAR_2557 = 2557
BEGINS_AT = datetime(2013, 10, 7, 10, 0, tzinfo=clock.BANGKOK)
OWN_TAMBON = "501412"
"""The tambon whose officer is one of the demonstration's people: its present reports are left for them."""
PRESENT_ENDS = {
    "501401": "submit",
    "501402": "submit",
    "501411": "verify",
    "500101": "verify",
    "520704": "verify",
    "501403": "approve",
    "501404": "submit",
    "501405": "submit",
    "501406": "submit",
    "501407": "excuse",
    "520701": "approve",
    "570805": "submit",
    "560504": "approve",
}
LAST_ENDS = {OWN_TAMBON: "return", "500102": "approve"}
"""How far the reports of the present and of the last quarter have come, by tambon."""
FORMULAS_BEGIN_ON = date(2013, 10, 1)
PEOPLE_AIMED_AT = 250
WHOLE = 100
COUNTED = (
    (
        "K1",
        "อำเภอที่มีเครือข่าย",
        "Districts with a network",
        ("อำเภอ", "districts"),
        "network.districts_covered.numerator",
    ),
    (
        "K2",
        "ผู้ผ่านการพัฒนาศักยภาพ",
        "People trained",
        ("คน", "people"),
        "network.people_trained",
    ),
)
"""The office's own indicators: code, names, unit, and what is counted."""
EXAMPLE_EXPLANATION = "จัดอบรมร่วมกับตำบลข้างเคียง ตามบัญชีลงชื่อที่แนบ (ตัวอย่าง)"
EXAMPLE_EXCUSE = "อยู่ระหว่างรวมหมู่บ้านกับตำบลข้างเคียง จึงยกเว้นงวดนี้ (ตัวอย่าง)"
EXAMPLE_REASON = "โปรดเทียบจำนวนผู้ผ่านการพัฒนาศักยภาพกับบัญชีลงชื่ออีกครั้ง (ตัวอย่าง)"

SERIES = (
    (
        "tambon.volunteers",
        "อาสาสมัครที่ปฏิบัติงานอยู่",
        "Active volunteers",
        "คน",
        "people",
        SeriesKind.STOCK,
        (8, 60),
    ),
    (
        "tambon.organisations",
        "องค์กรเครือข่ายที่ดำเนินการอยู่",
        "Active organisations",
        "องค์กร",
        "organisations",
        SeriesKind.STOCK,
        (2, 15),
    ),
    (
        "tambon.villages_covered",
        "หมู่บ้านที่มีอาสาสมัครหรือองค์กรเครือข่าย",
        "Villages with a volunteer or an organisation",
        "หมู่บ้าน",
        "villages",
        SeriesKind.STOCK,
        (3, 14),
    ),
    (
        "tambon.activities",
        "กิจกรรมที่จัดในงวด",
        "Activities held in the period",
        "ครั้ง",
        "activities",
        SeriesKind.FLOW,
        (0, 12),
    ),
    (
        "tambon.people_trained",
        "ผู้ผ่านการพัฒนาศักยภาพในงวด",
        "People trained in the period",
        "คน",
        "people",
        SeriesKind.FLOW,
        (0, 80),
    ),
    (
        "tambon.referrals",
        "ผู้ได้รับการส่งต่อให้เข้าถึงสวัสดิการของรัฐ",
        "People referred to the state's welfare",
        "คน",
        "people",
        SeriesKind.FLOW,
        (0, 30),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """Who stands behind the made-up reports: who enters in each province (by its code), who reviews."""

    enterers: Mapping[str, User]
    reviewer: User


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the plan: when, and what is done to which report."""

    at: datetime
    place_code: str
    act: Callable[[Report], object]


def example_line(office: Office, provinces: tuple[str, ...]) -> Line:
    """Return the made-up people who enter and review in the areas of an office; they cannot sign in."""
    with clock.set_to(BEGINS_AT):
        return Line(
            {code: _enterer(code) for code in provinces},
            _person("example-reviewer", "เจ้าหน้าที่จังหวัด (ตัวอย่าง)", Role.PROVINCE_OFFICER, "", office),
        )


def _enterer(province: str) -> User:
    districts = [each.code for each in places_of_level(Level.DISTRICT, [province])]
    first, *others = districts
    person = _person(
        f"example-enterer-{province}", "ผู้ประสานงานอำเภอ (ตัวอย่าง)", Role.DISTRICT_COORDINATOR, first
    )
    held = set(person.grants.values_list("place_code", flat=True))
    for code in others:
        if code not in held:
            wanted = Wanted(Role.DISTRICT_COORDINATOR, code, None, clock.today())
            grant_role(person=person, wanted=wanted, reason="", by=Console())
    return User.objects.get(pk=person.pk)


def _person(username: str, name: str, role: Role, place_code: str, office: Office | None = None) -> User:
    found = User.objects.filter(username=username).first()
    if found is not None:
        return found
    wanted = Wanted(role, place_code, office, clock.today())
    return invite_person(username=username, contact=Contact(name), wanted=wanted, reason="", by=Console())[0]


def demo_monitoring_now(*, owner: Office, provinces: tuple[str, ...], by: User, line: Line) -> None:
    """Open the present quarter and leave the last one open, so that something waits for each person."""
    present = Period.containing(clock.today(), PeriodKind.QUARTER)
    for period in (present.previous(), present):
        collection = opened_collection(period, owner, provinces, by)
        write_example_check(collection.project, by)
        _play(collection, _plan_now(collection, line, is_present=period == present))


def opening_of(period: Period) -> datetime:
    """Return the instant at which the collection of a period is opened."""
    return max(datetime.combine(period.start, time(9), tzinfo=clock.BANGKOK), BEGINS_AT)


def opened_collection(period: Period, owner: Office, provinces: tuple[str, ...], by: User) -> Collection:
    """Return the collection of a period, opened in the morning of its first day where it is not yet."""
    with clock.set_to(opening_of(period)):
        for each in SERIES:
            _series(*each[:6], by)
        project = _project(period.fiscal_year, owner, provinces, by)
        form = _form(project, by)
        _targets(project, by)
        found = Collection.objects.filter(form=form, period_code=period.code).first()
        return found or open_collection(
            project=project,
            form=form,
            period_code=period.code,
            opens_on=period.start,
            due_on=period.end + timedelta(days=15),
            closes_on=period.end + timedelta(days=180),
            by=by,
        )


def _indicator(
    code: str, name_th: str, name_en: str, units: tuple[str, str], numerator: str, by: User
) -> Indicator:
    found = Indicator.objects.filter(code=code).first()
    terms = IndicatorTerms(name_th, name_en, *units, numerator, FORMULAS_BEGIN_ON)
    return found or define_indicator(code=code, terms=terms, by=by)


def _targets(project: Project, by: User) -> None:
    """Set the project's targets and bring those of districts down: all districts, 250 people, every village."""
    if Target.objects.filter(project=project).exists():
        return
    districts = Counter(each.code[:2] for each in places_of_level(Level.DISTRICT, project.prefixes))
    reached = _indicator(*COUNTED[0], by)
    trained = _indicator(*COUNTED[1], by)
    villages = Indicator.objects.get(code="N2")
    amounts = ((reached, districts.total()), (trained, PEOPLE_AIMED_AT), (villages, WHOLE))
    for indicator, amount in amounts:
        goal = Goal("", str(project.fiscal_year), amount * THOUSAND, project=project)
        made = set_target(indicator=indicator, goal=goal, by=by)
        if indicator == reached:
            parts = {code: count * THOUSAND for code, count in districts.items()}
            bring_target_down(target=made, amounts=parts, by=by)


def _series(
    code: str, name_th: str, name_en: str, unit_th: str, unit_en: str, kind: SeriesKind, by: User
) -> Series:
    found = Series.objects.filter(code=code).first()
    return found or define_series(
        code=code, name_th=name_th, name_en=name_en, unit_th=unit_th, unit_en=unit_en, kind=kind, by=by
    )


def _project(year: int, owner: Office, provinces: tuple[str, ...], by: User) -> Project:
    found = Project.objects.filter(code=f"network-{year}").first()
    is_source = year == YEAR_2557
    name_th = f"โครงการเสริมสร้างระบบเครือข่ายพัฒนาสังคมและสวัสดิการสังคมระดับอำเภอ ปี {to_thai_digits(str(year))}"
    name_en = f"Strengthening the district networks of social development and welfare, BE {year}"
    return found or register_project(
        code=f"network-{year}",
        name_th=name_th if is_source else f"{name_th} (ตัวอย่าง)",
        name_en=name_en if is_source else f"{name_en} (example)",
        fiscal_year=year,
        owner=owner,
        prefixes=provinces,
        objective_th="เพื่อสร้างระบบเครือข่ายตั้งแต่ระดับตำบล อำเภอ จังหวัด และกลุ่มจังหวัด",
        objective_en="To build a system of networks from tambon, district and province to province cluster.",
        by=by,
    )


def _form(project: Project, by: User) -> Form:
    found = Form.objects.filter(project=project).first()
    return found or publish_definition(project=project, definition=example_form(_words()), by=by)


def _words() -> dict[str, Words]:
    """Return what the series of the example are called, by their codes."""
    return {code: Words(thai, english) for code, thai, english, *_rest in SERIES}


def made_up_figures(collection: Collection, place_code: str) -> dict[str, int | None]:
    """Return made-up numbers that are the same at every load."""
    draw = random.Random(f"{collection.period_code}/{place_code}")  # noqa: S311 (an example's numbers are no secret)
    return {code: draw.randint(*span) for code, *_rest, span in SERIES}


def answers_telling(collection: Collection, figures: dict[str, int | None]) -> dict[str, Any]:
    """Return the answers to a collection's form that come to some figures, told by sex where it asks so."""
    definition = definition_of(collection.form.definition_text)
    return answers_of_figures(definition, figures) | told_by_sex(figures)


def made_up_answers(collection: Collection, place_code: str) -> dict[str, Any]:
    """Return made-up answers that are the same at every load."""
    return answers_telling(collection, made_up_figures(collection, place_code))


def write_example_check(project: Project, by: User) -> None:
    """Let a project ask for a sentence where more are trained than there are volunteers."""
    if not Check.objects.filter(project=project).exists():
        write_check(
            project=project,
            series=Series.objects.get(code="tambon.people_trained"),
            kind=CheckKind.FORMULA,
            severity=Severity.SOFT,
            formula="tambon.people_trained <= tambon.volunteers",
            sentence_th="ผู้ผ่านการพัฒนาศักยภาพมากกว่าอาสาสมัครที่ปฏิบัติงานอยู่",
            sentence_en="More people were trained than there are active volunteers.",
            by=by,
        )


def _plan_now(collection: Collection, line: Line, *, is_present: bool) -> Iterator[Step]:
    """Yield a few reports in each state round the demonstration's people, to whom their own is left."""
    ends = PRESENT_ENDS if is_present else LAST_ENDS
    for code, end in ends.items():
        yield from _steps(collection, code, line, end, first_day=1)


def _steps(
    collection: Collection, place_code: str, line: Line, last: str, *, first_day: int
) -> Iterator[Step]:
    enterer, reviewer = line.enterers[place_code[:2]], line.reviewer
    answers = made_up_answers(collection, place_code)
    acts: list[Callable[[Report], object]] = [
        lambda report: submit_report(
            report=report,
            answers=answers,
            version=report.version,
            check_answers=dict.fromkeys(checks_asked_in(collection), EXAMPLE_EXPLANATION),
            by=enterer,
        )
    ]
    if last in {"verify", "approve"}:
        acts.append(lambda report: verify_report(report=report, version=report.version, by=reviewer))
    if last == "approve":
        acts.append(lambda report: approve_report(report=report, version=report.version, by=reviewer))
    if last == "return":
        acts.append(
            lambda report: return_report(
                report=report,
                reason=EXAMPLE_REASON,
                cells={"tambon.people_trained": EXAMPLE_REASON},
                version=report.version,
                by=reviewer,
            )
        )
    if last == "excuse":
        acts = [lambda r: excuse_report(report=r, reason=EXAMPLE_EXCUSE, version=r.version, by=reviewer)]
    for number, act in enumerate(acts):
        yield Step(_instant(collection.opens_on, first_day + number), place_code, act)


def _instant(opens_on: date, day: int) -> datetime:
    """Return mid-morning of a day of a collection, never later than now."""
    at = datetime.combine(opens_on + timedelta(days=day), time(10), tzinfo=clock.BANGKOK)
    return min(at, clock.now())


def _play(collection: Collection, plan: Iterator[Step]) -> None:
    """Do the steps in the order of their instants, on the reports that nobody had begun before."""
    steps = sorted(plan, key=lambda step: (step.at, step.place_code))
    untouched = Report.objects.filter(
        collection=collection,
        version=0,
        state=State.DRAFT,
        place_code__in={step.place_code for step in steps},
    )
    reports = {report.place_code: report for report in untouched}
    for step in steps:
        if step.place_code in reports:
            with clock.set_to(step.at):
                step.act(reports[step.place_code])
