"""What the codes of series and indicators say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.series.define": _("said what is counted"),
    "monitoring.series.change": _("said anew what is counted"),
    "monitoring.series.retire": _("retired the series"),
    "monitoring.series.resume": _("took the series into use again"),
    "monitoring.axis.define": _("defined a way to split"),
    "monitoring.indicator.define": _("defined the indicator"),
    "monitoring.indicator.change": _("changed the indicator"),
    "monitoring.indicator.retire": _("retired the indicator"),
    "monitoring.indicator.resume": _("took the indicator into use again"),
}

LABELS = {
    "monitoring.series.define": _("Say what is counted"),
    "monitoring.series.change": _("Say anew what is counted"),
    "monitoring.series.retire": _("Retire a series"),
    "monitoring.series.resume": _("Take a series into use again"),
    "monitoring.axis.define": _("Define a way to split"),
    "monitoring.indicator.define": _("Define an indicator"),
    "monitoring.indicator.change": _("Change an indicator"),
    "monitoring.indicator.retire": _("Retire an indicator"),
    "monitoring.indicator.resume": _("Take an indicator into use again"),
}

REFUSALS = {
    "definition.without_office": _(
        "Only somebody of a support office or of the ministry defines what is counted."
    ),
    "series.known": _("There is already a series with the code “%(series)s”."),
    "series.code_unreadable": _(
        "“%(text)s” is no code of a series: write small letters, digits and _ with points between, such as tambon.people."
    ),
    "series.nameless": _("A series needs its Thai name and its unit."),
    "series.unknown_axis": _("There is no way to split called “%(axis)s”."),
    "series.reason_missing": _("Please say why the series changes."),
    "series.is_part": _("This is one category of a series: change the series itself."),
    "series.earlier_than_last": _("What it says now holds from %(day)s on: choose that day or a later one."),
    "series.retired": _("The series “%(series)s” is retired already."),
    "series.in_use": _("The series “%(series)s” is in use already."),
    "axis.known": _("There is already a way to split with the code “%(axis)s”."),
    "axis.code_unreadable": _("“%(text)s”: codes are written with letters, digits, - and _."),
    "axis.categories_missing": _("A way to split needs at least two different categories."),
    "indicator.known": _("There is already an indicator with the code “%(indicator)s”."),
    "indicator.code_unreadable": _(
        "“%(text)s” is no code of an indicator: write capital letters and digits, such as N23."
    ),
    "indicator.nameless": _("An indicator needs its Thai name and its unit."),
    "indicator.out_of_range": _("The factor is at least 1, the tolerance from 0 to 100 per cent."),
    "indicator.reason_missing": _("Please say why the indicator changes."),
    "indicator.earlier_than_last": _("Another formula must hold from a day after %(day)s on."),
    "indicator.median_of_one_series": _("A median is taken of one series alone, without a denominator."),
    "indicator.retired": _("The indicator “%(indicator)s” is retired already."),
    "indicator.of_another_office": _("This indicator is kept by %(office)s and holds in its areas alone."),
    "indicator.in_use": _("The indicator “%(indicator)s” is in use already."),
}

FIELDS = {
    "unit_th": _("unit"),
    "unit_en": _("unit in English"),
    "definition_th": _("definition"),
    "definition_en": _("definition in English"),
    "source_th": _("source"),
    "source_en": _("source in English"),
    "holds_from": _("holds from"),
    "retired_on": _("retired on"),
    "categories": _("categories"),
    "direction": _("which way is better"),
    "tolerance_percent": _("tolerance (%)"),
    "starts_on": _("formula holds from"),
    "numerator": _("numerator"),
    "denominator": _("denominator"),
    "factor": _("factor"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
