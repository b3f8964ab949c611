"""The pages of places, the maps on them, and the field that asks for a place."""

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.kernel.powers import NOBODY, Console
from saiyai.places.commands.revision import renew_revision
from saiyai.places.exports import found_actions
from saiyai.places.forms import PlaceField
from saiyai.places.models import AuthorityCoverage, AuthorityVersion, LocalAuthority, Place
from saiyai.places.queries.authorities import find_authorities
from saiyai.places.queries.surroundings import surroundings_of
from tests.places.shapes import store

pytestmark = pytest.mark.django_db


def wiang_kan():
    authority = LocalAuthority.objects.create(
        code="510351", kind="tao", name_th="เวียงกานต์", key_th="เวียงกานต์", place_id="510301"
    )
    AuthorityVersion.objects.create(authority=authority, kind="tao", name_th="บ้านโฮ่ง", ends_on="2008-11-24")
    AuthorityVersion.objects.create(
        authority=authority, kind="tao", name_th="เวียงกานต์", starts_on="2008-11-24"
    )
    AuthorityCoverage.objects.create(authority=authority, place_id="510301", extent="partial")


def test_the_nation_shows_its_provinces_and_its_cluster(nation, client):
    page = client.get(reverse("places")).content.decode()

    assert "จังหวัดเชียงใหม่" in page
    assert "กลุ่มจังหวัดภาคเหนือตอนบน 8 จังหวัด" in page


def test_a_search_shows_both_places_of_a_name_with_their_paths(nation, client):
    page = client.get(reverse("places"), {"q": "บ้านปิน"}).content.decode()

    assert "อำเภอลอง จังหวัดแพร่" in page
    assert "อำเภอดอกคำใต้ จังหวัดพะเยา" in page


def test_a_tambon_shows_its_names_path_and_postcode(nation, client):
    page = client.get(reverse("place", args=["501412"])).content.decode()

    for text in ("ตำบลป่าไผ่", "Pa Phai", "อำเภอสันทราย", "จังหวัดเชียงใหม่", "501412", "50290"):
        assert text in page


def test_the_levels_below_a_place_are_counted_each_by_itself(nation, client):
    figure = client.get(reverse("places_why"), {"place": "50"}).context["explained"].figure

    assert figure.value.startswith("อำเภอ ")
    assert " · ตำบล " in figure.value


def test_an_abolished_place_says_what_became_of_it(nation, client):
    page = client.get(reverse("place", args=["100205"])).content.decode()

    assert "1 มกราคม 2549" in page
    assert reverse("place", args=["102901"]) in page


def test_wiang_kan_is_an_authority_inside_ban_hong_and_not_a_tambon(nation, client):
    wiang_kan()

    page = client.get(reverse("place", args=["510301"])).content.decode()
    own = client.get(reverse("local_authority", args=["510351"])).content.decode()

    assert "อบต.เวียงกานต์" in page
    assert "อบต.บ้านโฮ่ง" in own
    assert "24 พ.ย. 2551" in own
    assert [each.label for each in find_authorities("อบต.เวียงกานต์")] == ["อบต.เวียงกานต์"]
    assert [each.label for each in find_authorities("อบต.บ้านโฮ่ง")] == ["อบต.เวียงกานต์"]
    assert not Place.objects.filter(name_th="เวียงกานต์").exists()


@pytest.mark.parametrize("code", ["99", "zz", "501499", "5014120312", "ก", "%00", "5014%0A"])
def test_an_unknown_code_is_not_found(nation, client, code):
    assert client.get(f"/places/{code}/").status_code == 404
    assert client.get(f"/places/clusters/{'x'}/").status_code == 404
    assert client.get("/places/authorities/0/").status_code == 404


@pytest.mark.parametrize(
    "url", ["/places/", "/places/50/", "/places/5014/", "/places/501412/", "/places/clusters/un8/"]
)
def test_every_page_speaks_english_too(nation, client, url):
    client.cookies["preferences"] = "language=en"

    page = client.get(url)

    assert page.status_code == 200
    assert "Chiang Mai" in page.content.decode()


def test_a_page_asks_as_often_for_one_child_as_for_twenty(nation, client):
    counts = {}
    for code in ("5025", "5001"):
        client.get(f"/places/{code}/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/places/{code}/")
        counts[code] = len(asked)

    assert counts["5025"] == counts["5001"] > 5


def test_what_surrounds_a_place_is_kept_until_the_places_change(nation, django_assert_num_queries):
    before = surroundings_of("5025")
    with django_assert_num_queries(1):  # which state of the places it is
        assert surroundings_of("5025") is before

    Place.objects.create(code="502577", level="tambon", name_th="ตำบลใหม่")
    renew_revision()
    after = surroundings_of("5025")

    assert [row.code for row in after.children if row not in before.children] == ["502577"]
    assert after.counts["tambon"] == before.counts["tambon"] + 1
    assert after.neighbours == before.neighbours


class AskingForm(forms.Form):
    place = PlaceField(level="tambon")


def sent(**data):
    form = AskingForm({f"place{key}": value for key, value in data.items()})
    form.is_valid()
    return form


def test_a_chosen_place_comes_as_its_code(nation):
    form = sent(**{"": "501412", "_text": "ต.ป่าไผ่ อ.สันทราย จ.เชียงใหม่"})

    assert form.cleaned_data == {"place": "501412"}


def test_a_typed_place_is_resolved_where_it_is_unmistakable(nation):
    assert sent(_text="ต.ป่าไผ่ อ.สันทราย").cleaned_data == {"place": "501412"}


def test_an_ambiguous_text_comes_back_as_a_choice_and_the_choice_is_taken(nation):
    asked = sent(_text="บ้านปิน")

    assert asked.errors.as_data()["place"][0].code == "ambiguous"
    assert asked.as_p().count('type="radio"') == 2
    assert sent(_text="บ้านปิน", _choice="560504").cleaned_data == {"place": "560504"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"_text": ""}, "required"),
        ({}, "required"),
        ({"_text": "ปาไผ สันทราย"}, "nearly"),
        ({"_text": "ฮฮฮฮฮฮ"}, "unknown"),
        ({"": "5014"}, "outside"),
        ({"": "999999"}, "unknown"),
        ({"": "501412", "_text": ""}, "required"),
        ({"": "50\x00", "_text": "\x00"}, "required"),
    ],
)
def test_what_the_field_says_no_to(nation, data, code):
    assert sent(**data).errors.as_data()["place"][0].code == code


@pytest.mark.engine
@pytest.mark.parametrize("typed", ["\x00", "อบต.\x00", "ก" * 5_000, "5014\n", "%s' OR 1=1 --", "١٢", "🇹🇭"])
def test_no_text_breaks_a_page(nation, client, typed):
    asked = {"q": typed, "text": typed}

    assert client.get(reverse("places"), asked).status_code == 200
    assert client.get(reverse("place_choose"), asked).status_code == 200
    assert client.get("/api/v1/places", {"q": typed[:160]}).status_code == 200


def test_an_old_code_beside_a_new_text_does_not_count(nation):
    assert sent(**{"": "520704", "_text": "ต.ป่าไผ่ อ.สันทราย"}).cleaned_data == {"place": "501412"}


def test_the_options_are_offered_while_one_types(nation, client):
    page = client.get(
        reverse("place_choose"), {"text": "ป่าไผ่ สัน", "level": "tambon", "list": "id_list"}
    ).content.decode()

    assert 'data-code="501412"' in page
    assert 'id="id_list-1"' in page


def test_clusters_and_forms_are_found_by_a_few_letters_by_those_who_may_use_them(nation):
    visitor = [each.url for each in found_actions("กลุ่มจังหวัด", NOBODY)]
    keeper = [each.url for each in found_actions("นำเข้าหมู่บ้าน", Console().scope)]

    assert visitor == [reverse("clusters"), reverse("cluster", args=["un8"])]
    assert keeper == [reverse("places_import")]
    assert found_actions("นำเข้าหมู่บ้าน", NOBODY) == []
    assert found_actions("", Console().scope) == []


def test_an_authority_is_shown_where_it_lies(nation, client):
    wiang_kan()
    store("5101", "5103")

    page = client.get(reverse("local_authority", args=["510351"])).content.decode()

    assert 'class="area here"' in page
