"""What is true of the chain: an entry's canonical form, its hash, and the differences that it records."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

GENESIS = "0" * 64
"""The hash that the first entry follows."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the chain, as it is hashed. `changes` is the JSON text that is stored."""

    seq: int
    at_us: int
    command: str
    actor_id: int | None
    actor: str
    place_code: str
    reason: str
    changes: str
    prev_hash: str


def digest(link: Link) -> str:
    """Return the SHA-256 of the entry before and the canonical form of this one, as 64 hexadecimal digits."""
    return digest_of(
        link.prev_hash,
        link.seq,
        link.at_us,
        link.command,
        link.actor_id,
        link.actor,
        link.place_code,
        link.reason,
        link.changes,
    )


def digest_of(prev_hash: str, *columns: Any) -> str:
    """Return the hash of an entry given as its columns in the order of `Link`."""
    canonical = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((prev_hash + canonical).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry at which the chain does not hold, and why."""

    seq: int
    why: str


def first_broken(rows: Iterable[tuple[Any, ...]]) -> tuple[int, str, Broken | None]:
    """Return how many entries hold, the last good hash, and the first broken entry.

    Rows are (seq, at_us, command, actor_id, actor, place_code, reason, changes, prev_hash, hash), in order of seq.
    """
    expected, last = 1, GENESIS
    for row in rows:
        seq, prev_hash, stored = row[0], row[8], row[9]
        if seq != expected:
            return expected - 1, last, Broken(expected, "missing")
        if prev_hash != last:
            return expected - 1, last, Broken(seq, "does not follow the entry before")
        if digest_of(prev_hash, *row[:8]) != stored:
            return expected - 1, last, Broken(seq, "was changed")
        expected, last = seq + 1, stored
    return expected - 1, last, None


def differences(subject: str, before: Any, after: Any, key: bytes) -> Iterator[list[Any]]:
    """Yield [subject, field, before, after] for each field of a snapshot that changed; None stands for absent.

    Snapshots are frozen dataclasses; a field with `metadata={"personal": True}` is recorded as a keyed hash only.
    """
    shape = after if after is not None else before
    if not is_dataclass(shape):
        raise TypeError(f"the snapshot of {subject} is not a dataclass")
    for each in fields(shape):
        was, is_now = getattr(before, each.name, None), getattr(after, each.name, None)
        if was != is_now:
            personal = bool(each.metadata.get("personal"))
            yield [subject, each.name, _stored(was, personal, key), _stored(is_now, personal, key)]


def keyed_hash(value: str, key: bytes) -> str:
    """Return the keyed hash under which a personal value stands in the record."""
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:32]


def _stored(value: Any, personal: bool, key: bytes) -> Any:  # noqa: FBT001 (private, both calls above)
    if value is None or value == "":
        return value
    if personal:
        return "#" + keyed_hash(str(value), key)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (frozenset, set)):
        return sorted(_stored(each, personal, key) for each in value)
    if isinstance(value, (tuple, list)):
        return [_stored(each, personal, key) for each in value]
    if isinstance(value, dict):
        return {str(name): _stored(each, personal, key) for name, each in sorted(value.items())}
    if isinstance(value, (bool, int, float)):
        return value
    return str(value)


def changes_text(changes: list[list[Any]]) -> str:
    """Return the JSON text in which changes are stored and hashed."""
    return json.dumps(changes, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
