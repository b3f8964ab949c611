"""What can be done in monitoring."""

from saiyai.monitoring.commands.project import define_series, open_collection, publish_form, register_project
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
    "define_series",
    "open_collection",
    "publish_form",
    "register_project",
    "reopen_report",
    "return_report",
    "save_draft",
    "submit_report",
    "verify_report",
]
