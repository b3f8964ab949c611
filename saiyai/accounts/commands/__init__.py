"""What can be done with accounts: people and their links, grants, offices, linked identities."""

from saiyai.accounts.commands.grants import (
    Wanted,
    approve_grant,
    end_grant,
    grant_role,
    refuse_grant,
    revoke_grant,
)
from saiyai.accounts.commands.identities import (
    accept_by_identity,
    link_identity,
    unlink_identity,
    unlink_own_identity,
)
from saiyai.accounts.commands.offices import (
    OfficeTerms,
    PostTerms,
    agree_to_post,
    change_office,
    cover_area,
    end_coverage,
    load_offices,
    make_office,
    set_contact,
    withdraw_post,
)
from saiyai.accounts.commands.people import (
    accept_invitation,
    ask_for_reset,
    change_own_account,
    change_person,
    close_person,
    invite_person,
    reopen_person,
    send_link,
)

__all__ = [
    "OfficeTerms",
    "PostTerms",
    "Wanted",
    "accept_by_identity",
    "accept_invitation",
    "agree_to_post",
    "approve_grant",
    "ask_for_reset",
    "change_office",
    "change_own_account",
    "change_person",
    "close_person",
    "cover_area",
    "end_coverage",
    "end_grant",
    "grant_role",
    "invite_person",
    "link_identity",
    "load_offices",
    "make_office",
    "refuse_grant",
    "reopen_person",
    "revoke_grant",
    "send_link",
    "set_contact",
    "unlink_identity",
    "unlink_own_identity",
    "withdraw_post",
]
