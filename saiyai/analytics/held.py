"""The cube as one process holds it: base files mapped privately, and the changes since then applied to its own pages."""

import logging
from collections.abc import Iterator
from pathlib import Path

from django.db.models import Case, QuerySet, TextField, Value, When

from saiyai.analytics.cube.block import Block, Entry
from saiyai.analytics.cube.files import Anchor, Base, Damaged, bases, map_block, stamp_of
from saiyai.analytics.cube.filling import cells_of, filled
from saiyai.analytics.cube.shape import Standing
from saiyai.analytics.models import Change, What
from saiyai.analytics.sources import source_of

logger = logging.getLogger(__name__)
TRIES = 3


class Unsteady(RuntimeError):  # noqa: N818 (what was found)
    """The log of changes was replaced under the reader again and again."""


def latest() -> Anchor:
    """Return the last row of the log, one of number 0 where the log is empty."""
    row = Change.objects.order_by("-pk").values_list("pk", "sequence", "token").first()
    return Anchor(*row) if row else Anchor(0, 0, 0)


def is_of_this_history(anchor: Anchor) -> bool:
    """Tell whether the log has the row that an anchor names: a database put back from a backup has another."""
    return Change.objects.filter(pk=anchor.change, token=anchor.token).exists()


def sound_base(folder: Path) -> Base | None:
    """Return the newest base of this database's own history, None where there is none."""
    return next((base for base in bases(folder) if is_of_this_history(base.anchor)), None)


def from_truth(key: str) -> Block:
    """Return a block read from the database; LookupError where there is none of that key."""
    source = source_of(key)
    return filled(source.shape_of(key), source.places_of(key), source.reports_of(key))


class Cube:
    """The blocks that a process has opened so far, up to one row of the log; without a folder all come from the database."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.anchor = Anchor(0, 0, 0)
        self._base: Base | None = None
        self._blocks: dict[str, Block] = {}
        self._stamp = -1

    @property
    def sequence(self) -> int:
        """Return the number of the last act whose changes it holds."""
        return self.anchor.sequence

    def catch_up(self) -> None:
        """Apply all that was committed until now; begin anew where the files or the history are others."""
        for _try in range(TRIES):
            if self._stamp != self._present_stamp():
                self._begin()
            rows = list(self._log().filter(pk__gte=self.anchor.change))
            if rows and (rows[0].pk, rows[0].token) == (self.anchor.change, self.anchor.token):
                self._apply(rows[1:])
                return
            if not rows and not self.anchor.change:
                return
            self._stamp = -1
        raise Unsteady("the log of changes does not hold still")

    def block(self, key: str) -> Block | None:
        """Return a block as of the last catching up, None where there is none of that key."""
        if key not in self._blocks:
            try:
                self._blocks[key] = self._opened(key)
            except LookupError:
                return None
        return self._blocks[key]

    def release(self, key: str) -> None:
        """Let go of a block, and of the memory that it takes."""
        self._blocks.pop(key, None)

    def _present_stamp(self) -> int:
        return 0 if self.folder is None else stamp_of(self.folder)

    def _begin(self) -> None:
        self._stamp = self._present_stamp()
        self._blocks = {}
        self._base = None if self.folder is None else sound_base(self.folder)
        self.anchor = latest() if self._base is None else self._base.anchor

    def _log(self) -> QuerySet[Change]:
        """Return the log, without the payload of the row that is only looked at to see that it is still there."""
        known = When(pk=self.anchor.change, then=Value(""))
        told = Change.objects.annotate(told=Case(known, default="payload", output_field=TextField())).defer(
            "payload"
        )
        return told.order_by("pk")

    def _apply(self, rows: list[Change]) -> None:
        for row in rows:
            if row.block in self._blocks:
                self._apply_one(row, str(getattr(row, "told", "")))
            self.anchor = Anchor(row.pk, row.sequence, row.token)

    def _apply_one(self, row: Change, payload: str) -> None:
        """Apply a row to its block; what does not fit there, such as a new form of it, is read from the database anew."""
        try:
            self._blocks[row.block] = changed(self._blocks[row.block], row, payload)
        except (LookupError, ValueError, OverflowError):
            logger.info("the block %s is read anew at change %s", row.block, row.pk)
            self.release(row.block)

    def _opened(self, key: str) -> Block:
        mark = self._base.blocks.get(key) if self._base else None
        if self.folder is None or self._base is None or mark is None:
            return from_truth(key)
        try:
            block = map_block(self.folder, mark)
        except Damaged as damaged:
            logger.warning("%s: its numbers are read from the database", damaged)
            return from_truth(key)
        if not is_of_this_history(self._base.anchor):
            return from_truth(key)
        for row in self._rows_since(self._base.anchor, key):
            block = changed(block, row, row.payload)
        return block

    def _rows_since(self, anchor: Anchor, key: str) -> Iterator[Change]:
        rows = Change.objects.filter(block=key, pk__gt=anchor.change, pk__lte=self.anchor.change)
        return rows.order_by("pk").iterator()


def changed(block: Block, row: Change, payload: str) -> Block:
    """Return a block with a row of the log applied; applying it twice is applying it once."""
    if row.what == What.ASK:
        codes = payload.split()
        wide = block.widened(codes)
        wide.ask(row.period, codes)
        return wide
    block.put(Entry(row.place_code, row.period, Standing(row.standing), cells_of(payload)))
    return block
