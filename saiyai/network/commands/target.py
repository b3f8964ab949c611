"""Targets of coverage: set for a place, and dropped."""

from dataclasses import dataclass
from datetime import date

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.network import access
from saiyai.network.commands.organisation import save_or_refuse
from saiyai.network.models import CoverageTarget, WelfareField
from saiyai.network.rules.target import TargetState, refusal_of_target
from saiyai.places.queries import place_at


@dataclass(frozen=True, slots=True)
class TargetTerms:
    """What a target says; an empty field means whatever field of welfare."""

    place_code: str
    due_on: date
    percent: int
    field: str = ""
    note: str = ""


@command("network.target.set", allows=access.may_set_target)
def set_target(*, terms: TargetTerms, by: User) -> CoverageTarget:
    """Set which share of a place's villages is to have somebody by a day."""
    new = TargetState(terms.place_code, terms.field, terms.due_on, terms.percent, normalise(terms.note))
    if terms.place_code and place_at(terms.place_code) is None:
        raise Refusal("organisation.unknown_place", place=terms.place_code)
    if terms.field not in {"", *WelfareField.values}:
        raise Refusal("organisation.unknown_field", field=terms.field)
    if refusal := refusal_of_target(new, clock.today()):
        raise refusal
    target = CoverageTarget(
        place_code=new.place_code,
        field=new.field,
        due_on=new.due_on,
        percent=new.percent,
        note=new.note,
        set_by=by,
    )
    save_or_refuse(target, Refusal("target.known", day=new.due_on))
    return target


@command("network.target.drop", allows=access.may_drop_target, subjects=("target",))
def drop_target(*, target: CoverageTarget, reason: str, by: User) -> None:  # noqa: ARG001
    """Let a target no longer hold; the record keeps what it was and why."""
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    target.delete()
