"""Activities, plans, assessments and rubrics for the matrix to ask for."""

from typing import Any

from saiyai.audit import clock
from saiyai.kernel.powers import Role
from saiyai.network.commands import allocate_money, plan_activity
from saiyai.network.models import Activity, Organisation, Plan, Rubric
from tests.cast import Cast
from tests.matrix.builders.accounts import a_worker
from tests.matrix.builders.network import a_name, organisation_at
from tests.matrix.builders.places import tambon_in
from tests.matrix.builders.registry import builder, next_number
from tests.network.builders import (
    a_plan,
    a_result,
    a_rubric,
    an_activity,
    an_assessment,
    an_organisation,
    rubric_terms,
)


@builder(
    "activity",
    "activity_change",
    "activity_withdraw",
    "activity_organisations",
    "activity_people",
    "activity_scores",
    "activity_result",
)
def activity_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = organisation_at(cast, place_code)
    if found is None:
        return None
    activity = an_activity(cast, Organisation.objects.get(pk=found["pk"]), kind="training")
    if not Rubric.objects.filter(code="training").exists():
        a_rubric(cast, "training", code="training")
    return {"pk": activity.pk}


@builder("activity_result_withdraw", "activity_evidence")
def result_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = activity_at(cast, place_code)
    if found is None:
        return None
    activity = Activity.objects.get(pk=found["pk"])
    return found | {"result": a_result(cast, activity).pk}


@builder("activity_note")
def organiser_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return organisation_at(cast, place_code)


@builder("network_plans", "organisation_members_confirm")
def network_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    place = tambon_in(place_code)
    if place is None:
        return None
    by = a_worker(place, Role.TAMBON_OFFICER)
    made = an_organisation(cast, name_th=a_name(), place_code=place, kind="network", by=by)
    return {"pk": made.pk}


@builder("network_plan", "network_planned_add", "network_money_add")
def plan_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = network_at(cast, place_code)
    if found is None:
        return None
    a_plan(cast, Organisation.objects.get(pk=found["pk"]))
    return found | {"year": 2557}


@builder("network_planned_done", "network_planned_drop", "network_planned_reopen")
def planned_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = plan_at(cast, place_code)
    if found is None:
        return None
    plan = Plan.objects.get(network=found["pk"])
    by = a_worker("", Role.MINISTRY_OFFICER)
    return found | {"planned": plan_activity(plan=plan, title_th="อบรม", quarter=1, by=by).pk}


@builder("network_allocation")
def allocation_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = plan_at(cast, place_code)
    if found is None:
        return None
    plan = Plan.objects.get(network=found["pk"])
    by = a_worker("", Role.MINISTRY_OFFICER)
    money = allocate_money(plan=plan, source="state", allocated_satang=100_00, by=by)
    return found | {"allocation": money.pk}


@builder(
    "network_assessment",
    "network_assessment_fill",
    "network_assessment_submit",
    "network_assessment_verify",
    "network_assessment_return",
)
def assessment_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = network_at(cast, place_code)
    if found is None:
        return None
    rubric = Rubric.objects.filter(code="maturity").first() or a_rubric(cast, code="maturity")
    by = a_worker("", Role.MINISTRY_OFFICER)
    an_assessment(cast, Organisation.objects.get(pk=found["pk"]), rubric, by=by)
    return found | {"year": 2557}


@builder("network_participation_of")
def area_of_members_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return {"code": place_code[:6]} if place_code else None


@builder("network_capacity_of")
def area_of_capacity_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return {"code": place_code[:4]} if place_code else None


@builder("network_rubric")
def rubric_for_everybody(cast: Cast, place_code: str) -> dict[str, Any]:
    rubric = Rubric.objects.filter(code="maturity").first() or a_rubric(cast, code="maturity")
    return {"pk": rubric.pk}


@builder("network_rubric_step")
def rubric_to_step(cast: Cast, place_code: str) -> dict[str, Any]:
    return draft_of_a_rubric_at(cast, place_code) | {"name": "publish"}


@builder("network_rubric_change")
def draft_of_a_rubric_at(cast: Cast, place_code: str) -> dict[str, Any]:
    made = Rubric.objects.create(
        code=f"own{next_number()}",
        use="maturity",
        name_th=rubric_terms().name_th,
        place_code=place_code,
        made_by=cast.ministry_officer,
        made_at=clock.now(),
    )
    return {"pk": made.pk}
