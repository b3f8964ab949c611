"""Places as JSON and GeoJSON."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openapi_spec_validator import validate

from saiyai.kernel.powers import Console
from saiyai.places.commands import store_shapes
from saiyai.site.policies import policy_of_path
from saiyai.web.routes import PUBLIC
from tests.places.shapes import squares

pytestmark = pytest.mark.django_db


def get(client, path, **query):
    return client.get(f"/api/v1/{path}", query)


def test_the_provinces_are_the_children_of_the_empty_code(nation, client):
    answer = get(client, "places", parent="", page_size=100).json()

    assert answer["count"] == len(answer["items"]) == 77
    assert answer["items"][0]["label_th"] == "กรุงเทพมหานคร"


def test_a_search_answers_ranked_with_paths(nation, client):
    answer = get(client, "places", q="บ้านปิน", level="tambon").json()

    assert [each["code"] for each in answer["items"][:2]] == ["540302", "560504"]
    assert [step["name_th"] for step in answer["items"][0]["path"]] == ["แพร่", "ลอง", "บ้านปิน"]
    assert answer["items"][0]["how"] == "name"


def test_a_list_is_paged_and_narrowed(nation, client):
    first = get(client, "places", parent="50", page_size=20).json()
    second = get(client, "places", parent="50", page_size=20, page=2).json()

    assert (first["count"], len(first["items"]), len(second["items"])) == (25, 20, 5)
    assert get(client, "places", code="501412").json()["items"][0]["postcodes"] == ["50290"]
    assert get(client, "places", level="district", page_size=1).json()["count"] == 928


def test_a_day_of_the_past_brings_back_what_was(nation, client):
    then = {each["code"] for each in get(client, "places", parent="1002", on="2000-01-01").json()["items"]}
    now = {each["code"] for each in get(client, "places", parent="1002").json()["items"]}

    assert "100205" in then - now


def test_an_abolished_place_leads_to_its_successor(nation, client):
    assert get(client, "places/100205").json()["successors"] == ["102901"]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("places/99", {}, 404),
        ("places", {"on": "yesterday"}, 422),
        ("places", {"level": "galaxy"}, 422),
        ("places", {"page_size": 5000}, 422),
        ("places", {"parent": "5' OR 1"}, 422),
    ],
)
def test_what_cannot_be_answered_is_a_problem(nation, client, path, query, status):
    answer = get(client, path, **query)

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_outlines_are_closed_rings_of_degrees(nation, client):
    store_shapes(shapes=squares("5001", "5014"), source="drawn", file_name="", by=Console())

    answer = get(client, "places.geojson", level="district", parent="50").json()

    ring = answer["features"][0]["geometry"]["coordinates"][0][0]
    assert ring[0] == ring[-1]
    assert {tuple(point) for point in ring} == {(98.0, 18.0), (98.5, 18.0), (98.5, 18.5), (98.0, 18.5)}
    assert answer["features"][0]["properties"]["approximate"] is True


def test_the_description_is_sound_openapi(nation, client):
    description = get(client, "openapi.json").json()

    validate(description)
    assert description["openapi"].startswith("3.1")
    assert "/api/v1/places" in description["paths"]


def test_a_page_of_twenty_asks_as_often_as_a_page_of_one(nation, client):
    counts = []
    for size in (1, 20):
        with CaptureQueriesContext(connection) as asked:
            get(client, "places", parent="50", page_size=size)
        counts.append(len(asked))

    assert counts[0] == counts[1] > 1


def test_the_interface_is_public():
    assert policy_of_path("/api/v1/places/50") is PUBLIC
    assert policy_of_path("/api/v1/openapi.json") is PUBLIC
