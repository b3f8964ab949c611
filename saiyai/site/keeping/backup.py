"""Making a backup: database, media and, only where asked for, keys, in one sealed archive."""

import gzip
import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from saiyai.site.home import Home
from saiyai.site.keeping.database import Copy, copy_database
from saiyai.site.keeping.manifest import SMALL_FILES, Manifest
from saiyai.site.keeping.seal import SealingWriter

Progress = Callable[[int, int], None]
COMPRESSION = 3
"""Of 9: a third of the time of the usual 6 for a few parts in a hundred of size."""
LAST = "last_backup.json"


def program_version() -> str:
    """Return the version of the program, "0" where it runs without being installed."""
    try:
        return version("saiyai")
    except PackageNotFoundError:
        return "0"


def make_backup(home: Home, target: Path, *, with_keys: bool, progress: Progress) -> str:
    """Write the backup of a home to a file, which appears only when it is whole, and return its digest."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=home.folder) as folder:
        copy = copy_database(Path(folder))
        members = list(_members(home, copy, with_keys=with_keys))
        digest = write_archive(target, _manifest(home, copy), members, progress)
    note = {"at": datetime.now(UTC).isoformat(), "file": str(target.absolute()), "sha256": digest}
    (home.folder / LAST).write_text(json.dumps(note))
    return digest


def make_keys_backup(home: Home, target: Path) -> str:
    """Write the keys of a home to a file of their own, which only its owner reads, and return its digest."""
    folder = home.folder / "keys"
    members = [(f"keys/{name}", folder / name) for name in _key_names(folder)]
    manifest = Manifest("keys", datetime.now(UTC).isoformat(), program_version(), home.kind, [], 0, "")
    return write_archive(
        target, replace(manifest, keys=fingerprints(home)), members, lambda _done, _whole: None
    )


def fingerprints(home: Home) -> dict[str, str]:
    """Return by which each key of a home is known without being told."""
    folder = home.folder / "keys"
    return {name: fingerprint(folder / name) for name in _key_names(folder)}


def _key_names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def fingerprint(path: Path) -> str:
    """Return the fingerprint of a key's file: 16 hexadecimal digits of a hash of it."""
    return hashlib.sha256(b"saiyai key " + path.read_bytes().strip()).hexdigest()[:16]


def _manifest(home: Home, copy: Copy) -> Manifest:
    return Manifest(
        engine=copy.engine,
        made_at=datetime.now(UTC).isoformat(),
        program=program_version(),
        kind=home.kind,
        migrations=copy.migrations,
        audit_seq=copy.audit_seq,
        audit_hash=copy.audit_hash,
        keys=fingerprints(home),
    )


def _members(home: Home, copy: Copy, *, with_keys: bool) -> Iterator[tuple[str, Path]]:
    yield copy.file.name, copy.file
    for name in SMALL_FILES:
        if (home.folder / name).is_file():
            yield name, home.folder / name
    for folder in ("media", *(("keys",) if with_keys else ())):
        for path in sorted((home.folder / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield f"{folder}/{path.relative_to(home.folder / folder).as_posix()}", path


def write_archive(
    target: Path, manifest: Manifest, members: list[tuple[str, Path]], progress: Progress
) -> str:
    """Write a sealed archive of the members, the manifest last, and return its digest."""
    whole, done, known = sum(path.stat().st_size for _name, path in members), 0, {}
    fresh = target.with_name(f".{target.name}.part")
    try:
        with fresh.open("wb") as file:
            fresh.chmod(0o600)
            sealing = SealingWriter(file)
            with (
                gzip.GzipFile(mode="wb", fileobj=sealing, compresslevel=COMPRESSION, mtime=0) as packing,  # type: ignore[call-overload]
                tarfile.open(mode="w|", fileobj=packing, format=tarfile.PAX_FORMAT) as archive,
            ):
                for name, path in members:
                    known[name] = _add(archive, name, path)
                    done += known[name][1]
                    progress(done, whole)
                text = replace(manifest, members=known).text().encode()
                archive.addfile(_header("manifest.json", len(text)), io.BytesIO(text))
            digest = sealing.seal()
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return digest


class _DigestingReader:
    """A file being read whose bytes are digested on their way."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data

    def close(self) -> None:
        self._file.close()


def _add(archive: tarfile.TarFile, name: str, path: Path) -> tuple[str, int]:
    size = path.stat().st_size
    reader = _DigestingReader(path)
    try:
        archive.addfile(_header(name, size), reader)  # type: ignore[arg-type]
    finally:
        reader.close()
    return reader.digest.hexdigest(), size


def _header(name: str, size: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mode = size, 0o600
    return header
