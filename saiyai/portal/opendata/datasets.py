"""What the portal itself gives as open data: the figures that apps publish by name, and the list of the news."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from saiyai.analytics.series import published as published_series
from saiyai.portal.opendata.state import in_both, in_thai
from saiyai.portal.queries import NewsFilter, articles_of
from saiyai.portal.queries.figures import (
    DISTRICT_DIGITS,
    PROVINCE_DIGITS,
    day_of,
    hidden_figures,
    values_by_area,
)
from saiyai.web.offers import DataField, Dataset

PLACE = ("places", "code")
LEVELS = {0: "nation", PROVINCE_DIGITS: "province", DISTRICT_DIGITS: "district"}
AT_ONCE = 500


def figure_values() -> Iterator[dict[str, Any]]:
    """Yield each published series for the nation, its provinces and districts, small counts of people hidden."""
    for series in published_series():
        on = day_of(series)
        values = values_by_area(series, on)
        hidden = hidden_figures(series, values)
        titles = in_both(series.title)
        for area, value in sorted(values.items()):
            is_hidden = area in hidden
            yield {
                "series": series.code,
                "title_th": titles["th"],
                "title_en": titles["en"],
                "unit": series.unit,
                "level": LEVELS[len(area)],
                "place_code": area,
                "on": on,
                "numerator": None if is_hidden else float(value.numerator),
                "denominator": None if is_hidden else value.denominator,
                "value": None if is_hidden or value.value is None else float(value.value),
                "is_hidden": is_hidden,
            }


def figure_count() -> int:
    """Return how many figures are published."""
    return sum(len(values_by_area(each, day_of(each))) for each in published_series())


IN_THAI = NewsFilter(language="th")


def article_values() -> Iterator[dict[str, Any]]:
    """Yield the published articles, newest first, without their writers."""
    for each in articles_of(IN_THAI).select_related("office").iterator(AT_ONCE):
        yield {
            "id": str(each.translation_key),
            "title": each.title,
            "summary": each.summary,
            "category": each.category,
            "category_th": in_thai(each.get_category_display()),
            "published_on": each.published_on,
            "place_code": each.place_code,
            "office": each.office.code if each.office else "",
            "office_th": each.office.name_th if each.office else "",
            "address": each.url or "",
        }


def article_count() -> int:
    """Return how many articles are published."""
    return int(articles_of(IN_THAI).count())


FIGURES = Dataset(
    key="figures",
    title=_("Published figures"),
    about=_(
        "The figures that the apps publish by name, for the nation, each province and each district that has any. "
        "Counts of one to four people are hidden, and as many others as it takes that nobody finds them by subtraction."
    ),
    fields=(
        DataField("series", _("figure series"), "code", _("The name under which the figure is published.")),
        DataField("title_th", _("Thai title"), "text"),
        DataField("title_en", _("English title"), "text"),
        DataField("unit", _("unit"), "code", _("share: a part of the whole from 0 to 1.")),
        DataField("level", _("level"), "text", _("nation, province or district")),
        DataField("place_code", _("code of the place"), "code", _("Empty for the nation."), refers_to=PLACE),
        DataField(
            "on", _("as of"), "date", _("Counts of people: the last day of last month; all others: today.")
        ),
        DataField("numerator", _("numerator"), "decimal", _("What was counted.")),
        DataField("denominator", _("denominator"), "decimal", _("What it is a part of; empty for counts.")),
        DataField(
            "value",
            _("value"),
            "decimal",
            _("Numerator ÷ denominator; empty where there is nothing to divide by."),
        ),
        DataField(
            "is_hidden",
            _("hidden"),
            "flag",
            _("Whether the figure is hidden: empty here does not mean nought."),
        ),
    ),
    rows=figure_values,
    count=figure_count,
    acts=("network.", "monitoring.", "forums.", "places."),
    unique=("series", "level", "place_code"),
    method=_(
        "Each series has its own formula, which the indicators' pages show; hidden figures are marked, never nought."
    ),
    keywords=(_("figures"), _("indicators")),
    breakdown=_("area"),
    smallest_area="district",
    is_daily=True,
    url_name="places",
)
NEWS = Dataset(
    key="news",
    title=_("News"),
    about=_(
        "The published articles with their days, categories and places; their full text stands on their pages."
    ),
    fields=(
        DataField("id", _("id"), "code", _("Names the article for ever, whatever its address becomes.")),
        DataField("title", _("title"), "text"),
        DataField("summary", _("summary"), "text"),
        DataField("category", _("category"), "code"),
        DataField("category_th", _("category in Thai"), "text"),
        DataField("published_on", _("date"), "date"),
        DataField("place_code", _("code of the place"), "code", _("Empty where it is of no one place.")),
        DataField("office", _("code of the office"), "code"),
        DataField("office_th", _("publishing office"), "text"),
        DataField("address", _("address"), "text"),
    ),
    rows=article_values,
    count=article_count,
    acts=("cms.",),
    unique=("id",),
    method=_("As the offices publish them."),
    keywords=(_("news"),),
    breakdown=_("article"),
    smallest_area="village",
    url_name="news",
)
