"""Sealed envelopes: a secret ballot that nobody opens before the stage closes, and then only two people together.

A choice is encrypted to the stage's public key (X25519, HKDF-SHA-256, AES-256-GCM, a fresh sender's key each time,
as RFC 9180 does). The private half is kept locked under the pass-phrases of two people (scrypt, RFC 7914) and
thrown away when the box has been opened. All envelopes of a stage are of one size, so that none tells its content.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

KEY_BYTES, NONCE_BYTES, SALT_BYTES, TRACKER_BYTES = 32, 12, 16, 10
ROOM, ROOM_AN_ENTRY = 128, 12
"""The size of a ballot as JSON: its tracker and frame, and what one entry can take at most in a ranking."""
WORK = 2**15
"""The cost of one guess at the pass-phrases: 32 MiB and some 0.1 s."""


class BoxLocked(Exception):  # noqa: N818 (what is found, as Refusal is)
    """The pass-phrases do not open the stage's key."""


class EnvelopeBroken(Exception):  # noqa: N818 (as above)
    """An envelope was altered, or sealed for another stage."""


Choice = Sequence[Sequence[int]]
"""What a ballot says: groups of entries, the best first; an approval is one group."""


@dataclass(frozen=True, slots=True)
class StageKeys:
    """A stage's public key, and its private one as it is locked under two pass-phrases."""

    public: bytes
    locked: bytes


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot out of its envelope: the random tracker by which its voter finds it on the board, and the choice."""

    tracker: str
    choice: tuple[tuple[int, ...], ...]


def new_keys(first: str, second: str) -> StageKeys:
    """Return fresh keys of a stage, the private one locked under the pass-phrases of two people."""
    private = X25519PrivateKey.generate()
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    box = AESGCM(_lock(first, second, salt)).encrypt(nonce, private.private_bytes_raw(), None)
    return StageKeys(private.public_key().public_bytes_raw(), salt + nonce + box)


def unlocked(keys: StageKeys, first: str, second: str) -> bytes:
    """Return the private key of a stage, or raise BoxLocked."""
    salt, rest = keys.locked[:SALT_BYTES], keys.locked[SALT_BYTES:]
    try:
        return AESGCM(_lock(first, second, salt)).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], None)
    except InvalidTag as wrong:
        raise BoxLocked from wrong


def new_tracker() -> str:
    """Return a tracker that nobody can guess: 16 characters of 2–7 and A–Z, 80 random bits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    number = int.from_bytes(os.urandom(TRACKER_BYTES), "big")
    return "".join(alphabet[number >> 5 * place & 31] for place in range(TRACKER_BYTES * 8 // 5))


def sealed(public: bytes, stage: str, ballot: Ballot, *, entries: int) -> bytes:
    """Return a ballot in its envelope; every envelope of a stage with as many entries is of one size."""
    sender = X25519PrivateKey.generate()
    key = _shared(sender, public, sender.public_key().public_bytes_raw(), stage)
    text = json.dumps([ballot.tracker, ballot.choice], separators=(",", ":")).encode()
    padded = text.ljust(ROOM + ROOM_AN_ENTRY * entries)
    nonce = os.urandom(NONCE_BYTES)
    return sender.public_key().public_bytes_raw() + nonce + AESGCM(key).encrypt(nonce, padded, stage.encode())


def opened(private: bytes, stage: str, envelope: bytes) -> Ballot:
    """Return the ballot that lay in an envelope of a stage, or raise EnvelopeBroken."""
    sender, rest = envelope[:KEY_BYTES], envelope[KEY_BYTES:]
    try:
        key = _shared(X25519PrivateKey.from_private_bytes(private), sender, sender, stage)
        text = AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], stage.encode())
    except (InvalidTag, ValueError) as broken:
        raise EnvelopeBroken(stage) from broken
    tracker, choice = json.loads(text)
    return Ballot(tracker, tuple(tuple(group) for group in choice))


def _shared(mine: X25519PrivateKey, theirs: bytes, sender: bytes, stage: str) -> bytes:
    """Return the key that only the sender of one envelope and the stage share."""
    secret = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
    return HKDF(SHA256(), KEY_BYTES, salt=sender, info=f"saiyai ballot {stage}".encode()).derive(secret)


def _lock(first: str, second: str, salt: bytes) -> bytes:
    return Scrypt(salt, KEY_BYTES, n=WORK, r=8, p=1).derive(json.dumps([first, second]).encode())
