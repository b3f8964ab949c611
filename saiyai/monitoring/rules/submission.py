"""What is true of a client's own keys: how they are written, and which body each stands for."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

KEY: Final = re.compile(r"[A-Za-z0-9_.:-]{8,64}")
"""Long enough not to come twice by chance; a UUID is one."""


@dataclass(frozen=True, slots=True)
class ClientKey:
    """A client's own key of one submission, with the SHA-256 of what it sent under it."""

    key: str
    body_hash: str


def is_key(text: str) -> bool:
    """Tell whether a text may be a client's key."""
    return KEY.fullmatch(text) is not None


def body_hash(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a body: the same for the same values in any order, as 64 hexadecimal digits."""
    text = json.dumps(dict(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
