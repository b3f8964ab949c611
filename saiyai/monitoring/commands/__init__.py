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
from saiyai.monitoring.commands.project import define_series, open_collection, register_project
from saiyai.monitoring.commands.report import (
    approve_report,
    reopen_report,
    return_report,
    save_draft,
    submit_report,
    verify_report,
)

__all__ = [
    "approve_report",
    "change_form",
    "define_series",
    "issue_form",
    "open_collection",
    "publish_definition",
    "publish_form",
    "register_project",
    "reopen_report",
    "resume_form",
    "retire_form",
    "return_report",
    "save_draft",
    "start_form",
    "submit_report",
    "verify_report",
]
