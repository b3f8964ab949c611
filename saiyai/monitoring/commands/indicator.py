"""What can be done to indicators: define one, give it a new version from a day on, retire it."""

import re
from dataclasses import dataclass
from datetime import date

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions import Name
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.monitoring import access
from saiyai.monitoring.commands.keeping import keeper_or_refuse
from saiyai.monitoring.models import Indicator, IndicatorVersion
from saiyai.monitoring.queries.series import known_codes
from saiyai.monitoring.rules.indicator import (
    WHOLE,
    Direction,
    Formula,
    IndicatorKind,
    formula_of,
    unknown_name,
)

_CODE = re.compile(r"[A-Z][A-Z0-9-]{0,19}")


@dataclass(frozen=True, slots=True)
class IndicatorTerms:
    """What an indicator says of itself, and its formula with the day that it holds from."""

    name_th: str
    name_en: str
    unit_th: str
    unit_en: str
    numerator: str
    starts_on: date
    denominator: str = ""
    factor: int = 1
    kind: str = IndicatorKind.SUM
    direction: str = Direction.UP
    tolerance_percent: int = 10
    definition_th: str = ""
    definition_en: str = ""


@command("monitoring.indicator.define", allows=access.may_define_indicator)
def define_indicator(*, code: str, terms: IndicatorTerms, by: User) -> Indicator:
    """Define an indicator under a new code, by a formula over series that there are; its author's office keeps it."""
    if _CODE.fullmatch(code) is None:
        raise Refusal("indicator.code_unreadable", text=code[:20])
    if Indicator.objects.filter(code=code).exists():
        raise Refusal("indicator.known", indicator=code)
    formula = _checked(terms)
    made = Indicator(code=code, owner=keeper_or_refuse(by))
    _say(made, terms)
    made.save()
    _add_version(made, formula, terms, 1, "")
    return made


@command("monitoring.indicator.change", allows=access.may_change_indicator, subjects=("indicator",))
def change_indicator(
    *,
    indicator: Indicator,
    terms: IndicatorTerms,
    reason: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Indicator:
    """Say anew what an indicator is; another formula is a new version from its day on, the old ones stay."""
    if not normalise(reason):
        raise Refusal("indicator.reason_missing")
    formula = _checked(terms)
    last = indicator.versions.order_by("-number").first()
    if last is not None and not _is_same(last, terms):
        if terms.starts_on <= last.starts_on:
            raise Refusal("indicator.earlier_than_last", day=last.starts_on)
        _add_version(indicator, formula, terms, last.number + 1, normalise(reason))
    _say(indicator, terms)
    indicator.save()
    return indicator


@command("monitoring.indicator.retire", allows=access.may_change_indicator, subjects=("indicator",))
def retire_indicator(*, indicator: Indicator, reason: str, by: User) -> Indicator:  # noqa: ARG001
    """Offer an indicator for no further target; its figures stay."""
    if not normalise(reason):
        raise Refusal("indicator.reason_missing")
    if indicator.retired_on is not None:
        raise Refusal("indicator.retired", indicator=indicator.code)
    indicator.retired_on = clock.today()
    indicator.save()
    return indicator


@command("monitoring.indicator.resume", allows=access.may_change_indicator, subjects=("indicator",))
def resume_indicator(*, indicator: Indicator, reason: str, by: User) -> Indicator:  # noqa: ARG001
    """Take a retired indicator into use again."""
    if not normalise(reason):
        raise Refusal("indicator.reason_missing")
    if indicator.retired_on is None:
        raise Refusal("indicator.in_use", indicator=indicator.code)
    indicator.retired_on = None
    indicator.save()
    return indicator


def _is_same(last: IndicatorVersion, terms: IndicatorTerms) -> bool:
    old = (last.kind, last.numerator, last.denominator, last.factor)
    return old == (terms.kind, terms.numerator.strip(), terms.denominator.strip(), terms.factor)


def _checked(terms: IndicatorTerms) -> Formula:
    """Return the formula, every name of which some series has."""
    if not normalise(terms.name_th) or not normalise(terms.unit_th):
        raise Refusal("indicator.nameless")
    if terms.factor < 1 or not 0 <= terms.tolerance_percent <= WHOLE:
        raise Refusal("indicator.out_of_range")
    try:
        formula = formula_of(terms.kind, terms.numerator, terms.denominator, terms.factor)
    except BadValue as bad:
        raise Refusal(bad.code, **bad.values) from bad
    if bad_name := unknown_name(formula, known_codes()):
        raise Refusal(bad_name.code, **bad_name.values)
    if formula.kind is IndicatorKind.MEDIAN and (
        formula.denominator is not None or not isinstance(formula.numerator, Name)
    ):
        raise Refusal("indicator.median_of_one_series")
    return formula


def _say(indicator: Indicator, terms: IndicatorTerms) -> None:
    for name in ("name_th", "name_en", "unit_th", "unit_en", "definition_th", "definition_en"):
        setattr(indicator, name, normalise(getattr(terms, name)))
    indicator.direction = Direction(terms.direction)
    indicator.tolerance_percent = terms.tolerance_percent


def _add_version(
    indicator: Indicator, formula: Formula, terms: IndicatorTerms, number: int, note: str
) -> None:
    IndicatorVersion.objects.create(
        indicator=indicator,
        number=number,
        starts_on=terms.starts_on,
        kind=formula.kind,
        numerator=terms.numerator.strip(),
        denominator=terms.denominator.strip(),
        factor=terms.factor,
        note=note[:300],
    )
