"""What can be done in monitoring."""

from saiyai.monitoring.commands.batch import approve_reports, submit_reports, verify_reports
from saiyai.monitoring.commands.brief import write_brief
from saiyai.monitoring.commands.check import accept_answer, retire_check, write_check
from saiyai.monitoring.commands.collection import change_days, open_collection, remind_owing
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
from saiyai.monitoring.commands.owing import nudge_place
from saiyai.monitoring.commands.plan import (
    ProjectTerms,
    change_project,
    set_budget,
    set_logframe,
    set_vision,
)
from saiyai.monitoring.commands.project import register_project
from saiyai.monitoring.commands.report import (
    approve_report,
    excuse_report,
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
from saiyai.monitoring.commands.summary import (
    approve_summary,
    reopen_summary,
    return_summary,
    set_ladder,
    submit_summary,
    verify_summary,
)
from saiyai.monitoring.commands.target import (
    Goal,
    bring_target_down,
    change_target,
    drop_target,
    set_target,
)
from saiyai.monitoring.commands.thread import answer_about_report, ask_about_report

__all__ = [
    "Goal",
    "IndicatorTerms",
    "ProjectTerms",
    "SeriesTerms",
    "accept_answer",
    "answer_about_report",
    "approve_report",
    "approve_reports",
    "approve_summary",
    "ask_about_report",
    "bring_target_down",
    "change_days",
    "change_form",
    "change_indicator",
    "change_project",
    "change_series",
    "change_target",
    "define_axis",
    "define_indicator",
    "define_series",
    "drop_target",
    "excuse_report",
    "issue_form",
    "nudge_place",
    "open_collection",
    "publish_definition",
    "publish_form",
    "register_project",
    "remind_owing",
    "reopen_report",
    "reopen_summary",
    "resume_form",
    "resume_indicator",
    "resume_series",
    "retire_check",
    "retire_form",
    "retire_indicator",
    "retire_series",
    "return_report",
    "return_summary",
    "save_draft",
    "set_budget",
    "set_ladder",
    "set_logframe",
    "set_target",
    "set_vision",
    "start_form",
    "submit_report",
    "submit_reports",
    "submit_summary",
    "verify_report",
    "verify_reports",
    "verify_summary",
    "write_brief",
    "write_check",
]
