"""A plain recount of figures with dictionaries: what the cube must equal, and the strategies that try it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median

from hypothesis import strategies as st

from saiyai.analytics.cube.answers import Figure
from saiyai.analytics.cube.block import Block, Cell, Entry
from saiyai.analytics.cube.shape import Kind, Measure, Shape, Standing

MEASURES = (
    Measure("people", Kind.FLOW),
    Measure("volunteers", Kind.STOCK),
    Measure("age", Kind.MEAN),
    Measure("covered", Kind.SHARE),
    Measure("wait", Kind.MEDIAN),
    Measure("litres", Kind.FLOW, is_measured=True),
    Measure("weight", Kind.MEAN, is_measured=True),
)
PERIODS = ("2557Q1", "2557Q2", "2557Q3", "2557Q4")
SHAPE = Shape("form", "project", 2557, MEASURES, PERIODS)
PLACES = ("500101", "500102", "500103", "500201", "500301", "520101", "520102", "540101", "540201")


@dataclass
class Plain:
    """The reports as a dictionary: by place and period, their standing and their numbers."""

    reports: dict[tuple[str, str], tuple[Standing, Mapping[str, Cell]]] = field(default_factory=dict)
    shape: Shape = SHAPE

    def ask(self, period: str, codes: list[str]) -> None:
        for code in codes:
            if self.reports.get((code, period), (Standing.NOT_ASKED, {}))[0] is Standing.NOT_ASKED:
                self.reports[code, period] = (Standing.OWED, {})

    def put(self, entry: Entry) -> None:
        self.reports[entry.place, entry.period] = (entry.standing, entry.cells)

    def move(self, old: str, new: str) -> None:
        self.reports = {(new if p == old else p, t): each for (p, t), each in self.reports.items()}

    def figure(self, measure: Measure, periods: tuple[str, ...], layer: Standing, area: str) -> Figure:
        by_period = [self._cells(measure.code, period, layer, area) for period in periods]
        if measure.kind is Kind.STOCK:
            told = [each for each in by_period if each[0]]
            by_period = [told[-1] if told else by_period[-1]]
        cells = [cell for each, _owed in by_period for cell in each]
        owed = sum(due for _each, due in by_period)
        if not cells:
            return Figure(area, None, None, 0, owed)
        if measure.kind is Kind.MEDIAN:
            middle = median(map(Fraction, cells))
            return Figure(area, middle, None, len(cells), owed)
        if measure.kind in (Kind.MEAN, Kind.SHARE):
            return Figure(area, sum(v for v, _ in cells), sum(w for _, w in cells), len(cells), owed)
        return Figure(area, sum(cells), None, len(cells), owed)

    def _cells(self, code: str, period: str, layer: Standing, area: str) -> tuple[list[Cell], int]:
        inside = [
            each
            for (place, when), each in sorted(self.reports.items())
            if when == period and place.startswith(area)
        ]
        told = [
            cells[code] for standing, cells in inside if standing >= layer and cells.get(code) is not None
        ]
        return told, sum(standing >= Standing.OWED for standing, _ in inside)

    def missing(self, measure: str, period: str, layer: Standing, area: str) -> tuple[str, ...]:
        return tuple(
            place
            for (place, when), (standing, cells) in sorted(self.reports.items())
            if when == period
            and place.startswith(area)
            and standing >= Standing.OWED
            and not (standing >= layer and cells.get(measure) is not None)
        )

    def block(self, places: list[str]) -> Block:
        """Return the block that is made at once from what stands now."""
        block = Block.empty(self.shape, places)
        for (place, period), (standing, cells) in self.reports.items():
            block.put(Entry(place, period, standing, cells))
        return block


counts = st.integers(-1_000, 10**12)
weights = st.integers(0, 10**6)
eighths = st.integers(-8_000, 8_000).map(lambda n: n / 8)  # sums of which are exact in any order
CELLS = {
    "people": counts,
    "volunteers": counts,
    "age": st.tuples(counts, weights),
    "covered": st.tuples(weights, weights),
    "wait": counts,
    "litres": eighths,
    "weight": st.tuples(eighths, weights),
}
cells = st.fixed_dictionaries({}, optional={code: st.none() | each for code, each in CELLS.items()})
