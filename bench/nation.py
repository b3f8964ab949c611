"""A nation of made-up figures: villages below tambons, districts and provinces, 20 series, the months of five years."""

import numpy as np

from saiyai.analytics.cube.axes import Places
from saiyai.analytics.cube.block import Block
from saiyai.analytics.cube.shape import Kind, Measure, Shape, Standing
from saiyai.analytics.cube.sums import empty_leaves, empty_sums

SERIES, MONTHS, YEARS = 20, 12, 5
VILLAGES_A_TAMBON, TAMBONS_A_DISTRICT, DISTRICTS_A_PROVINCE = 10, 8, 12


def villages(size: int) -> list[str]:
    """Return the codes of so many villages, below tambons, districts and provinces as many as the nation's are."""
    codes = []
    for number in range(size):
        tambon, village = divmod(number, VILLAGES_A_TAMBON)
        district, tambon = divmod(tambon, TAMBONS_A_DISTRICT)
        province, district = divmod(district, DISTRICTS_A_PROVINCE)
        codes.append(f"{province + 10:02}{district + 1:02}{tambon + 1:02}{village + 1:02}")
    return codes


def nation(size: int) -> list[Block]:
    """Return one block a year, every village having told every number of every month; nothing is summed yet."""
    random = np.random.default_rng(2557)
    places = Places.of(villages(size))
    measures = tuple(Measure(f"s{number:02}", Kind.FLOW) for number in range(SERIES))
    blocks = []
    for year in range(2557, 2557 + YEARS):
        periods = tuple(f"{year}M{month:02}" for month in range(1, MONTHS + 1))
        shape = Shape(f"bench.{year}", "bench", year, measures, periods)
        leaves = empty_leaves(shape, len(places))
        leaves["whole"][:] = random.integers(0, 1_000, leaves["whole"].shape)
        leaves["told"][:] = True
        leaves["state"][:] = Standing.APPROVED
        blocks.append(Block(shape, places, leaves | empty_sums(shape, places)))
    return blocks
