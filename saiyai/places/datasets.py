"""What places gives as open data: areas, what became of them, local authorities."""

from django.utils.translation import gettext_lazy as _

from saiyai.places.queries import published
from saiyai.web.offers import DataField, Dataset

PLACE = ("places", "code")
_SOURCE = _(
    "Areas, names and postcodes: the geothai package, CC BY 4.0; villages and authorities: the office's own lists."
)
_ACTS = ("places.",)
_EXAMPLE = DataField(
    "is_example", _("made up"), "flag", _("Whether it was made up to show how such a list would look.")
)

PLACES = Dataset(
    key="places",
    title=_("Provinces, districts, tambons and villages"),
    about=_(
        "All areas of Thailand under the codes of the Department of Provincial Administration, with the days "
        "between which they existed. The code is the path: the first two digits are the province's, four the "
        "district's, six the tambon's, eight the village's."
    ),
    fields=(
        DataField(
            "code", _("code"), "code", _("Under which the Department of Provincial Administration knows it.")
        ),
        DataField("level", _("level"), "text", _("province, district, tambon or village")),
        DataField("parent_code", _("code of the area above"), "code", refers_to=PLACE),
        DataField("name_th", _("Thai name"), "text", _("Without the word for the level.")),
        DataField("name_en", _("English name"), "text"),
        DataField(
            "postcodes", _("postcodes"), "code", _("Several stand side by side with a space between them.")
        ),
        DataField("valid_from", _("exists from"), "date", _("Empty where it is not known.")),
        DataField(
            "valid_to", _("exists until"), "date", _("The first day on which it no longer was; empty today.")
        ),
        _EXAMPLE,
    ),
    rows=published.place_values,
    count=published.place_count,
    acts=_ACTS,
    unique=("code",),
    method=_("As loaded from the edition of the day and from the office's lists; abolished areas stay."),
    source=_SOURCE,
    keywords=(_("places"), _("provinces"), _("districts"), _("tambons"), _("villages")),
    breakdown=_("area"),
    smallest_area="village",
    url_name="places",
)
SUCCESSIONS = Dataset(
    key="place-successions",
    title=_("What became of areas"),
    about=_("Which area took the place, or a part of the place, of which other, on which day."),
    fields=(
        DataField("old_code", _("code of the former area"), "code", refers_to=PLACE),
        DataField("new_code", _("code of the area that followed"), "code", refers_to=PLACE),
        DataField("on", _("day"), "date"),
        DataField("basis", _("reason for it"), "text", _("notice, name, split, merge or recode")),
        DataField("source", _("source"), "text", _("The notice or the list that says so.")),
    ),
    rows=published.succession_values,
    count=published.succession_count,
    acts=_ACTS,
    unique=("old_code", "new_code"),
    method=_("As loaded from the edition of the day and from the office's lists; abolished areas stay."),
    source=_SOURCE,
    keywords=(_("places"), _("abolished areas")),
    breakdown=_("area"),
    smallest_area="tambon",
    url_name="places",
)
AUTHORITIES = Dataset(
    key="authorities",
    title=_("Local authorities"),
    about=_(
        "Bodies of local government with their kind, names and days. They are not areas: each covers tambons and "
        "villages, wholly or partly."
    ),
    fields=(
        DataField("code", _("code"), "code", _("Under which the office's list knows it.")),
        DataField("dola_code", _("code of the Department of Local Administration"), "code"),
        DataField("kind", _("kind"), "text", _("pao, city, town, tambon, tao, special or sanitary")),
        DataField("kind_th", _("kind in Thai"), "text"),
        DataField("name_th", _("Thai name"), "text"),
        DataField("name_en", _("English name"), "text"),
        DataField(
            "place_code", _("code of the place"), "code", _("The least area around it."), refers_to=PLACE
        ),
        DataField("valid_from", _("exists from"), "date", _("Empty where it is not known.")),
        DataField(
            "valid_to", _("exists until"), "date", _("The first day on which it no longer was; empty today.")
        ),
        DataField(
            "size", _("size"), "text", _("S, M or L, as the Department of Local Administration counts it.")
        ),
        DataField("area_km2", _("land area"), "decimal", unit=_("km²")),
        _EXAMPLE,
    ),
    rows=published.authority_values,
    count=published.authority_count,
    acts=_ACTS,
    unique=("code",),
    method=_("As the office's list of authorities has them."),
    source=_SOURCE,
    keywords=(_("local authorities"),),
    breakdown=_("area"),
    smallest_area="tambon",
    url_name="places",
)
DATASETS = (PLACES, SUCCESSIONS, AUTHORITIES)
