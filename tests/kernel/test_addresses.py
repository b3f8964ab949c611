import geothai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.addresses import BANGKOK, Address, PlaceWords, split_place_words
from saiyai.kernel.bad_value import BadValue
from tests.kernel.strategies import addresses, typed, value_or_code

# One official name carries its other spelling in brackets; nobody types that.
UNTYPED = {"ปอภาร (ปอพาน)"}


@pytest.fixture(scope="module")
def official_paths():
    return [
        (tambon.name_th, district.name_th.removeprefix("เขต"), province.name_th)
        for province in geothai.provinces()
        for district in geothai.districts(province.code)
        for tambon in geothai.subdistricts(district.code)
        if tambon.name_th not in UNTYPED
    ]


def wrong(paths, write):
    """Return the places whose words do not come back from what `write` makes of them."""
    found = []
    for path in paths:
        words = split_place_words(write(*path))
        if (words.tambon, words.district, words.province, words.bare) != (*path, ()):
            found.append((path, words))
    return found


def test_every_place_of_thailand_is_read_back_from_its_short_marks(official_paths):
    assert (
        wrong(official_paths, lambda tambon, district, province: f"ต.{tambon} อ.{district} จ.{province}")
        == []
    )


def test_every_place_of_thailand_is_read_back_from_its_full_marks(official_paths):
    assert (
        wrong(
            official_paths, lambda tambon, district, province: f"ตำบล{tambon} อำเภอ{district} จังหวัด{province}"
        )
        == []
    )


def test_every_place_of_thailand_is_read_back_with_the_marks_apart(official_paths):
    assert (
        wrong(official_paths, lambda tambon, district, province: f"ต. {tambon}  อ. {district} จ. {province}")
        == []
    )


def test_every_place_of_thailand_is_read_back_from_glued_words(official_paths):
    full = wrong(
        official_paths, lambda tambon, district, province: f"ตำบล{tambon}อำเภอ{district}จังหวัด{province}"
    )
    short = wrong(official_paths, lambda tambon, district, province: f"ต.{tambon}อ.{district}จ.{province}")

    # A name that holds a mark, and one that ends in a dot, cannot be told from the mark after them.
    assert {path[0] for path, _ in full} <= {"สามตำบล"}
    assert {path[0] for path, _ in short} <= {"จ.ป.ร.", "สามตำบล"}


def test_every_place_of_bangkok_is_read_back_apart_and_glued(official_paths):
    of_bangkok = [path for path in official_paths if path[2] == BANGKOK]

    assert len(of_bangkok) > 150
    assert wrong(of_bangkok, lambda khwaeng, khet, _: f"แขวง{khwaeng} เขต{khet} กทม.") == []
    assert wrong(of_bangkok, lambda khwaeng, khet, _: f"แขวง{khwaeng}เขต{khet}กรุงเทพฯ") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ต.ป่าไผ่ อ.สันทราย จ.เชียงใหม่", PlaceWords(tambon="ป่าไผ่", district="สันทราย", province="เชียงใหม่")),
        ("อ.เมือง จ.แพร่", PlaceWords(district="เมือง", province="แพร่")),
        ("ต.เหมืองหม้อ อ.เมืองแพร่", PlaceWords(tambon="เหมืองหม้อ", district="เมืองแพร่")),
        ("ตำบลแม่เงิน  อำเภอเชียงแสน", PlaceWords(tambon="แม่เงิน", district="เชียงแสน")),
        ("ตำบลบ้านปิน อำเภอ     ดอกคำใต้", PlaceWords(tambon="บ้านปิน", district="ดอกคำใต้")),
        ("ศรีภูมิ เมือง เชียงใหม่", PlaceWords(bare=("ศรีภูมิ", "เมือง", "เชียงใหม่"))),
        ("แขวงลุมพินี เขตปทุมวัน กทม.", PlaceWords(tambon="ลุมพินี", district="ปทุมวัน", province=BANGKOK)),
        ("หมู่ 5 ต.ร่องเคาะ", PlaceWords(moo=5, tambon="ร่องเคาะ")),
        ("ม.๕ต.ร่องเคาะ", PlaceWords(moo=5, tambon="ร่องเคาะ")),
        ("ต.ศรีษะเกษอ.นาน้อย", PlaceWords(tambon="ศรีษะเกษ", district="นาน้อย")),
        ("ต.เวียงกานต์ อ.บ้านโฮ่ง", PlaceWords(tambon="เวียงกานต์", district="บ้านโฮ่ง")),
        ("อบต.เวียงกานต์ อ.บ้านโฮ่ง", PlaceWords(district="บ้านโฮ่ง", authority="อบต.เวียงกานต์")),
        ("เทศบาลตำบลป่าไผ่ อำเภอสันทราย", PlaceWords(district="สันทราย", authority="เทศบาลตำบลป่าไผ่")),
        ("ทต.ป่าไผ่", PlaceWords(authority="ทต.ป่าไผ่")),
        ("จ.ป.ร. กระบุรี", PlaceWords(bare=("จ.ป.ร.", "กระบุรี"))),
        ("พมจ.เชียงใหม่", PlaceWords(bare=("พมจ.เชียงใหม่",))),
        ("บ้านปิน ดอกคำใต้", PlaceWords(bare=("บ้านปิน", "ดอกคำใต้"))),
        ("บ้านใหม่ ต.บ้านปิน", PlaceWords(village="บ้านใหม่", tambon="บ้านปิน")),
        ("หมู่บ้านใหม่ ต.บ้านปิน", PlaceWords(village="บ้านใหม่", tambon="บ้านปิน")),
        ("ชุมชนช้างเผือก", PlaceWords(village="ชุมชนช้างเผือก")),
        ("(อ.ปาย)", PlaceWords(district="ปาย")),
        ("ต.ปาย ต.เวียงใต้", PlaceWords(tambon="ปาย", bare=("เวียงใต้",))),
        (
            "Tambon Pa Phai, Amphoe San Sai, Chiang Mai",
            PlaceWords(tambon="Pa Phai", district="San Sai", bare=("Chiang Mai",)),
        ),
        (
            "San Sai District, Chiang Mai Province 50210",
            PlaceWords(district="San Sai", province="Chiang Mai", postcode="50210"),
        ),
        ("", PlaceWords()),
    ],
)
def test_places_are_split_as_people_write_them(text, words):
    assert split_place_words(text) == words


def test_decomposed_vowels_in_a_place_are_read():
    assert split_place_words("อ.ดอกค\u0e4d\u0e32ใต้ จ.ล\u0e4d\u0e32ปาง") == PlaceWords(
        district="ดอกคำใต้", province="ลำปาง"
    )


def test_a_province_glued_to_a_person_keeps_the_person_for_the_search_to_cut_off():
    assert split_place_words("จังหวัดเชียงใหม่นายประกิจ").province == "เชียงใหม่นายประกิจ"


def test_the_address_of_the_source_page_is_split():
    words = split_place_words("บริเวณศูนย์ราชการจังหวัดเชียงใหม่ ถนนโชตนา อ.เมือง จ.เชียงใหม่ 50300")

    assert (words.district, words.province, words.postcode) == ("เมือง", "เชียงใหม่", "50300")


PA_PHAI = Address(
    house_no="99/1",
    moo=5,
    village="บ้านป่าไผ่",
    tambon="ป่าไผ่",
    district="สันทราย",
    province="เชียงใหม่",
    postcode="50210",
)
LUMPHINI = Address(
    house_no="1", soi="ร่วมฤดี", road="วิทยุ", tambon="ลุมพินี", district="ปทุมวัน", province=BANGKOK, postcode="10330"
)


def test_addresses_are_shown_as_the_post_writes_them():
    assert str(PA_PHAI) == "เลขที่ 99/1 หมู่ที่ 5 บ้านป่าไผ่ ตำบลป่าไผ่ อำเภอสันทราย จังหวัดเชียงใหม่ 50210"
    assert PA_PHAI.display(short=True) == "99/1 ม.5 บ้านป่าไผ่ ต.ป่าไผ่ อ.สันทราย จ.เชียงใหม่ 50210"
    assert PA_PHAI.display(short=True, thai_digits=True).startswith("๙๙/๑ ม.๕")


def test_bangkok_has_khwaeng_and_khet_and_no_word_for_province():
    assert str(LUMPHINI) == "เลขที่ 1 ซอยร่วมฤดี ถนนวิทยุ แขวงลุมพินี เขตปทุมวัน กรุงเทพมหานคร 10330"
    assert LUMPHINI.display(short=True) == "1 ซ.ร่วมฤดี ถ.วิทยุ แขวงลุมพินี เขตปทุมวัน กทม. 10330"


@given(addresses(), st.booleans(), st.booleans())
def test_the_place_words_of_a_shown_address_are_read_back(address, short, thai_digits):
    words = split_place_words(address.display(short=short, thai_digits=thai_digits))

    assert (words.moo, words.postcode) == (address.moo, address.postcode)
    assert (words.tambon, words.district, words.province) == (
        address.tambon,
        address.district,
        address.province,
    )


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"postcode": "5021"}, "address.wrong_postcode"),
        ({"postcode": "๕๐๒๑๐"}, "address.wrong_postcode"),
        ({"moo": 0}, "address.wrong_moo"),
        ({"moo": 100}, "address.wrong_moo"),
    ],
)
def test_an_impossible_part_is_refused_with_its_reason(parts, code):
    with pytest.raises(BadValue) as refused:
        Address(**parts)
    assert refused.value.code == code


@given(typed)
def test_no_text_brings_the_splitter_of_places_down(text):
    words, code = value_or_code(split_place_words, text)

    assert isinstance(words, PlaceWords) or code == "address.too_long"
