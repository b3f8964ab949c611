"""Small cells: whoever reads what is shown, knows the rule and subtracts finds none that is hidden."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.small_cells import SMALLEST_SHOWN, hidden_cells

Shown = tuple[tuple[str, int | None], ...]

leaf_codes = st.from_regex(r"[1-3]{3}", fullmatch=True)
leaves = st.dictionaries(leaf_codes, st.integers(0, 40), min_size=1, max_size=14)


def summed(parts: dict[str, int]) -> dict[str, int]:
    """Return leaves with all that lies above them, up to the whole."""
    counts: dict[str, int] = defaultdict(int)
    for code, count in parts.items():
        for digits in range(len(code) + 1):
            counts[code[:digits]] += count
    return dict(counts)


def shown(counts: dict[str, int]) -> Shown:
    hidden = hidden_cells(counts)
    return tuple((code, None if code in hidden else counts[code]) for code in sorted(counts))


@given(leaves)
def test_no_small_count_is_shown_and_nought_always_is(parts: dict[str, int]):
    counts = summed(parts)
    hidden = hidden_cells(counts)

    for code, count in counts.items():
        if 0 < count < SMALLEST_SHOWN:
            assert code in hidden
        if count == 0:
            assert code not in hidden


@given(leaves)
def test_a_family_below_a_shown_cell_hides_two_or_none_with_room_between_them(parts: dict[str, int]):
    counts = summed(parts)
    hidden = hidden_cells(counts)

    for above in counts:
        family = [code for code in counts if code[:-1] == above and code != above]
        missing = [code for code in family if code in hidden]
        if missing and above not in hidden:
            assert len(missing) > 1
            known = sum(counts[code] for code in family if code not in hidden)
            leaves_missing = [
                each
                for each in counts
                if len(each) == 3 and counts[each] and any(map(each.startswith, missing))
            ]
            assert counts[above] - known >= len(leaves_missing) + SMALLEST_SHOWN - 1


@given(leaves)
def test_whatever_lies_in_a_hidden_cell_is_hidden(parts: dict[str, int]):
    counts = summed(parts)
    hidden = hidden_cells(counts)

    assert all(code in hidden for code in counts if counts[code] and code[:-1] in hidden and code)


@given(leaves)
def test_counts_without_small_cells_are_shown_whole(parts: dict[str, int]):
    counts = summed({code: count + SMALLEST_SHOWN for code, count in parts.items()})

    assert not hidden_cells(counts)


def all_published(codes: list[str], largest: int) -> dict[Shown, list[dict[str, int]]]:
    """Return everything that can be published of some leaves, each with all the counts that are published so."""
    found: dict[Shown, list[dict[str, int]]] = defaultdict(list)
    for values in product(range(largest + 1), repeat=len(codes)):
        counts = summed(dict(zip(codes, values, strict=True)))
        found[shown(counts)].append(counts)
    return found


@pytest.mark.parametrize(
    ("codes", "largest"),
    [
        (["1", "2"], 14),
        (["1", "2", "3"], 13),
        (["1", "2", "3", "4"], 8),
        (["11", "12", "21", "22"], 9),
        (["11", "12", "2"], 13),
    ],
)
def test_whoever_knows_the_rule_and_tries_all_counts_finds_no_hidden_cell(codes: list[str], largest: int):
    for published, counts in all_published(codes, largest).items():
        if any((value or 0) >= largest for _code, value in published):
            continue  # counts beyond those tried would be published so too
        for code, value in published:
            if value is None:
                possible = {each[code] for each in counts}
                assert len(possible) > 1, (published, possible)


def difference(rows: Iterable[tuple[str, int | None]], above: str) -> int | None:
    """Return the one value that is missing below a shown cell, None where more than one is."""
    values = dict(rows)
    family = [values[code] for code in values if code[:-1] == above and code != above]
    whole = values[above]
    if whole is None or family.count(None) != 1:
        return None
    return whole - sum(each for each in family if each is not None)


def test_hiding_the_small_cells_alone_would_be_found_out():
    counts = summed({"1": 3, "2": 9, "3": 12})
    careless: Shown = tuple((code, None if 0 < count < 5 else count) for code, count in counts.items())

    assert difference(careless, "") == 3
    assert difference(shown(counts), "") is None


def test_what_belongs_to_no_part_is_not_found_by_subtraction_either():
    counts = {"": 22, "1": 9, "2": 11}  # two people are counted in the whole alone

    assert len(hidden_cells(counts) & {"1", "2"}) == 2


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        hidden_cells({"": -1})
