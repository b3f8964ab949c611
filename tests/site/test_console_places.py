"""Changing places from the console: shown first, done when it is wanted, refused with a sentence."""

import json
from pathlib import Path

import pytest

from tests.site.programs import in_python, saiyai

pytestmark = pytest.mark.slow
WHEN = ("--on", "1 ม.ค. 2563", "--reason", "ราชกิจจานุเบกษา")


def changed(office: Path, *arguments: str) -> dict[str, object]:
    done = saiyai(office, "places", *arguments, *WHEN, "--json")
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def named(office: Path, code: str) -> str:
    found = json.loads(
        saiyai(office, "places", "find", "ป่าไผ่", "อ.สันทราย", "--json", SAIYAI_LANGUAGE="th").stdout
    )
    return next(str(each["path"]) for each in found if each["code"] == code)


def test_a_place_is_renamed_only_when_it_is_wanted(office: Path):
    rename = ("rename", "501412", "--name-th", "ป่าไผ่งาม")

    shown = saiyai(office, "places", *rename, *WHEN, "--dry-run")
    unsaid = saiyai(office, "places", *rename, *WHEN)
    before = named(office, "501412")
    done = changed(office, *rename, "--yes")

    assert [shown.returncode, unsaid.returncode] == [0, 0]
    assert "Nothing is changed: call it again with --yes." in shown.stdout
    assert "Nothing is changed: call it again with --yes." in unsaid.stdout
    assert done["done"] is True
    assert "ป่าไผ่งาม" not in before
    assert "ป่าไผ่งาม" in named(office, "501412")  # found by its former name


def test_split_merge_and_recode_show_what_they_move_and_are_recorded(office: Path):
    split = changed(office, "split", "501412", "--part", "501490 ป่าไผ่น้อย, Pa Phai Noi", "--yes")
    merged = changed(office, "merge", "501412", "501411", "--yes")
    dry = changed(office, "recode", "501410", "500191", "--dry-run")
    moved = changed(office, "recode", "501410", "500191", "--yes")
    acts = in_python(
        office,
        "from saiyai.site import opening\n"
        "opening.start_django(opening.existing_home())\n"
        "from saiyai.audit.models import Entry\n"
        "print(*Entry.objects.filter(command__startswith='places.').order_by('seq').values_list('command', flat=True))",
    )

    assert split["made"] == [{"code": "501490", "name_th": "ป่าไผ่น้อย"}]
    assert [each["new_code"] for each in merged["moves"]] == ["501412"]  # type: ignore[index, attr-defined]
    assert (dry["done"], moved["done"]) == (False, True)
    assert dry["moves"] == moved["moves"]
    assert acts.stdout.split()[-3:] == ["places.split", "places.merge", "places.recode"], acts.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("rename", "999999", "--name-th", "ก", *WHEN), 1, "There is no place with the code 999999."),
        (("rename", "501412", "--name-th", "ก", "--on", "32/1/2563", "--reason", "x"), 1, "From which day"),
        (("split", "501412", "--part", "x", *WHEN, "--yes"), 1, "New areas"),
        (("recode", "501412", "501411", *WHEN, "--yes"), 1, "501411"),
        (("recode", "501412", "501411", *WHEN, "--dry-run"), 1, "The code 501411 is in use"),
        (("split", "501412", "--part", "501411 ก", *WHEN, "--dry-run"), 1, "The code 501411 is in use"),
        (("merge", "501412", *WHEN), 2, "OTHERS"),
        (("rename", "501412", "--name-th", "ก"), 2, "--on"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_changes(
    office: Path, arguments: tuple[str, ...], code: int, says: str
):
    before = (office / "saiyai.sqlite3").read_bytes()

    done = saiyai(office, "places", *arguments)

    assert (done.returncode, says in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert (office / "saiyai.sqlite3").read_bytes() == before


def test_help_speaks_thai(tmp_path: Path):
    done = saiyai(tmp_path / "none", "places", "split", "--help", SAIYAI_LANGUAGE="th")

    assert done.returncode == 0
    assert "แยกพื้นที่ใหม่ออกจากพื้นที่เดิม" in done.stdout
    assert "--dry-run" in done.stdout
