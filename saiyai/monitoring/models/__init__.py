"""What is stored of monitoring: projects, series, forms, collections, reports and what is said about them."""

from saiyai.monitoring.models.answers import Answers
from saiyai.monitoring.models.brief import Brief
from saiyai.monitoring.models.check import (
    KIND_NAMES,
    SEVERITY_NAMES,
    Check,
    CheckAnswer,
    CheckAnswerState,
    CheckState,
    Nudge,
)
from saiyai.monitoring.models.collection import Collection, CollectionState, Reminder
from saiyai.monitoring.models.form import DesignState, Form, FormDesign, FormItem, FormState
from saiyai.monitoring.models.indicator import (
    DIRECTION_NAMES,
    INDICATOR_KIND_NAMES,
    Indicator,
    IndicatorVersion,
)
from saiyai.monitoring.models.project import (
    AIM_NAMES,
    CIRCLE_NAMES,
    Project,
    ProjectAim,
    ProjectArea,
    ProjectBudget,
    ProjectState,
    Vision,
    VisionIndicator,
)
from saiyai.monitoring.models.report import STATE_NAMES, Remark, RemarkKind, Report
from saiyai.monitoring.models.series import Axis, AxisState, Category, Series, SeriesKind, SeriesState
from saiyai.monitoring.models.submission import Submission
from saiyai.monitoring.models.summary import Approver, Ladder, LadderState, Summary, SummaryRemark, Top
from saiyai.monitoring.models.target import Target

__all__ = [
    "AIM_NAMES",
    "CIRCLE_NAMES",
    "DIRECTION_NAMES",
    "INDICATOR_KIND_NAMES",
    "KIND_NAMES",
    "SEVERITY_NAMES",
    "STATE_NAMES",
    "Answers",
    "Approver",
    "Axis",
    "AxisState",
    "Brief",
    "Category",
    "Check",
    "CheckAnswer",
    "CheckAnswerState",
    "CheckState",
    "Collection",
    "CollectionState",
    "DesignState",
    "Form",
    "FormDesign",
    "FormItem",
    "FormState",
    "Indicator",
    "IndicatorVersion",
    "Ladder",
    "LadderState",
    "Nudge",
    "Project",
    "ProjectAim",
    "ProjectArea",
    "ProjectBudget",
    "ProjectState",
    "Remark",
    "RemarkKind",
    "Reminder",
    "Report",
    "Series",
    "SeriesKind",
    "SeriesState",
    "Submission",
    "Summary",
    "SummaryRemark",
    "Target",
    "Top",
    "Vision",
    "VisionIndicator",
]
