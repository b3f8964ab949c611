"""Files that are kept for the worker to check: killed in the middle, begun twice, given up, gone, unreadable, swept."""

import os
import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saiyai.audit import clock
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import Console
from saiyai.kernel.refusal import Refusal
from saiyai.places import imports
from saiyai.places.commands.imports import Superseded, begin_checking
from saiyai.places.imports import stored
from saiyai.places.jobs import resume_imports
from saiyai.places.models import ImportBatch, Place, StagedVillage
from saiyai.places.queries import imports as queries
from tests.cast import make_places
from tests.database import CommittedDatabase
from tests.places import acts
from tests.places.test_imports import VILLAGES
from tests.processes import acknowledged_until_killed, at_once

pytestmark = pytest.mark.engine


def receive(text=VILLAGES):
    return imports.receive("villages", "list.csv", text.encode(), by=Console())


def a_long_list() -> str:
    """Return a list of 9,801 villages in as many tambons as it needs, which are made."""
    tambons = [f"5014{number:02}" for number in range(1, 100)]
    Place.objects.bulk_create(
        [Place(code=code, level="tambon", name_th="ก") for code in tambons], ignore_conflicts=True
    )
    rows = [f"{tambon}{moo:02},บ้านที่ {moo}" for tambon in tambons for moo in range(1, 100)]
    return "\n".join(["รหัสหมู่บ้าน,ชื่อหมู่บ้าน", *rows])


def kept_files():
    return [each.name for each in stored.folder().iterdir()]


@pytest.mark.slow
def test_a_check_that_is_killed_in_the_middle_is_begun_anew_and_stages_each_row_once(
    committed_db: CommittedDatabase,
):
    make_places()
    number = receive(a_long_list())

    acknowledged_until_killed(committed_db.target, acts.check_kept_file, (number,), after=1)

    assert ImportBatch.objects.get().state == "checking"
    assert 0 < StagedVillage.objects.count() < 9_801
    assert Place.objects.filter(level="village").count() == 1
    assert imports.check_stored(number)
    row = queries.batch_at(number)
    assert (row.state, row.new + row.changed, row.problems) == ("checked", 9_801, 0)
    assert StagedVillage.objects.count() == 9_801
    assert kept_files() == []


@pytest.mark.slow
def test_two_who_check_at_once_leave_each_row_once(committed_db: CommittedDatabase):
    make_places()
    number = receive(a_long_list())

    answers = at_once(committed_db.target, acts.check_once, [(number,)] * 2)

    assert sorted(answer.value for answer in answers) == [False, True], answers
    assert StagedVillage.objects.count() == queries.batch_at(number).rows == 9_801


@pytest.mark.django_db
def test_whoever_began_earlier_writes_no_more(cast):
    number = receive()
    first = begin_checking(number)
    begin_checking(number)

    with pytest.raises(Superseded):
        first.stage([StagedVillage(batch_id=number, row=2, code="50141201")], StagedVillage)

    assert not StagedVillage.objects.exists()


@pytest.mark.django_db
def test_a_file_given_up_while_it_is_checked_leaves_nothing(cast):
    number = receive()
    attempt = begin_checking(number)

    imports.discard(number, by=Console())

    with pytest.raises(Superseded):
        attempt.tell(50)
    with pytest.raises(Refusal):
        begin_checking(number)
    assert not imports.check_stored(number)
    assert queries.batch_at(number).state == "discarded"
    assert kept_files() == []


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_says_why_and_goes(cast, client):
    number = receive()
    ImportBatch.objects.filter(pk=number).update(stored_as=stored.store(b"PK\x03\x04 broken"))

    assert imports.check_stored(number)

    client.force_login(cast.administrator)
    page = client.get(reverse("places_import_batch", args=[number])).content.decode()
    assert queries.batch_at(number).state == "failed"
    assert "ไฟล์เสีย" in page or 'role="alert"' in page
    with pytest.raises(Refusal):
        imports.accept(number, by=Console())


@pytest.mark.django_db
def test_a_file_that_is_gone_is_told(cast):
    number = receive()
    stored.remove(ImportBatch.objects.get().stored_as)

    imports.check_stored(number)

    assert queries.batch_at(number).failure.code == "import.file_gone"


@pytest.mark.django_db
def test_a_file_that_ends_its_process_each_time_is_given_up(cast):
    number = receive()
    for _each in range(4):
        begin_checking(number)

    imports.check_stored(number)

    assert queries.batch_at(number).failure.code == "import.gave_up"


@pytest.mark.django_db
def test_a_check_that_was_broken_off_is_sent_to_the_worker_again_and_one_under_way_is_not(cast):
    left, under_way = receive(), receive()
    long_ago = clock.now() - timedelta(minutes=5)
    ImportBatch.objects.filter(pk=left).update(state="checking", touched_at=long_ago)
    begin_checking(under_way)

    assert resume_imports() == [left]


@pytest.mark.django_db
def test_a_file_that_no_batch_waits_for_is_swept_once_it_is_old(cast):
    receive()
    waited_for, lost, fresh = kept_files()[0], stored.store(b"lost"), stored.store(b"fresh")
    for name in (waited_for, lost):
        os.utime(stored.folder() / name, (time.time() - 7_200,) * 2)

    resume_imports()

    assert sorted(kept_files()) == sorted([waited_for, fresh])


@pytest.mark.django_db
def test_a_kept_file_is_read_by_its_owner_alone(cast):
    receive()
    (name,) = kept_files()

    assert (stored.folder() / name).stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_what_is_no_sheet_at_all_is_told_at_once_and_not_kept(cast, client):
    client.force_login(cast.administrator)

    with pytest.raises(BadValue):
        imports.receive("villages", "x.csv", b"\x00\x01\x02" * 50, by=Console())
    page = client.post(
        reverse("places_import"), {"kind": "villages", "file": SimpleUploadedFile("x.pdf", b"%PDF-1.7 ...")}
    )

    assert page.status_code == 400
    assert not ImportBatch.objects.exists()
    assert kept_files() == []


@pytest.fixture(autouse=True)
def _own_folder():
    """No file of another test; the processes of a race read the same folder."""
    for each in stored.folder().iterdir():
        each.unlink()
