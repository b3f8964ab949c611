"""The seal of a backup: its last bytes, an empty gzip member whose comment is the SHA-256 of all before it.

`tar xzf` reads a sealed archive like any other; a single changed, lost or added bit breaks the seal.
"""

import hashlib
from pathlib import Path
from typing import IO

_HEAD = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff"  # gzip, deflate, with a comment, no time
_TAIL = b"\x00\x03\x00" + bytes(8)  # the comment's end, an empty block, the checks of nothing
LENGTH = len(_HEAD) + 64 + len(_TAIL)
CHUNK = 1024 * 1024


def seal_of(digest: str) -> bytes:
    """Return the seal of a digest."""
    return _HEAD + digest.encode("ascii") + _TAIL


class SealingWriter:
    """A file being written whose bytes are digested on their way; `seal()` ends it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Write and digest."""
        self._digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Pass on to the file."""
        self._file.flush()

    def seal(self) -> str:
        """Write the seal and return the digest."""
        digest = self._digest.hexdigest()
        self._file.write(seal_of(digest))
        return digest


def sealed_digest(path: Path) -> str | None:
    """Return the digest of a file whose seal holds, None where it does not."""
    left = path.stat().st_size - LENGTH
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while left > 0:
            data = file.read(min(CHUNK, left))
            if not data:
                return None
            digest.update(data)
            left -= len(data)
        return digest.hexdigest() if left == 0 and file.read() == seal_of(digest.hexdigest()) else None
