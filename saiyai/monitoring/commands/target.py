"""What can be done to targets: set one, change it, bring it down to the places below, drop it."""

from collections.abc import Mapping
from dataclasses import dataclass

from saiyai.accounts.models import User
from saiyai.audit.command import command
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.periods import Period
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.monitoring import access
from saiyai.monitoring.models import Indicator, Project, Target
from saiyai.monitoring.queries.keeping import is_usable_in, keeper_name
from saiyai.monitoring.queries.target import adds_up, places_below
from saiyai.monitoring.rules.target import refusal_of_sum
from saiyai.network.commands.organisation import save_or_refuse
from saiyai.places.queries import place_at

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Goal:
    """What is aimed at: an amount in thousandths, at a place in a period, of a project or of nobody's in particular."""

    place_code: str
    period_code: str
    amount_thousandths: int
    baseline_thousandths: int | None = None
    project: Project | None = None


@command("monitoring.target.set", allows=access.may_set_target)
def set_target(*, indicator: Indicator, goal: Goal, by: User) -> Target:
    """Set what an indicator is to come to at a place in a period."""
    if indicator.retired_on is not None:
        raise Refusal("indicator.retired", indicator=indicator.code)
    try:
        period = Period.parse(goal.period_code)
    except BadValue as bad:
        raise Refusal(bad.code, **bad.values) from bad
    if goal.project is not None and goal.place_code and not goal.place_code.startswith(goal.project.prefixes):
        raise Refusal("target.outside_project")
    areas = (goal.place_code,) if goal.place_code or goal.project is None else goal.project.prefixes
    if not is_usable_in(indicator.owner, areas):
        raise Refusal("indicator.of_another_office", office=keeper_name(indicator.owner))
    if goal.place_code and (len(goal.place_code) > DEEPEST or place_at(goal.place_code) is None):
        raise Refusal("target.unknown_place")
    target = Target(
        indicator=indicator,
        project=goal.project,
        place_code=goal.place_code,
        period_code=period.code,
        amount_thousandths=goal.amount_thousandths,
        baseline_thousandths=goal.baseline_thousandths,
        set_by=by if by.pk else None,
    )
    save_or_refuse(target, Refusal("target.known_already"))
    return target


@command("monitoring.target.change", allows=access.may_change_target, subjects=("target",))
def change_target(
    *,
    target: Target,
    amount_thousandths: int,
    baseline_thousandths: int | None,
    reason: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Target:
    """Change a target, with the reason that its history keeps."""
    if not normalise(reason):
        raise Refusal("target.reason_missing")
    target.amount_thousandths = amount_thousandths
    target.baseline_thousandths = baseline_thousandths
    target.save()
    return target


@command("monitoring.target.drop", allows=access.may_change_target, subjects=("target",))
def drop_target(*, target: Target, reason: str, by: User) -> None:  # noqa: ARG001
    """Let a target no longer hold; the record keeps what it was and why."""
    if not normalise(reason):
        raise Refusal("target.reason_missing")
    target.delete()


@command("monitoring.target.bring_down", allows=access.may_change_target, subjects=("target",))
def bring_target_down(
    *,
    target: Target,
    amounts: Mapping[str, int],
    reason: str = "",  # noqa: ARG001 (the record keeps it)
    by: User,
) -> list[Target]:
    """Set the targets of the places directly below one, each an amount in thousandths; counts add up to it exactly."""
    if set(amounts) - set(places_below(target)):
        raise Refusal("target.unknown_place")
    if refusal := refusal_of_sum(
        target.amount_thousandths, amounts, adds_up=adds_up(target.indicator, target.period_code)
    ):
        raise refusal
    held = {
        each.place_code: each
        for each in Target.objects.filter(
            indicator=target.indicator,
            project=target.project,
            period_code=target.period_code,
            place_code__in=amounts,
        )
    }
    made: list[Target] = []
    for code, amount in amounts.items():
        below = held.get(code) or Target(
            indicator=target.indicator,
            project=target.project,
            place_code=code,
            period_code=target.period_code,
        )
        below.amount_thousandths = amount
        below.set_by = by if by.pk else None
        below.save()
        made.append(below)
    return made
