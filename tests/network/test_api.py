"""The network as JSON: the same scopes as the pages, nothing beyond them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openapi_spec_validator import validate

from saiyai.network import commands
from saiyai.places.models import Place
from saiyai.site.policies import policy_of_path
from tests.cast import Cast
from tests.matrix.actors import actors
from tests.network.builders import a_link, a_role, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

API = "/api/v1/"


def get(client: Client, path: str, **query: object):
    return client.get(API + path, query)


def names(client: Client, **query: object) -> list[str]:
    return [each["name_th"] for each in get(client, "organisations", **query).json()["items"]]


def test_the_list_is_narrowed_as_the_directory_is(cast: Cast):
    an_organisation(cast, name_th="กลุ่มทอผ้า", kind="farmers", fields=["work"], targets=["women"])
    an_organisation(cast, name_th="ชมรมจักรยาน", place_code="501411", by=cast.district_coordinator)
    client = signed_in(cast.province_officer)

    assert names(client) == ["กลุ่มทอผ้า", "ชมรมจักรยาน"]
    for query in (
        {"q": "ทอผ้า"},
        {"kind": "farmers"},
        {"field": "work"},
        {"target": "women"},
        {"place": "501412"},
    ):
        assert names(client, **query) == ["กลุ่มทอผ้า"], query
    assert names(client, state="dormant") == []
    assert names(signed_in(cast.tambon_officer), mine=True) == ["กลุ่มทอผ้า"]


def test_pages_follow_one_another_by_cursor_and_lose_nobody(cast: Cast):
    for number in range(5):
        an_organisation(cast, name_th=f"กลุ่ม {number}", shown_publicly=True)
    seen, cursor, counts = [], None, []
    while True:
        page = get(Client(), "organisations", limit=2, **({"cursor": cursor} if cursor else {})).json()
        seen += [each["name_th"] for each in page["items"]]
        counts.append(page["count"])
        cursor = page["next"]
        if cursor is None:
            break

    assert seen == [f"กลุ่ม {number}" for number in range(5)]
    assert counts == [5, None, None]


def test_only_the_fields_that_are_asked_for_come(cast: Cast):
    an_organisation(cast, name_th="ก", shown_publicly=True)

    item = get(Client(), "organisations", fields="name_th,place").json()["items"][0]

    assert set(item) == {"id", "url", "name_th", "place"}
    assert get(Client(), "organisations", fields="name_th,password").status_code == 422


def test_contacts_come_only_where_the_pages_show_them(cast: Cast):
    an_organisation(cast, name_th="ก", shown_publicly=True, phone="053-998877")
    shown = an_organisation(cast, name_th="ข", shown_publicly=True, shows_contacts=True, phone="053-112485")
    hidden = an_organisation(cast, name_th="ค", phone="053-776655")

    phones = [each["phone"] for each in get(Client(), "organisations").json()["items"]]

    assert phones == [None, "053-112485"]
    assert get(Client(), f"organisations/{shown.pk}").json()["phone"] == "053-112485"
    assert get(Client(), f"organisations/{hidden.pk}").status_code == 404
    assert get(signed_in(cast.other_province_officer), f"organisations/{hidden.pk}").status_code == 404
    assert get(signed_in(cast.tambon_officer), f"organisations/{hidden.pk}").json()["phone"] == "053-776655"


def test_a_duplicate_leads_to_the_one_that_took_it_in(cast: Cast):
    stays = an_organisation(cast, name_th="ก", shown_publicly=True)
    goes = an_organisation(cast, name_th="ข", shown_publicly=True)
    commands.merge_organisations(
        organisation=stays, duplicate=goes, reason="ซ้ำ", by=cast.district_coordinator
    )

    answer = get(Client(), f"organisations/{goes.pk}")

    assert (answer.status_code, answer.url) == (301, f"/api/v1/organisations/{stays.pk}")


def test_a_link_is_told_only_where_both_ends_are_seen(cast: Cast):
    one = an_organisation(cast, name_th="ก", shown_publicly=True, shows_links=True)
    two = an_organisation(cast, name_th="ข", shown_publicly=True, shows_links=True)
    three = an_organisation(cast, name_th="ค", shows_links=True)
    shy = an_organisation(cast, name_th="ง", shown_publicly=True)
    a_link(cast, one, two)
    a_link(cast, one, shy)
    a_link(cast, one, three, kind="money")

    public = get(Client(), "links").json()["items"]
    own = get(signed_in(cast.tambon_officer), "links", organisation=three.pk).json()["items"]

    assert [(each["source"], each["target"]) for each in public] == [(one.pk, two.pk)]
    assert [(each["kind"], each["target"]) for each in own] == [("money", three.pk)]
    assert get(Client(), "links", place="52").json()["items"] == []
    assert get(Client(), "links", on="1999-01-01").json()["items"] == public
    assert get(Client(), "links", kind="money").json()["items"] == []


def test_coverage_is_that_of_the_pages(cast: Cast):
    Place.objects.bulk_create(
        [Place(code=code, level="village", name_th=code) for code in ("50141201", "50141202")]
    )
    a_role(cast, an_organisation(cast, fields=["health"]), position="volunteer", area_code="50141201")
    client = signed_in(cast.province_officer)

    answer = get(client, "coverage", place="5014").json()

    assert (answer["covered"], answer["villages"], answer["share"]) == (1, 3, 0.3333)
    assert [each["place"] for each in answer["parts"]] == ["501412"]
    assert get(client, "coverage", place="5014", field="housing").json()["covered"] == 0
    assert get(client, "coverage", place="5099").status_code == 404


def test_every_actor_gets_of_coverage_what_its_policy_says(cast: Cast):
    policy = policy_of_path("/api/v1/coverage")
    assert policy is not None
    for actor in actors(cast):
        client = Client()
        if actor.user is not None:
            client.force_login(actor.user)
        got = get(client, "coverage", place="50").status_code
        assert got == (200 if policy.admits(actor.scope) else 403), actor.name


def test_every_actor_gets_of_an_organisation_what_its_page_gives(cast: Cast):
    hidden = an_organisation(cast, name_th="ซ่อน")
    shown = an_organisation(cast, name_th="เปิด", shown_publicly=True)
    for actor in actors(cast):
        client = Client()
        if actor.user is not None:
            client.force_login(actor.user)
        for each in (hidden, shown):
            page = client.get(f"/network/{each.pk}/").status_code
            assert get(client, f"organisations/{each.pk}").status_code == page, actor.name


def test_an_answer_is_kept_until_the_next_act_and_by_no_shared_cache(cast: Cast):
    an_organisation(cast, name_th="ก", shown_publicly=True)
    first = get(Client(), "organisations")
    again = Client().get(API + "organisations", headers={"if-none-match": first["ETag"]})
    officers = signed_in(cast.tambon_officer).get(
        API + "organisations", headers={"if-none-match": first["ETag"]}
    )
    an_organisation(cast, name_th="ข", shown_publicly=True)
    after = Client().get(API + "organisations", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, officers.status_code, after.status_code) == (304, 200, 200)
    assert "private" in first["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("organisations", {"limit": 0}),
        ("organisations", {"limit": 5000}),
        ("organisations", {"place": "5"}),
        ("organisations", {"field": "x"}),
        ("organisations", {"cursor": "x"}),
        ("links", {"kind": "x"}),
        ("links", {"on": "yesterday"}),
        ("coverage", {"target": "x"}),
    ],
)
def test_a_wrong_parameter_is_named_in_a_problem(cast: Cast, path: str, query: dict[str, object]):
    answer = get(signed_in(cast.ministry_officer), path, **query)

    assert answer.status_code == 422
    assert next(iter(query)) in answer.json()["errors"][0]["at"]


def test_the_description_is_valid_and_has_examples(client):
    described = client.get("/api/v1/openapi.json").json()

    validate(described)
    assert {
        "/api/v1/organisations",
        "/api/v1/organisations/{pk}",
        "/api/v1/links",
        "/api/v1/coverage",
    } <= set(described["paths"])
    assert described["components"]["schemas"]["OrganisationOut"]["properties"]["name_th"]["examples"]


@pytest.mark.parametrize("path", ["organisations", "links"])
def test_one_row_and_twenty_cost_the_same_queries(cast: Cast, path: str):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            get(Client(), path)
        return len(captured)

    hub = an_organisation(cast, name_th="กลาง", shown_publicly=True, shows_links=True)
    a_link(
        cast,
        hub,
        an_organisation(cast, name_th="แรก", shown_publicly=True, shows_links=True, fields=["health"]),
    )
    one = count()
    for number in range(19):
        a_link(
            cast, hub, an_organisation(cast, name_th=f"กลุ่ม {number}", shown_publicly=True, fields=["work"])
        )

    assert count() == one
