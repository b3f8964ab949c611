"""Red proof: the matrix catches a view that forgets to narrow, to hide, or to ask for a sign-in."""

import pytest
from django.test import override_settings

from saiyai.site import policies
from tests.cast import Cast
from tests.matrix import leaky
from tests.matrix.cells import Cell, cells_of
from tests.matrix.routes import every_route

pytestmark = pytest.mark.django_db


def wrong_cells(cast: Cast, pattern: str) -> list[Cell]:
    (route,) = [each for each in every_route(leaky.__name__) if pattern in each.pattern]
    with override_settings(ROOT_URLCONF=leaky.__name__):
        return [cell for cell in cells_of(route, cast, leaky.__name__) if not cell.is_right]


def test_a_view_that_does_not_narrow_is_caught_at_parent_and_sibling_places(cast: Cast):
    wrong = wrong_cells(cast, "not-narrowed")

    assert {(cell.actor, cell.relation) for cell in wrong} >= {
        ("district_coordinator", "parent"),
        ("district_coordinator", "sibling"),
        ("province_officer", "sibling"),
        ("support_officer", "sibling"),
    }


def test_a_view_that_says_403_of_a_foreign_thing_is_caught(cast: Cast):
    assert ("district_coordinator", "sibling") in {
        (cell.actor, cell.relation) for cell in wrong_cells(cast, "told-apart")
    }


def test_a_route_that_lets_a_visitor_in_though_it_says_otherwise_is_caught(cast: Cast):
    assert {cell.actor for cell in wrong_cells(cast, "unguarded")} == {"visitor"}


def test_a_route_without_a_policy_is_caught(monkeypatch):
    monkeypatch.setattr(policies, "BY_PREFIX", {k: v for k, v in policies.BY_PREFIX.items() if k != "/"})

    (route,) = [each for each in every_route(leaky.__name__) if each.name == "without_policy"]

    assert route.policy is None
