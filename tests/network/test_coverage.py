"""Coverage equals a recount, whatever the network looks like."""

import re
from datetime import date
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.audit import clock
from saiyai.kernel.powers import NOBODY
from saiyai.network import commands
from saiyai.network.demonstration import Registrars, demo_volunteers
from saiyai.network.exports import place_panel
from saiyai.network.models import Organisation, OrganisationField, Person, PersonRole, ServedArea
from saiyai.network.queries.coverage import (
    CoverageFilter,
    coverage_by_area,
    coverage_of,
    lone_people,
    villages_with_nobody,
)
from saiyai.places.demonstration import demo_places
from saiyai.places.models import Place
from tests.cast import Cast
from tests.network.builders import a_role, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

ALL = CoverageFilter()
TODAY = date(2014, 7, 1)
TAMBONS = ("501411", "501412", "500101", "520704")
VILLAGES = [f"{tambon}{number:02}" for tambon in TAMBONS for number in (1, 2, 3)]
_number = count(1)


def make_villages() -> None:
    Place.objects.bulk_create(
        [Place(code=code, level="village", name_th=f"บ้าน {code}") for code in VILLAGES], ignore_conflicts=True
    )


def test_a_village_is_covered_by_a_volunteer_a_home_or_a_served_area(cast: Cast):
    make_villages()
    group = an_organisation(cast)
    a_role(cast, group, position="volunteer", area_code="50141201")
    an_organisation(cast, name_th="ในหมู่บ้าน", place_code="50141202")
    commands.serve_areas(organisation=group, areas=["50141102"], by=cast.district_coordinator)

    whole = coverage_of("5014", ALL, clock.today())

    assert (whole.covered, whole.villages, whole.share) == (3, 6, 0.5)
    nobody = villages_with_nobody("5014", ALL, clock.today()).values_list("code", flat=True)
    assert list(nobody) == ["50141101", "50141103", "50141203"]


def test_who_ended_rests_or_waits_covers_nothing(cast: Cast):
    make_villages()
    resting, group = an_organisation(cast, name_th="พัก", place_code="50141201"), an_organisation(cast)
    commands.rest_organisation(organisation=resting, reason="พัก", by=cast.district_coordinator)
    commands.register_organisation(
        terms=commands.Terms(name_th="รอ", kind="other", place_code="50141202"), by=cast.volunteer
    )
    a_role(cast, group, position="volunteer", area_code="50141203", ends_on=date(2014, 1, 1))
    a_role(cast, group, "นายก ข", position="member", area_code="50141203")

    assert coverage_of("501412", ALL, clock.today()).covered == 0


STATES = st.sampled_from(["verified", "dormant"])
PLACES = st.sampled_from([*VILLAGES, *TAMBONS, "5014", "50"])
AREAS = st.lists(st.sampled_from([*VILLAGES, *TAMBONS]), max_size=3, unique=True)
DAYS = st.none() | st.sampled_from([date(2014, 6, 30), TODAY, date(2014, 7, 2)])
VOLUNTEERS = st.lists(st.tuples(st.sampled_from(VILLAGES), DAYS, DAYS), max_size=4)
NETWORK = st.lists(st.tuples(STATES, PLACES, AREAS, VOLUNTEERS, st.booleans()), max_size=5)


def build(
    cast: Cast, network: list[tuple[str, str, list[str], list[tuple[str, date | None, date | None]], bool]]
) -> None:
    for state, home, areas, volunteers, works_in_health in network:
        organisation = Organisation.objects.create(
            name_th=f"องค์กร {next(_number)}",
            kind_id="other",
            place_code=home,
            state=state,
            proposed_by=cast.volunteer,
            proposed_at=clock.now(),
            verified_by=cast.ministry_officer,
            verified_at=clock.now(),
        )
        ServedArea.objects.bulk_create(
            ServedArea(organisation=organisation, place_code=each) for each in areas
        )
        if works_in_health:
            OrganisationField.objects.create(organisation=organisation, field="health")
        for village, starts_on, ends_on in volunteers:
            if starts_on and ends_on and ends_on < starts_on:
                continue
            PersonRole.objects.create(
                person=Person.objects.create(given="ก", shown="ก", search_key="ก"),
                organisation=organisation,
                position="volunteer",
                title_th="",
                area_code=village,
                starts_on=starts_on,
                ends_on=ends_on,
            )


def recount(field: str) -> set[str]:
    """Return the covered villages, counted one by one."""
    covered = set()
    for organisation in Organisation.objects.filter(state="verified"):
        if field and not organisation.welfare_fields.filter(field=field).exists():
            continue
        serves = {organisation.place_code if len(organisation.place_code) == 8 else "-"}
        serves |= {each.place_code for each in organisation.served_areas.all()}
        roles = organisation.roles.filter(position="volunteer")
        serves |= {role.area_code for role in roles if role.is_held_on(TODAY)}
        covered |= {village for village in VILLAGES if village in serves or village[:6] in serves}
    return covered


@pytest.mark.engine
@given(
    network=NETWORK,
    area=st.sampled_from(["", "50", "5014", "501412", "52"]),
    field=st.sampled_from(["", "health"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_coverage_equals_a_recount(cast: Cast, network, area: str, field: str):
    make_villages()
    PersonRole.objects.all().delete()
    for model in (ServedArea, OrganisationField, Organisation):
        model.objects.all().delete()
    build(cast, network)
    wanted, counted = CoverageFilter(field=field), recount(field)

    whole = coverage_of(area, wanted, TODAY)
    parts = coverage_by_area(area, len(area) + 2, wanted, TODAY)

    inside = {each for each in VILLAGES if each.startswith(area)}
    known = set(Place.objects.filter(level="village").values_list("code", flat=True))
    extra = {each for each in known - set(VILLAGES) if each.startswith(area)}
    assert (whole.covered, whole.villages) == (len(inside & counted), len(inside | extra))
    assert {code: part.covered for code, part in parts.items() if part.covered} == {
        code: n
        for code in {each[: len(area) + 2] for each in inside}
        if (n := len({each for each in inside & counted if each.startswith(code)}))
    }
    assert sum(part.villages for part in parts.values()) == whole.villages
    nobody = set(villages_with_nobody(area, wanted, TODAY).values_list("code", flat=True))
    assert nobody == (inside | extra) - counted


def test_a_tambon_that_hangs_on_one_person_is_named(cast: Cast):
    make_villages()
    alone = an_organisation(cast)
    role = a_role(cast, alone, "นางเดียว ดาย", position="chair")
    a_role(cast, an_organisation(cast, name_th="อีกกลุ่ม"), role.person, position="member")
    many = an_organisation(cast, name_th="แม่แฝก", place_code="501411", by=cast.district_coordinator)
    for name in ("นายก ข", "นายค ง"):
        a_role(cast, many, name, by=cast.district_coordinator)

    found = lone_people("5014", clock.today())

    assert [(each.tambon, each.person, each.roles) for each in found] == [("501412", "นางเดียว ดาย", 2)]


def test_the_page_shows_the_areas_and_names_people_only_to_those_who_may_see_them(cast: Cast):
    make_villages()
    a_role(cast, an_organisation(cast), "นางเดียว ดาย", position="volunteer", area_code="50141201")
    address = reverse("network_coverage_of", args=["5014"])

    own = signed_in(cast.district_coordinator).get(address, {"field": "bogus"})
    foreign = signed_in(cast.other_province_officer).get(address).content.decode()
    empty = signed_in(cast.district_coordinator).get(reverse("network_coverage_of", args=["1001"]))

    page = own.content.decode()
    assert ("นางเดียว ดาย" in page, "นางเดียว ดาย" in foreign) == (True, False)
    assert "50141101" in page
    assert "ยังไม่มีข้อมูลหมู่บ้านในพื้นที่นี้" in empty.content.decode()
    assert signed_in(cast.citizen).get(address).status_code == 404
    for code in ("x", "99", "50141201"):
        answer = signed_in(cast.auditor).get(reverse("network_coverage_of", args=[code]))
        assert answer.status_code == 404


def test_the_nation_is_shown_by_provinces_and_a_tambon_by_its_villages(cast: Cast):
    make_villages()
    client = signed_in(cast.ministry_officer)

    nation = client.get(reverse("network_coverage"))
    tambon = client.get(reverse("network_coverage_of", args=["501412"]))

    assert len(nation.context["table"].rows) == 2
    assert tambon.context["table"] is None
    assert len(tambon.context["nobody"].rows) == 3


def test_a_district_shows_each_village_and_which_has_nobody_in_as_many_queries(cast: Cast):
    make_villages()
    client = signed_in(cast.district_coordinator)
    address = reverse("network_coverage_of", args=["5014"])

    def empty() -> list[str]:
        page = client.get(address).content.decode()
        return re.findall(r'<a class="plot" href="/places/([0-9]+)/"', page)

    before = empty()
    a_role(cast, an_organisation(cast), position="volunteer", area_code="50141201")
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(10, 30):
        Place.objects.create(code=f"501412{number}", level="village", name_th=f"บ้าน {number}")
    with CaptureQueriesContext(connection) as many:
        after = empty()

    assert "50141201" in before
    assert set(before) - set(after) == {"50141201"}
    assert len(after) == len(before) + 19
    assert len(many) == len(few)


def test_the_place_panel_counts_covered_villages_for_those_who_work_there(cast: Cast):
    make_villages()
    an_organisation(cast, name_th="ในหมู่บ้าน", place_code="50141202")

    own, visitors = place_panel("501412", cast.tambon_officer.scope), place_panel("501412", NOBODY)

    assert own is not None
    assert visitors is not None
    assert [figure.value for figure in own.figures] == ["1", "1 / 3"]
    assert len(visitors.figures) == 1


def test_the_demonstration_has_example_villages_with_gaps_and_volunteers(cast: Cast):
    by = Registrars(proposer=cast.support_officer, verifier=cast.ministry_officer)

    for _twice in range(2):
        demo_places(by=cast.ministry_officer)
        demo_volunteers(by=by)

    whole = coverage_of("5207", ALL, clock.today())
    assert whole.villages == 17
    assert 0 < whole.covered < 17
    made = Place.objects.filter(level="village").exclude(code="50141203")
    assert all(each.is_example for each in made)
    assert Organisation.objects.filter(name_th="ชมรม อพม. ตำบลร่องเคาะ (ตัวอย่าง)").count() == 1
