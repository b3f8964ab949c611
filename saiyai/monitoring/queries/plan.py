"""What can be asked of a project's plan: logframe, budget, calendar of reporting, and how far its vision has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils.translation import gettext_lazy

from saiyai.kernel.periods import Period, PeriodKind
from saiyai.monitoring.models import AIM_NAMES, CIRCLE_NAMES, Collection, Project, Vision, VisionIndicator
from saiyai.monitoring.queries.indicator import IndicatorRow, row_of
from saiyai.monitoring.queries.project import period_label
from saiyai.monitoring.queries.target import TargetRow, target_rows, targets_found
from saiyai.monitoring.rules.plan import Aim, AimLine, BudgetLine, Circle, periods_of, progress
from saiyai.network.queries import Text, in_reader_language
from saiyai.places.models import Level
from saiyai.places.queries import places_of_level

PERIOD_KIND_NAMES: dict[PeriodKind, Text] = {
    PeriodKind.MONTH: gettext_lazy("each month"),
    PeriodKind.QUARTER: gettext_lazy("each quarter"),
    PeriodKind.HALF: gettext_lazy("after six months"),
    PeriodKind.NINE: gettext_lazy("after nine months"),
    PeriodKind.YEAR: gettext_lazy("each year"),
    PeriodKind.ONCE: gettext_lazy("once a year"),
}


def provinces_in(prefixes: Iterable[str]) -> list[tuple[str, str]]:
    """Return the provinces inside some areas by code and name."""
    return [(each.code, each.name) for each in places_of_level(Level.PROVINCE, prefixes)]


@dataclass(frozen=True, slots=True)
class AimGroup:
    """The lines of one rung of a logframe under its name."""

    aim: Aim
    name: Text
    lines: tuple[AimLine, ...]


def logframe_of(project: Project) -> list[AimGroup]:
    """Return a project's logframe, the widest rung first; rungs without a line too."""
    lines = [AimLine(Aim(each.aim), each.text, each.means) for each in project.aims.order_by("position")]
    return [AimGroup(aim, AIM_NAMES[aim], tuple(each for each in lines if each.aim is aim)) for aim in Aim]


def budget_of(project: Project) -> list[BudgetLine]:
    """Return a project's money by fiscal year and source."""
    rows = project.budget.order_by("fiscal_year", "pk")
    return [BudgetLine(each.fiscal_year, each.source, each.amount_satang) for each in rows]


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A period that a project asks reports for: its days, and the collections that are open for it."""

    period: str
    starts_on: date
    ends_on: date
    due_on: date
    collections: tuple[int, ...]


def calendar_of(project: Project) -> list[CalendarRow]:
    """Return the periods that a project is to be reported on, with the collections made for each."""
    kind = PeriodKind(project.reports_every)
    made: dict[str, list[int]] = {}
    for pk, code in (
        Collection.objects.filter(project=project).order_by("pk").values_list("pk", "period_code")
    ):
        made.setdefault(code, []).append(pk)
    days = timedelta(days=project.due_after_days)
    return [
        CalendarRow(
            period_label(each.code), each.start, each.end, each.end + days, tuple(made.get(each.code, ()))
        )
        for each in periods_of(project.fiscal_year, project.ends_in, kind)
    ]


@dataclass(frozen=True, slots=True)
class VisionStep:
    """How far an indicator of a vision has come on the way from its baseline to the target of the vision's year."""

    circle: Circle
    indicator: IndicatorRow
    target: TargetRow | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class VisionPage:
    """A vision with its indicators by level."""

    statement: str
    target_year: int
    circles: tuple[tuple[Text, tuple[VisionStep, ...]], ...]


def vision_of(project: Project, today: date) -> VisionPage | None:
    """Return how far a project's vision has come, None where it has none.

    The target of an indicator is the project's own for all of its areas in the vision's year. Its figure is the latest
    that there is: the vision's year asked today.
    """
    vision = Vision.objects.filter(project=project).first()
    if vision is None:
        return None
    lines = list(
        VisionIndicator.objects.filter(vision=vision)
        .select_related("indicator__owner")
        .prefetch_related("indicator__versions")
        .order_by("indicator__code")
    )
    targets = _targets_now(project, vision.target_year, [each.indicator_id for each in lines], today)
    steps = [_step(each, targets.get(each.indicator.code)) for each in lines]
    return VisionPage(
        in_reader_language(vision.statement_th, vision.statement_en),
        vision.target_year,
        tuple((CIRCLE_NAMES[circle], tuple(s for s in steps if s.circle is circle)) for circle in Circle),
    )


def _targets_now(project: Project, year: int, indicators: Iterable[int], today: date) -> dict[str, TargetRow]:
    """Return the targets of a year beside the figures of the year that today lies in, or of that year if it is past."""
    wanted = targets_found(project=project.code, period=str(year)).filter(
        place_code="", indicator__in=list(indicators)
    )
    present = Period.containing(today, PeriodKind.YEAR)
    asked = []
    for each in wanted:
        if present.fiscal_year < year:
            each.period_code = present.code
        asked.append(each)
    return {each.indicator.code: each for each in target_rows(asked, today)}


def _step(line: VisionIndicator, target: TargetRow | None) -> VisionStep:
    share = None
    if target is not None:
        share = progress(target.value, target.baseline or Fraction(0), target.amount)
    return VisionStep(Circle(line.circle), row_of(line.indicator), target, share)


def vision_terms(project: Project) -> dict[str, object]:
    """Return what is kept of a project's vision, by the names of its form's fields; nothing where it has none."""
    vision = Vision.objects.filter(project=project).first()
    if vision is None:
        return {}
    kept: dict[str, object] = {
        "statement_th": vision.statement_th,
        "statement_en": vision.statement_en,
        "target_year": vision.target_year,
    }
    for circle in Circle:
        codes = vision.indicators.filter(circle=circle).values_list("indicator__code", flat=True)
        kept[circle.value] = list(codes)
    return kept
