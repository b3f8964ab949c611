"""Base files: a block each, immutable, mapped copy-on-write, listed by a manifest that is renamed into place.

A reader maps a file privately: what it changes afterwards stays in its own pages. A writer never touches a file that
may be mapped: it writes a new one beside it and renames it. All of this asks for what POSIX promises: renaming
is atomic and replaces, and a mapped file that is unlinked stays readable to those who map it.
"""

import fcntl
import hashlib
import json
import mmap
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saiyai.analytics.cube.axes import Places
from saiyai.analytics.cube.block import Block
from saiyai.analytics.cube.shape import Shape
from saiyai.analytics.cube.sums import Arrays

MAGIC = b"SAIYAI CUBE 1\n"
PAGE = 4_096
_KEY = re.compile(r"[A-Za-z0-9._-]{1,80}")
_BASE = re.compile(r"base-([0-9]+)-([0-9]+)\.json")


class Damaged(Exception):  # noqa: N818 (what was found, not a fault of the program)
    """A file that is lost, cut short or not what its manifest says."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a manifest says of a block's file: its name, its size in bytes, the digests of its header and its numbers."""

    file: str
    size: int
    header: str
    body: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row of the change log: its number, the sequence of the act that wrote it, and the random token it bears."""

    change: int
    sequence: int
    token: int


@dataclass(frozen=True, slots=True)
class Base:
    """Base files that together hold all changes up to one of the log."""

    anchor: Anchor
    blocks: Mapping[str, Mark]


def _digest(content: bytes | memoryview) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


@contextmanager
def alone(folder: Path, *, patient: bool = True) -> Iterator[bool]:
    """Let one process at a time write into a folder; yield False where another does and this one does not wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if patient else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def write_block(folder: Path, block: Block, anchor: Anchor) -> Mark:
    """Write a block's file under the name of the sequence it holds, and return what the manifest says of it."""
    if _KEY.fullmatch(block.shape.key) is None:
        raise ValueError(f"no name for a file: {block.shape.key}")
    name = f"{block.shape.key}@{anchor.sequence}-{anchor.change}.cube"
    arrays = {"places": block.places.codes, **block.arrays}
    header, offsets, size = _header(block.shape, arrays)
    whole = hashlib.blake2b(digest_size=16)
    with _replaced(folder / name) as file:
        file.write(header)
        for label, offset in offsets.items():
            file.write(b"\0" * (offset - file.tell()))
            content = np.ascontiguousarray(arrays[label])
            if content.size:
                raw = content.view(np.uint8).data.cast("B") if content.ndim else content.data.cast("B")
                whole.update(raw)
                file.write(raw)
        file.write(b"\0" * (size - file.tell()))
    return Mark(name, size, _digest(header), whole.hexdigest())


def _header(shape: Shape, arrays: Mapping[str, NDArray[Any]]) -> tuple[bytes, dict[str, int], int]:
    """Return a file's header, where each array begins, and the size of the whole in bytes."""
    sections = {label: [array.dtype.str, list(array.shape), 0] for label, array in arrays.items()}
    start = _rounded(len(json.dumps(sections)) + len(json.dumps(shape.to_plain())) + PAGE)
    offsets, end = {}, start
    for label, array in arrays.items():
        offsets[label] = end
        sections[label][2] = end
        end = _rounded(end + array.nbytes)
    told = json.dumps({"shape": shape.to_plain(), "sections": sections}).encode()
    return MAGIC + len(told).to_bytes(8, "little") + told, offsets, end


def _rounded(size: int) -> int:
    return -(-size // PAGE) * PAGE


@contextmanager
def _replaced(path: Path) -> Iterator[Any]:
    """Write a file under a passing name and rename it once it is on the disk; nothing is left of one that fails."""
    passing = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with passing.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        passing.replace(path)
        _sync(path.parent)
    except BaseException:
        with suppress(OSError):
            passing.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def map_block(folder: Path, mark: Mark) -> Block:
    """Return the block of a file, mapped privately; Damaged where the file is lost, cut short or another one."""
    try:
        with (folder / mark.file).open("rb") as file:
            if os.fstat(file.fileno()).st_size != mark.size:
                raise Damaged(f"{mark.file} has not its size")
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    except OSError as lost:
        raise Damaged(f"{mark.file} cannot be read: {lost.strerror}") from lost
    shape, arrays = _sections(mapped, mark)
    return Block(shape, Places(arrays.pop("places")), arrays)


def _sections(mapped: mmap.mmap, mark: Mark) -> tuple[Shape, Arrays]:
    begin = len(MAGIC) + 8
    length = int.from_bytes(mapped[len(MAGIC) : begin], "little")
    if mapped[: len(MAGIC)] != MAGIC or length > mark.size:
        raise Damaged(f"{mark.file} is no base file")
    header = mapped[: begin + length]
    if _digest(header) != mark.header:
        raise Damaged(f"{mark.file} has another header")
    told = json.loads(header[begin:])
    arrays: Arrays = {}
    for label, (kind, lengths, offset) in told["sections"].items():
        count = int(np.prod(lengths))
        flat = np.frombuffer(mapped, np.dtype(kind), count, offset) if count else np.zeros(0, np.dtype(kind))
        arrays[label] = flat.reshape(lengths)
    return Shape.from_plain(told["shape"]), arrays


def check_block(folder: Path, mark: Mark) -> None:
    """Read a whole file and raise Damaged where a single bit of its numbers is another one."""
    block = map_block(folder, mark)
    whole = hashlib.blake2b(digest_size=16)
    for array in (block.places.codes, *block.arrays.values()):
        if array.size:
            whole.update(np.ascontiguousarray(array).view(np.uint8).data.cast("B"))
    if whole.hexdigest() != mark.body:
        raise Damaged(f"{mark.file} holds other numbers than were written")


def write_base(folder: Path, base: Base) -> None:
    """Write the manifest of base files; from its renaming on, readers find it."""
    body = json.dumps(
        {"anchor": asdict(base.anchor), "blocks": {key: asdict(mark) for key, mark in base.blocks.items()}}
    )
    (folder / "bases").mkdir(parents=True, exist_ok=True)
    path = folder / "bases" / f"base-{base.anchor.sequence}-{base.anchor.change}.json"
    with _replaced(path) as file:
        file.write(json.dumps({"digest": _digest(body.encode()), "body": body}).encode())


def bases(folder: Path) -> list[Base]:
    """Return the bases whose manifests are whole, the newest first."""
    found = []
    for path in _manifests(folder):
        try:
            told = json.loads(path.read_bytes())
            if _digest(told["body"].encode()) != told["digest"]:
                continue
            body = json.loads(told["body"])
            blocks = {key: Mark(**mark) for key, mark in body["blocks"].items()}
            found.append(Base(Anchor(**body["anchor"]), blocks))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # lost or half written: the next older one serves
    return found


def _manifests(folder: Path) -> list[Path]:
    """Return the manifests that there are, the newest first."""
    named = [(_BASE.fullmatch(path.name), path) for path in (folder / "bases").glob("base-*.json")]
    numbered = [((int(name[2]), int(name[1])), path) for name, path in named if name is not None]
    return [path for _number, path in sorted(numbered, reverse=True)]


def stamp_of(folder: Path) -> int:
    """Return a number that changes when a manifest comes or goes, 0 where there never was one."""
    try:
        return (folder / "bases").stat().st_mtime_ns
    except OSError:
        return 0


def sweep(folder: Path, kept: Iterable[Base]) -> None:
    """Take away all manifests but those of some bases, and the files that none of them lists; who maps them keeps them."""
    anchors = {(base.anchor.sequence, base.anchor.change): base for base in kept}
    named = {f"base-{sequence}-{change}.json" for sequence, change in anchors}
    listed = {mark.file for base in anchors.values() for mark in base.blocks.values()} | named
    for path in [*(folder / "bases").iterdir(), *folder.glob("*.cube"), *folder.glob("*.new")]:
        if path.name not in listed:
            path.unlink(missing_ok=True)
