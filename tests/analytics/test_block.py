"""The engine against a plain recount: after any acts, every figure of every area is what the reports say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from saiyai.analytics.cube.answers import figure, figures, missing, question
from saiyai.analytics.cube.axes import Places
from saiyai.analytics.cube.block import Block, Entry, TooLarge
from saiyai.analytics.cube.shape import LAYERS, Kind, Measure, Shape, Standing
from tests.analytics.plain import MEASURES, PERIODS, PLACES, SHAPE, Plain, cells

AREAS = ("", "50", "5001", "5002", "52", "54", "99", "500101", "540201")
places = st.sampled_from(PLACES)
periods = st.sampled_from(PERIODS)


class Acts(RuleBasedStateMachine):
    """Reports asked for, entered, verified, approved, returned, reopened, excused; places added and recoded."""

    def __init__(self) -> None:
        super().__init__()
        self.present = list(PLACES)
        self.block = Block.empty(SHAPE, PLACES)
        self.plain = Plain()

    @rule(period=periods, which=st.sets(places))
    def ask(self, period: str, which: set[str]) -> None:
        codes = sorted(which & set(self.present))
        self.block.ask(period, codes)
        self.plain.ask(period, codes)

    @rule(at=st.integers(0, 99), period=periods, standing=st.sampled_from(Standing), cells=cells)
    def put(self, at: int, period: str, standing: Standing, cells: dict) -> None:
        entry = Entry(self.present[at % len(self.present)], period, standing, cells)
        self.block.put(entry)
        self.plain.put(entry)

    @rule(at=st.integers(0, 99), new=st.sampled_from(["500199", "510101", "990101", "540299"]))
    def recode(self, at: int, new: str) -> None:
        old = self.present[at % len(self.present)]
        if new in self.present:
            with pytest.raises(ValueError, match="one code"):
                self.block.moved(
                    {old: new} if old != new else {self.present[at % len(self.present) - 1]: new}
                )
            return
        self.block = self.block.moved({old: new})
        self.plain.move(old, new)
        self.present = sorted({*self.present, new} - {old})

    @rule(new=st.sampled_from(["500104", "500401", "570101"]))
    def widen(self, new: str) -> None:
        self.block = self.block.widened([new])
        self.present = sorted({*self.present, new})

    @rule(measure=st.sampled_from(MEASURES), which=st.sets(periods, min_size=1), area=st.sampled_from(AREAS))
    def compare(self, measure: Measure, which: set[str], area: str) -> None:
        chosen = tuple(sorted(which))
        for layer in LAYERS:
            asked = question(self.block, measure.code, chosen, layer)
            assert figure(self.block, asked, area) == self.plain.figure(measure, chosen, layer, area)
            for period in chosen:
                one = question(self.block, measure.code, [period], layer)
                assert missing(self.block, one, area) == self.plain.missing(measure.code, period, layer, area)

    @rule(measure=st.sampled_from(MEASURES), length=st.sampled_from([0, 2, 4, 6]))
    def compare_a_level(self, measure: Measure, length: int) -> None:
        asked = question(self.block, measure.code, None, Standing.ENTERED)
        for each in figures(self.block, asked, "", length):
            assert each == self.plain.figure(measure, PERIODS, Standing.ENTERED, each.area)

    @invariant()
    def kept_sums_are_those_computed_anew(self) -> None:
        assert self.block.unsound() == []

    @invariant()
    def it_is_the_block_that_is_made_at_once(self) -> None:
        assert self.block.digest() == self.plain.block(self.present).digest()


Acts.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestActs = Acts.TestCase


@given(
    st.lists(
        st.tuples(places, periods, st.sampled_from(Standing), st.floats(-1e9, 1e9)), min_size=1, max_size=40
    )
)
@settings(max_examples=100, deadline=None)
def test_measured_sums_do_not_drift_by_a_single_bit(acts):
    block = Block.empty(SHAPE, PLACES)
    for place, period, standing, litres in acts:
        block.put(Entry(place, period, standing, {"litres": litres}))

    assert block.unsound() == []


def test_a_wide_area_adds_up_to_the_last_bit_as_a_rebuild_does():
    random = np.random.default_rng(7)
    codes = [f"50{n // 300:02}{n % 300 // 4:02}{n % 300 % 4:02}" for n in range(1_200)]
    shape = Shape("k", "p", 2557, (Measure("litres", Kind.FLOW, is_measured=True),), ("2557",))
    block = Block.empty(shape, codes)
    for code in random.permutation(codes):
        standing = Standing(int(random.integers(0, 5)))
        block.put(Entry(str(code), "2557", standing, {"litres": float(random.random())}))

    assert block.unsound() == []


def test_nothing_reported_is_not_zero():
    block = Block.empty(SHAPE, PLACES)
    block.ask("2557Q1", PLACES)
    block.put(Entry("500101", "2557Q1", Standing.ENTERED, {"people": 0}))
    asked = question(block, "people", ["2557Q1"], Standing.ENTERED)

    assert (figure(block, asked, "50").value, figure(block, asked, "52").value) == (0, None)
    assert (figure(block, asked, "50").told, figure(block, asked, "50").owed) == (1, 5)


def test_a_layer_counts_what_has_come_so_far_and_a_reopened_report_leaves_it():
    block = Block.empty(SHAPE, PLACES)
    seen = []
    for standing in (Standing.ENTERED, Standing.VERIFIED, Standing.APPROVED, Standing.OWED):
        block.put(Entry("500101", "2557Q1", standing, {"people": 5}))
        asked = [question(block, "people", ["2557Q1"], layer) for layer in LAYERS]
        seen.append([figure(block, each, "").value for each in asked])

    assert seen == [[5, None, None], [5, 5, None], [5, 5, 5], [None, None, None]]


@pytest.mark.parametrize("number", [10**18, -(10**18), float("nan"), float("inf")])
def test_a_number_whose_sums_might_not_fit_is_refused_and_changes_nothing(number):
    block = Block.empty(SHAPE, PLACES)
    block.put(Entry("500101", "2557Q1", Standing.ENTERED, {"people": 5}))
    before = block.digest()

    with pytest.raises(TooLarge):
        block.put(Entry("500101", "2557Q1", Standing.ENTERED, {"volunteers": 1, "people": number}))
    assert block.digest() == before


def test_the_largest_numbers_of_all_places_and_periods_add_up_exactly():
    block = Block.empty(SHAPE, PLACES)
    for place in PLACES:
        for period in PERIODS:
            block.put(Entry(place, period, Standing.APPROVED, {"people": block.limit}))

    told = figure(block, question(block, "people", None, Standing.APPROVED), "")
    assert told.value == block.limit * len(PLACES) * len(PERIODS)


@pytest.mark.parametrize(
    ("entry", "raised"),
    [
        (Entry("999999", "2557Q1", Standing.ENTERED, {}), LookupError),
        (Entry("500101", "2558Q1", Standing.ENTERED, {}), LookupError),
        (Entry("500101", "2557Q1", Standing.ENTERED, {"cats": 1}), LookupError),
        (Entry("500101", "2557Q1", Standing.ENTERED, {"people": 1.5}), ValueError),
        (Entry("500101", "2557Q1", Standing.ENTERED, {"people": (1, 2)}), ValueError),
        (Entry("500101", "2557Q1", Standing.ENTERED, {"age": 1}), ValueError),
    ],
)
def test_what_the_block_cannot_hold_is_refused(entry, raised):
    block = Block.empty(SHAPE, PLACES)
    before = block.digest()

    with pytest.raises(raised):
        block.put(entry)
    assert block.digest() == before


def test_a_share_of_areas_together_is_no_average_of_shares():
    block = Block.empty(SHAPE, PLACES)
    block.put(Entry("500101", "2557Q1", Standing.ENTERED, {"covered": (1, 10)}))
    block.put(Entry("500201", "2557Q1", Standing.ENTERED, {"covered": (90, 90)}))

    told = figure(block, question(block, "covered", None, Standing.ENTERED), "50")
    assert (told.value, told.weight, told.ratio) == (91, 100, pytest.approx(0.91))


def test_places_of_two_levels_make_no_block():
    with pytest.raises(ValueError, match="one level"):
        Places.of(["500101", "5002"])


def test_a_block_without_places_answers_nothing():
    block = Block.empty(SHAPE, [])

    assert figure(block, question(block, "people", None, Standing.ENTERED), "50").value is None
    assert missing(block, question(block, "people", None, Standing.ENTERED), "") == ()
