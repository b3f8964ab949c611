"""The demonstration's applications: one at each state, certificates among them, the same however often it is loaded."""

import pytest

from saiyai.audit import clock
from saiyai.network.demonstration import Board, demo_standings
from saiyai.network.models import Certificate, CoverageTarget, OrganisationStanding, StandingApplication
from saiyai.network.queries.certificate import duties
from saiyai.network.rules.application import State
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_each_state_has_its_example_and_loading_twice_changes_nothing(cast: Cast):
    by = Board(cast.tambon_officer, cast.province_officer, cast.ministry_officer)
    demo_standings(by=by)
    demo_standings(by=by)

    states = set(StandingApplication.objects.values_list("state", flat=True))
    assert states == set(State) - {State.WITHDRAWN}
    assert Certificate.objects.count() == 4
    assert OrganisationStanding.objects.filter(end="revoked").count() == 1
    assert CoverageTarget.objects.get().percent == 100
    assert {row.state for row in duties(cast.province_officer.scope, clock.today())} >= {"late"}
