"""What is true of the network: the lives of organisations, standings, roles and links."""

from saiyai.network.rules.kinds import Kind, KindState, Sector
from saiyai.network.rules.link import LinkKind, LinkState
from saiyai.network.rules.organisation import LIVING, OrganisationState, State, Step
from saiyai.network.rules.person import PersonState, Position, RoleState
from saiyai.network.rules.standing import Standing, StandingState

__all__ = [
    "LIVING",
    "Kind",
    "KindState",
    "LinkKind",
    "LinkState",
    "OrganisationState",
    "PersonState",
    "Position",
    "RoleState",
    "Sector",
    "Standing",
    "StandingState",
    "State",
    "Step",
]
