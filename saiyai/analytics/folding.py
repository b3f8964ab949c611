"""Folding the log into new base files, and making all of them anew from the database."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from saiyai.analytics.cube.files import (
    Anchor,
    Base,
    Damaged,
    Mark,
    alone,
    check_block,
    sweep,
    write_base,
    write_block,
)
from saiyai.analytics.held import Cube, from_truth, latest, sound_base
from saiyai.analytics.models import Change
from saiyai.analytics.sources import all_keys

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Folded:
    """What a folding came to: the sequence it holds, how many files it wrote, and how many it carried on."""

    sequence: int
    written: int
    carried: int


def fold(
    folder: Path, *, afresh: bool = False, progress: Progress = lambda _done, _whole: None
) -> Folded | None:
    """Write a base that holds all changes until now, and return it; None where another process is at it.

    Blocks that did not change keep their files once these are found whole; a lost or damaged one is read from the
    database, all of them where `afresh`. A block may hold acts later than the base says: readers apply these
    again, which changes nothing.
    """
    with alone(folder, patient=afresh) as is_alone:
        if not is_alone:
            return None
        anchor = latest()
        before = sound_base(folder)
        marks, written = _marks(folder, anchor, None if afresh else before, progress)
        base = Base(anchor, marks)
        write_base(folder, base)
        kept = [base] if before is None or before.anchor == anchor else [base, before]
        sweep(folder, kept)
        Change.objects.filter(pk__lt=kept[-1].anchor.change).delete()
        return Folded(anchor.sequence, written, len(marks) - written)


def _marks(
    folder: Path, anchor: Anchor, base: Base | None, progress: Progress
) -> tuple[dict[str, Mark], int]:
    """Return the files of all blocks with how many of them were written now, one at a time to spare memory."""
    changed = _changed_since(base)
    held = Cube(folder)
    held.catch_up()
    keys = all_keys()
    marks, written = {}, 0
    for done, key in enumerate(keys):
        progress(done, len(keys))
        mark = base.blocks.get(key) if base else None
        is_whole = mark is not None and _is_whole(folder, mark)
        if mark is None or key in changed or not is_whole:
            block = held.block(key) if is_whole else from_truth(key)
            if block is None:
                continue
            mark = write_block(folder, block, anchor)
            written += 1
            held.release(key)
        marks[key] = mark
    return marks, written


def _changed_since(base: Base | None) -> set[str]:
    if base is None:
        return set()
    rows = Change.objects.filter(pk__gt=base.anchor.change)
    return set(rows.values_list("block", flat=True).distinct())


def _is_whole(folder: Path, mark: Mark) -> bool:
    try:
        check_block(folder, mark)
    except Damaged:
        return False
    return True
