"""What is true of reports: their way up, and the layers that they are counted in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from saiyai.analytics.cube.shape import Standing
from saiyai.kernel.refusal import Refusal


class State(StrEnum):
    """Where a report stands on its way up."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    APPROVED = "approved"
    RETURNED = "returned"
    EXCUSED = "excused"


class Action(StrEnum):
    """What is done to a report."""

    SAVE = "save"
    SUBMIT = "submit"
    RETURN = "return"
    VERIFY = "verify"
    APPROVE = "approve"
    REOPEN = "reopen"
    EXCUSE = "excuse"


TRANSITIONS: Mapping[tuple[State, Action], State] = {
    (State.DRAFT, Action.SAVE): State.DRAFT,
    (State.DRAFT, Action.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Action.SAVE): State.RETURNED,
    (State.RETURNED, Action.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Action.VERIFY): State.VERIFIED,
    (State.SUBMITTED, Action.RETURN): State.RETURNED,
    (State.VERIFIED, Action.APPROVE): State.APPROVED,
    (State.VERIFIED, Action.RETURN): State.RETURNED,
    (State.APPROVED, Action.REOPEN): State.RETURNED,
    (State.DRAFT, Action.EXCUSE): State.EXCUSED,
    (State.RETURNED, Action.EXCUSE): State.EXCUSED,
    (State.EXCUSED, Action.REOPEN): State.RETURNED,
}
"""Every act that a state allows, and the state it leads to; all others are refused."""


_BARRED_BY = {
    State.DRAFT: "report.not_yet_submitted",
    State.SUBMITTED: "report.already_submitted",
    State.VERIFIED: "report.already_verified",
    State.APPROVED: "report.already_approved",
    State.RETURNED: "report.with_sender",
    State.EXCUSED: "report.excused",
}


_BARRED_OTHERWISE = {
    (State.SUBMITTED, Action.APPROVE): "report.not_yet_verified",
    (State.APPROVED, Action.RETURN): "report.approved_is_reopened",
    (State.SUBMITTED, Action.REOPEN): "report.not_approved",
    (State.VERIFIED, Action.REOPEN): "report.not_approved",
    (State.SUBMITTED, Action.EXCUSE): "report.handed_in_is_not_excused",
    (State.VERIFIED, Action.EXCUSE): "report.handed_in_is_not_excused",
    (State.APPROVED, Action.EXCUSE): "report.handed_in_is_not_excused",
}


LAYERS: Mapping[str, frozenset[State]] = {
    "entered": frozenset({State.SUBMITTED, State.VERIFIED, State.APPROVED}),
    "verified": frozenset({State.VERIFIED, State.APPROVED}),
    "approved": frozenset({State.APPROVED}),
}
"""How far a figure must have come to be counted; a returned report leaves every layer."""


STANDINGS: Mapping[State, Standing] = {
    State.DRAFT: Standing.OWED,
    State.RETURNED: Standing.OWED,
    State.SUBMITTED: Standing.ENTERED,
    State.VERIFIED: Standing.VERIFIED,
    State.APPROVED: Standing.APPROVED,
    State.EXCUSED: Standing.NOT_ASKED,
}
"""How far each state has come, as the cube holds it; nothing is asked of a place that is excused."""


FINAL = frozenset({State.APPROVED, State.EXCUSED})
"""The states that a summary above may rest on: nothing is awaited any more."""


LAYER_FROM: Mapping[str, Standing] = {
    "entered": Standing.ENTERED,
    "verified": Standing.VERIFIED,
    "approved": Standing.APPROVED,
}
"""From which standing on a report is in a layer."""


@dataclass(frozen=True, slots=True)
class ReportState:
    """A report as rules judge it and the record keeps it; people are the numbers of their accounts."""

    state: State
    version: int
    figures: Mapping[str, int | None]
    content_hash: str
    submitted_by: int | None
    verified_by: int | None
    approved_by: int | None
    returned_by: int | None
    excused_by: int | None = None


def next_state(state: State, action: Action) -> State:
    """Return the state that an act leads to, or raise the Refusal that bars it."""
    following = TRANSITIONS.get((state, action))
    if following is None:
        raise Refusal(_BARRED_OTHERWISE.get((state, action), _BARRED_BY[state]))
    return following
