"""The manifest of a backup: what the archive holds and what it was made by."""

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = "saiyai-backup"
VERSION = 1
SMALL_FILES = ("home.json", "state.json", "demonstration-accounts.json")
"""The files of a home, beside its database and folders, that belong to it wherever it lies."""
MEMBER = re.compile(
    r"(database\.sqlite3|database\.pgdump|home\.json|state\.json|demonstration-accounts\.json"
    r"|(media|keys)(/[^/\\\x00-\x1f]+)+)"
)
"""The names that a member may have; no part of them may be `.` or `..`."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: `members` are SHA-256 and bytes by name, `keys` the keys' fingerprints."""

    engine: str
    made_at: str
    program: str
    kind: str
    migrations: list[str]
    audit_seq: int
    audit_hash: str
    members: dict[str, tuple[str, int]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return the manifest as it stands in the archive."""
        return json.dumps({"format": FORMAT, "version": VERSION} | asdict(self), ensure_ascii=False, indent=1)


def is_fitting_name(name: str) -> bool:
    """Tell whether a member's name is one that a backup has, and leads nowhere else."""
    return MEMBER.fullmatch(name) is not None and not {".", ".."} & set(name.split("/"))


def manifest_from(text: str) -> Manifest:
    """Return the manifest that a text states; ValueError where it states none, or one of a newer kind."""
    read: Any = json.loads(text)
    if not isinstance(read, dict) or read.pop("format", None) != FORMAT:
        raise ValueError("format")
    if read.pop("version", None) != VERSION:
        raise ValueError("version")
    try:
        manifest = Manifest(**read)
    except TypeError as unfit:
        raise ValueError(str(unfit)) from unfit
    members = {name: (str(value[0]), int(value[1])) for name, value in manifest.members.items()}
    return Manifest(**(read | {"members": members}))
