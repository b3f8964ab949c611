"""The network of the demonstration: its organisations, and what they did, planned and thought of themselves."""

from saiyai.network.demonstration.organisations import (
    Board,
    Registrars,
    demo_network,
    demo_network_now,
    demo_standings,
    demo_volunteers,
)
from saiyai.network.demonstration.work import demo_work

__all__ = [
    "Board",
    "Registrars",
    "demo_network",
    "demo_network_now",
    "demo_standings",
    "demo_volunteers",
    "demo_work",
]
