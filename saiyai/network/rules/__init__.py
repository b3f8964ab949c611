"""What is true of the network: the lives of organisations, standings, roles and links."""

from saiyai.network.rules.activity import ActivityKind, ActivityState, ResultKind, ResultState
from saiyai.network.rules.capacity import (
    AssessmentStage,
    AssessmentState,
    RubricStage,
    RubricState,
    RubricUse,
    SheetState,
)
from saiyai.network.rules.kinds import Kind, KindState, Sector
from saiyai.network.rules.link import LinkKind, LinkState
from saiyai.network.rules.organisation import LIVING, OrganisationState, State, Step
from saiyai.network.rules.person import PersonState, Position, RoleState
from saiyai.network.rules.plan import AllocationState, MoneySource, PlannedStage, PlannedState, PlanState
from saiyai.network.rules.standing import Standing, StandingState

__all__ = [
    "LIVING",
    "ActivityKind",
    "ActivityState",
    "AllocationState",
    "AssessmentStage",
    "AssessmentState",
    "Kind",
    "KindState",
    "LinkKind",
    "LinkState",
    "MoneySource",
    "OrganisationState",
    "PersonState",
    "PlanState",
    "PlannedStage",
    "PlannedState",
    "Position",
    "ResultKind",
    "ResultState",
    "RoleState",
    "RubricStage",
    "RubricState",
    "RubricUse",
    "Sector",
    "SheetState",
    "Standing",
    "StandingState",
    "State",
    "Step",
]
