"""Keeping and bringing back: whole while others write, refused when damaged, and nothing touched by a refusal."""

import gzip
import hashlib
import io
import json
import random
import shutil
import sqlite3
import tarfile
import threading
from pathlib import Path

import pytest

from saiyai.site.keeping.manifest import is_fitting_name
from saiyai.site.keeping.restore import check_fit, unpack_verified
from saiyai.site.keeping.seal import LENGTH, SealingWriter, sealed_digest
from saiyai.site.trouble import Trouble
from tests.site.programs import saiyai

DAMAGES = 200
COUNT_OF = {
    "one": "SELECT count(*), max(number) FROM writer_one",
    "two": "SELECT count(*), max(number) FROM writer_two",
}


@pytest.fixture(scope="module")
def kept(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that holds the backup of a home with a file in its media, and the keys apart."""
    folder = tmp_path_factory.mktemp("kept")
    home = folder / "home"
    shutil.copytree(office_template, home, ignore=shutil.ignore_patterns("static"))
    (home / "media" / "images").mkdir(parents=True)
    (home / "media" / "images" / "รูป.png").write_bytes(b"\x89PNG picture")
    done = saiyai(home, "backup", folder / "backup.tar.gz", "--keys", folder / "keys.tar.gz")
    assert done.returncode == 0, done.stderr
    return folder


def unpacked(archive: Path, into: Path) -> object:
    into.mkdir()
    return unpack_verified(archive, into, lambda done, whole: None)


def an_archive(path: Path, members: dict[str, bytes], /, **changed: object) -> Path:
    """Write an archive with a good seal whose contents are as the test wants them."""
    manifest = {
        "format": "saiyai-backup",
        "version": 1,
        "engine": "sqlite",
        "made_at": "",
        "program": "9",
        "kind": "office",
        "migrations": [],
        "audit_seq": 0,
        "audit_hash": "",
        "keys": {},
        "members": {
            name: [hashlib.sha256(content).hexdigest(), len(content)] for name, content in members.items()
        },
    }
    with path.open("wb") as file:
        sealing = SealingWriter(file)
        with (
            gzip.GzipFile(mode="wb", fileobj=sealing) as packing,
            tarfile.open(mode="w|", fileobj=packing) as archive,
        ):
            for name, content in [
                *members.items(),
                ("manifest.json", json.dumps(manifest | changed).encode()),
            ]:
                header = tarfile.TarInfo(name)
                header.size = len(content)
                archive.addfile(header, io.BytesIO(content))
        sealing.seal()
    return path


@pytest.mark.slow
def test_a_backup_comes_back_whole(kept: Path, tmp_path: Path):
    home = tmp_path / "new"

    done = saiyai(home, "restore", kept / "backup.tar.gz", "--keys", kept / "keys.tar.gz")

    assert done.returncode == 0, done.stderr
    assert (home / "media" / "images" / "รูป.png").read_bytes() == b"\x89PNG picture"
    assert (home / "keys" / "audit").read_text() == (kept / "home" / "keys" / "audit").read_text()
    assert (home / "keys" / "audit").stat().st_mode & 0o077 == 0
    for command in ("check-data", "verify-audit"):
        assert saiyai(home, command).returncode == 0
    with sqlite3.connect(home / "saiyai.sqlite3") as connection:
        newest = connection.execute(
            "SELECT command, reason, actor FROM audit_entry ORDER BY seq DESC"
        ).fetchone()
        places = connection.execute("SELECT count(*) FROM places_place").fetchone()[0]
    assert newest == ("site.backup.restore", f"SHA-256 {sealed_digest(kept / 'backup.tar.gz')}", "console")
    assert places > 8_000


@pytest.mark.slow
def test_a_backup_is_consistent_while_others_write(kept: Path, tmp_path: Path):
    home = tmp_path / "home"
    shutil.copytree(kept / "home", home)
    begun, ended = threading.Event(), threading.Event()

    def write() -> None:
        with sqlite3.connect(home / "saiyai.sqlite3", timeout=20, isolation_level=None) as connection:
            for table in ("one", "two"):
                connection.execute(f"CREATE TABLE writer_{table} (number INTEGER)")
            number = 0
            while not ended.is_set():
                number += 1
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO writer_one VALUES (?)", [number])
                connection.execute("INSERT INTO writer_two VALUES (?)", [number])
                connection.execute("COMMIT")
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(60)
    try:
        done = saiyai(home, "backup", tmp_path / "backup.tar.gz", "--with-keys")
    finally:
        ended.set()
        writer.join()

    assert done.returncode == 0, done.stderr
    unpacked(tmp_path / "backup.tar.gz", tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / "database.sqlite3") as copy:
        counts = [copy.execute(COUNT_OF[each]).fetchone() for each in ("one", "two")]
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert counts[0] == counts[1]
    assert counts[0][0] == counts[0][1] > 0


def test_two_hundred_damaged_backups_are_all_refused(kept: Path, tmp_path: Path):
    whole = (kept / "backup.tar.gz").read_bytes()
    chance = random.Random(2557)
    archive = tmp_path / "damaged.tar.gz"
    for number in range(DAMAGES):
        if number % 2:
            position = chance.randrange(len(whole))
            damaged = bytearray(whole)
            damaged[position] ^= 1 << chance.randrange(8)
        else:
            damaged = whole[: chance.randrange(len(whole))]
        archive.write_bytes(damaged)
        with pytest.raises(Trouble, match="not a whole backup"):
            unpacked(archive, tmp_path / f"into{number}")
        assert list((tmp_path / f"into{number}").iterdir()) == []


def test_every_bit_of_the_seal_counts(kept: Path, tmp_path: Path):
    whole = (kept / "backup.tar.gz").read_bytes()
    archive = tmp_path / "damaged.tar.gz"
    for position in range(len(whole) - LENGTH, len(whole)):
        damaged = bytearray(whole)
        damaged[position] ^= 4
        archive.write_bytes(damaged)
        assert sealed_digest(archive) is None
    archive.write_bytes(whole + b"x")
    assert sealed_digest(archive) is None


@pytest.mark.slow
def test_a_damaged_backup_leaves_the_target_untouched(kept: Path, tmp_path: Path):
    damaged = bytearray((kept / "backup.tar.gz").read_bytes())
    damaged[len(damaged) // 2] ^= 1
    archive = tmp_path / "damaged.tar.gz"
    archive.write_bytes(damaged)
    home = tmp_path / "homes" / "new"
    home.mkdir(parents=True)

    done = saiyai(home, "restore", archive, "--keys", kept / "keys.tar.gz")

    assert done.returncode == 1
    assert "not a whole backup" in done.stderr
    assert list(home.parent.iterdir()) == [home]
    assert list(home.iterdir()) == []


@pytest.mark.slow
def test_a_home_that_is_not_empty_is_never_written_over(kept: Path, office: Path):
    before = (office / "saiyai.sqlite3").read_bytes()

    done = saiyai(office, "restore", kept / "backup.tar.gz")

    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert (office / "saiyai.sqlite3").read_bytes() == before


@pytest.mark.slow
def test_without_its_keys_a_backup_is_refused(kept: Path, tmp_path: Path):
    done = saiyai(tmp_path / "new", "restore", kept / "backup.tar.gz")

    assert (done.returncode, (tmp_path / "new").exists()) == (1, False)
    assert "--keys FILE" in done.stderr


@pytest.mark.slow
def test_the_keys_of_another_home_are_refused(kept: Path, tmp_path: Path):
    other = tmp_path / "keys.tar.gz"
    an_archive(other, {"keys/audit": b"other", "keys/secret": b"other"}, engine="keys")

    done = saiyai(tmp_path / "new", "restore", kept / "backup.tar.gz", "--keys", other)

    assert (done.returncode, (tmp_path / "new").exists()) == (1, False)
    assert "is not the one of this backup" in done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "/etc/passwd",
        "media/../../outside",
        "media/./x",
        "media//x",
        "keys/..",
        "other.txt",
        "media",
        "media/a\\b",
    ],
)
def test_a_member_that_leads_elsewhere_is_refused(name: str, tmp_path: Path):
    archive = an_archive(tmp_path / "foreign.tar.gz", {name: b"x"})

    assert not is_fitting_name(name)
    with pytest.raises(Trouble, match="not a whole backup"):
        unpacked(archive, tmp_path / "into")
    assert {path.name for path in tmp_path.iterdir()} == {"foreign.tar.gz", "into"}
    assert list((tmp_path / "into").iterdir()) == []


def test_a_link_in_an_archive_is_refused(tmp_path: Path):
    path = tmp_path / "foreign.tar.gz"
    with path.open("wb") as file:
        sealing = SealingWriter(file)
        with (
            gzip.GzipFile(mode="wb", fileobj=sealing) as packing,
            tarfile.open(mode="w|", fileobj=packing) as archive,
        ):
            link = tarfile.TarInfo("media/link")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
        sealing.seal()

    with pytest.raises(Trouble, match="not a whole backup"):
        unpacked(path, tmp_path / "into")


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "other"},
        {"version": 2},
        {"members": {}},
        {"engine": 1, "surplus": 1},
        {"members": {"home.json": ["0" * 64, 2]}},
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(changed: dict[str, object], tmp_path: Path):
    archive = an_archive(tmp_path / "foreign.tar.gz", {"home.json": b"{}"}, **changed)

    with pytest.raises(Trouble, match="not a whole backup"):
        unpacked(archive, tmp_path / "into")


def test_a_newer_backup_and_one_of_the_other_engine_are_refused(tmp_path: Path):
    archive = an_archive(tmp_path / "newer.tar.gz", {"home.json": b"{}"}, migrations=["audit.0999_later"])
    manifest, _digest = unpacked(archive, tmp_path / "into")

    with pytest.raises(Trouble, match="newer Saiyai"):
        check_fit(manifest, "sqlite", {"audit.0001_initial"})
    with pytest.raises(Trouble, match="postgresql"):
        check_fit(manifest, "postgresql", {"audit.0999_later"})
