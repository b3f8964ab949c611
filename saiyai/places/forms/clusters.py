"""Forms of clusters of provinces."""

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.places.forms.field import PlaceField
from saiyai.web.days import DayField

DAY_HINT = _("For example 1 Oct 2026 or 01/10/2569.")


class ClusterForm(forms.Form):
    """A new cluster: how it is addressed, what it is called, who groups it so, since when."""

    code = forms.SlugField(
        label=_("Short name in addresses"),
        max_length=20,
        help_text=_("Latin letters and digits, for example north8. It cannot be changed later."),
    )
    name_th = forms.CharField(label=_("Thai name"), max_length=120)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    source = forms.CharField(
        label=_("Who groups them so"),
        max_length=200,
        required=False,
        help_text=_("An office with the year, or the plan or order that says so."),
    )
    starts_on = DayField(label=_("Begins on"), help_text=DAY_HINT)

    def clean_code(self) -> str:
        """Return the short name; the word of the page that makes clusters is taken."""
        code: str = self.cleaned_data["code"]
        if code == "new":
            raise forms.ValidationError(_("This word is taken by the page itself. Choose another one."))
        return code


class ChangeClusterForm(forms.Form):
    """What a cluster is called, and when it ends."""

    name_th = forms.CharField(label=_("Thai name"), max_length=120)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    source = forms.CharField(label=_("Who groups them so"), max_length=200, required=False)
    ends_on = DayField(
        label=_("Ends on"),
        required=False,
        help_text=_("The first day on which it is no more. Its provinces leave it on that day."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=1_000, required=False)


class JoinClusterForm(forms.Form):
    """A province that joins a cluster."""

    province = PlaceField(label=_("Province"), level="province")
    starts_on = DayField(label=_("Joins on"), help_text=DAY_HINT)


class LeaveClusterForm(forms.Form):
    """The day on which a province leaves a cluster."""

    ends_on = DayField(label=_("Leaves on"), help_text=_("The first day on which it no longer belongs."))
