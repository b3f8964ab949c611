"""What is stored of monitoring: projects, series, forms, collections, reports and what is said about them."""

from saiyai.monitoring.models.answers import Answers
from saiyai.monitoring.models.collection import Collection, CollectionState
from saiyai.monitoring.models.form import DesignState, Form, FormDesign, FormItem, FormState
from saiyai.monitoring.models.project import Project, ProjectArea, ProjectState
from saiyai.monitoring.models.report import STATE_NAMES, Remark, RemarkKind, Report
from saiyai.monitoring.models.series import Series, SeriesKind, SeriesState

__all__ = [
    "STATE_NAMES",
    "Answers",
    "Collection",
    "CollectionState",
    "DesignState",
    "Form",
    "FormDesign",
    "FormItem",
    "FormState",
    "Project",
    "ProjectArea",
    "ProjectState",
    "Remark",
    "RemarkKind",
    "Report",
    "Series",
    "SeriesKind",
    "SeriesState",
]
