import re
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saiyai.kernel import text as kernel_text
from saiyai.kernel.text import (
    collation_key,
    graphemes,
    has_broken_marks,
    normalise,
    normalise_lines,
    search_key,
    to_arabic_digits,
    to_thai_digits,
    truncate,
)
from tests.kernel.strategies import thai_words, typed


@given(typed)
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


@given(typed)
def test_normalised_text_can_be_stored_and_sent_anywhere(text):
    clean = normalise(text)

    assert unicodedata.is_normalized("NFC", clean)
    assert not re.search(r"\s\s|^\s|\s$|[\x00-\x1f\x7f\u00a0\u200b-\u200f\u202a-\u202e\ufeff]", clean)
    assert not re.search("\u0e4d[\u0e48-\u0e4b]*\u0e32|\u0e33[\u0e48-\u0e4b]|เเ", clean)
    assert not re.search("[\u0e48-\u0e4c][\u0e31\u0e34-\u0e39]", clean)
    clean.encode()


@given(thai_words)
def test_well_typed_thai_stays_as_it_is(text):
    assert normalise(text) == text
    assert not has_broken_marks(text)


@given(thai_words)
def test_any_order_of_marks_on_a_letter_comes_to_the_same(text):
    backwards = re.sub("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}", lambda run: run[0][::-1], text)
    decomposed = re.sub("([\u0e48-\u0e4b]?)\u0e33", "\u0e4d\\1\u0e32", backwards)
    tone_first = re.sub("([\u0e48-\u0e4b]?)\u0e33", "\\1\u0e4d\u0e32", backwards)

    assert normalise(decomposed) == normalise(tone_first) == text


def by_the_long_way(act, text):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kernel_text, "_PLAIN", re.compile("(?!)"))
        return act(text)


@given(
    st.text(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from(" aZ9.ำเาุ่้ิ์ํฺ"), max_size=24
    )
)
@settings(max_examples=1000)
def test_what_is_known_at_a_glance_comes_to_the_same_by_the_long_way(text):
    assert normalise(text) == by_the_long_way(normalise, text)
    assert search_key(text) == by_the_long_way(search_key, text)


def test_the_decomposed_first_word_of_the_source_page_becomes_the_usual_one():
    assert normalise("ส\u0e4d\u0e32นักงาน") == "ส\u0e33นักงาน"
    assert search_key("ส\u0e4d\u0e32นักงานปลัด") == search_key("ส\u0e33นักงานปลัด")


def test_water_has_one_spelling_however_it_was_typed():
    for typed_water in ("น\u0e4d\u0e49\u0e32", "น\u0e49\u0e4d\u0e32", "น\u0e33\u0e49", "น\u0e49\u0e33"):
        assert normalise(typed_water) == "น\u0e49\u0e33"


def test_the_hard_spaces_and_double_spaces_of_the_source_page_become_one_space():
    assert normalise("นายณรงค์ฤทธิ์\u00a0 วิชา") == "นายณรงค์ฤทธิ์ วิชา"


def test_two_short_e_are_one_long_ae():
    assert normalise("เเม่ฮ่องสอน") == "แม่ฮ่องสอน"


def test_a_tone_typed_before_its_vowel_goes_behind_it():
    assert normalise("ท\u0e48\u0e35") == "ท\u0e35\u0e48"
    assert normalise("สิทธ\u0e4c\u0e34") == "สิทธ\u0e34\u0e4c"
    assert normalise("ก\u0e48\u0e4d") == "ก\u0e4d\u0e48"


def test_shifted_glyphs_of_old_pdf_fonts_become_thai_marks():
    assert normalise("ป\uf714า") == "ป\u0e49า"
    assert normalise("ฝ\uf701น") == "ฝ\u0e34น"


def test_place_names_that_look_wrong_are_not_corrected():
    assert normalise("ศรีษะเกษ") == "ศรีษะเกษ"
    assert search_key("ศรีษะเกษ") != search_key("ศรีสะเกษ")


def test_a_missing_letter_in_the_source_page_stays_missing():
    assert normalise("เวทีติดตามครือข่าย") == "เวทีติดตามครือข่าย"
    assert normalise("กรรมการรกองทุน") == "กรรมการรกองทุน"


def test_lines_are_kept_where_they_mean_something():
    assert normalise_lines("\r\nข้อ ๑  ดี\u2028\n\nข้อ ๒ \n") == "ข้อ ๑ ดี\n\n\nข้อ ๒"


@given(typed)
def test_digits_go_there_and_back(text):
    assert to_arabic_digits(to_thai_digits(text)) == to_arabic_digits(text)
    assert not re.search("[0-9]", to_thai_digits(text))


@given(typed)
def test_the_search_key_of_a_search_key_is_itself(text):
    key = search_key(text)

    assert search_key(key) == key
    assert not re.search(r"[\s.,()/๐-๙-]", key)


def test_sloppy_typing_finds_the_same():
    assert search_key("ทต. ป่าไผ่ ๑๐") == search_key("ทตป่\u0e48าไผ\u0e48 10")
    assert search_key("ส\u0e33านักงาน") == search_key("สำนักงาน")
    assert search_key("Chiang-Mai") == search_key("chiang mai")


def test_names_sort_as_in_a_thai_dictionary():
    in_order = [
        "กก",
        "กา",
        "ก่า",
        "กำ",
        "เกง",
        "เก็ง",
        "เก่ง",
        "เก้ง",
        "เก๋ง",
        "แก",
        "โก",
        "ไกรสร",
        "ขา",
        "เขา",
        "แข",
    ]
    in_order += ["ใจ", "น้ำ", "เพชร", "แพร่", "อำนาจ", "ไอ"]

    shuffled = in_order[1::2] + in_order[::2]
    assert sorted(shuffled, key=collation_key) == in_order
    assert sorted(in_order) != in_order
    assert collation_key("กา") < collation_key("(ก่า)")


@given(st.lists(typed, max_size=8))
def test_the_order_is_total_and_forgets_nothing(texts):
    keys = sorted({collation_key(text) for text in texts})

    assert len(keys) == len({normalise(text) for text in texts})


@given(thai_words, thai_words)
def test_tones_decide_only_between_equal_letters(one, other):
    def bare(text):
        return re.sub("[\u0e47-\u0e4e]", "", text)

    if bare(one) != bare(other):
        assert (collation_key(one) < collation_key(other)) == (
            collation_key(bare(one)) < collation_key(bare(other))
        )


@given(typed)
def test_clusters_join_to_the_text_and_none_begins_with_a_mark(text):
    clusters = graphemes(text)

    assert "".join(clusters) == text
    assert all(clusters)
    assert not any(unicodedata.category(cluster[0])[0] == "M" for cluster in clusters[1:])


def test_a_reader_sees_these_as_single_characters():
    for one in ("น้ำ", "ที่", "กู้", "ธิ์", "é", "e\u0301\u0327", "👨‍👩‍👧", "🇹🇭", "👍🏽"):
        assert graphemes(one) == [one]
    assert graphemes("ปั้นญู") == ["ปั้", "น", "ญู"]
    assert graphemes("🇹🇭🇱🇦") == ["🇹🇭", "🇱🇦"]


@given(typed, st.integers(1, 40))
def test_a_cut_text_is_short_enough_and_breaks_no_cluster(text, limit):
    cut = truncate(text, limit)

    assert len(graphemes(cut)) <= limit
    if cut != text:
        kept = cut.removesuffix("…")
        assert text.startswith(kept)
        assert graphemes(text)[: len(graphemes(kept))] == graphemes(kept)
        assert not kept.endswith(tuple("เแโใไ"))
    else:
        assert len(graphemes(text)) <= limit


@given(thai_words, st.integers(4, 12))
def test_a_splitter_of_words_that_loses_letters_is_not_believed(text, limit):
    assert truncate(text, limit, words=lambda seen: [seen[1:]]) == truncate(text.replace(" ", ""), limit)


def test_a_title_of_the_panel_is_cut_between_words():
    title = "เหยื่อค้ามนุษย์บนพื้นที่สูง"
    words = ["เหยื่อ", "ค้า", "มนุษย์", "บน", "พื้นที่", "สูง"]

    def split(seen):
        return [seen[start:end] for start, end in pairwise([*ends_within(words, seen), len(seen)])]

    assert truncate(title, 15, words=split) == "เหยื่อค้ามนุษย์บน…"
    assert truncate("เวทีติดตาม เครือข่าย ระดับอำเภอ", 18) == "เวทีติดตาม เครือข่าย…"


def ends_within(words, seen):
    ends = [0]
    for word in words:
        if ends[-1] + len(word) >= len(seen):
            break
        ends.append(ends[-1] + len(word))
    return ends


def test_marks_without_a_letter_or_on_top_of_each_other_are_broken():
    assert has_broken_marks(" \u0e49ก")
    assert has_broken_marks("a\u0e35")
    assert has_broken_marks("ก\u0e34\u0e35")
    assert has_broken_marks("ก\u0e48\u0e49")
    assert not has_broken_marks("พันธุ์ สิทธิ์ ก็ น้ำ กำ ฐิตธมฺโม ท\u0e48\u0e35")


@pytest.mark.parametrize(
    "heap",
    [
        "\u0e33\u0e48" * 50_000,
        "\u0e48" + "\u0e34\u094d" * 50_000,
        "\u0e4d\u0e48" * 50_000 + "\u0e32",
        "เ" * 100_000,
        "\u0e38\u0e4c\u0e3a" * 30_000,
        "\u0301\u0316" * 50_000,
        "a" + "\u0344" * 40,
        "\u0e33\u0301" * 50_000 + "\u0e48",
        "\u0e33\u0e4c" * 50_000 + "\u0e33\u0e48",
    ],
)
def test_heaps_of_marks_settle_in_time_and_for_good(heap):
    started = time.process_time()
    clean = normalise(heap)

    assert normalise(clean) == clean
    assert time.process_time() - started < 5
