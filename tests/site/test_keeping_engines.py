"""Keeping and bringing back on both engines: the same two commands, and the same refusals."""

import json
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from saiyai.audit.models import Entry, OutboxMessage
from saiyai.network.commands import DocumentTerms, attach_document
from saiyai.web.uploads import checked_paper
from tests import database
from tests.audit.senders import a_message
from tests.cast import Cast
from tests.database import CommittedDatabase, Engine, engine
from tests.network.builders import an_organisation
from tests.site.programs import in_python, saiyai

pytestmark = [pytest.mark.engine, pytest.mark.slow]

MESSAGES = 7


def console(
    home: Path, environment: dict[str, str], *arguments: str | Path
) -> subprocess.CompletedProcess[str]:
    own = {name: environment[name] for name in ("DATABASE_URL",) if name in environment}
    return saiyai(home, *arguments, **own)


@pytest.fixture
def kept(committed_db: CommittedDatabase, tmp_path: Path) -> Path:
    """Give the backup, with its keys, of a home with a few entries and messages."""
    (committed_db.home / "home.json").write_text(json.dumps({"kind": "office"}))
    for number in range(MESSAGES):
        a_message(number)
    connections.close_all()
    done = console(
        committed_db.home, committed_db.environment, "backup", tmp_path / "backup.tar.gz", "--with-keys"
    )
    assert done.returncode == 0, done.stderr
    return tmp_path / "backup.tar.gz"


@pytest.fixture
def empty_database(worker_id: str):
    """Give the environment of a database that holds nothing; SQLite needs none."""
    if engine() is Engine.SQLITE:
        yield {}
        return
    name = f"restored_{worker_id}"
    folder = str(database.socket_folder())
    with closing(
        psycopg.connect(host=folder, user=database.cluster.OWNER, dbname="template1", autocommit=True)
    ) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} (FORCE)")
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    yield {"DATABASE_URL": database.url_of(name, database.socket_folder())}
    database.drop_copy(name)


def test_a_backup_comes_back_whole(kept: Path, empty_database: dict[str, str], tmp_path: Path):
    home = tmp_path / "restored"

    done = console(home, empty_database, "restore", kept)

    assert done.returncode == 0, done.stderr
    assert (
        json.loads(console(home, empty_database, "verify-audit", "--json").stdout)["entries"] == MESSAGES + 1
    )
    assert console(home, empty_database, "check-data").returncode == 0
    assert len(json.loads(console(home, empty_database, "outbox", "--json").stdout)) == MESSAGES


def test_a_database_that_is_not_empty_is_never_filled(
    kept: Path, committed_db: CommittedDatabase, tmp_path: Path
):
    if engine() is Engine.SQLITE:
        pytest.skip("an SQLite database lies in the home, whose emptiness is another test's")
    before = (Entry.objects.count(), OutboxMessage.objects.count())

    done = console(tmp_path / "restored", committed_db.environment, "restore", kept)

    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert not (tmp_path / "restored").exists()
    assert (Entry.objects.count(), OutboxMessage.objects.count()) == before


OPENED = """
from hashlib import sha256

from saiyai.site import opening

opening.start_django(opening.existing_home())
from saiyai.network.models import OrganisationDocument
from saiyai.web.uploads import paper_at

one = OrganisationDocument.objects.get()
print(sha256(paper_at(one.file_key).read_bytes()).hexdigest() == one.file_digest, one.title)
"""


def test_a_document_of_an_organisation_comes_back_with_its_file(
    committed_db: CommittedDatabase, cast: Cast, settings: Any, empty_database: dict[str, str], tmp_path: Path
):
    settings.MEDIA_ROOT = committed_db.home / "media"
    (committed_db.home / "home.json").write_text(json.dumps({"kind": "office"}))
    attach_document(
        organisation=an_organisation(cast),
        terms=DocumentTerms("minutes", "ครั้งที่ ๑/๒๕๕๗"),
        file=checked_paper([SimpleUploadedFile("รายงาน.pdf", b"%PDF-1.7\ntrailer<<>>\n%%EOF")]),
        by=cast.tambon_officer,
    )
    connections.close_all()
    archive, home = tmp_path / "backup.tar.gz", tmp_path / "restored"
    kept = console(committed_db.home, committed_db.environment, "backup", archive, "--with-keys")

    restored = console(home, empty_database, "restore", archive)

    assert (kept.returncode, restored.returncode) == (0, 0), kept.stderr + restored.stderr
    opened = in_python(home, OPENED, **empty_database)
    assert opened.stdout.split() == ["True", "ครั้งที่", "๑/๒๕๕๗"], opened.stderr
    assert console(home, empty_database, "check-data").returncode == 0
