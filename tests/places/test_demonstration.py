"""The places of the demonstration: for every tambon of the eight provinces, marked as examples, the same each time."""

import pytest
from django.urls import reverse

from saiyai.audit.models import Entry
from saiyai.kernel.powers import Console
from saiyai.places import imports
from saiyai.places.commands.load import UPPER_NORTH
from saiyai.places.demonstration import demo_places, example_villages_of
from saiyai.places.models import LocalAuthority, Place, PlaceName
from saiyai.places.queries import children_of, find_places, place_at
from saiyai.places.queries import imports as queries
from saiyai.places.queries.authorities import authorities_covering, authority_at, versions_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(nation):
    demo_places(by=Console())


def test_every_tambon_of_the_eight_provinces_has_its_example_villages(shown):
    villages = Place.objects.filter(level="village")
    tambons = set(
        Place.objects.filter(level="tambon", valid_to=None, code__lt="60").values_list("code", flat=True)
    )
    wanted = {code for code in tambons if code[:2] in UPPER_NORTH}

    assert len(wanted) == 769
    assert {code[:6] for code in villages.values_list("code", flat=True)} == wanted
    assert villages.filter(is_example=False).count() == 0
    assert len(children_of("520704")) == 17
    assert villages.count() == sum(example_villages_of(code) for code in wanted)


def test_it_is_three_batches_and_the_same_at_every_load(shown):
    before = Entry.objects.count()
    accepted = Entry.objects.filter(command="places.import.accept").count()

    demo_places(by=Console())

    assert Entry.objects.count() == before
    assert accepted == 3
    assert [each.name_th for each in children_of("501412")[:3]] == ["บ้านท่ากลาง", "บ้านป่าแก้ว", "บ้านป่าไผ่"]


def test_the_named_authorities_are_no_examples_and_wiang_kan_has_its_past(shown):
    assert not authority_at("510301").is_example
    assert [each.label for each in versions_of("510301")] == ["อบต.เวียงกานต์", "อบต.บ้านโฮ่ง"]
    assert [each.label for each in authorities_covering("501412")] == ["เทศบาลตำบลป่าไผ่"]
    assert LocalAuthority.objects.filter(is_example=False).count() == 3


@pytest.mark.parametrize(("language", "mark"), [("th", "(ตัวอย่าง)"), ("en", "(example)")])
def test_an_example_says_so_wherever_it_is_shown(shown, client, language, mark):
    client.cookies["preferences"] = f"language={language}"
    village, tambon = (client.get(reverse("place", args=[code])) for code in ("50141201", "501412"))
    body = client.get(reverse("local_authority", args=["501401"])).content.decode()
    options = client.get(reverse("place_choose"), {"text": "501412"}).content.decode()
    found = client.get(reverse("place_choose"), {"text": "50141201"}).content.decode()
    answer = client.get("/api/v1/places/50141201").json()

    assert village.content.decode().count(mark) >= 2
    assert tambon.content.decode().count(mark) == example_villages_of("501412")
    assert mark in body
    assert mark not in options
    assert mark in found
    assert answer["is_example"] is True
    assert mark in find_places("50141201")[0].row.label or language == "en"


def test_a_real_list_takes_the_place_of_examples(shown):
    content = "รหัสหมู่บ้าน,ชื่อหมู่บ้าน\n50141201,บ้านจริง\n"
    imports.accept(imports.preview("villages", "real.csv", content.encode(), by=Console()), by=Console())

    village = place_at("50141201")
    assert (village.name_th, village.is_example) == ("บ้านจริง", False)
    assert not PlaceName.objects.filter(place="50141201", kind="former").exists()


def test_a_real_row_that_reads_as_the_example_makes_it_real_too(shown):
    name = place_at("50141201").name_th
    number = imports.preview(
        "villages", "real.csv", f"รหัสหมู่บ้าน,ชื่อหมู่บ้าน\n50141201,{name}\n".encode(), by=Console()
    )

    imports.accept(number, by=Console())

    assert queries.batch_at(number).changed == 1
    assert not place_at("50141201").is_example
