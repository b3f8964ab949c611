"""Finding a place as people write it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.places.commands.revision import renew_revision
from saiyai.places.models import Place, PlaceName
from saiyai.places.queries import find_places
from saiyai.places.queries.index import name_index
from saiyai.places.rules.nearness import distance, name_key, sound_of, village_key

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def codes(text, **kwargs):
    return [each.row.code for each in find_places(text, **kwargs)]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ต.ป่าไผ่ อ.สันทราย จ.เชียงใหม่", "501412"),
        ("ต.ป่าไผ่อ.สันทรายจ.เชียงใหม่", "501412"),
        ("ตำบลป่าไผ่ อำเภอสันทราย จังหวัดเชียงใหม่", "501412"),
        ("ป่าไผ่ สันทราย", "501412"),
        ("ป่าไผ่สันทราย", "501412"),
        ("อ.เมือง จ.แพร่", "5401"),
        ("อำเภอเมืองแพร่", "5401"),
        ("ศรีภูมิ เมือง เชียงใหม่", "500101"),
        ("Pa Phai, San Sai, Chiang Mai", "501412"),
        ("chiang mai", "50"),
        ("Mueang, Phrae", "5401"),
        ("๕๐๑๔๑๒", "501412"),
        ("501412", "501412"),
        ("ศรีษะเกษ", "550403"),
        ("ศรีสะเกษ", "33"),
        ("ต.ศรีสะเกษ อ.นาน้อย จ.น่าน", "550403"),
        ("เชียงไหม่", "50"),
        ("ปาไผ สันทราย", "501412"),
        ("ร่องเคา วังเหนอ ลำปาง", "520704"),
        ("แม่เงิน เชียงแสน", "570805"),
        ("สบป่อง ปางมะผ้า", "580701"),
        ("เหมืองหม้อ อ.เมือง จ.แพร่", "540106"),
        ("เขตพระนคร กทม.", "1001"),
        ("แขวงสามเสนใน", "101401"),
        ("โคราช", "30"),
        ("สุไหงโกลก", "9610"),
        ("ปอพาน เมืองร้อยเอ็ด", "450109"),
    ],
)
def test_what_people_write_finds_the_place_first(nation, typed, code):
    assert codes(typed)[0] == code


def test_the_same_name_in_two_provinces_is_answered_with_both(nation):
    found = find_places("บ้านปิน")

    assert {each.row.code for each in found[:2]} == {"560504", "540302"}
    assert {each.path[0].name_th for each in found[:2]} == {"พะเยา", "แพร่"}
    assert all(each.is_exact for each in found[:2])


def test_an_odd_name_is_right_as_it_is_and_the_province_comes_second(nation):
    first, second, *_rest = find_places("ศรีษะเกษ")

    assert (first.row.code, first.how) == ("550403", "name")
    assert (second.row.code, second.how) == ("33", "sound")


def test_a_postcode_finds_its_tambons(nation):
    assert {"501401", "501412"} <= set(codes("50290", limit=50))
    assert codes("00000") == []


def test_an_abolished_place_is_found_after_the_present_one_and_not_on_a_later_day(nation):
    assert codes("แขวงบางซื่อ")[:2] == ["102901", "100205"]
    assert "100205" not in codes("แขวงบางซื่อ", on=date(2020, 1, 1))


def test_a_search_inside_an_area_finds_nothing_outside(nation):
    assert codes("บ้านปิน", within=["56"], limit=1) == ["560504"]
    assert set(codes("บ้านปิน", level="tambon", within=["54"])) >= {"540302"}


def test_a_village_is_found_by_its_name_its_moo_and_its_second_code(nation):
    Place.objects.create(
        code="50141205", level="village", name_th="บ้านป่าไผ่ใต้", key_th="ป่าไผ่ใต้", sound=sound_of("ป่าไผ่ใต้")
    )
    PlaceName.objects.create(place_id="50141205", kind="second_code", text="50990063", key="50990063")

    assert codes("บ้านป่าไผ่ใต้")[0] == "50141205"
    assert codes("ป่าไผ่ใต้ สันทราย")[0] == "50141205"
    assert codes("หมู่ 5 ต.ป่าไผ่ อ.สันทราย")[0] == "50141205"
    assert codes("50990063") == ["50141205"]
    assert find_places("บ้านป่าไผใต ต.ป่าไผ่")[0].row.code == "50141205"


def test_inside_a_tambon_the_beginning_of_a_village_s_name_is_enough(nation):
    for number, name in ((6, "บ้านสันป่าสัก"), (7, "บ้านสันป่าเหียง"), (8, "บ้านท่ายาว")):
        key = village_key(name)
        Place.objects.create(
            code=f"501412{number:02}", level="village", name_th=name, key_th=key, sound=sound_of(key)
        )

    assert codes("สันป่า", level="village", within=["501412"]) == ["50141206", "50141207"]
    assert codes("บ้านท่า", level="village", within=["501412"]) == ["50141208"]


def test_a_common_name_is_found_inside_a_small_area_however_many_bear_it(nation):
    everywhere = find_places("หนองบัว", level="tambon", limit=500)
    last = everywhere[-1].row.code

    assert codes("หนองบัว", level="tambon", within=[last[:4]])


def test_a_place_is_not_found_before_it_began(nation):
    Place.objects.filter(code="501412").update(valid_from=date(2000, 1, 1))
    renew_revision()

    assert "501412" not in codes("ต.ป่าไผ่ อ.สันทราย", on=date(1999, 12, 31))
    assert "501412" in codes("ต.ป่าไผ่ อ.สันทราย", on=date(2000, 1, 1))


def test_a_former_name_still_finds_the_place(nation):
    PlaceName.objects.create(
        place_id="501412", kind="former", text="ไผ่โบราณ", key=name_key("ไผ่โบราณ"), ends_on="2000-01-01"
    )
    renew_revision()

    assert codes("ไผ่โบราณ")[0] == "501412"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80) | st.text(alphabet="กขเแโใไาิี่้็์ำ.ตอจบ 0๑", max_size=40))
def test_no_text_breaks_the_search(nation, text):
    assert isinstance(find_places(text), list)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_place_is_found_by_its_exact_path(nation, data):
    index = name_index()
    code = data.draw(st.sampled_from([code for code, row in index.rows.items() if not row.is_abolished]))
    path = [index.rows[code[:n]] for n in range(2, len(code) + 1, 2)]
    typed = " ".join(row.title_th for row in reversed(path))

    assert code in codes(typed, limit=3)


@given(st.text(alphabet="กขคงสศษิีึืุู่้็์าเแ", min_size=1, max_size=12))
def test_the_distance_of_a_key_to_itself_is_nothing_and_a_tone_costs_little(key):
    assert distance(key, key, 3) == 0
    assert distance(key, key + "่", 3) == pytest.approx(0.35)
    assert distance("", key, 99) == distance(key, "", 99)


def test_letters_that_sound_alike_share_a_sound_and_ban_is_no_part_of_a_village_key():
    assert sound_of("ศรีษะเกษ") == sound_of("ศรีสะเกศ")
    assert village_key("บ้านป่าไผ่") == village_key("ป่าไผ่") == village_key("หมู่บ้านป่าไผ่")
    assert village_key("บ้าน") == "บ้าน"
