"""What a file is, and whether it may be unpacked, is settled before anything is unpacked."""

import resource
import time
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from saiyai.documents.sheets.gate import kind_of
from saiyai.documents.sheets.limits import USUAL
from saiyai.documents.sheets.read import read_workbook
from saiyai.kernel.bad_value import BadValue
from tests.documents import files


def refusal_of(content, limits=USUAL):
    with pytest.raises(BadValue) as caught:
        kind_of(content, limits)
    return caught.value.code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.people(), "xlsx"),
        (files.ods_of(""), "ods"),
        (files.xls_of(("ก",)), "xls"),
        ("ชื่อ,อายุ".encode(), "text"),
        ("ชื่อ,อายุ".encode("cp874"), "text"),
        ("ชื่อ,อายุ".encode("utf-16"), "text"),
    ],
)
def test_a_file_is_told_by_its_content(content, kind):
    assert kind_of(content, USUAL) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet.empty"),
        (b" \r\n ", "sheet.empty"),
        (b"%PDF-1.7 ...", "sheet.unknown_kind"),
        (b"\x89PNG\r\n\x1a\n....", "sheet.unknown_kind"),
        (b"<html><table><tr><td>1</td></tr></table>", "sheet.unknown_kind"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "sheet.unknown_kind"),
        (b"abc\x00\x01\x02def", "sheet.unknown_kind"),
        (files.zipped({"word/document.xml": "<w/>"}), "sheet.unknown_kind"),
        (b"PK\x03\x04 and nothing of a directory", "sheet.damaged"),
        (files.people()[:-40], "sheet.damaged"),
        (
            files.xls_of(("ก",)).replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le")),
            "sheet.unknown_kind",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "sheet.encrypted"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_its_reason(content, code):
    assert refusal_of(content) == code


def test_a_file_above_the_limit_is_refused_and_one_at_it_is_not():
    limits = replace(USUAL, file_bytes=1024 * 1024)
    assert refusal_of(b"a" * (1024 * 1024 + 1), limits) == "sheet.too_large"
    assert kind_of(b"a" * (1024 * 1024), limits) == "text"


def test_a_zip_bomb_is_refused_within_50_ms_so_before_any_child_is_started():
    content = files.bomb()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.process_time()
    with pytest.raises(BadValue) as caught:
        read_workbook(content)
    assert time.process_time() - begun < 0.05
    assert caught.value.code == "sheet.bomb"
    assert resource.getrusage(resource.RUSAGE_CHILDREN) == children


def test_without_the_ratio_guard_the_same_bomb_passes_the_gate():
    assert kind_of(files.bomb(), replace(USUAL, ratio=10_000)) == "xlsx"


def test_many_small_members_are_a_bomb_and_are_refused_quickly():
    content = files.zipped({f"xl/{number}": b"" for number in range(2_500)})
    begun = time.process_time()
    assert refusal_of(content) == "sheet.bomb"
    assert time.process_time() - begun < 0.05
    assert refusal_of(content, replace(USUAL, members=3_000)) == "sheet.unknown_kind"


def test_members_that_share_their_bytes_are_a_bomb():
    content = bytearray(files.xlsx_of(files.sheet_xml(""), xl__other=bytes(range(256)) * 40))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        other = archive.getinfo("xl/other")
    place = content.rindex(b"PK\x01\x02")
    content[place + 20 : place + 24] = (other.compress_size + len(content)).to_bytes(4, "little")
    assert refusal_of(bytes(content)) == "sheet.bomb"


def test_too_much_in_sum_is_a_bomb_though_no_member_is_swollen():
    members = {f"xl/{number}": bytes(range(256)) * 200 for number in range(10)}
    content = files.zipped(members)
    assert refusal_of(content, replace(USUAL, unpacked_bytes=400_000)) == "sheet.bomb"
    assert refusal_of(content) == "sheet.unknown_kind"


def test_an_encrypted_member_and_a_name_twice_are_refused():
    content = bytearray(files.people())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    assert refusal_of(bytes(content)) == "sheet.encrypted"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "a")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("xl/workbook.xml", "b")
    assert refusal_of(out.getvalue()) == "sheet.damaged"
