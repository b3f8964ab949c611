"""What people fill in about applications for a standing, sittings of boards, and yearly reports."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.audit import clock
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.money import parse_satang
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.network.commands.application import ApplicationTerms
from saiyai.network.commands.board import SessionTerms, Verdict
from saiyai.network.commands.duty import YearlyReportTerms
from saiyai.network.forms.fields import offer
from saiyai.network.models import CERTIFIER_NAMES, BoardSession, StandingApplication
from saiyai.network.queries import Text
from saiyai.network.queries.application import application_states, papers_asked, standings_given
from saiyai.network.rules import Standing
from saiyai.web.days import DayField, day_text

MOST_PEOPLE = 2_000_000_000
OUTCOMES = (
    ("approve", gettext_lazy("approved")),
    ("refuse", gettext_lazy("not approved")),
    ("return", gettext_lazy("returned to be completed")),
    ("defer", gettext_lazy("put off to a later sitting")),
)
FOR_PUBLIC_BENEFIT = ("results_since", "certifier_kind", "certifier", "certified_on", "workers", "adviser")
FOR_COMMUNITY_WELFARE = ("members",)


class CountField(forms.IntegerField):
    """A number of people, in either digits; empty is None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_PEOPLE, required=False, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        """Return the number; commas and spaces between its digits are passed over."""
        text = str(value or "").replace(",", "").replace(" ", "")
        return super().to_python(text)


class ApplicationForm(forms.Form):
    """What the applicant tells the provincial office."""

    results = forms.CharField(
        label=gettext_lazy("Results of its work"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("What was done for whom, with numbers; one line for each result."),
    )
    results_since = DayField(
        label=gettext_lazy("Results without a break since"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("At least one year before today. For example 4 Sep 2014."),
    )
    certifier_kind = forms.ChoiceField(label=gettext_lazy("Who certifies the results"), required=False)
    certifier = forms.CharField(label=gettext_lazy("Name of the certifier"), max_length=200, required=False)
    certified_on = DayField(
        label=gettext_lazy("Day of the certifier's letter"), required=False, max_length=40
    )
    office_since = DayField(
        label=gettext_lazy("Head office in this locality since"), required=False, max_length=40
    )
    workers = CountField(label=gettext_lazy("Workers and volunteers who work regularly"))
    adviser = forms.CharField(
        label=gettext_lazy("Adviser who knows social work"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Name and profession; needed where nobody works regularly."),
    )
    members = CountField(label=gettext_lazy("Number of members"))
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Papers brought to the office on paper"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Files and photographs are added one by one on the page of the application."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, standing: str, handed_in: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing: list[tuple[str, Text]] = [("", "—")]
        offer(self, "certifier_kind", nothing + [(k.value, name) for k, name in CERTIFIER_NAMES.items()])
        offer(self, "papers", [each for each in papers_asked(standing) if each[0] not in handed_in])
        is_public = standing == Standing.PUBLIC_BENEFIT
        for name in FOR_COMMUNITY_WELFARE if is_public else FOR_PUBLIC_BENEFIT:
            del self.fields[name]

    def read_anew(self, version: int) -> None:
        """Let what was typed be kept over a version that another wrote, once it is sent again."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["version"] = str(version)
        self.data = sent

    def terms(self) -> ApplicationTerms:
        """Return what was filled in."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return ApplicationTerms(**values | {"papers": tuple(values["papers"])})


def initial_of_application(application: StandingApplication) -> dict[str, Any]:
    """Return what an application tells, as the form shows it."""
    said = application.snapshot()
    days = ("results_since", "certified_on", "office_since")
    shown = {name: day_text(getattr(said, name)) for name in days}
    plain = ("results", "certifier_kind", "certifier", "workers", "adviser", "members")
    return (
        {name: getattr(said, name) for name in plain}
        | shown
        | {"papers": list(said.papers), "version": application.version}
    )


class ApplicationsForm(forms.Form):
    """What a reader looks for among the applications."""

    q = forms.CharField(label=gettext_lazy("Name or part of it"), max_length=LONGEST_SEARCH, required=False)
    standing = forms.ChoiceField(label=gettext_lazy("Legal standing"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "standing", [("", gettext_lazy("all")), *standings_given()])
        offer(self, "state", [("", gettext_lazy("all that are under way")), *application_states()])


class CheckForm(forms.Form):
    """That the original of each paper was seen."""

    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Originals seen"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, standing: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "check_%s"} | kwargs)
        offer(self, "papers", papers_asked(standing))


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SessionForm(forms.Form):
    """A sitting of a provincial board."""

    number = forms.IntegerField(label=gettext_lazy("Number of the sitting in the year"), min_value=1)
    held_on = DayField(label=gettext_lazy("Day of the sitting"), max_length=40)
    signer = forms.CharField(label=gettext_lazy("Who signs the certificates"), max_length=200)
    signer_position = forms.CharField(label=gettext_lazy("Position of the signatory"), max_length=300)

    def terms(self) -> SessionTerms:
        """Return what was filled in."""
        return SessionTerms(**self.cleaned_data)


def initial_of_session(session: BoardSession) -> dict[str, Any]:
    """Return a sitting as its form shows it."""
    return {
        "number": session.number,
        "held_on": day_text(session.held_on),
        "signer": session.signer,
        "signer_position": session.signer_position,
    }


class VerdictForm(forms.Form):
    """What the board did with one application."""

    outcome = forms.ChoiceField(label=gettext_lazy("Decision"), choices=[("", "—"), *OUTCOMES])
    reason = forms.CharField(label=gettext_lazy("Reason, unless approved"), max_length=1000, required=False)
    conditions = forms.CharField(
        label=gettext_lazy("Conditions, if approved"), max_length=1000, required=False
    )
    valid_until = DayField(
        label=gettext_lazy("Valid until, if approved for a time"), max_length=40, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Return the values; whatever is not approved needs a reason."""
        values = super().clean() or self.cleaned_data
        if values.get("outcome") not in {None, "", "approve"} and not values.get("reason"):
            self.add_error("reason", _("Give the reason."))
        return values

    def verdict(self, application: int) -> Verdict:
        """Return what the board did with an application."""
        return Verdict(application, **self.cleaned_data)


class MinutesForm(forms.Form):
    """The minutes of a sitting."""

    minutes = forms.CharField(
        label=gettext_lazy("Reference of the minutes"),
        max_length=200,
        help_text=gettext_lazy("For example the number and day of the letter that circulates them."),
    )


class GazetteForm(forms.Form):
    """Where and when the Royal Gazette published a standing."""

    gazette = forms.CharField(
        label=gettext_lazy("Royal Gazette"),
        max_length=200,
        help_text=gettext_lazy("Volume, part and page, for example เล่ม 131 ตอนพิเศษ 74 ง หน้า 12"),
    )
    gazetted_on = DayField(label=gettext_lazy("Published on"), max_length=40)


class YearlyReportForm(forms.Form):
    """The report of a year."""

    year = forms.TypedChoiceField(label=gettext_lazy("Report of the year"), coerce=int)
    reported_on = DayField(label=gettext_lazy("Came in on"), max_length=40)
    summary = forms.CharField(
        label=gettext_lazy("What was done in the year"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    beneficiaries = CountField(label=gettext_lazy("People helped"))
    spent = forms.CharField(label=gettext_lazy("Money spent (baht)"), max_length=30, required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"reported_on": day_text(clock.today())}} | kwargs)
        offer(self, "year", [(each, str(each)) for each in years])

    def clean_spent(self) -> int | None:
        """Return the money in satang, None where none is told."""
        text = self.cleaned_data["spent"]
        try:
            return parse_satang(text) if text else None
        except BadValue as bad:
            raise forms.ValidationError(_("Write an amount of money, for example 1,200.50.")) from bad

    def terms(self) -> YearlyReportTerms:
        """Return what was filled in."""
        told = self.cleaned_data
        return YearlyReportTerms(
            told["year"], told["reported_on"], told["summary"], told["beneficiaries"], told["spent"]
        )
