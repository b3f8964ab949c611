"""What can be asked of targets: each beside its figure with a light, and how one comes down to the places below."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from saiyai.analytics.cube.shape import Standing
from saiyai.kernel.expressions import Name, NotReported
from saiyai.kernel.periods import Period
from saiyai.monitoring.models import Indicator, Project, Target
from saiyai.monitoring.queries.indicator import (
    IndicatorRow,
    PlaceOutcome,
    formula_on,
    outcomes_below,
    row_of,
)
from saiyai.monitoring.queries.values import Asked, readings
from saiyai.monitoring.rules.indicator import IndicatorKind, Light, light_of, still_missing
from saiyai.monitoring.rules.target import Method, amount_of
from saiyai.network.queries import in_reader_language
from saiyai.places.models import Level
from saiyai.places.queries import children_of, place_at, places_at, places_of_level

LIGHT_NAMES = {
    Light.REACHED: gettext_lazy("reached"),
    Light.CLOSE: gettext_lazy("close to the target"),
    Light.BELOW: gettext_lazy("not reached"),
    Light.UNKNOWN: gettext_lazy("no figure yet"),
}
METHOD_NAMES = {
    Method.EQUAL: gettext_lazy("in equal shares"),
    Method.VILLAGES: gettext_lazy("by the number of villages"),
    Method.LAST_YEAR: gettext_lazy("as last year's figures"),
    Method.SAME: gettext_lazy("the same for each"),
}
VILLAGES = Name("network.villages_covered.denominator")
DEEPEST = 6
FoundTarget = Target
"""A target as views pass it on to commands."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target beside the figure that has come to so far, from approved reports alone."""

    pk: int
    indicator: IndicatorRow
    project: str
    place_code: str
    place: str
    period_code: str
    amount: Fraction
    amount_thousandths: int
    baseline: Fraction | None
    value: Fraction | None
    light: Light
    missing: Fraction | None
    told: int
    owed: int


def targets_found(
    *, indicator: str = "", period: str = "", place_code: str = "", project: str = ""
) -> QuerySet[Target]:
    """Return the targets of an indicator, period, project and area (all for none), in order."""
    rows = Target.objects.select_related("indicator__owner", "project").prefetch_related(
        "indicator__versions", "project__areas"
    )
    wanted = {"indicator__code": indicator, "period_code": period, "project__code": project}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if place_code:
        rows = rows.filter(place_code__startswith=place_code)
    return rows.order_by("period_code", "indicator__code", "project", "place_code")


def target_of(pk: int) -> FoundTarget | None:
    """Return the target of a number with its indicator and project, None where there is none."""
    return targets_found().filter(pk=pk).first()


def target_rows(targets: Iterable[Target], today: date) -> list[TargetRow]:
    """Return targets beside their figures; those of one indicator, period and level are asked for together."""
    targets = list(targets)
    names = places_at(each.place_code for each in targets)
    figures: dict[tuple[int, int | None, str, int], dict[str, PlaceOutcome]] = {}
    rows = []
    for each in targets:
        key = (each.indicator_id, each.project_id, each.period_code, len(each.place_code))
        if key not in figures:
            figures[key] = _figures(each, today)
        name = names[each.place_code].name if each.place_code in names else ""
        rows.append(_row(each, name, figures[key].get(each.place_code)))
    return rows


def _figures(target: Target, today: date) -> dict[str, PlaceOutcome]:
    """Return what a target's indicator has come to at all places of its level."""
    period = Period.parse(target.period_code)
    asked = _asked(target, period, today)
    formula = formula_on(target.indicator, period)
    return {each.code: each for each in outcomes_below(formula, "", len(target.place_code), asked)}


def _asked(target: Target, period: Period, today: date) -> Asked:
    prefixes = target.project.prefixes if target.project else ("",)
    return Asked(period, Standing.APPROVED, today, target.project_id, prefixes)


def _row(target: Target, place: str, found: PlaceOutcome | None) -> TargetRow:
    indicator = row_of(target.indicator)
    amount = amount_of(target.amount_thousandths)
    value = found.outcome.value if found else None
    return TargetRow(
        target.pk,
        indicator,
        in_reader_language(target.project.name_th, target.project.name_en) if target.project else "",
        target.place_code,
        place,
        target.period_code,
        amount,
        target.amount_thousandths,
        None if target.baseline_thousandths is None else amount_of(target.baseline_thousandths),
        value,
        light_of(value, amount, indicator.direction, indicator.tolerance_percent),
        still_missing(value, amount, indicator.direction),
        found.told if found else 0,
        found.owed if found else 0,
    )


def activity_targets(project: Project, today: date) -> list[TargetRow]:
    """Return the targets of a project for all of its areas in its own years, beside their figures."""
    found = targets_found(project=project.code).filter(place_code="")
    return target_rows(found.filter(period_code__lt=str(project.ends_in + 1)), today)


def adds_up(indicator: Indicator, period_code: str) -> bool:
    """Tell whether an indicator of a place is the sum of those below: only what is counted, not what is divided."""
    formula = formula_on(indicator, Period.parse(period_code))
    return formula.denominator is None and formula.kind is IndicatorKind.SUM


def places_below(target: Target) -> dict[str, str]:
    """Return the places directly below a target's, by code and name; of a project those in its areas alone."""
    code = target.place_code
    if len(code) >= DEEPEST:
        return {}
    if not code:
        prefixes = target.project.prefixes if target.project else ("",)
        rows = [each for each in places_of_level(Level.PROVINCE, prefixes) if each.code.startswith(prefixes)]
    else:
        rows = list(children_of(code))
    return {each.code: each.name for each in rows}


def methods_for(target: Target) -> list[Method]:
    """Return the ways in which a target may come down."""
    if adds_up(target.indicator, target.period_code):
        return [Method.EQUAL, Method.VILLAGES, Method.LAST_YEAR]
    return [Method.SAME]


def weights_of(target: Target, method: Method, today: date) -> dict[str, Fraction]:
    """Return what each place below weighs by a method; 0 where nothing is known of it."""
    below = places_below(target)
    if method in {Method.EQUAL, Method.SAME} or not below:
        return dict.fromkeys(below, Fraction(1))
    period = Period.parse(target.period_code)
    digits = len(next(iter(below)))
    if method is Method.VILLAGES:
        found = readings([VILLAGES], target.place_code, digits, _asked(target, period, today))
        told = {code: next(iter(each.values())).value for code, each in found.items()}
        return {code: _weight(told.get(code)) for code in below}
    earlier = Period(period.kind, period.fiscal_year - 1, period.number)
    formula = formula_on(target.indicator, earlier)
    asked = Asked(earlier, Standing.APPROVED, today, None, ("",))
    outcomes = outcomes_below(formula, target.place_code, digits, asked)
    values = {each.code: each.outcome.value for each in outcomes}
    return {code: _weight(values.get(code)) for code in below}


def _weight(value: Fraction | NotReported | None) -> Fraction:
    return max(value, Fraction(0)) if isinstance(value, Fraction) else Fraction(0)


def is_whole(target: Target) -> bool:
    """Tell whether a target counts whole things, so that its parts must be whole as well."""
    return adds_up(target.indicator, target.period_code) and target.amount_thousandths % 1_000 == 0


def targets_below(target: Target) -> dict[str, int]:
    """Return the targets that places below a target's have already, in thousandths by the place's code."""
    rows = Target.objects.filter(
        indicator=target.indicator,
        project=target.project,
        period_code=target.period_code,
        place_code__in=places_below(target),
    )
    return dict(rows.values_list("place_code", "amount_thousandths"))


def place_name(code: str) -> str:
    """Return a place's name, empty for the whole country."""
    found = place_at(code) if code else None
    return found.name if found else ""
