"""What is true of summaries: the ladder of areas above the reports, and what an area may sign and when.

A summary has no figures of its own: it says that somebody stands for what lies below it, and up to which act.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from saiyai.kernel.powers import Role
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring.rules.report import FINAL, LAYERS, TRANSITIONS, Action, State

DIGITS_A_LEVEL = 2
NATION_DIGITS, PROVINCE_DIGITS, DISTRICT_DIGITS, TAMBON_DIGITS = 0, 2, 4, 6

SUMMARY_TRANSITIONS: Mapping[tuple[State, Action], State] = {
    (state, action): following
    for (state, action), following in TRANSITIONS.items()
    if action not in {Action.SAVE, Action.EXCUSE} and state is not State.EXCUSED
}
"""Every act that the state of a summary allows: those of a report, less typing and excusing."""

SUBMITTERS_AT: Mapping[int, frozenset[Role]] = {
    TAMBON_DIGITS: frozenset({Role.TAMBON_OFFICER, Role.DISTRICT_COORDINATOR}),
    DISTRICT_DIGITS: frozenset({Role.DISTRICT_COORDINATOR, Role.PROVINCE_OFFICER}),
    PROVINCE_DIGITS: frozenset({Role.PROVINCE_OFFICER}),
    NATION_DIGITS: frozenset({Role.MINISTRY_OFFICER}),
}
"""Who signs for an area, by the length of its code: its own officers, or those one step above."""

VERIFIERS_AT: Mapping[int, frozenset[Role]] = {
    TAMBON_DIGITS: frozenset({Role.DISTRICT_COORDINATOR, Role.PROVINCE_OFFICER}),
    DISTRICT_DIGITS: frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER}),
    PROVINCE_DIGITS: frozenset({Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER}),
    NATION_DIGITS: frozenset({Role.MINISTRY_OFFICER}),
}
"""Who confirms that a summary is complete: the step above, and the support office from the district up."""

APPROVERS_AT: Mapping[int, frozenset[Role]] = {
    TAMBON_DIGITS: frozenset({Role.DISTRICT_COORDINATOR, Role.PROVINCE_OFFICER}),
    DISTRICT_DIGITS: frozenset({Role.PROVINCE_OFFICER}),
    PROVINCE_DIGITS: frozenset({Role.PROVINCE_OFFICER}),
    NATION_DIGITS: frozenset({Role.MINISTRY_OFFICER}),
}
"""Who makes a summary final: the line itself; at the top of a province another officer than the one who signed."""


@dataclass(frozen=True, slots=True)
class SummaryState:
    """A summary as rules judge it and the record keeps it; people are the numbers of their accounts."""

    state: State
    version: int
    remark: str
    content_hash: str
    signed_seq: int | None
    submitted_by: int | None
    verified_by: int | None
    approved_by: int | None
    returned_by: int | None


@dataclass(frozen=True, slots=True)
class Child:
    """What a summary rests on: a report, or the summary of an area below; `seal` changes with what it says."""

    place_code: str
    state: State
    version: int
    seal: str


def levels_up(digits: int, top: int) -> range:
    """Return the lengths of the areas above a reporting place, from its parent to the top, none left out."""
    return range(digits - DIGITS_A_LEVEL, top - 1, -DIGITS_A_LEVEL)


def areas_above(place_code: str, top: int) -> list[str]:
    """Return the codes of the areas whose summaries a place lies under, the lowest first."""
    return [place_code[:length] for length in levels_up(len(place_code), top)]


def content_of(children: Iterable[Child]) -> str:
    """Return the SHA-256 of what a summary rests on, as 64 hexadecimal digits."""
    lines = sorted(f"{each.place_code}|{each.state}|{each.version}|{each.seal}" for each in children)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


_STANDING_NEEDED = {
    Action.VERIFY: (LAYERS["entered"] | {State.EXCUSED}, "summary.children_missing"),
    Action.APPROVE: (FINAL, "summary.children_not_approved"),
}


def refusal_of_summary(children: Sequence[Child], action: Action, remark: str) -> Refusal | None:
    """Return the refusal of an act on a summary while what it rests on has not come far enough.

    It may be signed while some are missing, with a word on why; it is verified once none is, and approved once all
    are approved or excused.
    """
    if action is Action.SUBMIT:
        missing = sum(each.state not in LAYERS["entered"] | {State.EXCUSED} for each in children)
        needs_word = missing > 0 and not remark
        return Refusal("summary.says_why", count=missing) if needs_word else None
    if action not in _STANDING_NEEDED:
        return None
    states, code = _STANDING_NEEDED[action]
    behind = sum(each.state not in states for each in children)
    return Refusal(code, count=behind) if behind else None


_BARRED_BY = {
    State.DRAFT: "summary.not_yet_submitted",
    State.SUBMITTED: "summary.already_submitted",
    State.VERIFIED: "summary.already_verified",
    State.APPROVED: "summary.already_approved",
    State.RETURNED: "summary.with_sender",
}
_BARRED_OTHERWISE = {
    (State.SUBMITTED, Action.APPROVE): "summary.not_yet_verified",
    (State.APPROVED, Action.RETURN): "summary.approved_is_reopened",
    (State.SUBMITTED, Action.REOPEN): "summary.not_approved",
    (State.VERIFIED, Action.REOPEN): "summary.not_approved",
}


def next_summary_state(state: State, action: Action) -> State:
    """Return the state that an act leads a summary to, or raise the Refusal that bars it."""
    following = SUMMARY_TRANSITIONS.get((state, action))
    if following is None:
        raise Refusal(_BARRED_OTHERWISE.get((state, action), _BARRED_BY[state]))
    return following
