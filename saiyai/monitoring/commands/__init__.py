"""What can be done in monitoring."""

from saiyai.monitoring.commands.form import (
    change_form,
    issue_form,
    publish_definition,
    publish_form,
    resume_form,
    retire_form,
    start_form,
)
from saiyai.monitoring.commands.indicator import (
    IndicatorTerms,
    change_indicator,
    define_indicator,
    resume_indicator,
    retire_indicator,
)
from saiyai.monitoring.commands.project import open_collection, register_project
from saiyai.monitoring.commands.report import (
    approve_report,
    reopen_report,
    return_report,
    save_draft,
    submit_report,
    verify_report,
)
from saiyai.monitoring.commands.series import (
    SeriesTerms,
    change_series,
    define_axis,
    define_series,
    resume_series,
    retire_series,
)

__all__ = [
    "IndicatorTerms",
    "SeriesTerms",
    "approve_report",
    "change_form",
    "change_indicator",
    "change_series",
    "define_axis",
    "define_indicator",
    "define_series",
    "issue_form",
    "open_collection",
    "publish_definition",
    "publish_form",
    "register_project",
    "reopen_report",
    "resume_form",
    "resume_indicator",
    "resume_series",
    "retire_form",
    "retire_indicator",
    "retire_series",
    "return_report",
    "save_draft",
    "start_form",
    "submit_report",
    "verify_report",
]
