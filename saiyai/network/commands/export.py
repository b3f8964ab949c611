"""Taking people along as a file: an act of its own, for it takes personal data out of the register."""

from typing import Any

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.network import access
from saiyai.network.queries.export import role_rows_out


@command("network.people.export", allows=access.may_export_people)
def export_people(*, place_code: str, reason: str, by: User) -> list[dict[str, Any]]:  # noqa: ARG001
    """Return the people of an area and the roles they hold today, to be handed over for a stated reason."""
    if not normalise(reason):
        raise Refusal("upload.people_without_reason")
    return role_rows_out(place_code, clock.today())
