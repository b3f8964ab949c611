"""The locked private key of a secret stage: a file of the home that no backup holds, gone once the box was opened."""

import json
import os
from pathlib import Path

from django.conf import settings

from saiyai.forums.models import Stage
from saiyai.forums.rules.envelope import BoxLocked, StageKeys, unlocked
from saiyai.kernel.refusal import Refusal


def _file(stage: Stage) -> Path:
    return Path(settings.HOME.folder) / "ballots" / f"{stage.public_key}.json"


def keep_key(stage: Stage, keys: StageKeys) -> None:
    """Keep the locked private key of a stage where only the service's own account reads it."""
    file = _file(stage)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as written:
        json.dump({"locked": keys.locked.hex()}, written)
        written.flush()
        os.fsync(written.fileno())


def private_key(stage: Stage, first: str, second: str) -> bytes:
    """Return the private key of a stage under its two pass-phrases, or refuse."""
    file = _file(stage)
    if not file.is_file():
        raise Refusal("stage.key_missing")
    locked = bytes.fromhex(json.loads(file.read_text(encoding="ascii"))["locked"])
    try:
        return unlocked(StageKeys(bytes.fromhex(stage.public_key), locked), first.strip(), second.strip())
    except BoxLocked as wrong:
        raise Refusal("stage.phrases_wrong") from wrong


def destroy_key(stage: Stage) -> None:
    """Take the private key of a stage away; what it sealed is read by nobody any more."""
    file = _file(stage)
    if stage.public_key and file.is_file():
        file.write_bytes(os.urandom(file.stat().st_size))
        file.unlink()
