"""The drawn network: its measures equal NetworkX's, and nobody sees in it what the directory hides."""

from datetime import date

import networkx as nx
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from saiyai.audit import clock
from saiyai.kernel.powers import NOBODY
from saiyai.network.models import Kind
from saiyai.network.queries import graph as queries
from saiyai.network.rules import LinkKind
from saiyai.network.rules.graph import measured
from saiyai.network.rules.suggestion import Member, suggested_pairs
from tests.cast import Cast
from tests.network.builders import a_link, a_network, an_organisation
from tests.network.test_pages import signed_in

ALL = queries.GraphFilter()
COUNT = st.integers(1, 24)


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[str], list[tuple[int, int]]]:
    count = draw(COUNT)
    ends = st.integers(0, count - 1)
    pairs = draw(
        st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] < pair[1]), unique=True, max_size=60)
    )
    return [draw(st.sampled_from(["people", "state", "local"])) for _ in range(count)], pairs


def as_networkx(count: int, pairs: list[tuple[int, int]]) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(pairs)
    return graph


@given(networks())
def test_every_measure_equals_that_of_an_independent_library(
    network: tuple[list[str], list[tuple[int, int]]],
):
    sectors, pairs = network
    reference = as_networkx(len(sectors), pairs)

    found = measured(sectors, pairs)

    assert found.density == pytest.approx(nx.density(reference))
    between = nx.betweenness_centrality(reference)
    assert [point.between for point in found.points] == pytest.approx(
        [between[at] for at in range(len(sectors))]
    )
    assert [point.links for point in found.points] == [reference.degree(at) for at in range(len(sectors))]
    sizes = sorted((len(piece) for piece in nx.connected_components(reference)), reverse=True)
    assert [*found.pieces, *[1] * found.alone] == sizes
    assert found.crossing == sum(sectors[one] != sectors[other] for one, other in pairs)


@given(networks())
def test_what_is_cut_off_is_what_the_network_without_it_lacks(
    network: tuple[list[str], list[tuple[int, int]]],
):
    sectors, pairs = network
    reference = as_networkx(len(sectors), pairs)

    found = measured(sectors, pairs)

    for at, point in enumerate(found.points):
        piece = nx.node_connected_component(reference, at) - {at}
        rest = reference.subgraph(piece)
        parts = [len(part) for part in nx.connected_components(rest)]
        assert point.cut_off == len(piece) - max(parts, default=0)


@given(networks())
@settings(max_examples=30)
def test_a_drawing_is_the_same_each_time_and_no_two_marks_lie_on_each_other(
    network: tuple[list[str], list[tuple[int, int]]],
):
    sectors, pairs = network

    points = measured(sectors, pairs).points

    assert points == measured(sectors, pairs).points
    assert len({(point.x, point.y) for point in points}) == len(points)


def test_links_that_join_two_pieces_are_suggested_first_and_linked_pairs_never():
    work, both = frozenset({"work"}), frozenset({"work", "health"})
    members = [
        Member("501412", both, 0),
        Member("501412", both, 0),
        Member("501412", work, 1),
        Member("501411", work, 0),
        Member("500101", work, 2),
        Member("501412", frozenset(), 3),
    ]

    found = suggested_pairs(members, {"501411": ["501412"]}, {(0, 1)}, most=9)

    assert [(pair.one, pair.other, pair.joins) for pair in found] == [
        (0, 2, True),
        (1, 2, True),
        (2, 3, True),
        (0, 3, False),
        (1, 3, False),
    ]


@pytest.fixture
def star(cast: Cast):
    """A network of the district with two members that are not linked with each other, and one that stands alone."""
    hub = a_network(cast)
    members = [an_organisation(cast, name_th=f"กลุ่มที่ {number}", fields=["work"]) for number in (1, 2)]
    for member in members:
        a_link(cast, member, hub, LinkKind.MEMBER_OF)
    alone = an_organisation(cast, name_th="ชมรมเดี่ยว", kind=Kind.DISABLED_PEOPLE)
    return hub, members, alone


@pytest.mark.django_db
@pytest.mark.engine
def test_the_broker_of_a_district_is_the_one_that_the_others_reach_each_other_through(cast: Cast, star):
    hub, members, alone = star

    graph = queries.graph_of(cast.district_coordinator.scope, "5014", ALL, clock.today())

    assert graph is not None
    points = {node.pk: node.point for node in graph.nodes}
    assert max(points, key=lambda pk: points[pk].between) == hub.pk
    assert points[hub.pk].cut_off == 1
    assert points[alone.pk].links == 0
    assert (graph.measures.links, graph.measures.pieces, graph.measures.alone) == (2, (3,), 1)
    pairs = [{one.pk, other.pk} for one, other, _shared in queries.suggested_links(graph)]
    assert pairs == [{each.pk for each in members}]


@pytest.mark.django_db
def test_a_link_is_drawn_on_its_days_alone_and_of_the_kinds_asked_for(cast: Cast, star):
    _hub, members, _alone = star
    scope = cast.district_coordinator.scope
    a_link(cast, members[0], members[1], LinkKind.MONEY, starts_on=date(2014, 6, 1))

    def links(wanted: queries.GraphFilter, on: date) -> int:
        graph = queries.graph_of(scope, "5014", wanted, on)
        assert graph is not None
        return graph.measures.links

    assert links(ALL, clock.today()) == 3
    assert links(queries.GraphFilter(kinds=("money",)), clock.today()) == 1
    assert links(queries.GraphFilter(kinds=("money",)), date(2014, 5, 31)) == 0
    assert links(queries.GraphFilter(field="work"), clock.today()) == 1


@pytest.mark.django_db
def test_a_change_is_drawn_at_once_though_measures_are_kept(cast: Cast, star):
    _hub, members, alone = star
    scope = cast.district_coordinator.scope
    before = queries.graph_of(scope, "5014", ALL, clock.today())

    a_link(cast, alone, members[0])

    after = queries.graph_of(scope, "5014", ALL, clock.today())
    assert before is not None
    assert after is not None
    assert (before.measures.alone, after.measures.alone) == (1, 0)


@pytest.mark.django_db
def test_who_sees_no_organisation_sees_no_mark_of_it(cast: Cast, star):
    foreign = queries.graph_of(cast.other_province_officer.scope, "5014", ALL, clock.today())
    nobody = queries.graph_of(NOBODY, "5014", ALL, clock.today())

    assert foreign is not None
    assert nobody is not None
    assert foreign.nodes == nobody.nodes == ()


@pytest.mark.django_db
@pytest.mark.parametrize(("shows", "links"), [((True, True), 1), ((True, False), 0), ((False, False), 0)])
def test_a_link_is_drawn_for_others_where_both_ends_show_it(cast: Cast, shows: tuple[bool, bool], links: int):
    ends = [
        an_organisation(cast, name_th=f"องค์กรที่ {number}", shown_publicly=True, shows_links=each)
        for number, each in enumerate(shows)
    ]
    a_link(cast, *ends)

    own = queries.graph_of(cast.district_coordinator.scope, "5014", ALL, clock.today())
    foreign = queries.graph_of(cast.other_province_officer.scope, "5014", ALL, clock.today())

    assert own is not None
    assert foreign is not None
    assert (len(own.nodes), own.measures.links) == (2, 1)
    assert (len(foreign.nodes), foreign.measures.links) == (2, links)


@pytest.mark.django_db
def test_a_network_too_large_to_be_read_is_offered_by_its_parts(cast: Cast, star, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)
    client = signed_in(cast.province_officer)

    page = client.get(reverse("network_graph_of", args=["50"]))

    assert "graph" not in page.context
    assert [row[1].value for row in page.context["parts"].rows] == [4]


@pytest.mark.django_db
def test_the_page_names_the_broker_and_gives_the_table_along(cast: Cast, star):
    hub, _members, alone = star
    client = signed_in(cast.district_coordinator)

    page = client.get(reverse("network_graph"))
    table = client.get(reverse("network_graph_of", args=["5014"]), {"as": "csv"})

    assert page.context["brokers"].rows[0][0].value == hub.name_th
    assert [(each.count, each.shown[0][0]) for each in page.context["alone"]] == [(1, alone.name_th)]
    assert alone.name_th not in [each["name"] for each in page.context["picture"]["nodes"]]
    assert table.content.decode("utf-8-sig").count("กลุ่มที่") == 2


@pytest.mark.django_db
def test_the_links_of_a_drawing_join_the_same_two_when_others_stand_alone_between_them(cast: Cast):
    an_organisation(cast, name_th="ชมรมเดี่ยว ก")
    one = an_organisation(cast, name_th="กลุ่มหนึ่ง")
    an_organisation(cast, name_th="ชมรมเดี่ยว ข")
    other = an_organisation(cast, name_th="กลุ่มสอง")
    a_link(cast, one, other)

    picture = signed_in(cast.district_coordinator).get(reverse("network_graph_of", args=["5014"]))
    drawn = picture.context["picture"]

    ((source, target, _kinds),) = drawn["links"]
    assert {drawn["nodes"][source]["name"], drawn["nodes"][target]["name"]} == {one.name_th, other.name_th}
    assert len(drawn["nodes"]) == 2


@pytest.mark.django_db
def test_who_stands_alone_is_named_by_kind_and_folded_where_there_are_many(cast: Cast):
    for number in range(13):
        an_organisation(cast, name_th=f"กลุ่มที่ {number}", kind=Kind.VOLUNTEERS)
    an_organisation(cast, name_th="ชมรมเดี่ยว", kind=Kind.DISABLED_PEOPLE)

    page = signed_in(cast.district_coordinator).get(reverse("network_graph_of", args=["5014"]))
    content = page.content.decode()

    assert [each.count for each in page.context["alone"]] == [13, 1]
    assert all(not each.is_open and not each.left for each in page.context["alone"])
    assert 'id="graph"' not in content, "there is nothing to draw where no link is"
    assert all(f"กลุ่มที่ {number}" in content for number in range(13))


@pytest.mark.django_db
def test_a_page_asks_as_often_for_many_as_for_few(cast: Cast, star, django_assert_num_queries):
    client = signed_in(cast.district_coordinator)
    address = reverse("network_graph_of", args=["5014"])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    asked = len(few)
    hub = star[0]
    for number in range(20):
        a_link(cast, an_organisation(cast, name_th=f"กลุ่มใหม่ {number}"), hub, LinkKind.MEMBER_OF)
    cache.clear()
    client.get(address)

    with django_assert_num_queries(asked):
        client.get(address)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["99", "50141201", "5", "x"])
def test_what_is_no_area_above_the_village_is_not_drawn(cast: Cast, code: str):
    client = signed_in(cast.ministry_officer)

    assert client.get(reverse("network_graph_of", args=[code])).status_code == 404
