"""Who may act on reports and run projects, and what each may see of them."""

from collections.abc import Iterable

from django.db.models import Q

from saiyai.kernel.powers import WORKING_ROLES, Actor, Power, Role, Scope
from saiyai.monitoring.models import FormDesign, Project, Report
from saiyai.network.access import within

SEERS = WORKING_ROLES | {Role.AUDITOR}
ENTERERS = frozenset({Role.VOLUNTEER, Role.TAMBON_OFFICER, Role.DISTRICT_COORDINATOR})
VERIFIERS = frozenset({Role.DISTRICT_COORDINATOR, Role.PROVINCE_OFFICER})
APPROVERS = frozenset({Role.PROVINCE_OFFICER})
REOPENERS = frozenset({Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER})
DEFINERS = frozenset({Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER})
RUNNERS = frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER})


def is_submitter(report: Report, by: Actor) -> bool:
    """Tell whether the actor is the one who submitted the report."""
    return report.submitted_by_id is not None and report.submitted_by_id == by.pk


def is_beyond_area(prefixes: Iterable[str], by: Actor) -> bool:
    """Tell whether any of the areas lies outside those that the actor runs projects in."""
    return not all(by.scope.covers(prefix, RUNNERS) for prefix in prefixes)


def is_project_beyond_area(project: Project, by: Actor) -> bool:
    """Tell whether a project reaches beyond the areas that the actor runs projects in."""
    return is_beyond_area(project.prefixes, by)


def is_form_beyond_area(design: FormDesign, by: Actor) -> bool:
    """Tell whether a form's project reaches beyond the areas that the actor runs projects in."""
    return is_project_beyond_area(design.project, by)


may_enter_report = Power(ENTERERS, place_of="report")
may_verify_report = Power(VERIFIERS, place_of="report", unless=is_submitter)
may_return_report = Power(VERIFIERS, place_of="report")
may_approve_report = Power(APPROVERS, place_of="report", unless=is_submitter)
may_reopen_report = Power(REOPENERS, place_of="report")
may_register_project = Power(RUNNERS, unless=is_beyond_area)
may_run_project = Power(RUNNERS, unless=is_project_beyond_area)
may_change_form = Power(RUNNERS, unless=is_form_beyond_area)
may_define_series = Power(DEFINERS)
may_define_indicator = Power(DEFINERS)


def reports_seen_by(scope: Scope) -> Q:
    """Return the condition of the reports that a scope may see."""
    return within(scope.prefixes(SEERS))
