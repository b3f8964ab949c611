"""Whose a new definition becomes."""

from saiyai.accounts.models import Office, User
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring.queries.keeping import keeper_for


def keeper_or_refuse(by: User) -> Office | None:
    """Return the office that keeps what a person defines, None for the nation; refused where they stand in no office."""
    try:
        return keeper_for(by)
    except LookupError as nobody:
        raise Refusal("definition.without_office") from nobody
