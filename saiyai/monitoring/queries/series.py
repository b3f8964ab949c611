"""What can be asked of series: the reported ones and those that other apps publish, as rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from saiyai.analytics.series import published
from saiyai.kernel.expressions import Name, Shift
from saiyai.monitoring.models import Axis, Form, Indicator, IndicatorVersion, Series, SeriesKind
from saiyai.monitoring.queries.keeping import keeper_name
from saiyai.monitoring.rules.series import code_of_part
from saiyai.network.queries import Text, in_reader_language

PARTS = ("numerator", "denominator")
"""What formulas name the two parts of a published share by, behind its code."""

FoundSeries = Series
"""A series as views pass it on to commands."""

UNIT_NAMES = {
    "people": pgettext_lazy("unit", "people"),
    "organisations": pgettext_lazy("unit", "organisations"),
    "links": pgettext_lazy("unit", "links"),
    "points": pgettext_lazy("unit", "points"),
    "satang": pgettext_lazy("unit", "satang"),
    "share": pgettext_lazy("unit", "share of 1"),
}
"""What the units of published series are called."""


@dataclass(frozen=True, slots=True)
class ListedSeries:
    """A series in the list: a reported one, or one that another app publishes."""

    code: str
    name: Text
    unit: Text
    kind: Text
    is_published: bool
    is_retired: bool = False
    keeper: str = ""


def series_list(words: str = "") -> list[ListedSeries]:
    """Return all series whose code or name holds some words, the reported ones first, their categories left out."""
    rows = Series.objects.filter(parent=None).select_related("owner").order_by("code")
    if words:
        rows = rows.filter(
            Q(code__icontains=words) | Q(name_th__icontains=words) | Q(name_en__icontains=words)
        )
    kinds = dict(SeriesKind.choices)
    reported = [
        ListedSeries(
            each.code,
            in_reader_language(each.name_th, each.name_en),
            in_reader_language(each.unit_th, each.unit_en),
            kinds[each.kind],
            is_published=False,
            is_retired=each.retired_on is not None,
            keeper=keeper_name(each.owner),
        )
        for each in rows
    ]
    wanted = words.casefold()
    others = [
        ListedSeries(each.code, each.title, UNIT_NAMES.get(each.unit, each.unit), "", is_published=True)
        for each in published()
        if wanted in each.code.casefold() or wanted in str(each.title).casefold()
    ]
    return [*reported, *others]


def series_of_code(code: str) -> FoundSeries | None:
    """Return the reported series of a code with its parts, None where there is none."""
    return (
        Series.objects.select_related("owner")
        .prefetch_related("parts__category__axis")
        .filter(code=code)
        .first()
    )


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """What a series' page tells: itself, its categories, and who uses it."""

    name: str
    unit: str
    definition: str
    source: str
    kind: Text
    holds_from: date | None
    retired_on: date | None
    keeper: str
    parts: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, str], ...]
    """The forms that ask for it: the title, and the code of the project."""
    indicators: tuple[tuple[str, str], ...]
    """The indicators whose newest formula names it: code and name."""


def series_page(series: FoundSeries) -> SeriesPage:
    """Return what the page of a series tells."""
    forms = Form.objects.filter(items__series=series).select_related("project").order_by("-pk")
    return SeriesPage(
        in_reader_language(series.name_th, series.name_en),
        in_reader_language(series.unit_th, series.unit_en),
        in_reader_language(series.definition_th, series.definition_en),
        in_reader_language(series.source_th, series.source_en),
        dict(SeriesKind.choices)[series.kind],
        series.holds_from,
        series.retired_on,
        keeper_name(series.owner),
        tuple((each.code, in_reader_language(each.name_th, each.name_en)) for each in series.parts.all()),
        tuple((in_reader_language(each.title_th, each.title_en), each.project.code) for each in forms),
        indicators_naming(series.code),
    )


def indicators_naming(code: str) -> tuple[tuple[str, str], ...]:
    """Return the indicators whose formulas name a series, by code and name."""
    rows = IndicatorVersion.objects.filter(Q(numerator__contains=code) | Q(denominator__contains=code))
    found = Indicator.objects.filter(pk__in=rows.values("indicator")).order_by("code")
    return tuple((each.code, in_reader_language(each.name_th, each.name_en)) for each in found)


def axis_choices() -> list[tuple[str, str]]:
    """Return the ways to split by code and name."""
    return [
        (each.code, in_reader_language(each.name_th, each.name_en)) for each in Axis.objects.order_by("pk")
    ]


def known_codes() -> frozenset[str]:
    """Return every name that a formula may use: reported series, published ones and their two parts."""
    reported = Series.objects.filter(parent=None).values_list("code", flat=True)
    names = {*reported}
    for each in published():
        names |= {each.code, *(f"{each.code}.{part}" for part in PARTS)}
    return frozenset(names)


def code_asked(name: Name) -> str:
    """Return the code of the series that a name in a formula asks for, its category behind it."""
    code = name.code
    for axis, category in name.split:
        code = code_of_part(code, axis, category)
    return code


def names_of_series() -> dict[str, str]:
    """Return the names of all reported series by their codes, in the reader's language."""
    rows = Series.objects.values_list("code", "name_th", "name_en")
    return {code: in_reader_language(thai, english) for code, thai, english in rows}


def titles_of(names: Iterable[Name]) -> dict[Name, str]:
    """Return what the names in a formula are called in the reader's language; the code itself where nobody has it."""
    names = list(names)
    rows = Series.objects.filter(code__in={code_asked(each) for each in names})
    titles: dict[str, str] = {each.code: in_reader_language(each.name_th, each.name_en) for each in rows}
    titles |= {each.code: str(each.title) for each in published()}
    return {each: _title(each, titles) for each in names}


def _title(name: Name, titles: dict[str, str]) -> str:
    code = code_asked(name)
    title = titles.get(code)
    if title is None:
        base, _dot, part = code.rpartition(".")
        title = str(PART_NAMES[part]) % {"title": titles[base]} if part in PARTS and base in titles else code
    return f"{title} ({SHIFT_NAMES[name.shift]})" if name.shift else title


PART_NAMES = {
    "numerator": gettext_lazy("%(title)s: the part"),
    "denominator": gettext_lazy("%(title)s: the whole"),
}
SHIFT_NAMES = {
    Shift.LAST_PERIOD: gettext_lazy("last period"),
    Shift.LAST_YEAR: gettext_lazy("last year"),
}
