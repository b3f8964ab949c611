"""What can be done in the network."""

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
from saiyai.network.commands.standing import StandingTerms, end_standing, note_standing

__all__ = [
    "LinkTerms",
    "PersonTerms",
    "RoleTerms",
    "StandingTerms",
    "Terms",
    "add_kind",
    "appoint_person",
    "change_organisation",
    "change_person",
    "close_kind",
    "confirm_link",
    "dissolve_organisation",
    "end_link",
    "end_role",
    "end_standing",
    "erase_person",
    "merge_organisations",
    "name_person",
    "note_link",
    "note_standing",
    "register_organisation",
    "register_person",
    "rest_organisation",
    "revive_organisation",
    "serve_areas",
    "verify_organisation",
]
