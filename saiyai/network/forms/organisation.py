"""What people fill in about organisations."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.audit import clock
from saiyai.kernel.powers import Scope
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.network.access import CHANGERS, REGISTRARS
from saiyai.network.commands import StandingTerms, Terms
from saiyai.network.forms.fields import PhonesField, WebField, offer, place_within
from saiyai.network.models import END_NAMES, SECTOR_NAMES, Organisation
from saiyai.network.queries import Text, kinds, states, target_groups, welfare_fields
from saiyai.network.queries.organisation import standings
from saiyai.network.rules.saved import LONGEST_NAME
from saiyai.network.rules.standing import StandingEnd
from saiyai.places.forms import PlaceField
from saiyai.places.queries import children_of, place_at, places_at
from saiyai.web.days import DayField, day_text

TAMBON_DIGITS, DISTRICT_DIGITS, VILLAGE_DIGITS = 6, 4, 8
LONGEST_ALIAS, MOST_ALIASES = 200, 20


class RegisterForm(forms.Form):
    """An organisation to be proposed, or what one says of itself."""

    name_th = forms.CharField(label=gettext_lazy("Name in Thai"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    aliases = forms.CharField(
        label=gettext_lazy("Further names"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Former names, short names; one on each line."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    place_code = PlaceField(label=gettext_lazy("Home place"))
    fields_of_welfare = forms.MultipleChoiceField(
        label=gettext_lazy("Fields of social welfare"), required=False, widget=forms.CheckboxSelectMultiple
    )
    targets = forms.MultipleChoiceField(
        label=gettext_lazy("Target groups"), required=False, widget=forms.CheckboxSelectMultiple
    )
    founded_on = DayField(
        label=gettext_lazy("Founded on"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("For example 4 Sep 2014; leave empty if unknown."),
    )
    note = forms.CharField(
        label=gettext_lazy("What the organisation does"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phone = PhonesField(label=gettext_lazy("Telephone"), max_length=60, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=300, required=False)
    website = WebField(label=gettext_lazy("Website"), max_length=300, required=False)
    social = WebField(
        label=gettext_lazy("Page in social media"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Facebook, LINE or the like: its full address."),
    )
    shown_publicly = forms.BooleanField(
        label=gettext_lazy("The organisation agreed to be shown to everybody"), required=False
    )
    shows_contacts = forms.BooleanField(
        label=gettext_lazy("and its telephone, e-mail and address too"), required=False
    )
    shows_people = forms.BooleanField(
        label=gettext_lazy("and the names of those who hold its roles now"), required=False
    )
    shows_web = forms.BooleanField(label=gettext_lazy("and its pages on the web"), required=False)
    shows_work = forms.BooleanField(
        label=gettext_lazy("and what it does and the areas that it serves"), required=False
    )
    shows_links = forms.BooleanField(
        label=gettext_lazy("and the organisations with which it is linked"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, scope: Scope, kept_kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = CHANGERS if kept_kind else REGISTRARS
        offer(self, "kind", [("", "—"), *kinds(scope.prefixes(roles), kept_kind)])
        offer(self, "fields_of_welfare", welfare_fields())
        offer(self, "targets", target_groups())
        place_within(self, "place_code", scope, roles)

    def clean_aliases(self) -> tuple[str, ...]:
        """Return the further names, one a line."""
        lines = tuple(line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip())
        if len(lines) > MOST_ALIASES or any(len(line) > LONGEST_ALIAS for line in lines):
            raise forms.ValidationError(_("At most 20 further names, each of at most 200 letters."))
        return lines

    def terms(self) -> Terms:
        """Return what was filled in."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        fields, targets = values.pop("fields_of_welfare"), values.pop("targets")
        return Terms(**values, fields=tuple(fields), targets=tuple(targets))


def initial_of(organisation: Organisation) -> dict[str, Any]:
    """Return what an organisation says of itself, as the form shows it."""
    return {
        "name_th": organisation.name_th,
        "name_en": organisation.name_en,
        "aliases": "\n".join(sorted(each.text for each in organisation.aliases.all())),
        "kind": organisation.kind_id,
        "place_code": organisation.place_code,
        "fields_of_welfare": sorted(each.field for each in organisation.welfare_fields.all()),
        "targets": sorted(each.target for each in organisation.targets.all()),
        "founded_on": day_text(organisation.founded_on),
        "note": organisation.note,
        "phone": organisation.phone,
        "email": organisation.email,
        "address": organisation.address,
        "website": organisation.website,
        "social": organisation.social,
        "shown_publicly": organisation.shown_publicly,
        "shows_contacts": organisation.shows_contacts,
        "shows_people": organisation.shows_people,
        "shows_web": organisation.shows_web,
        "shows_work": organisation.shows_work,
        "shows_links": organisation.shows_links,
        "version": organisation.version,
    }


def shown_value(form: forms.Form, name: str, value: Any) -> str:
    """Return a value of a form's field in words, as the comparison of two versions shows it."""
    field = form.fields[name]
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ChoiceField):
        chosen = value if isinstance(value, (list, tuple)) else [value]
        names = {str(code): str(text) for code, text in list(field.choices)}  # type: ignore[misc, arg-type]
        return ", ".join(names.get(str(each), str(each)) for each in chosen)
    if isinstance(field, PlaceField):
        place = place_at(str(value))
        return place.label if place else str(value)
    if isinstance(field, DayField) and value and not isinstance(value, str):
        return day_text(value)
    if isinstance(value, (list, tuple)):
        return "\n".join(str(each) for each in value)
    return str(value or "")


class DirectoryForm(forms.Form):
    """What a reader looks for in the directory."""

    q = forms.CharField(label=gettext_lazy("Name or part of it"), max_length=LONGEST_SEARCH, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Field of welfare"), required=False)
    target = forms.ChoiceField(label=gettext_lazy("Target group"), required=False)
    standing = forms.ChoiceField(label=gettext_lazy("Legal standing"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    place = PlaceField(label=gettext_lazy("Place"), required=False)
    mine = forms.BooleanField(label=gettext_lazy("Only my organisations"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: list[tuple[str, Text]] = [("", gettext_lazy("all"))]
        offer(self, "kind", everything + kinds())
        offer(self, "field", everything + welfare_fields())
        offer(self, "target", everything + target_groups())
        offer(self, "standing", everything + standings())
        offer(self, "state", [("", gettext_lazy("all that live")), *states()])

    def query(self) -> str:
        """Return what a checked form looks for as the query of an address: the same whoever typed it, and how."""
        asked = {name: self.cleaned_data.get(name) for name in self.fields}
        return urlencode({name: "1" if value is True else value for name, value in asked.items() if value})


class SaveFilterForm(forms.Form):
    """Under which name a search is kept."""

    name = forms.CharField(
        label=gettext_lazy("Keep this search as"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("For example กองทุนในอำเภอที่ยังไม่ได้รับรอง"),
    )


class StepForm(forms.Form):
    """Why an organisation moves to another state, and on which day where it ends."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000)
    on = DayField(label=gettext_lazy("Dissolved on"), required=False, max_length=40)

    def clean_on(self) -> Any:
        """Return the day, today where none was given."""
        return self.cleaned_data["on"] or clock.today()


class StandingForm(forms.Form):
    """A legal standing from its papers."""

    standing = forms.ChoiceField(label=gettext_lazy("Legal standing"))
    number = forms.CharField(label=gettext_lazy("Certificate number"), max_length=60, required=False)
    starts_on = DayField(label=gettext_lazy("Day of the certificate"), max_length=40)
    gazette = forms.CharField(
        label=gettext_lazy("Royal Gazette"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Volume, part and page, for example เล่ม 131 ตอนพิเศษ 74 ง หน้า 12"),
    )
    gazetted_on = DayField(label=gettext_lazy("Published on"), max_length=40, required=False)
    valid_until = DayField(
        label=gettext_lazy("Valid until"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Leave empty where the certificate names no last day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "standing_%s"} | kwargs)
        offer(self, "standing", standings())

    def terms(self) -> StandingTerms:
        """Return what the papers say."""
        return StandingTerms(**self.cleaned_data)


class StandingEndForm(forms.Form):
    """How and when a legal standing ended."""

    end = forms.ChoiceField(
        label=gettext_lazy("How it ended"),
        choices=[(each.value, name) for each, name in END_NAMES.items() if each is not StandingEnd.RENEWED],
    )
    on = DayField(label=gettext_lazy("Last day"), max_length=40)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000)


class MergeForm(forms.Form):
    """Which organisation is the duplicate, and why that is known."""

    duplicate = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("How do you know that both are one?"), max_length=1000)


class AreasForm(forms.Form):
    """The villages and tambons that an organisation serves."""

    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Serves"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = PlaceField(
        label=gettext_lazy("One more tambon or village"),
        required=False,
        help_text=gettext_lazy("For a place that is not in the list above."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        served = [each.place_code for each in organisation.served_areas.all()]
        super().__init__(*args, **{"initial": {"areas": served}} | kwargs)
        offer(self, "areas", _areas_to_choose(organisation.place_code, served))

    def areas_chosen(self) -> set[str]:
        """Return the codes of the areas served."""
        return {*self.cleaned_data["areas"], self.cleaned_data["more"]} - {""}


def _areas_to_choose(home: str, served: list[str]) -> list[tuple[str, str]]:
    """Return the areas served now and those nearest to the home: a tambon and its villages, or a district's tambons."""
    near = home[:TAMBON_DIGITS]
    codes = [*served, *([near] if len(near) == TAMBON_DIGITS else [])]
    if len(near) >= DISTRICT_DIGITS:
        codes += [each.code for each in children_of(near)]
    rows = places_at(codes)
    whole = _("(all villages)")
    return [
        (code, f"{rows[code].label} {whole}" if len(code) == TAMBON_DIGITS else rows[code].label)
        for code in sorted(set(codes) & set(rows))
        if len(code) in {TAMBON_DIGITS, VILLAGE_DIGITS}
    ]


class KindForm(forms.Form):
    """A kind of organisation that an office adds."""

    name_th = forms.CharField(label=gettext_lazy("Name in Thai"), max_length=80)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=80, required=False)
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"), choices=[(each.value, name) for each, name in SECTOR_NAMES.items()]
    )
    place_code = forms.ChoiceField(label=gettext_lazy("Offered in"))
    has_one_chair = forms.BooleanField(
        label=gettext_lazy("It has one chair at a time"), required=False, initial=True
    )
    is_network = forms.BooleanField(label=gettext_lazy("Organisations can be its members"), required=False)

    def __init__(self, *args: Any, prefixes: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = places_at(prefixes)
        labels = [(each, names[each].label if each in names else _("the whole country")) for each in prefixes]
        offer(self, "place_code", labels)
        self.fields["place_code"].required = "" not in prefixes
