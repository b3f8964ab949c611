"""Finding organisations: what was typed as people type it, held by an index that the database keeps itself."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.kernel.powers import NOBODY
from saiyai.kernel.text import search_key
from saiyai.network import commands
from saiyai.network.access import living, seen_by, within
from saiyai.network.models import Organisation
from saiyai.network.models.finding import NAMES
from saiyai.network.queries import DirectoryFilter
from saiyai.network.queries.finding import found_by, named, walked
from saiyai.network.queries.organisation import directory_found
from saiyai.places.models import Place
from saiyai.places.queries import codes_named
from tests.cast import Cast
from tests.network.builders import an_organisation, terms

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def found(words: str) -> list[str]:
    return [each.name_th for each in found_by(Organisation.objects.order_by("name_th"), words).rows]


def test_parts_of_words_in_any_order_digits_and_spelling_find_it(cast: Cast):
    an_organisation(cast, name_th="กลุ่มน้ำใจหมู่ 5", name_en="Kindness group", aliases=["ชมรมปันสุข"])
    an_organisation(cast, name_th="ชมรมจักรยาน")

    for words in ("น้ำใจ", "น\u0e4d\u0e49าใจ", "หมู่๕", "KINDNESS", "ใจหมู่ 5", "หมู่ น้ำใจ", "ปันสุข", "๕", "ใจ"):
        assert found(words) == ["กลุ่มน้ำใจหมู่ 5"], words


def test_a_mistyped_vowel_or_tone_finds_what_nothing_fits_exactly(cast: Cast):
    an_organisation(cast, name_th="กลุ่มเชียงใหม่ร่วมใจ")
    an_organisation(cast, name_th="กลุ่มเชียงไหมงาม", place_code="501411", by=cast.district_coordinator)

    assert directory_found(cast.province_officer.scope, DirectoryFilter(words="เชียงไหม่")).is_near
    assert found("เชียงไหม่") == ["กลุ่มเชียงใหม่ร่วมใจ", "กลุ่มเชียงไหมงาม"]
    assert found("เชียงใหม่") == ["กลุ่มเชียงใหม่ร่วมใจ"]
    assert found("ไก่") == []


def test_a_word_may_be_a_place_around_it_beside_a_word_of_its_name(cast: Cast):
    an_organisation(cast, name_th="กลุ่มทอผ้าหนึ่ง")
    an_organisation(cast, name_th="กลุ่มทอผ้าสอง", place_code="520704", by=cast.other_province_officer)
    cast_places_know_their_keys()

    assert found("ทอผ้า สันทราย") == ["กลุ่มทอผ้าหนึ่ง"]
    assert found("จ.ลำปาง ทอผ้า") == ["กลุ่มทอผ้าสอง"]
    assert found("ทอผ้า กรุงเทพมหานคร") == []


def cast_places_know_their_keys() -> None:
    for each in Place.objects.all():
        Place.objects.filter(pk=each.pk).update(key_th=search_key(each.name_th))


def test_what_was_typed_is_never_read_as_a_query(cast: Cast):
    an_organisation(cast, name_th="กลุ่มน้ำใจ")

    for words in (
        '"',
        'น้ำ"ใจ',
        "name : x",
        "a OR b",
        "น้ำ*",
        "^น้ำใจ",
        "%",
        "_",
        "\\",
        "' OR 1=1 --",
        "NEAR(a b)",
    ):
        found(words)
    assert found('น้ำ"ใจ') == ["กลุ่มน้ำใจ"]
    assert found("%%%น้ำใจ") == ["กลุ่มน้ำใจ"]


def test_a_changed_name_is_found_by_the_new_one_alone(cast: Cast):
    group = an_organisation(cast, name_th="กลุ่มทอผ้าเดิม")
    commands.change_organisation(
        organisation=group, terms=terms(name_th="ชมรมจักสานใหม่"), version=group.version, by=cast.tambon_officer
    )

    assert (found("ทอผ้า"), found("จักสาน")) == ([], ["ชมรมจักสานใหม่"])


NOON = datetime(2014, 1, 1, 5, tzinfo=UTC)
LETTERS = st.text(alphabet="กขผา\u0e49ิ 5a", min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(names=st.lists(LETTERS, min_size=1, max_size=5), words=LETTERS)
def test_the_index_finds_what_a_reading_of_every_key_finds(cast: Cast, names: list[str], words: str):
    Organisation.objects.all().delete()
    for number, name in enumerate(names):
        Organisation.objects.create(
            name_th=f"{number}",
            search_key=search_key(name),
            kind_id="other",
            place_code="501412",
            proposed_by=cast.volunteer,
            proposed_at="2014-01-01T00:00Z",
        )
    keys = [key for each in words.split() if (key := search_key(each))]

    by_index = {each.name_th for each in Organisation.objects.filter(named(words))}

    assert by_index == {
        str(number) for number, name in enumerate(names) if all(key in search_key(name) for key in keys)
    }


HOMES = ("501412", "501411", "5014", "520704")
KEPT_STATES = ("proposed", "verified", "dormant", "dissolved", "merged")
SEARCHES = ("กลุ่ม", "กลุ่ม ทอผ้า", "ทอผ้า สันทราย", "กลมทอ", "5", "กลุ่ม 5")
organisations = st.lists(
    st.tuples(
        st.sampled_from(("กลุ่มทอผ้า", "กลุ่มทอผ้า 5")),
        st.sampled_from(HOMES),
        st.sampled_from(KEPT_STATES),
        st.booleans(),
    ),
    max_size=6,
)


def stored(cast: Cast, rows: list[tuple[str, str, str, bool]]) -> None:
    """Register organisations with their state, and change each once, so that the index keeps what is and not what was."""
    made: list[Organisation] = []
    for number, (name, home, state, is_shown) in enumerate(rows):
        is_verified = state in {"verified", "dormant", "dissolved"}
        each = Organisation.objects.create(
            name_th=f"{name} ({number})",
            search_key=search_key(name),
            kind_id="other",
            place_code="501411",
            proposed_by=cast.volunteer,
            proposed_at=NOON,
        )
        values = {
            "verified_by": cast.tambon_officer if is_verified else None,
            "verified_at": NOON if is_verified else None,
            "dissolved_on": NOON.date() if state == "dissolved" else None,
            "merged_into": made[0] if state == "merged" and made else None,
            "state": "proposed" if state == "merged" and not made else state,
        }
        Organisation.objects.filter(pk=each.pk).update(place_code=home, shown_publicly=is_shown, **values)
        made.append(each)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(rows=organisations, words=st.sampled_from(SEARCHES), place=st.sampled_from(("", "50", "5014", "52")))
def test_what_the_index_counts_is_what_a_reader_sees_and_no_more(
    cast: Cast, rows: list[tuple[str, str, str, bool]], words: str, place: str
):
    Organisation.objects.exclude(merged_into=None).delete()
    Organisation.objects.all().delete()
    cast_places_know_their_keys()
    stored(cast, rows)
    readers = (
        "tambon_officer",
        "district_coordinator",
        "other_province_officer",
        "ministry_officer",
        "citizen",
    )

    for scope in (NOBODY, *(getattr(cast, each).scope for each in readers)):
        found = directory_found(scope, DirectoryFilter(words=words, place_code=place))
        plainly = Organisation.objects.filter(seen_by(scope), living(), within([place]))
        counted = {
            each.pk
            for each in plainly
            if all(
                search_key(word) in each.search_key or each.place_code.startswith(codes_named(word) or "-")
                for word in words.split()
            )
        }
        if not found.is_near:
            assert {each.pk for each in found.rows} == counted
            assert found.count == len(counted)
        else:
            assert counted == set()
            assert found.count == found.rows.count()


def test_many_answers_looked_for_along_the_order_of_names_are_the_same(cast: Cast):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL asks its indexes by itself in which order it likes.")
    for number in (3, 1, 2):
        an_organisation(cast, name_th=f"กลุ่มทอผ้า {number}", place_code="501411", by=cast.district_coordinator)
    rows, sought = Organisation.objects.order_by("name_th"), [NAMES.sought(["name"], search_key("ทอผ้า"))]

    names = [each.name_th for each in walked(rows, sought)]

    assert names == [f"กลุ่มทอผ้า {number}" for number in (1, 2, 3)]
    assert NAMES.count(sought) == len(names)


def standing() -> set[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE tbl_name = 'network_organisation' AND type = 'trigger'",
        "postgresql": "SELECT indexname FROM pg_indexes WHERE tablename = 'network_organisation'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall() if name.startswith(NAMES.name)}


def test_the_index_stands_after_all_migrations():
    """A migration that makes the organisations' table anew drops the triggers: it must call `lay_words` after it."""
    wanted = {"sqlite": set(NAMES.triggers), "postgresql": {f"{NAMES.name}_name", f"{NAMES.name}_skeleton"}}

    assert standing() == wanted[connection.vendor]


def test_the_index_may_be_taken_away_and_laid_again_over_what_is_there(cast: Cast):
    an_organisation(cast, name_th="กลุ่มทอผ้า")
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in NAMES.statements_to_lift(connection.vendor):
            cursor.execute(statement)
        bare = standing()
        for statement in NAMES.statements_to_lay(connection.vendor):
            cursor.execute(statement)

    assert bare == set()
    assert found("ทอผ้า") == ["กลุ่มทอผ้า"]
