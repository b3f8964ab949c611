"""What can be done to series: define what is counted, say it anew from a day on, retire it, define how it is split."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saiyai.accounts.models import User
from saiyai.analytics.series import published
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.monitoring import access
from saiyai.monitoring.commands.keeping import keeper_or_refuse
from saiyai.monitoring.models import Axis, Category, Series, SeriesKind
from saiyai.monitoring.rules.series import code_of_part, refusal_of_axis, refusal_of_code


@dataclass(frozen=True, slots=True)
class SeriesTerms:
    """What a series says of itself, in Thai and English."""

    name_th: str
    name_en: str
    unit_th: str
    unit_en: str
    definition_th: str = ""
    definition_en: str = ""
    source_th: str = ""
    source_en: str = ""


@command("monitoring.series.define", allows=access.may_define_series)
def define_series(  # noqa: PLR0913 (what a series is known by)
    *,
    code: str,
    name_th: str,
    name_en: str,
    unit_th: str,
    unit_en: str,
    kind: SeriesKind,
    definition_th: str = "",
    definition_en: str = "",
    source_th: str = "",
    source_en: str = "",
    axes: Sequence[str] = (),
    by: User,
) -> Series:
    """Say what is counted under a new code, and its categories where it is split; its author's office keeps it."""
    if refusal := refusal_of_code(code):
        raise refusal
    if Series.objects.filter(code=code).exists() or code in {each.code for each in published()}:
        raise Refusal("series.known", series=code)
    made = Series(code=code, kind=kind, owner=keeper_or_refuse(by))
    _say(
        made,
        SeriesTerms(name_th, name_en, unit_th, unit_en, definition_th, definition_en, source_th, source_en),
    )
    made.save()
    _split(made, axes)
    return made


def _say(series: Series, terms: SeriesTerms) -> None:
    for name in ("name_th", "unit_th"):
        if not normalise(getattr(terms, name)):
            raise Refusal("series.nameless")
    for name in SeriesTerms.__slots__:  # type: ignore[attr-defined]
        setattr(series, name, normalise(getattr(terms, name)))


def _split(series: Series, axes: Sequence[str]) -> None:
    """Make a series below it for each category of each axis."""
    found = {axis.code: axis for axis in Axis.objects.filter(code__in=axes)}
    for code in axes:
        if code not in found:
            raise Refusal("series.unknown_axis", axis=code)
    Series.objects.bulk_create(
        Series(
            code=code_of_part(series.code, category.axis.code, category.code),
            parent=series,
            category=category,
            kind=series.kind,
            owner=series.owner,
            name_th=f"{series.name_th} ({category.name_th})",
            name_en=f"{series.name_en} ({category.name_en})" if series.name_en else "",
            unit_th=series.unit_th,
            unit_en=series.unit_en,
        )
        for category in Category.objects.filter(axis__in=found.values()).select_related("axis")
    )


@command("monitoring.series.change", allows=access.may_change_series, subjects=("series",))
def change_series(
    *,
    series: Series,
    terms: SeriesTerms,
    holds_from: date,
    reason: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Series:
    """Say from a day on anew what is counted; code, kind and categories stay, the record keeps what was said before."""
    if not normalise(reason):
        raise Refusal("series.reason_missing")
    if series.parent_id is not None:
        raise Refusal("series.is_part")
    if series.holds_from is not None and holds_from < series.holds_from:
        raise Refusal("series.earlier_than_last", day=series.holds_from)
    _say(series, terms)
    series.holds_from = holds_from
    series.version += 1
    series.save()
    for part in series.parts.select_related("category"):
        category = part.category
        if category is not None:
            part.name_th = f"{series.name_th} ({category.name_th})"
            part.name_en = f"{series.name_en} ({category.name_en})" if series.name_en else ""
            part.unit_th, part.unit_en = series.unit_th, series.unit_en
            part.save()
    return series


@command("monitoring.series.retire", allows=access.may_change_series, subjects=("series",))
def retire_series(*, series: Series, reason: str, by: User) -> Series:  # noqa: ARG001
    """Offer a series to no further form; what was reported of it stays."""
    if not normalise(reason):
        raise Refusal("series.reason_missing")
    if series.retired_on is not None:
        raise Refusal("series.retired", series=series.code)
    series.retired_on = clock.today()
    series.save()
    series.parts.update(retired_on=series.retired_on)
    return series


@command("monitoring.series.resume", allows=access.may_change_series, subjects=("series",))
def resume_series(*, series: Series, reason: str, by: User) -> Series:  # noqa: ARG001
    """Take a retired series into use again."""
    if not normalise(reason):
        raise Refusal("series.reason_missing")
    if series.retired_on is None:
        raise Refusal("series.in_use", series=series.code)
    series.retired_on = None
    series.save()
    series.parts.update(retired_on=None)
    return series


@command("monitoring.axis.define", allows=access.may_define_series)
def define_axis(
    *,
    code: str,
    name_th: str,
    name_en: str,
    categories: Sequence[tuple[str, str, str]],
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Axis:
    """Define an office's own way to split: each category with its code, Thai and English name, in order."""
    if refusal := refusal_of_axis(code, [each for each, _th, _en in categories]):
        raise refusal
    if Axis.objects.filter(code=code).exists():
        raise Refusal("axis.known", axis=code)
    made = Axis.objects.create(code=code, name_th=normalise(name_th), name_en=normalise(name_en))
    Category.objects.bulk_create(
        Category(axis=made, code=each, name_th=normalise(th), name_en=normalise(en), position=position)
        for position, (each, th, en) in enumerate(categories, start=1)
    )
    return made
