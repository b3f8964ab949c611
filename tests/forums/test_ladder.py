"""Who goes on from a stage to the next."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from saiyai.forums.rules.ladder import Climb, Climbers, climbers


def test_the_first_go_on():
    assert climbers(Climb(first=2), [(3,), (1,), (2,)]) == Climbers((3, 1), ())


def test_a_tie_at_the_edge_is_left_open_and_says_how_many_of_it_go_on():
    assert climbers(Climb(first=2), [(3,), (1, 2, 5)]) == Climbers((3,), (((1, 2, 5), 1),))


def test_the_chairs_vote_breaks_the_tie_and_moves_nobody_else():
    assert climbers(Climb(first=2), [(3,), (1, 2), (4,)], chair=(4, 2)) == Climbers((3, 2), ())


def test_a_tie_that_fits_whole_needs_no_chair():
    assert climbers(Climb(first=2), [(1, 2), (3,)]) == Climbers((1, 2), ())


def test_a_category_may_have_no_winner():
    order = [(1,), (2,), (3,)]
    averages = {1: Fraction(9000), 2: Fraction(8000), 3: Fraction(5000)}
    categories = {1: "livelihood", 2: "livelihood", 3: "forest"}

    found = climbers(
        Climb(first=1, at_least=6000, by_category=True), order, averages=averages, categories=categories
    )

    assert found == Climbers((1,), ())


def test_above_a_score_goes_on_however_many_they_are():
    averages = {1: Fraction(9000), 2: Fraction(8000), 3: Fraction(7999)}

    assert climbers(Climb(at_least=8000), [(1,), (2,), (3,)], averages=averages) == Climbers((1, 2), ())


@given(
    st.lists(st.integers(0, 9), unique=True, min_size=1),
    st.integers(1, 4),
    st.lists(st.integers(0, 9), unique=True),
    st.randoms(use_true_random=False),
)
def test_never_more_go_on_than_there_is_room_and_nobody_passes_a_better_one(entries, room, chair, dice):
    order: list[list[int]] = []
    for entry in entries:
        if order and dice.random() < 0.5:
            order[-1].append(entry)
        else:
            order.append([entry])
    found = climbers(Climb(first=room), order, chair=chair)
    place = {entry: at for at, group in enumerate(order) for entry in group}
    worst = max((place[entry] for entry in found.chosen), default=-1)
    waiting = {entry for tie, _ in found.open_ties for entry in tie}

    assert len(found.chosen) + sum(left for _, left in found.open_ties) == min(room, len(entries))
    assert all(place[entry] >= worst for entry in entries if entry not in found.chosen)
    assert not waiting & set(found.chosen)
