"""Bringing a backup back into an empty home: all is verified beside the target before it is touched."""

import hashlib
import json
import tarfile
from pathlib import Path
from typing import IO

from saiyai.site.console.words import gettext as _
from saiyai.site.keeping.backup import Progress, fingerprint
from saiyai.site.keeping.manifest import Manifest, is_fitting_name, manifest_from
from saiyai.site.keeping.seal import CHUNK, sealed_digest
from saiyai.site.trouble import Trouble

LONGEST_MANIFEST = 64 * 1024 * 1024


def unpack_verified(archive: Path, into: Path, progress: Progress) -> tuple[Manifest, str]:
    """Unpack a backup into an empty folder and return its manifest and digest; Trouble where it is unfit."""
    digest = sealed_digest(archive)
    if digest is None:
        raise damaged(archive)
    try:
        with tarfile.open(archive, mode="r:gz") as members:
            manifest, found = _unpack(members, into, archive, progress)
    except (tarfile.TarError, OSError, EOFError, ValueError) as unreadable:
        raise damaged(archive) from unreadable
    if found != manifest.members:
        raise damaged(archive)
    return manifest, digest


def damaged(archive: Path) -> Trouble:
    """Return the trouble of a file that is no whole backup."""
    return Trouble(
        _("%(file)s is not a whole backup: it was damaged, cut short, or made by another program.")
        % {"file": archive},
        _("Nothing was changed. Take another copy of it, or an earlier backup."),
    )


def _unpack(
    members: tarfile.TarFile, into: Path, archive: Path, progress: Progress
) -> tuple[Manifest, dict[str, tuple[str, int]]]:
    found: dict[str, tuple[str, int]] = {}
    manifest: Manifest | None = None
    whole = archive.stat().st_size
    for member in members:
        content = members.extractfile(member) if member.isreg() else None
        if content is None or member.name in found or manifest is not None:
            raise damaged(archive)
        if member.name == "manifest.json":
            manifest = manifest_from(content.read(LONGEST_MANIFEST).decode())
        elif is_fitting_name(member.name):
            found[member.name] = _write(
                content, into / member.name, 0o640 if member.name.startswith("media/") else 0o600
            )
        else:
            raise damaged(archive)
        progress(min(member.offset_data, whole), whole)
    if manifest is None:
        raise damaged(archive)
    return manifest, found


def _write(content: IO[bytes], path: Path, mode: int) -> tuple[str, int]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        path.chmod(mode)
        while data := content.read(CHUNK):
            digest.update(data)
            size += len(data)
            file.write(data)
    return digest.hexdigest(), size


def check_fit(manifest: Manifest, engine: str, known_migrations: set[str]) -> None:
    """Refuse a backup of the other engine, or of a newer program."""
    if manifest.engine != engine:
        raise Trouble(
            _("The backup is of a %(theirs)s database, and this one is %(ours)s.")
            % {"theirs": manifest.engine, "ours": engine},
            _("Set DATABASE_URL for the backup's kind of database (none for sqlite)."),
        )
    if not set(manifest.migrations) <= known_migrations:
        raise Trouble(
            _("The backup was made by a newer Saiyai (%(version)s) than this one.")
            % {"version": manifest.program},
            _("Install that version, restore with it, and nothing is lost."),
        )


def check_keys(manifest: Manifest, folder: Path) -> None:
    """Refuse keys that are missing, or that are not those of the backup's home."""
    for name, expected in manifest.keys.items():
        path = folder / "keys" / name
        if not path.is_file():
            raise Trouble(
                _("The backup was made without its keys, and the key `%(name)s` is missing.")
                % {"name": name},
                _("Give the keys' own backup with --keys FILE."),
            )
        if fingerprint(path) != expected:
            raise Trouble(
                _("The key `%(name)s` is not the one of this backup.") % {"name": name},
                _("Give the keys' own backup of the same home with --keys FILE."),
            )


def is_empty_target(folder: Path) -> bool:
    """Tell whether a folder can receive a home: it does not exist, or holds nothing."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def kind_of(folder: Path) -> str:
    """Return the kind that an unpacked home states."""
    return str(json.loads((folder / "home.json").read_text())["kind"])
