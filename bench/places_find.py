"""Finding a place: the median of mistyped and exact searches against the package's own matching of exact names."""

import geothai

from bench.home import with_places
from bench.result import Result, interleaved

TYPED = (
    "ต.ป่าไผ่ อ.สันทราย จ.เชียงใหม่",
    "อ.เมือง จ.แพร่",
    "ศรีภูมิ เมือง เชียงใหม่",
    "ศรีษะเกษ",
    "บ้านปิน",
    "Pa Phai, San Sai, Chiang Mai",
    "เชียงไหม่",
    "ปาไผ สันทราย",
    "๕๐๑๔๑๒",
    "ร่องเคา วังเหนอ ลำปาง",
)
NAMES = ("ป่าไผ่", "เมืองแพร่", "ศรีภูมิ", "ศรีษะเกษ", "บ้านปิน", "Pa Phai", "เชียงใหม่", "สันทราย", "แม่เงิน", "ร่องเคาะ")


def run(size: int = 5) -> Result:
    """Return the milliseconds of one search, beside one search of the package that matches beginnings and parts alone."""
    with_places()
    from saiyai.places.queries import find_places  # noqa: PLC0415 (Django stands only now)

    def ours() -> None:
        for text in TYPED:
            find_places(text)

    def reference() -> None:
        for text in NAMES:
            geothai.search(text)

    own, other = interleaved(ours, reference, times=size)
    return Result(
        "places_find", own / len(TYPED) * 1000, other / len(NAMES) * 1000, "geothai.search", "ms a search"
    )
