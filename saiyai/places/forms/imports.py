"""The form that takes a file of places."""

from django import forms
from django.utils.translation import gettext_lazy


class ImportForm(forms.Form):
    """A file of villages or local authorities."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What the file lists"),
        choices=[
            ("villages", gettext_lazy("villages")),
            ("authorities", gettext_lazy("local authorities")),
            ("dola", gettext_lazy("codes of the Department of Local Administration")),
        ],
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV, XLSX, XLS or ODS. Nothing changes before you have seen what would."),
    )
