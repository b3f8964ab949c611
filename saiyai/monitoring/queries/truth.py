"""Monitoring's part of the cube: one block for each form, level, kind of period and fiscal year, read from the reports."""

from collections.abc import Iterator
from itertools import groupby

from saiyai.analytics.cube.shape import Kind, Measure, Reports, Shape, Standing
from saiyai.analytics.sources import Source
from saiyai.kernel.periods import Period, PeriodKind
from saiyai.monitoring.models import Collection, Form, FormItem, Report
from saiyai.monitoring.rules import STANDINGS, State
from saiyai.monitoring.rules.definition import (
    Definition,
    definition_of,
    parts_of_definition,
    series_of_definition,
)
from saiyai.monitoring.rules.weighed import Pair, figures_left, pairs_of, text_for_cube

NAME = "monitoring"
REPORTS_AT_ONCE = 2_000


def block_of(collection: Collection) -> str:
    """Return the key of the block that a collection's reports stand in."""
    return _key(collection.form_id, collection.level, Period.parse(collection.period_code))


def _key(form_id: int, level: str, period: Period) -> str:
    return f"{NAME}.{form_id}.{level}.{period.kind}.{period.fiscal_year}"


def keys() -> list[str]:
    """Return the keys of all blocks that collections have reports in."""
    rows = Collection.objects.order_by("form_id", "pk").values_list("form_id", "level", "period_code")
    return list(dict.fromkeys(_key(form, level, Period.parse(code)) for form, level, code in rows))


def shape_of(key: str) -> Shape:
    """Return what a block is of; LookupError where no collection has that key."""
    form_id, _level, kind, year = _parts(key)
    form = Form.objects.select_related("project").filter(pk=form_id).first()
    if form is None or not _collections(key):
        raise LookupError(key)
    items = FormItem.objects.filter(form=form).select_related("series").order_by("position")
    kinds = {item.series.code: Kind(item.series.kind) for item in items}
    codes = measure_codes(form) if form.definition_text else list(kinds)
    measures = tuple(Measure(code, kinds[code.partition("[")[0]]) for code in codes)
    return Shape(key, form.project.code, year, measures, _periods(kind, year))


def figure_codes(definition: Definition) -> list[str]:
    """Return the codes of all figures that a form asks for: of means and shares the two numbers alone."""
    return figures_left(_all_codes(definition), pairs_of(definition), with_parts=True)


def measure_codes(form: Form) -> list[str]:
    """Return the codes of what the cube holds of a form: of means and shares what they come to alone."""
    definition = definition_of(form.definition_text)
    return figures_left(_all_codes(definition), pairs_of(definition), with_parts=False)


def told_to_cube(form: Form, figures_text: str) -> str:
    """Return a report's numbers as the cube takes them."""
    return text_for_cube(figures_text, _pairs(form))


def _pairs(form: Form | None) -> dict[str, Pair]:
    return pairs_of(definition_of(form.definition_text)) if form is not None and form.definition_text else {}


def _all_codes(definition: Definition) -> list[str]:
    """Return the codes of each series that a form counts in, and behind it its parts."""
    parts = parts_of_definition(definition)
    return [
        code
        for series in series_of_definition(definition)
        for code in (series, *(f"{series}[{part}]" for part in parts.get(series, ())))
    ]


def _parts(key: str) -> tuple[int, str, PeriodKind, int]:
    try:
        _name, form, level, kind, year = key.split(".")
        return int(form), level, PeriodKind(kind), int(year)
    except ValueError:
        raise LookupError(key) from None


def _periods(kind: PeriodKind, year: int) -> tuple[str, ...]:
    """Return the codes of all periods of a kind in a year, so that a block need not grow while the year lasts."""
    parts = Period(PeriodKind.YEAR, year).parts(kind)
    return tuple(each.code for each in parts) or (Period(kind, year).code,)


def _collections(key: str) -> dict[int, str]:
    """Return the periods of a block's collections by their numbers."""
    form_id, level, kind, year = _parts(key)
    rows = Collection.objects.filter(form_id=form_id, level=level).values_list("pk", "period_code")
    parsed = ((pk, Period.parse(code)) for pk, code in rows)
    return {pk: each.code for pk, each in parsed if (each.kind, each.fiscal_year) == (kind, year)}


def places_of(key: str) -> list[str]:
    """Return the places that owe a report of any of a block's periods."""
    rows = Report.objects.filter(collection__in=_collections(key)).order_by()
    return list(rows.values_list("place_code", flat=True).distinct())


def reports_of(key: str) -> Iterator[Reports]:
    """Yield a block's reports, so many of one period at a time."""
    pairs = _pairs(Form.objects.filter(pk=_parts(key)[0]).first())
    for pk, period in _collections(key).items():
        rows = (
            Report.objects.filter(collection=pk).order_by().values_list("place_code", "state", "figures_text")
        )
        numbered = enumerate(rows.iterator(chunk_size=REPORTS_AT_ONCE))
        for _batch, some in groupby(numbered, key=lambda each: each[0] // REPORTS_AT_ONCE):
            places, states, texts = zip(*(row for _number, row in some), strict=True)
            told = [text_for_cube(text, pairs) for text in texts]
            yield Reports(period, places, [_standing(state) for state in states], told)


def _standing(state: str) -> Standing:
    return STANDINGS[State(state)]


SOURCE = Source(NAME, keys, shape_of, places_of, reports_of)
