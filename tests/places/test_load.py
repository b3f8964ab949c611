"""Loading the nation."""

from datetime import date

import pytest

from saiyai.audit.queries import history_of
from saiyai.places.commands import load_places, rename_place
from saiyai.places.models import Place, PlaceName, Revision, Succession
from saiyai.places.queries import children_of, place_at, present_places
from saiyai.places.queries.history import names_of

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def test_the_nation_has_its_77_provinces_928_districts_and_7436_tambons(nation):
    by_level = {
        level: present_places().filter(level=level).count() for level in ("province", "district", "tambon")
    }

    assert by_level == {"province": 77, "district": 928, "tambon": 7_436}
    assert nation.new == nation.areas == 77 + 928 + 7_436 + 1_583


def test_the_eight_upper_northern_provinces_have_103_districts_and_769_tambons(nation):
    provinces = ("50", "51", "52", "54", "55", "56", "57", "58")

    districts = [each for code in provinces for each in children_of(code)]

    assert len(districts) == 103
    assert sum(len(children_of(each.code)) for each in districts) == 769
    assert "กัลยาณิวัฒนา" in {each.name_th for each in districts}


def test_a_second_load_changes_nothing_and_says_so(nation, administrator):
    before = Revision.objects.get().token

    again = load_places(by=administrator)

    assert again.changed_nothing
    assert (again.new, again.renamed, again.abolished, again.digest) == (0, 0, 0, nation.digest)
    assert Revision.objects.get().token == before


def test_a_load_is_recorded_with_its_edition(nation):
    (entry,) = history_of(nation.subject_key)

    assert entry.command == "places.load"
    assert {change.field: change.after for change in entry.changes}["new"] == nation.new


def test_a_name_that_the_package_changed_becomes_a_former_name(nation, administrator):
    Place.objects.filter(code="501412").update(name_th="ป่าไผ่เก่า")

    again = load_places(by=administrator)

    assert again.renamed == 1
    assert place_at("501412").name_th == "ป่าไผ่"
    assert [(each.kind, each.text) for each in names_of("501412")] == [("former", "ป่าไผ่เก่า")]


def test_an_area_that_the_package_abolished_ends_with_its_successor(nation, administrator):
    Place.objects.filter(code="100205").update(valid_to=None)

    again = load_places(by=administrator)

    assert again.abolished == 1
    assert place_at("100205").valid_to == date(2006, 1, 1)
    assert Succession.objects.get(old="100205").new_id == "102901"


def test_a_place_renamed_here_keeps_its_name_through_a_load(nation, administrator):
    rename_place(
        place=Place.objects.get(code="501412"),
        name_th="ป่าไผ่งาม",
        name_en="Pa Phai Ngam",
        on=date(2026, 1, 1),
        reason="ประกาศ",
        by=administrator,
    )

    again = load_places(by=administrator)

    assert again.kept == 1
    assert place_at("501412").name_th == "ป่าไผ่งาม"


def test_bangkok_says_khet_and_khwaeng_and_the_others_amphoe_and_tambon(nation):
    titles = {
        code: place_at(code).title_th for code in ("10", "1001", "100101", "50", "5014", "501412", "450109")
    }

    assert titles == {
        "10": "กรุงเทพมหานคร",
        "1001": "เขตพระนคร",
        "100101": "แขวงพระบรมมหาราชวัง",
        "50": "จังหวัดเชียงใหม่",
        "5014": "อำเภอสันทราย",
        "501412": "ตำบลป่าไผ่",
        "450109": "ตำบลปอภาร",
    }
    assert PlaceName.objects.get(place="450109").text == "ปอพาน"
