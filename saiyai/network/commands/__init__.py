"""What can be done in the network."""

from saiyai.network.commands.application import (
    ApplicationTerms,
    check_application,
    open_application,
    return_application,
    submit_application,
    withdraw_application,
    write_application,
)
from saiyai.network.commands.board import (
    SessionTerms,
    Verdict,
    change_session,
    decide_session,
    plan_session,
    table_application,
    untable_application,
)
from saiyai.network.commands.duty import YearlyReportTerms, note_yearly_report
from saiyai.network.commands.kind import add_kind, close_kind
from saiyai.network.commands.link import LinkTerms, confirm_link, end_link, note_link
from saiyai.network.commands.merge import merge_organisations
from saiyai.network.commands.organisation import (
    Terms,
    change_organisation,
    dissolve_organisation,
    register_organisation,
    rest_organisation,
    revive_organisation,
    serve_areas,
    verify_organisation,
)
from saiyai.network.commands.person import PersonTerms, change_person, erase_person, register_person
from saiyai.network.commands.role import RoleTerms, appoint_person, end_role, name_person
from saiyai.network.commands.standing import (
    StandingTerms,
    end_standing,
    expire_standing,
    note_gazette,
    note_standing,
)
from saiyai.network.commands.target import TargetTerms, drop_target, set_target

__all__ = [
    "ApplicationTerms",
    "LinkTerms",
    "PersonTerms",
    "RoleTerms",
    "SessionTerms",
    "StandingTerms",
    "TargetTerms",
    "Terms",
    "Verdict",
    "YearlyReportTerms",
    "add_kind",
    "appoint_person",
    "change_organisation",
    "change_person",
    "change_session",
    "check_application",
    "close_kind",
    "confirm_link",
    "decide_session",
    "dissolve_organisation",
    "drop_target",
    "end_link",
    "end_role",
    "end_standing",
    "erase_person",
    "expire_standing",
    "merge_organisations",
    "name_person",
    "note_gazette",
    "note_link",
    "note_standing",
    "note_yearly_report",
    "open_application",
    "plan_session",
    "register_organisation",
    "register_person",
    "rest_organisation",
    "return_application",
    "revive_organisation",
    "serve_areas",
    "set_target",
    "submit_application",
    "table_application",
    "untable_application",
    "verify_organisation",
    "withdraw_application",
    "write_application",
]
