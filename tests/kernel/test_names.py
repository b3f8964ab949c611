import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.names import CODES, PersonName, split_name
from saiyai.kernel.prefixes import CIVIL, LEARNED, PREFIXES, RANKS, Glue
from tests.kernel.strategies import thai_words, typed, value_or_code

BEGINNINGS = (*(prefix.full for prefix in PREFIXES), "หญิง", "ว่าที่")
SHORT_FORMS = [prefix.short for prefix in PREFIXES if prefix.short]


@st.composite
def person_names(draw):
    given, family = draw(thai_words), draw(st.just("") | thai_words)
    assume(len(given) > 1)
    assume(not given.startswith(BEGINNINGS))
    prefix = draw(
        st.sampled_from(
            ["", *BEGINNINGS[: len(PREFIXES)], *SHORT_FORMS, "ผศ.ดร.", "ว่าที่ ร.ต.", "ว่าที่ร้อยตรีหญิง", "ร.ต.อ.หญิง"]
        ),
    )
    return PersonName(prefix, given, family)


@given(person_names())
def test_a_printed_name_is_read_back(name):
    assert split_name(str(name)) == name


@given(person_names())
def test_a_name_keeps_all_its_letters(name):
    read = split_name(f"{name.prefix} {name.given} {name.family}")

    assert (read.given, read.family) == (name.given, name.family)
    assert read.prefix.replace(" ", "") == name.prefix.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "prefix", "given_name", "family"),
    [
        ("นายประกิจ เสาร์แก้ว", "นาย", "ประกิจ", "เสาร์แก้ว"),
        ("นางสุภาพ จันแปงเงิน", "นาง", "สุภาพ", "จันแปงเงิน"),
        ("นายเทิดศักดิ์ สารผัด", "นาย", "เทิดศักดิ์", "สารผัด"),
        ("นายกมล กล้าหงส์", "นาย", "กมล", "กล้าหงส์"),
        ("ว่าที่ ร.ต. เกรียงไกร สมคิด", "ว่าที่ ร.ต.", "เกรียงไกร", "สมคิด"),
        ("นายณรงค์ฤทธิ์  วิชา", "นาย", "ณรงค์ฤทธิ์", "วิชา"),
        ("นายสายทอง\u00a0 จันทร์เติม", "นาย", "สายทอง", "จันทร์เติม"),
        ("นายภูเบศ จิตรจริง", "นาย", "ภูเบศ", "จิตรจริง"),
    ],
)
def test_the_people_of_the_source_page_are_read(text, prefix, given_name, family):
    assert split_name(text) == PersonName(prefix, given_name, family)


@pytest.mark.parametrize(
    ("text", "prefix", "given_name", "family"),
    [
        ("นายิกา", "", "นายิกา", ""),
        ("นายิกา ใจดี", "", "นายิกา", "ใจดี"),
        ("นางาม ใจดี", "", "นางาม", "ใจดี"),
        ("พระพร", "", "พระพร", ""),
        ("พระพร ใจดี", "", "พระพร", "ใจดี"),
        ("พระ สมชาย ฐิตธมฺโม", "พระ", "สมชาย", "ฐิตธมฺโม"),
        ("คุณากร ใจดี", "", "คุณากร", "ใจดี"),
        ("นางนวล", "", "นางนวล", ""),
        ("นางนวล ใจดี", "นาง", "นวล", "ใจดี"),
        ("นาง นวล", "นาง", "นวล", ""),
        ("นางสาวิตรี ใจดี", "นาง", "สาวิตรี", "ใจดี"),
        ("นางสาวนางนวล ใจดี", "นางสาว", "นางนวล", "ใจดี"),
        ("ร.ต. หญิง ใจดี", "ร.ต.", "หญิง", "ใจดี"),
    ],
)
def test_given_names_that_begin_like_a_title_follow_the_written_rule(text, prefix, given_name, family):
    assert split_name(text) == PersonName(prefix, given_name, family)


@pytest.mark.parametrize(
    ("text", "prefix", "given_name", "family"),
    [
        ("น.ส.สมศรี ใจดี", "น.ส.", "สมศรี", "ใจดี"),
        ("นส. สมศรี ใจดี", "น.ส.", "สมศรี", "ใจดี"),
        ("น. ส. สมศรี ใจดี", "น.ส.", "สมศรี", "ใจดี"),
        ("น.ส สมศรี ใจดี", "น.ส.", "สมศรี", "ใจดี"),
        ("ดร สมชาย ใจดี", "ดร.", "สมชาย", "ใจดี"),
        ("ด.ญ.แก้ว ใจดี", "ด.ญ.", "แก้ว", "ใจดี"),
        ("เด็กหญิงแก้ว ใจดี", "เด็กหญิง", "แก้ว", "ใจดี"),
        ("ผศ. ดร. สมชาย ใจดี", "ผศ.ดร.", "สมชาย", "ใจดี"),
        ("ศาสตราจารย์ ดร. นพ. สมชาย ใจดี", "ศาสตราจารย์ ดร.นพ.", "สมชาย", "ใจดี"),
        ("พล.ต.อ. สมชาย ใจดี", "พล.ต.อ.", "สมชาย", "ใจดี"),
        ("ร.ต.อ.หญิง สมศรี ใจดี", "ร.ต.อ.หญิง", "สมศรี", "ใจดี"),
        ("ว่าที่ร้อยตรีหญิงสมศรี ใจดี", "ว่าที่ร้อยตรีหญิง", "สมศรี", "ใจดี"),
        ("ว่าที่ ร้อยตรี สมชาย ใจดี", "ว่าที่ร้อยตรี", "สมชาย", "ใจดี"),
        ("ม.ร.ว.สมชาย ใจดี", "ม.ร.ว.", "สมชาย", "ใจดี"),
        ("นายแพทย์สมชาย ณ อยุธยา", "นายแพทย์", "สมชาย", "ณ อยุธยา"),
        ("พระครูสังฆรักษ์ ฐิตธมฺโม", "พระครู", "สังฆรักษ์", "ฐิตธมฺโม"),
        ("Mr Sumet Saisung", "Mr.", "Sumet", "Saisung"),
        ("asst. prof. dr. Somchai Jaidee", "Asst. Prof. Dr.", "Somchai", "Jaidee"),
        ("Am Smith", "", "Am", "Smith"),
        ("สมชาย", "", "สมชาย", ""),
    ],
)
def test_titles_are_read_in_their_many_spellings(text, prefix, given_name, family):
    assert split_name(text) == PersonName(prefix, given_name, family)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "name.empty"),
        ("\u200b", "name.empty"),
        ("นาย", "name.only_prefix"),
        ("ผศ.ดร.", "name.only_prefix"),
        ("ว่าที่ ร.ต.", "name.only_prefix"),
        ("นาย ๕๕", "name.no_letters"),
        ("---", "name.no_letters"),
        ("ก" * 201, "name.too_long"),
    ],
)
def test_what_is_no_name_is_refused_with_its_reason(text, code):
    with pytest.raises(BadValue) as refused:
        split_name(text)
    assert refused.value.code == code


@given(typed)
def test_no_text_brings_the_reader_of_names_down(text):
    name, code = value_or_code(split_name, text)

    assert code in CODES if name is None else name.given in str(name)


def test_people_sort_by_given_name_without_their_titles():
    typed_names = ["นายแก้ว ใจดี", "น.ส.กมล ใจดี", "เก่ง ใจดี", "นางเก็จ ใจดี", "นายกมล กล้าหงส์", "สมใจ ดี", "สม ใจดี"]
    names = sorted(map(split_name, typed_names), key=lambda name: name.sort_key)

    assert [(name.given, name.family) for name in names] == [
        ("กมล", "กล้าหงส์"),
        ("กมล", "ใจดี"),
        ("เก่ง", "ใจดี"),
        ("เก็จ", "ใจดี"),
        ("แก้ว", "ใจดี"),
        ("สม", "ใจดี"),
        ("สมใจ", "ดี"),
    ]


def test_the_table_of_titles_is_sound():
    assert len({prefix.full for prefix in PREFIXES}) == len(PREFIXES)
    assert all(prefix.full and prefix.english for prefix in PREFIXES)
    assert all(prefix.short.endswith(".") for prefix in (*LEARNED, *RANKS))
    assert [prefix.full for prefix in CIVIL if prefix.glue is Glue.WITH_FAMILY] == ["นาง"]
