"""Values that must be kept but not lie open: sealed under the installation's key, found again by a keyed hash.

A sealed value is AES-256-GCM with a fresh nonce, bound to what it belongs to (its context), so that a value
copied into another column does not open there. Whoever copies the database without the home's keys reads
nothing.
"""

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = "1."
NONCE_BYTES = 12


class SealBroken(Exception):  # noqa: N818 (what is found, as Refusal is)
    """A sealed value was altered, belongs elsewhere, or was sealed under another key."""


def sealed(value: str, *, context: str) -> str:
    """Return a value sealed for a context ("network.person.national_id"); never twice the same text."""
    nonce = os.urandom(NONCE_BYTES)
    box = AESGCM(_key("seal")).encrypt(nonce, value.encode(), context.encode())
    return VERSION + urlsafe_b64encode(nonce + box).decode()


def opened(text: str, *, context: str) -> str:
    """Return the value that was sealed for a context, or raise SealBroken."""
    try:
        box = urlsafe_b64decode(text.removeprefix(VERSION).encode())
        return AESGCM(_key("seal")).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], context.encode()).decode()
    except (InvalidTag, ValueError) as broken:
        raise SealBroken(context) from broken


def lookup_hash(value: str, *, context: str) -> str:
    """Return the keyed hash, 64 hexadecimal digits, under which a value of a context is found again."""
    return hmac.new(_key("lookup"), f"{context}\0{value}".encode(), sha256).hexdigest()


@cache
def _key(purpose: str) -> bytes:
    """Return the key of a purpose, drawn from the installation's one sealing key."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"saiyai {purpose}".encode())
    return derived.derive(settings.SEALING_KEY)
