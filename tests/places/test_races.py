"""Several who do the same at once: one of them does it, the others are told."""

import pytest

from saiyai.kernel.powers import Console
from saiyai.places import imports
from saiyai.places.models import Cluster, ClusterMembership, PlaceName
from saiyai.places.queries import children_of
from tests.cast import make_places
from tests.database import CommittedDatabase
from tests.places import acts
from tests.places.guards import lift
from tests.places.test_imports import VILLAGES
from tests.processes import at_once

pytestmark = [pytest.mark.engine, pytest.mark.slow]
RACERS = [(number,) for number in range(4)]


def a_cluster() -> None:
    make_places()
    Cluster.objects.create(code="race", name_th="กลุ่ม", starts_on="2020-01-01")


def test_an_import_is_accepted_once(committed_db: CommittedDatabase):
    make_places()
    number = imports.preview("villages", "list.csv", VILLAGES.encode(), by=Console())

    answers = at_once(committed_db.target, acts.accept, [(number,) for _each in RACERS])

    assert sorted(answer.value for answer in answers) == ["accepted", *["import.not_checked"] * 3]
    assert len(children_of("501412")) == 3


def test_a_place_is_renamed_once_for_a_day(committed_db: CommittedDatabase):
    make_places()

    answers = at_once(committed_db.target, acts.rename, RACERS)

    assert sorted(answer.value for answer in answers) == ["place.renamed_later"] * 3 + ["renamed"]
    assert PlaceName.objects.filter(kind="former").count() == 1


def test_a_province_joins_a_cluster_once(committed_db: CommittedDatabase):
    a_cluster()

    answers = at_once(committed_db.target, acts.join_cluster, RACERS)

    assert sorted(answer.value for answer in answers) == ["cluster.already_member"] * 3 + ["joined"]


def test_past_the_command_and_without_the_guard_it_would_join_four_times(committed_db: CommittedDatabase):
    a_cluster()
    lift("places_member_overlap_insert")

    at_once(committed_db.target, acts.join_cluster_unasked, RACERS)

    assert ClusterMembership.objects.count() == 4
