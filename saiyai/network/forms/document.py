"""What people fill in about documents: the file, what it is, why it is replaced or withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from saiyai.kernel.powers import Scope
from saiyai.network.commands.document import DocumentTerms
from saiyai.network.forms.fields import offer
from saiyai.network.models import Organisation, OrganisationDocument
from saiyai.network.queries.document import kinds_of_documents, people_of_documents
from saiyai.network.queries.text import Text
from saiyai.web.days import DayField, day_text

ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"
"""What a box for files offers: a phone then offers its camera too, and turns its own kinds of pictures into JPEG."""


class FilesBox(forms.ClearableFileInput):
    """A box that takes several files and shows none that is kept."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PaperField(forms.FileField):
    """One paper: a PDF, a photograph, or photographs of its pages in their order."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {
            "label": gettext_lazy("File"),
            "widget": FilesBox(attrs={"accept": ACCEPTED, "multiple": True}),
            "help_text": gettext_lazy(
                "A PDF, or photographs of the pages (JPEG, PNG, WebP): choose all pages at once. At most 8 MB each."
            ),
        }
        super().__init__(**usual | kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files that were handed in; one at least."""
        several = data if isinstance(data, (list, tuple)) else [data]
        return [super(PaperField, self).clean(each, initial) for each in several or [None]]


class DocumentTermsForm(forms.Form):
    """What a document is."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"))
    title = forms.CharField(
        label=gettext_lazy("In more words"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example the number and day of the meeting whose minutes they are."),
    )
    dated_on = DayField(label=gettext_lazy("Day of the document"), required=False, max_length=40)
    person: Any = forms.ModelChoiceField(
        label=gettext_lazy("Whose paper it is"),
        queryset=None,
        required=False,
        empty_label="—",
        help_text=gettext_lazy(
            "Only where it is one person's: it is erased together with that person's entry."
        ),
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("The organisation agreed that everybody may read it"),
        required=False,
        help_text=gettext_lazy(
            "Never for lists of members or committees, copies of ids or letters of consent."
        ),
    )

    def __init__(self, *args: Any, scope: Scope, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "document_%s"} | kwargs)
        nothing: list[tuple[str, Text]] = [("", "—")]
        offer(self, "kind", nothing + kinds_of_documents())
        self.fields["person"].queryset = people_of_documents(scope, organisation)  # type: ignore[attr-defined]

    def terms(self) -> DocumentTerms:
        """Return what was filled in."""
        names = ("kind", "title", "dated_on", "is_public", "person")
        return DocumentTerms(**{name: self.cleaned_data[name] for name in names})


class DocumentForm(DocumentTermsForm):
    """A new document: its file, and what it is."""

    file = PaperField()
    field_order = ("file", "kind", "title", "dated_on", "person", "is_public")


class FileForm(forms.Form):
    """The file of a paper."""

    file = PaperField()


class ReplacingForm(FileForm):
    """Another file for a document, and why."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


def initial_of_document(document: OrganisationDocument) -> dict[str, Any]:
    """Return what is told of a document, as its form shows it."""
    return {
        "kind": document.kind,
        "title": document.title,
        "dated_on": day_text(document.dated_on),
        "person": document.person_id,
        "is_public": document.is_public,
    }
