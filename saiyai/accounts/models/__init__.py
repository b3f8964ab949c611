"""What is stored of people who sign in: accounts, offices, the roles they hold at places, and the ways in."""

from saiyai.accounts.models.grants import Grant, GrantSnapshot
from saiyai.accounts.models.identities import Identity, IdentitySnapshot
from saiyai.accounts.models.offices import (
    Office,
    OfficeContact,
    OfficeCoverage,
    OfficePost,
    OfficeSnapshot,
    PostSnapshot,
)
from saiyai.accounts.models.people import User, UserSnapshot
from saiyai.accounts.models.ways_in import Bucket, Invitation, InvitationSnapshot

__all__ = [
    "Bucket",
    "Grant",
    "GrantSnapshot",
    "Identity",
    "IdentitySnapshot",
    "Invitation",
    "InvitationSnapshot",
    "Office",
    "OfficeContact",
    "OfficeCoverage",
    "OfficePost",
    "OfficeSnapshot",
    "PostSnapshot",
    "User",
    "UserSnapshot",
]
