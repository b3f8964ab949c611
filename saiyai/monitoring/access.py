"""Who may act on reports and run projects, and what each may see of them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from saiyai.accounts.models import Office
from saiyai.kernel.powers import DISTRICT_AND_ABOVE, WORKING_ROLES, Actor, Power, Role, Scope
from saiyai.monitoring.models import (
    Approver,
    Check,
    CheckAnswer,
    Collection,
    FormDesign,
    Indicator,
    Project,
    Report,
    Series,
    Summary,
    Target,
)
from saiyai.monitoring.rules import APPROVERS_AT, SUBMITTERS_AT, VERIFIERS_AT
from saiyai.monitoring.rules.summary import PROVINCE_DIGITS
from saiyai.network.access import within

SEERS = WORKING_ROLES | {Role.AUDITOR}
ENTERERS = frozenset({Role.VOLUNTEER, Role.TAMBON_OFFICER, Role.DISTRICT_COORDINATOR})
VERIFIERS = frozenset({Role.DISTRICT_COORDINATOR, Role.PROVINCE_OFFICER})
APPROVERS = frozenset({Role.PROVINCE_OFFICER})
REOPENERS = frozenset({Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER})
DEFINERS = frozenset({Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER})
EXCUSERS = frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER})
ASKERS = VERIFIERS | {Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER}
NUDGERS = VERIFIERS | {Role.SUPPORT_OFFICER}
RUNNERS = frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER})


def is_submitter(report: Report, by: Actor) -> bool:
    """Tell whether the actor is the one who submitted the report."""
    return report.submitted_by_id is not None and report.submitted_by_id == by.pk


def approvers_of(summary: Summary) -> frozenset[Role]:
    """Return the roles that approve a summary: the line, unless the project says the support office does."""
    if len(summary.place_code) == PROVINCE_DIGITS and summary.approver == Approver.OFFICE:
        return frozenset({Role.SUPPORT_OFFICER})
    return APPROVERS_AT[len(summary.place_code)]


def _holds_none(summary: Summary, by: Actor, roles: frozenset[Role]) -> bool:
    return not by.scope.covers(summary.place_code, roles)


def is_no_signer(summary: Summary, by: Actor) -> bool:
    """Tell whether signing for an area of this level is not the actor's."""
    return _holds_none(summary, by, SUBMITTERS_AT[len(summary.place_code)])


def is_no_verifier(summary: Summary, by: Actor) -> bool:
    """Tell whether verifying a summary is not the actor's: by its level, or because they signed it themselves."""
    return _holds_none(summary, by, VERIFIERS_AT[len(summary.place_code)]) or _signed_it(summary, by)


def is_no_approver(summary: Summary, by: Actor) -> bool:
    """Tell whether approving a summary is not the actor's: by its level, or because they signed it themselves."""
    return _holds_none(summary, by, approvers_of(summary)) or _signed_it(summary, by)


def is_no_returner(summary: Summary, by: Actor) -> bool:
    """Tell whether the actor neither verifies nor approves summaries of this level."""
    return _holds_none(summary, by, VERIFIERS_AT[len(summary.place_code)] | approvers_of(summary))


def _signed_it(summary: Summary, by: Actor) -> bool:
    return summary.submitted_by_id is not None and summary.submitted_by_id == by.pk


def is_beyond_area(prefixes: Iterable[str], by: Actor) -> bool:
    """Tell whether any of the areas lies outside those that the actor runs projects in."""
    return not all(by.scope.covers(prefix, RUNNERS) for prefix in prefixes)


def is_project_beyond_area(project: Project, by: Actor) -> bool:
    """Tell whether a project reaches beyond the areas that the actor runs projects in."""
    return is_beyond_area(project.prefixes, by)


def is_change_beyond_area(project: Project, terms: Any, by: Actor) -> bool:
    """Tell whether a project reaches, or is to reach, beyond the areas that the actor runs projects in."""
    return is_project_beyond_area(project, by) or is_beyond_area(terms.prefixes, by)


def is_form_beyond_area(design: FormDesign, by: Actor) -> bool:
    """Tell whether a form's project reaches beyond the areas that the actor runs projects in."""
    return is_project_beyond_area(design.project, by)


def _is_beyond(place_code: str, project: Project | None, by: Actor) -> bool:
    if place_code or project is None:
        return not by.scope.covers(place_code, DISTRICT_AND_ABOVE)
    return is_project_beyond_area(project, by)


def is_goal_beyond_area(goal: Any, by: Actor) -> bool:
    """Tell whether a goal (its place and project) lies beyond the areas that the actor may set targets in."""
    return _is_beyond(goal.place_code, goal.project, by)


def is_brief_beyond_area(project: Project, place_code: str, by: Actor) -> bool:
    """Tell whether an executive report on a project at a place is not the actor's to write."""
    return _is_beyond(place_code, project, by)


def is_target_beyond_area(target: Target, by: Actor) -> bool:
    """Tell whether a target lies beyond the areas that the actor may set targets in."""
    return _is_beyond(target.place_code, target.project, by)


def is_check_beyond_area(check: Check, by: Actor) -> bool:
    """Tell whether a check's project reaches beyond the areas that the actor runs projects in."""
    return is_beyond_area(check.project.prefixes, by)


def _is_kept_by_others(owner: Office | None, by: Actor) -> bool:
    """Tell whether a definition is not the actor's to change: the nation's is the ministry's, an office's its own."""
    areas = () if owner is None else owner.prefixes_on(by.scope.on)
    if not areas:  # the nation's, or of an office that has ended
        return not by.scope.has(Role.MINISTRY_OFFICER)
    return not all(by.scope.covers(each, DEFINERS) for each in areas)


def is_series_of_others(series: Series, by: Actor) -> bool:
    """Tell whether a series is kept by others than the actor."""
    return _is_kept_by_others(series.owner, by)


def is_indicator_of_others(indicator: Indicator, by: Actor) -> bool:
    """Tell whether an indicator is kept by others than the actor."""
    return _is_kept_by_others(indicator.owner, by)


def is_own_answer(answer: CheckAnswer, by: Actor) -> bool:
    """Tell whether the actor gave the answer themselves."""
    return bool(answer.by_id == by.pk)


def is_collection_beyond_area(collection: Collection, by: Actor) -> bool:
    """Tell whether a collection's project reaches beyond the areas that the actor runs projects in."""
    return is_project_beyond_area(collection.project, by)


def is_batch_beyond_area(reports: Iterable[Report], by: Actor) -> bool:
    """Tell whether any of the reports is of a place outside those that the actor enters for."""
    return not all(by.scope.covers(each.place_code, ENTERERS) for each in reports)


def is_batch_not_to_verify(reports: Iterable[Report], by: Actor) -> bool:
    """Tell whether any of the reports is the actor's own, or of a place outside those that they verify."""
    return any(is_submitter(each, by) or not by.scope.covers(each.place_code, VERIFIERS) for each in reports)


def is_batch_not_to_approve(reports: Iterable[Report], by: Actor) -> bool:
    """Tell whether any of the reports is the actor's own, or of a place outside those that they approve."""
    return any(is_submitter(each, by) or not by.scope.covers(each.place_code, APPROVERS) for each in reports)


may_enter_batch = Power(ENTERERS, unless=is_batch_beyond_area)
may_verify_batch = Power(VERIFIERS, unless=is_batch_not_to_verify)
may_approve_batch = Power(APPROVERS, unless=is_batch_not_to_approve)
may_enter_report = Power(ENTERERS, place_of="report")
may_verify_report = Power(VERIFIERS, place_of="report", unless=is_submitter)
may_return_report = Power(VERIFIERS, place_of="report")
may_approve_report = Power(APPROVERS, place_of="report", unless=is_submitter)
may_reopen_report = Power(REOPENERS, place_of="report")
may_excuse_report = Power(EXCUSERS, place_of="report")
may_ask_about_report = Power(ASKERS, place_of="report")
may_answer_about_report = Power(ENTERERS, place_of="report")
SIGNERS = frozenset().union(*SUBMITTERS_AT.values())
SUMMARY_VERIFIERS = frozenset().union(*VERIFIERS_AT.values())
SUMMARY_APPROVERS = frozenset({Role.SUPPORT_OFFICER}).union(*APPROVERS_AT.values())
may_submit_summary = Power(SIGNERS, place_of="summary", unless=is_no_signer)
may_verify_summary = Power(SUMMARY_VERIFIERS, place_of="summary", unless=is_no_verifier)
may_approve_summary = Power(SUMMARY_APPROVERS, place_of="summary", unless=is_no_approver)
may_return_summary = Power(SUMMARY_VERIFIERS | SUMMARY_APPROVERS, place_of="summary", unless=is_no_returner)
may_reopen_summary = Power(REOPENERS, place_of="summary")
may_register_project = Power(RUNNERS, unless=is_beyond_area)
may_run_collection = Power(RUNNERS, unless=is_collection_beyond_area)
may_remind = Power(frozenset({Role.SYSTEM_ADMINISTRATOR}))
may_run_project = Power(RUNNERS, unless=is_project_beyond_area)
may_change_project = Power(RUNNERS, unless=is_change_beyond_area)
may_change_form = Power(RUNNERS, unless=is_form_beyond_area)
may_define_series = Power(DEFINERS)
may_change_series = Power(DEFINERS, unless=is_series_of_others)
may_define_indicator = Power(DEFINERS)
may_change_indicator = Power(DEFINERS, unless=is_indicator_of_others)
may_set_target = Power(DISTRICT_AND_ABOVE, unless=is_goal_beyond_area)
may_write_brief = Power(DISTRICT_AND_ABOVE, unless=is_brief_beyond_area)
may_change_target = Power(DISTRICT_AND_ABOVE, unless=is_target_beyond_area)
may_retire_check = Power(RUNNERS, unless=is_check_beyond_area)
may_accept_answer = Power(VERIFIERS, place_of="answer", unless=is_own_answer)
may_nudge = Power(NUDGERS, place_of="place_code")


def reports_seen_by(scope: Scope) -> Q:
    """Return the condition of the reports, and of the summaries, that a scope may see."""
    return within(scope.prefixes(SEERS))
