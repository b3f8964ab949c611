"""What forums give as open data: forums, the showcases presented, and the results that these tell of."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from saiyai.forums.queries import forum as queries
from saiyai.kernel.small_cells import is_small
from saiyai.web.offers import DataField, Dataset

PLACE = ("places", "code")
_ACTS = ("forums.",)
_KEYWORDS = (_("forums"), _("showcases"), _("networks"))


def _forums() -> Iterator[dict[str, Any]]:
    for each in queries.forums_of(None):
        yield {
            "code": each.code,
            "kind": each.kind,
            "title_th": each.title_th,
            "title_en": each.title_en,
            "fiscal_year": each.fiscal_year,
            "starts_on": each.starts_on,
            "ends_on": each.ends_on,
            "place_code": each.place_code,
            "organiser_th": each.organiser.name_th,
            "seats": each.seats,
        }


def _showcases() -> Iterator[dict[str, Any]]:
    selected = queries.selected_showcases()
    for each in queries.showcases_of(None):
        yield {
            "number": each.pk,
            "forum": each.forum.code,
            "title_th": each.title_th,
            "title_en": each.title_en,
            "organisation_th": each.organisation.name_th,
            "place_code": each.place_code,
            "is_selected": each.pk in selected,
            "is_example": each.is_example,
        }


def _results() -> Iterator[dict[str, Any]]:
    for each in queries.all_results():
        hides = each.unit == "people" and is_small(each.quantity)
        yield {
            "showcase": each.showcase_id,
            "position": each.position,
            "name_th": each.name_th,
            "name_en": each.name_en,
            "quantity": None if hides else each.quantity,
            "unit": each.unit,
            "is_hidden": hides,
        }


FORUMS = Dataset(
    key="forums",
    title=_("Forums"),
    about=_("The forums that offices announced: what for, when and where, by whom."),
    fields=(
        DataField("code", _("code"), "code"),
        DataField("kind", _("kind"), "code", _("evaluation, learning, returning, assembly or training")),
        DataField("title_th", _("Thai title"), "text"),
        DataField("title_en", _("English title"), "text"),
        DataField(
            "fiscal_year", _("fiscal year"), "integer", _("Of the Buddhist era; it begins on 1 October.")
        ),
        DataField("starts_on", _("begins on"), "date", _("Empty where it is not known.")),
        DataField("ends_on", _("ends on"), "date", _("Empty where it is not known.")),
        DataField("place_code", _("code of the place"), "code", refers_to=PLACE),
        DataField("organiser_th", _("organiser"), "text"),
        DataField("seats", _("seats"), "integer", unit=_("seats")),
    ),
    rows=_forums,
    count=queries.forum_count,
    acts=_ACTS,
    unique=("code",),
    method=_("As the organising offices announced them."),
    keywords=_KEYWORDS,
    breakdown=_("forum"),
    smallest_area="tambon",
    url_name="forums",
)
SHOWCASES = Dataset(
    key="showcases",
    title=_("Showcases of forums"),
    about=_("The works that organisations presented at forums, and which was selected in each province."),
    fields=(
        DataField("number", _("number"), "integer"),
        DataField("forum", _("forum"), "code", refers_to=("forums", "code")),
        DataField("title_th", _("Thai title"), "text"),
        DataField("title_en", _("English title"), "text"),
        DataField("organisation_th", _("organisation"), "text"),
        DataField("place_code", _("code of the place"), "code", refers_to=PLACE),
        DataField("is_selected", _("selected"), "flag", _("Whether it stands selected for its province.")),
        DataField(
            "is_example",
            _("made up"),
            "flag",
            _("Whether it was made up to show how such a list would look."),
        ),
    ),
    rows=_showcases,
    count=queries.showcase_count,
    acts=_ACTS,
    unique=("number",),
    method=_(
        "As presented; selected by the offices of each province, with the reason on the showcase's page."
    ),
    keywords=_KEYWORDS,
    breakdown=_("showcase"),
    smallest_area="village",
    url_name="forums",
)
RESULTS = Dataset(
    key="showcase-results",
    title=_("Results of showcases"),
    about=_("What the presented works achieved, as those who presented them counted it."),
    fields=(
        DataField("showcase", _("showcase"), "integer", refers_to=("showcases", "number")),
        DataField("position", _("order"), "integer"),
        DataField("name_th", _("Thai name"), "text"),
        DataField("name_en", _("English name"), "text"),
        DataField(
            "quantity",
            _("quantity"),
            "integer",
            _("Empty where it is hidden; money in satang."),
            unit=_("as the next column says"),
        ),
        DataField("unit", _("unit"), "code", _("people, villages, households, rai or satang")),
        DataField("is_hidden", _("hidden"), "flag", _("Whether a small count of people is hidden here.")),
    ),
    rows=_results,
    count=queries.result_count,
    acts=_ACTS,
    unique=("showcase", "position"),
    method=_("As presented. Counts of one to four people are hidden."),
    keywords=_KEYWORDS,
    breakdown=_("showcase"),
    url_name="forums",
)
DATASETS = (FORUMS, SHOWCASES, RESULTS)
