"""A collection's own workbook: taken along, filled in, shown row by row, handed in by the same rules as the page."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from saiyai.kernel.bad_value import BadValue
from saiyai.monitoring.models import Collection, Report
from saiyai.monitoring.rules import Action, State
from saiyai.monitoring.rules.workbook import RowKey, filled_rows, parse_key
from tests.cast import Cast
from tests.monitoring.builders import ACTS, a_report, brought_to
from tests.monitoring.test_checks import a_check

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.district_coordinator)
    return client


def taken_along(client: Client, collection: Collection) -> bytes:
    answer = client.get(reverse("collection_workbook", args=[collection.pk]))
    assert answer.status_code == 200
    return answer.content


def filled(content: bytes, lines: dict[str, list[object]]) -> SimpleUploadedFile:
    """Return a workbook with the numbers (and the explanation) of some places filled in, by the name of the place."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for name, values in lines.items():
            if str(row[1].value or "").startswith(name):
                for cell, value in zip(row[2:], values, strict=False):
                    cell.value = value
    output = BytesIO()
    book.save(output)
    return SimpleUploadedFile("filled.xlsx", output.getvalue())


def handed_in(client: Client, collection: Collection, file: SimpleUploadedFile):
    return client.post(reverse("collection_upload", args=[collection.pk]), {"file": file})


def test_a_workbook_has_a_row_for_each_place_of_the_district_with_a_hidden_key_and_protected_places(
    coordinator: Client, collection: Collection
):
    sheet = load_workbook(BytesIO(taken_along(coordinator, collection))).worksheets[0]

    keys = [row[0].value for row in sheet.iter_rows() if parse_key(str(row[0].value or ""))]
    assert len(keys) == 2
    assert sheet.column_dimensions["A"].hidden
    assert sheet.protection.sheet
    last = sheet[sheet.max_row]
    assert last[1].protection.locked
    assert not last[2].protection.locked


def test_good_rows_are_submitted_and_the_others_say_at_their_cell_what_is_wrong(
    coordinator: Client, collection: Collection
):
    lines = {"ป่าไผ่": ["๑๒", 30], "แม่แฝก": ["สิบ", 4.5]}
    page = handed_in(coordinator, collection, filled(taken_along(coordinator, collection), lines))
    assert page.context["good"] == 1
    problems = [problem for _row, _text, _shade, cells in page.context["rows"] for *_c, problem in cells]
    assert sum(bool(each) for each in problems) == 2
    assert Report.objects.filter(state=State.SUBMITTED).count() == 0

    coordinator.post(reverse("collection_accept", args=[collection.pk]), {"kept": page.context["kept"]})

    assert Report.objects.get(place_code="501412").figures == {"t.volunteers": 12, "t.trained": 30}
    assert Report.objects.get(place_code="501411").state == State.DRAFT


def test_a_workbook_of_another_round_is_refused_with_a_sentence(coordinator: Client, collection: Collection):
    content = taken_along(coordinator, collection)
    book = load_workbook(BytesIO(content))
    for row in book.worksheets[0].iter_rows():
        if (key := parse_key(str(row[0].value or ""))) is not None:
            row[0].value = str(RowKey(key.collection + 1, key.report, key.version))
    output = BytesIO()
    book.save(output)

    answer = handed_in(coordinator, collection, SimpleUploadedFile("x.xlsx", output.getvalue()))

    assert answer.status_code == 400
    assert answer.context["form"].errors["file"]


def test_a_sheet_that_is_no_workbook_of_ours_is_refused(coordinator: Client, collection: Collection):
    file = SimpleUploadedFile("x.csv", "ตำบล,จำนวน\nป่าไผ่,3\n".encode())

    assert handed_in(coordinator, collection, file).status_code == 400


def test_a_report_that_changed_meanwhile_is_not_overwritten(
    cast: Cast, coordinator: Client, collection: Collection
):
    content = taken_along(coordinator, collection)
    ACTS[Action.SAVE](a_report(cast, collection), cast.tambon_officer)

    page = handed_in(coordinator, collection, filled(content, {"ป่าไผ่": [1, 2]}))

    fates = {row.place.split(",")[0]: row.fate for row, *_rest in page.context["rows"]}
    assert fates == {"แม่แฝก": "empty", "ป่าไผ่": "changed"}


def test_what_changes_between_the_preview_and_the_click_is_told_and_left(
    cast: Cast, coordinator: Client, collection: Collection
):
    file = filled(taken_along(coordinator, collection), {"ป่าไผ่": [1, 2]})
    page = handed_in(coordinator, collection, file)
    brought_to(State.SUBMITTED, a_report(cast, collection), cast)

    coordinator.post(reverse("collection_accept", args=[collection.pk]), {"kept": page.context["kept"]})

    assert Report.objects.get(place_code="501412").figures == {"t.volunteers": 12, "t.trained": 30}


def test_a_place_of_another_district_is_not_entered_by_a_workbook(
    client: Client, cast: Cast, collection: Collection
):
    client.force_login(cast.district_coordinator)
    file = filled(taken_along(client, collection), {"ป่าไผ่": [1, 2]})
    client.force_login(cast.volunteer)
    other = handed_in(client, collection, file)

    fates = {row.fate for row, *_rest in other.context["rows"]}
    assert "foreign" in fates


def test_what_one_person_was_shown_another_does_not_hand_in(
    client: Client, cast: Cast, collection: Collection
):
    client.force_login(cast.district_coordinator)
    page = handed_in(client, collection, filled(taken_along(client, collection), {"ป่าไผ่": [1, 2]}))
    client.force_login(cast.tambon_officer)

    client.post(reverse("collection_accept", args=[collection.pk]), {"kept": page.context["kept"]})

    assert Report.objects.get(place_code="501412").state == State.DRAFT


def test_the_same_checks_hold_and_the_last_column_explains(
    cast: Cast, coordinator: Client, collection: Collection
):
    a_check(cast, collection)
    content = taken_along(coordinator, collection)
    silent = handed_in(coordinator, collection, filled(content, {"ป่าไผ่": [12, 30]}))
    assert silent.context["good"] == 0

    told = handed_in(coordinator, collection, filled(content, {"ป่าไผ่": [12, 30, "อบรมร่วมกัน"]}))
    coordinator.post(reverse("collection_accept", args=[collection.pk]), {"kept": told.context["kept"]})

    report = Report.objects.get(place_code="501412")
    assert report.state == State.SUBMITTED
    assert [each.text for each in report.check_answers.all()] == ["อบรมร่วมกัน"]


@pytest.mark.parametrize("form", ["xlsx", "csv", "pdf", "json", "parquet"])
def test_the_numbers_of_a_collection_are_taken_along_in_each_form(
    cast: Cast, coordinator: Client, collection: Collection, form: str
):
    brought_to(State.SUBMITTED, a_report(cast, collection), cast)

    answer = coordinator.get(reverse("collection_numbers", args=[collection.pk]), {"as": form})

    assert answer.status_code == 200
    assert form in answer["Content-Disposition"]
    assert answer.content


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8))
def test_whatever_stands_in_a_sheet_it_is_read_or_refused(rows: list[list[str]]):
    keyed = [["c1-r2-v0", *row] for row in rows]

    try:
        found = filled_rows(keyed, ["a", "b"])
    except BadValue:
        assert not rows
    else:
        assert [row.key for row in found] == [RowKey(1, 2, 0)] * len(rows)
