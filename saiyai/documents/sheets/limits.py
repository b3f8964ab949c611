"""How much a spreadsheet file may ask of the machine that reads it."""

from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024
OUT_OF_MEMORY: Final = 77  # the exit status by which the child says that Python found no more memory


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file, before it is opened, while it is parsed, and for what comes out.

    `ratio` is unpacked to packed size of one member: real sheets measured 5 to 60, bombs 600 to 1,032.
    """

    file_bytes: int = 20 * MIB
    members: int = 2_000
    unpacked_bytes: int = 320 * MIB
    ratio: int = 200
    sheets: int = 50
    rows: int = 200_000
    columns: int = 500
    output_bytes: int = 160 * MIB
    memory_bytes: int = 512 * MIB
    cpu_seconds: int = 20
    wall_seconds: float = 40


USUAL: Final = Limits()
