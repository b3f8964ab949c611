"""What people fill in about monitoring, and what they choose to see of it."""

from saiyai.monitoring.forms.entry import ReturnForm, SummaryForm, VersionForm
from saiyai.monitoring.forms.review import CheckForm, SayForm, WorkbookForm
from saiyai.monitoring.forms.view import LAYER_NAMES, ListForm, ViewForm

__all__ = [
    "LAYER_NAMES",
    "CheckForm",
    "ListForm",
    "ReturnForm",
    "SayForm",
    "SummaryForm",
    "VersionForm",
    "ViewForm",
    "WorkbookForm",
]
