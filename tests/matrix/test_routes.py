"""The generated matrix: every route × every actor × own, child, parent and sibling place. It grows with every route."""

import json
import re
from itertools import product

import pytest
from django.http import HttpResponse
from django.test import Client

from saiyai.network.access import SEERS
from tests.cast import Cast
from tests.matrix.actors import actors
from tests.matrix.builders import BUILDERS, parameters_at
from tests.matrix.cells import cells_of
from tests.matrix.routes import Route, every_route, ours
from tests.network.builders import an_organisation

pytestmark = pytest.mark.django_db


def test_every_route_has_a_policy_of_its_own_or_by_its_prefix():
    without = [str(route) for route in every_route() if route.policy is None]

    assert without == [], (
        "lay these with web.routes.route(…, policy=…) or, where a framework lays them, name their prefix in "
        "saiyai/site/policies.py"
    )


def test_every_route_of_ours_has_a_name_of_its_own():
    names = [route.name for route in ours()]

    assert sorted({name for name in names if names.count(name) > 1 or not name}) == []


def by_first_step() -> dict[str, list[Route]]:
    """Return our routes by the first step of their address, each group a test of its own."""
    groups: dict[str, list[Route]] = {}
    for route in ours():
        groups.setdefault(route.pattern.split("/")[1].split("<")[0] or "start", []).append(route)
    return groups


@pytest.mark.parametrize("step", sorted(by_first_step()))
def test_each_actor_gets_what_the_policy_says_and_nothing_beyond_their_area(cast: Cast, step: str):
    wrong: list[str] = []
    for route in by_first_step()[step]:
        try:
            wrong += [str(cell) for cell in cells_of(route, cast) if not cell.is_right]
        except LookupError as no_builder:
            wrong.append(str(no_builder))

    assert wrong == []


def secrets_told(answer: HttpResponse) -> set[str]:
    """Return the names that an answer of the interface holds, of those that nobody outside their area may read."""
    is_json = "json" in answer["Content-Type"] and answer.content
    text = json.dumps(json.loads(answer.content), ensure_ascii=False) if is_json else answer.content.decode()
    return set(re.findall(r"ลับเฉพาะ\d+\.", text))


def test_each_actor_gets_of_the_interface_what_its_policies_say_and_no_name_beyond_their_area(cast: Cast):
    codes = {code for actor in actors(cast) for _relation, code in actor.places() if code}
    hidden = {
        code: an_organisation(cast, name_th=f"ลับเฉพาะ{code}.", place_code=code, by=cast.ministry_officer)
        for code in sorted(codes - {"50141203"})
    }
    routes = [each for each in every_route() if each.pattern.startswith("/api/v1/")]
    wrong: list[str] = []
    for actor in actors(cast):
        client = Client()
        if actor.user is not None:
            client.force_login(actor.user)
        may_see = {f"ลับเฉพาะ{code}." for code in hidden if actor.scope.covers(code, SEERS)}
        for route, (code, organisation) in product(routes, hidden.items()):
            address = route.pattern.replace("<code>", code).replace("<int:pk>", str(organisation.pk))
            address = address.replace("<str:code>", "N2")
            assert "<" not in address, f"say here what {route} is asked for"
            answer = client.get(address, {"q": "ลับเฉพาะ", "place": code})
            is_let_in = not route.policy.signed_in or route.policy.admits(actor.scope)
            if (answer.status_code in {401, 403}) == is_let_in or answer.status_code >= 500:
                wrong.append(f"{address}: {actor.name} got {answer.status_code}")
            if beyond := secrets_told(answer) - may_see:
                wrong.append(f"{address}: {actor.name} read {sorted(beyond)}")

    assert len(routes) >= 10
    assert wrong == []


def test_no_builder_stands_for_a_route_that_is_no_more(db):
    names = {route.name for route in ours()} | {
        f"parameter:{name}" for route in ours() for name in route.parameters
    }

    assert sorted(set(BUILDERS) - names) == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "path", ["/cms/", "/cms/pages/", "/cms/reports/site-history/", "/cms/images/", "/cms/sites/"]
)
def test_the_cms_asks_a_visitor_to_sign_in_at_our_door(client, db, path: str, method: str):
    answer = getattr(client, method)(path, follow=True)

    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "name", ["citizen", "volunteer", "district_coordinator", "ministry_officer", "auditor"]
)
@pytest.mark.parametrize("path", ["/cms/", "/cms/users/", "/cms/groups/", "/cms/account/", "/cms/login/"])
def test_nobody_edits_accounts_in_the_cms_and_who_has_no_part_in_it_does_not_get_in(
    cast: Cast, client, name: str, path: str
):
    client.force_login(getattr(cast, name))

    answer = client.get(path, follow=True)

    assert answer.redirect_chain
    assert answer.status_code == 403 or not answer.redirect_chain[-1][0].startswith("/cms/")


def test_a_route_without_a_builder_tells_its_author_what_to_add(cast: Cast):
    with pytest.raises(LookupError, match=r"tests/matrix/builders/"):
        parameters_at(cast, "some_route", frozenset({"some_parameter"}), "50")
