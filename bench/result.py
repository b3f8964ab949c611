"""What a benchmark returns, and how it times."""

import json
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One measured comparison. `ours` and `reference` are in `unit`; the ratio says how many times ours is the reference."""

    name: str
    ours: float
    reference: float
    reference_name: str
    unit: str
    service_mb: float | None = None
    """The memory of the measured service, where it is not this process that was measured."""

    @property
    def ratio(self) -> float:
        """Return ours ÷ reference."""
        return self.ours / self.reference

    def line(self) -> str:
        """Return the JSON object that a benchmark prints last."""
        own_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        values = asdict(self) | {"ratio": self.ratio, "peak_mb": self.service_mb or own_mb}
        del values["service_mb"]
        return json.dumps({k: float(f"{v:.6g}") if isinstance(v, float) else v for k, v in values.items()})


def seconds(act: Callable[[], object], *, times: int = 5) -> float:
    """Return the median of how many seconds an act takes, after one run that does not count."""
    act()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def processor_seconds(act: Callable[[], object], *, times: int = 5) -> float:
    """Return the median of how many seconds of the processor an act takes in this process, after one uncounted run."""
    act()
    return statistics.median(seconds_once(act, clock=time.process_time) for _ in range(times))


def percentile(taken: Sequence[float], hundredths: int) -> float:
    """Return the smallest of the values that so many hundredths of them do not exceed."""
    return sorted(taken)[max(-(-len(taken) * hundredths // 100) - 1, 0)]


def interleaved(
    ours: Callable[[], object],
    reference: Callable[[], object],
    *,
    times: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Return the medians of two acts timed in turn, so that a busy moment of the machine falls on both."""
    ours()
    reference()
    pairs = [(seconds_once(ours, clock=clock), seconds_once(reference, clock=clock)) for _ in range(times)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def seconds_once(act: Callable[[], object], *, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how many seconds of a clock one run of an act takes."""
    start = clock()
    act()
    return clock() - start
