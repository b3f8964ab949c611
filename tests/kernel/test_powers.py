"""Areas as prefixes: what covers what, and the ranges of codes that a database is asked for."""

from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.powers import minimal_prefixes, ranges_of

prefixes = st.lists(
    st.sampled_from([2, 4, 6, 8]).flatmap(lambda n: st.text("0159", min_size=n, max_size=n)), max_size=8
)
codes = st.sampled_from([2, 4, 6, 8]).flatmap(lambda n: st.text("0159", min_size=n, max_size=n))


@given(prefixes, codes)
def test_a_code_lies_in_the_ranges_exactly_where_it_lies_in_an_area(areas: list[str], code: str):
    inside = any(first <= code <= last.ljust(8, "9") for first, last in ranges_of(areas))

    assert inside == any(code.startswith(area) for area in areas)


@given(prefixes)
def test_of_areas_inside_one_another_the_widest_stays(areas: list[str]):
    kept = minimal_prefixes(areas)

    assert not any(one != other and one.startswith(other) for one in kept for other in kept)
    assert all(area.startswith(kept) for area in areas)


def test_neighbours_are_one_range_and_the_nation_is_all():
    assert ranges_of(["58", "50", "51", "52", "54", "57", "56", "55"]) == (("50", "52"), ("54", "58"))
    assert ranges_of(["50", "5101"]) == (("50", "50"), ("5101", "5101"))
    assert ranges_of(["50", ""]) == (("", ""),)
    assert ranges_of([]) == ()
