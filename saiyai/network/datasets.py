"""What the network gives as open data: its public directory, and the coverage of villages."""

from django.utils.translation import gettext_lazy as _

from saiyai.network.queries import published
from saiyai.web.offers import DataField, Dataset

PLACE = ("places", "code")

ORGANISATIONS = Dataset(
    key="organisations",
    title=_("Organisations of the network"),
    about=_(
        "The organisations that agreed to be shown to everybody, with what each agreed to show. Telephone numbers, "
        "addresses and names of persons are not in it: an organisation's own page has them where it shows them."
    ),
    fields=(
        DataField(
            "number", _("number"), "integer", _("The organisation's page is /network/ with this number.")
        ),
        DataField("name_th", _("Thai name"), "text"),
        DataField("name_en", _("English name"), "text"),
        DataField("kind", _("kind"), "code"),
        DataField("kind_th", _("kind in Thai"), "text"),
        DataField("kind_en", _("kind in English"), "text"),
        DataField("sector", _("sector"), "code"),
        DataField("place_code", _("code of the place"), "code", _("Where it is at home."), refers_to=PLACE),
        DataField("state", _("state"), "code", _("verified or dormant")),
        DataField("founded_on", _("founded on"), "date", _("Empty where it is not known.")),
        DataField("fields", _("fields of welfare"), "code", _("Codes with a space between them.")),
        DataField("targets", _("target groups"), "code", _("Codes with a space between them.")),
        DataField("standings", _("legal standings held"), "code", _("Codes with a space between them.")),
        DataField(
            "serves",
            _("areas served"),
            "code",
            _("Codes of places with a space between them; empty where it does not show them."),
        ),
        DataField("website", _("website"), "text", _("Empty where it does not show it.")),
        DataField("social", _("page in social media"), "text", _("Empty where it does not show it.")),
    ),
    rows=published.organisation_values,
    count=published.organisation_count,
    acts=("network.",),
    unique=("number",),
    method=_(
        "Entered by volunteers and officers, verified by a second person; shown with the organisation's consent."
    ),
    keywords=(_("organisations"), _("social welfare"), _("networks")),
    breakdown=_("organisation"),
    smallest_area="village",
    url_name="organisations",
)
COVERAGE = Dataset(
    key="coverage",
    title=_("Coverage of villages"),
    about=_(
        "In how many villages of each province, district and tambon the network has somebody: an active volunteer, an "
        "organisation at home there, or one that serves the village."
    ),
    fields=(
        DataField("place_code", _("code of the place"), "code", refers_to=PLACE),
        DataField("level", _("level"), "text", _("province, district or tambon")),
        DataField("on", _("as of"), "date"),
        DataField("villages", _("villages"), "integer", unit=_("villages")),
        DataField("covered", _("villages with somebody"), "integer", unit=_("villages")),
        DataField("share", _("share"), "percent", _("Covered ÷ villages, from 0 to 1.")),
    ),
    rows=published.coverage_values,
    count=published.coverage_count,
    acts=("network.", "places."),
    unique=("place_code",),
    method=_(
        "Counted on the day from the register: villages with an active volunteer or organisation ÷ villages."
    ),
    keywords=(_("coverage"), _("villages"), _("volunteers")),
    breakdown=_("area"),
    smallest_area="tambon",
    is_daily=True,
    url_name="organisations",
)
DATASETS = (ORGANISATIONS, COVERAGE)
