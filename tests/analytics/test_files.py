"""Base files under faults: whatever is lost, cut short, half written or killed, answers are what is committed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from saiyai.analytics import sources
from saiyai.analytics.checking import problems
from saiyai.analytics.cube.files import bases, check_block, map_block
from saiyai.analytics.folding import fold
from saiyai.analytics.held import Cube, from_truth
from saiyai.analytics.models import Change
from tests.analytics import acts
from tests.database import CommittedDatabase
from tests.processes import acknowledged_until_killed, at_once

pytestmark = [pytest.mark.engine]


@pytest.fixture
def folder(committed_db: CommittedDatabase) -> Iterator[Path]:
    """Return the cube's folder of a home in which forty places owe a report."""
    before = dict(sources._SOURCES)
    sources._SOURCES.clear()
    acts.known()
    acts.begin()
    yield committed_db.home / "cube"
    sources._SOURCES.clear()
    sources._SOURCES.update(before)


def test_a_base_holds_what_was_committed_and_the_log_is_folded_away(folder: Path):
    for people, code in enumerate(acts.CODES[:30], start=1):
        acts.tell(code, people)
    first = fold(folder)
    acts.tell(acts.CODES[0], 1_000)
    second = fold(folder)
    third = fold(folder)

    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.written, second.written) == (1, 1)
    assert (third.written, third.carried) == (0, 1)
    assert acts.total(Cube(folder)) == acts.counted()
    assert len(list((folder / "bases").iterdir())) <= 2
    assert Change.objects.count() <= 2
    assert list(problems(folder)) == []


def test_a_reader_answers_from_its_own_pages_while_new_bases_are_written(folder: Path):
    fold(folder)
    reader = Cube(folder)
    for people in range(1, 8):
        acts.tell(acts.CODES[people], people)
        assert acts.total(reader) == acts.counted()
        fold(folder)
        assert acts.total(reader) == acts.counted()


def test_what_a_reader_applies_never_reaches_the_file(folder: Path):
    fold(folder)
    mark = bases(folder)[0].blocks[acts.KEY]
    before = (folder / mark.file).read_bytes()
    acts.tell(acts.CODES[0], 5)

    assert acts.total(Cube(folder)) == acts.counted()
    assert (folder / mark.file).read_bytes() == before
    check_block(folder, mark)


@pytest.mark.parametrize("damage", ["lost", "cut short", "another header", "no base file"])
def test_a_damaged_file_is_made_up_for_from_the_database_and_then_written_anew(folder: Path, damage: str):
    acts.tell(acts.CODES[0], 5)
    fold(folder)
    file = folder / bases(folder)[0].blocks[acts.KEY].file
    content = bytearray(file.read_bytes())
    file.unlink()
    if damage == "cut short":
        file.write_bytes(content[: len(content) // 2])
    elif damage == "another header":
        content[40] ^= 1
        file.write_bytes(content)
    elif damage == "no base file":
        file.write_bytes(b"\0" * len(content))

    assert acts.total(Cube(folder)) == acts.counted()
    assert len(list(problems(folder))) == 1
    done = fold(folder)
    assert done is not None
    assert done.written == 1
    assert list(problems(folder)) == []


def test_a_single_changed_bit_is_found_and_the_file_is_written_anew(folder: Path):
    acts.tell(acts.CODES[0], 5)
    fold(folder)
    mark = bases(folder)[0].blocks[acts.KEY]
    content = bytearray((folder / mark.file).read_bytes())
    block = map_block(folder, mark)
    told = next(n for n in range(len(content)) if content[n : n + 8] == (5).to_bytes(8, "little"))
    content[told] ^= 2
    (folder / mark.file).unlink()
    (folder / mark.file).write_bytes(content)

    assert block.digest() == from_truth(acts.KEY).digest()
    assert any("other numbers than were written" in each for each in problems(folder))
    fold(folder)
    assert list(problems(folder)) == []
    assert acts.total(Cube(folder)) == acts.counted()


@pytest.mark.parametrize("content", [b"", b"{", b'{"digest": "0", "body": "{}"}', b"[]"])
def test_a_half_written_manifest_leaves_the_one_before_in_force(folder: Path, content: bytes):
    fold(folder)
    acts.tell(acts.CODES[0], 5)
    fold(folder)
    newest = max((folder / "bases").iterdir(), key=lambda path: int(path.stem.split("-")[2]))
    newest.write_bytes(content)

    assert len(bases(folder)) == 1
    assert acts.total(Cube(folder)) == acts.counted()


def replaced_by(last: Change) -> None:
    """Let another history stand in the database: under the last row's number another place reported."""
    pk, sequence = last.pk, last.sequence
    last.delete()
    Change.objects.create(
        pk=pk,
        sequence=sequence,
        what=last.what,
        block=last.block,
        period=last.period,
        place_code=acts.CODES[1],
        standing=2,
        payload='{"people":7}',
    )
    acts.write(acts.CODES[0], "")
    acts.write(acts.CODES[1], "7")


def test_files_of_another_history_are_not_believed(folder: Path):
    acts.tell(acts.CODES[0], 5)
    fold(folder)
    replaced_by(Change.objects.order_by("-pk")[0])

    assert acts.total(Cube(folder)) == (7, 1, len(acts.CODES))
    fold(folder)
    assert list(problems(folder)) == []


def test_a_reader_whose_history_was_put_back_begins_anew(folder: Path):
    reader = Cube(folder)
    acts.tell(acts.CODES[0], 5)
    assert acts.total(reader)[0] == 5

    replaced_by(Change.objects.order_by("-pk")[0])

    assert acts.total(reader) == (7, 1, len(acts.CODES))


def test_a_process_killed_after_its_commit_leaves_the_number_to_be_seen(
    folder: Path, committed_db: CommittedDatabase
):
    fold(folder)
    reader = Cube(folder)
    for life in range(3):
        told = dict(acknowledged_until_killed(committed_db.target, acts.telling, (life,), after=5))
        assert told.items() <= {code: int(value) for code, value in acts.truth().items() if value}.items()
        assert acts.total(reader) == acts.counted()
        assert acts.total(Cube(folder)) == acts.counted()
    assert list(problems(folder)) == []


@pytest.mark.slow
def test_a_process_killed_while_it_writes_a_base_leaves_the_last_whole_one(
    folder: Path, committed_db: CommittedDatabase
):
    for after in (1, 2, 3, 5):
        acknowledged_until_killed(committed_db.target, acts.folding, (str(folder),), after=after)
        assert acts.total(Cube(folder)) == acts.counted()
        assert list(problems(folder)) == []
    fold(folder)
    assert not list(folder.glob("*.new"))


def test_what_was_written_and_not_yet_renamed_is_no_base(folder: Path):
    fold(folder)
    (folder / "trial.1@9-9.cube.77.new").write_bytes(b"SAIYAI CUBE 1\n")
    (folder / "trial.1@9-9.cube").write_bytes(b"SAIYAI CUBE 1\n")
    (folder / "bases" / "base-9-9.json.77.new").write_bytes(b"{")
    acts.tell(acts.CODES[0], 5)

    assert acts.total(Cube(folder)) == acts.counted()
    fold(folder)
    assert [path.name for path in folder.glob("*9-9*")] == []
    assert not list((folder / "bases").glob("*.new"))


def test_on_a_full_disk_the_last_base_and_the_database_serve(folder: Path, committed_db: CommittedDatabase):
    acts.tell(acts.CODES[0], 5)
    fold(folder)
    before = bases(folder)
    acts.tell(acts.CODES[1], 6)

    [answer] = at_once(committed_db.target, acts.fold_on_a_full_disk, [(str(folder),)])

    assert answer.value == "File too large"
    assert bases(folder) == before
    assert not list(folder.glob("*.new"))
    assert acts.total(Cube(folder)) == acts.counted()


@pytest.mark.slow
def test_two_processes_read_while_a_third_reports_and_folds(folder: Path, committed_db: CommittedDatabase):
    acts.tell(acts.CODES[0], 5)
    fold(folder)
    turns = [(act.__name__, str(folder), times) for act, times in
             ((acts.read_while_written, 150), (acts.read_while_written, 150), (acts.report_and_fold, 30))]  # fmt: skip

    answers = at_once(committed_db.target, turn, turns)

    assert [answer.raised for answer in answers] == ["", "", ""]
    assert [answer.value for answer in answers[:2]] == [0, 0]
    assert acts.total(Cube(folder)) == acts.counted()


def turn(name: str, folder: str, times: int) -> int:
    """Do an act of the name."""
    done: int = getattr(acts, name)(folder, times)
    return done


def test_a_manifest_names_the_sequence_that_its_files_hold(folder: Path):
    acts.tell(acts.CODES[0], 5)
    done = fold(folder)
    [path] = (folder / "bases").iterdir()

    assert done is not None
    assert path.name.startswith(f"base-{done.sequence}-")
    assert json.loads(json.loads(path.read_text())["body"])["anchor"]["sequence"] == done.sequence
