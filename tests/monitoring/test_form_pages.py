"""Forms built in the browser, brought in from a workbook, looked at, and filled in by those who report."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.documents.sheets.plain import write_plain_xlsx
from saiyai.documents.sheets.read import read_workbook
from saiyai.monitoring import commands
from saiyai.monitoring.models import Answers, Collection, Form, FormDesign, Report
from saiyai.monitoring.queries.entry import kept_answers
from saiyai.monitoring.rules.building import moved, with_added, with_replaced, without
from saiyai.monitoring.rules.definition import (
    Definition,
    Group,
    Item,
    ItemKind,
    Words,
    definition_of,
    items_of,
)
from saiyai.monitoring.rules.xlsform_out import sheets_of
from saiyai.monitoring.views.entry import points_of
from tests.cast import Cast
from tests.monitoring.builders import a_project, some_series
from tests.monitoring.test_xlsform import a_rich_form

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def a_count(name: str, **told: object) -> Item:
    return Item(name, ItemKind.INTEGER, Words(name), **told)  # type: ignore[arg-type]


def names(definition: Definition) -> list[str]:
    return [each.name for each in items_of(definition)]


def a_book(definition: Definition) -> BytesIO:
    file = BytesIO(write_plain_xlsx(sheets_of(definition, form_id="f1", version="1")))
    file.name = "form.xlsx"
    return file


@pytest.fixture
def design(cast: Cast) -> FormDesign:
    some_series(cast)
    project = a_project(cast, prefixes=("50",))
    definition = Definition(Words("แบบสำรวจ"), (a_count("a"), a_count("b")))
    return commands.start_form(project=project, definition=definition, by=cast.province_officer)


@pytest.fixture
def rich(cast: Cast) -> Report:
    """Return the empty report of ป่าไผ่ in a collection of a form with every kind of question."""
    some_series(cast)
    project = a_project(cast, prefixes=("50",))
    text = a_rich_form()
    people = text.children[1]
    assert isinstance(people, Group)
    counted = tuple(
        replace(each, series=each.series.replace("t.a", "t.volunteers")) if isinstance(each, Item) else each
        for each in people.children
    )
    definition = replace(
        text, children=(text.children[0], replace(people, children=counted), *text.children[2:])
    )
    form = commands.publish_definition(project=project, definition=definition, by=cast.province_officer)
    collection = open_now(cast, form)
    return Report.objects.get(collection=collection, place_code="501412")


def open_now(cast: Cast, form: Form, period: str = "2557Q3", month: int = 7) -> Collection:
    return commands.open_collection(
        project=form.project,
        form=form,
        period_code=period,
        opens_on=date(2014, month, 1),
        due_on=date(2014, month, 28),
        closes_on=date(2014, 8, 31),
        by=cast.support_officer,
    )


def filled_in(**cells: str) -> dict[str, str]:
    return {f"a.{name}": text for name, text in cells.items()}


def test_an_officer_builds_a_form_from_series_and_questions_and_publishes_it(cast: Cast):
    some_series(cast)
    project = a_project(cast, prefixes=("50",))
    client = signed_in(cast.province_officer)

    started = client.post(reverse("project_forms", args=[project.code]), {"title_th": "แบบใหม่"})
    design = FormDesign.objects.get()
    add = reverse("form_add", args=[design.pk])
    client.post(add, {"what": "count", "series": "t.volunteers", "split": "sex", "version": "0"})
    client.post(
        add,
        {"kind": "one", "label_th": "ขนาด", "name": "size", "choices": "S|เล็ก|Small\nL|ใหญ่", "version": "1"},
    )
    page = client.get(reverse("form_design", args=[design.pk])).content.decode()
    published = client.post(reverse("form_design", args=[design.pk]), {"act": "issue", "version": "2"})

    form = Form.objects.get()
    assert (started.status_code, published.status_code) == (302, 302)
    assert "ขนาด" in page
    assert names(definition_of(form.definition_text)) == [
        "t_volunteers_male",
        "t_volunteers_female",
        "t_volunteers_total",
        "size",
    ]


def test_a_part_is_changed_and_a_formula_that_does_not_read_says_where(cast: Cast, design: FormDesign):
    client, address = signed_in(cast.province_officer), reverse("form_part", args=[design.pk, "a"])
    told = {"kind": "integer", "label_th": "คน", "name": "a", "version": "0"}

    wrong = client.post(address, told | {"constraint": "a >="})
    right = client.post(address, told | {"constraint": "a≤5"})

    design.refresh_from_db()
    assert wrong.status_code == 400
    assert "ตัวอักษรที่ 5" in wrong.content.decode() or "5" in wrong.content.decode()
    assert right.status_code == 302
    assert items_of(definition_of(design.definition_text))[0].constraint == "a <= 5"


def test_parts_are_put_in_order_and_taken_out(cast: Cast, design: FormDesign):
    client, address = signed_in(cast.province_officer), reverse("form_design", args=[design.pk])

    client.post(address, {"act": "down", "part": "a", "version": "0"})
    design.refresh_from_db()
    order = names(definition_of(design.definition_text))
    client.post(address, {"act": "remove", "part": "a", "version": "1"})
    stale = client.post(address, {"act": "remove", "part": "b", "version": "1"})

    design.refresh_from_db()
    assert order == ["b", "a"]
    assert names(definition_of(design.definition_text)) == ["b"]
    assert stale.status_code == 409


def test_moving_goes_into_sections_and_out_of_them():
    group = Group("g", Words("ก"), (a_count("c"),))
    form = Definition(Words("แบบ"), (a_count("a"), group, a_count("d")))

    inside = moved(form, "a", 1)
    out = moved(inside, "a", -1)
    assert inside.children == (replace(group, children=(a_count("a"), a_count("c"))), a_count("d"))
    assert out == form
    assert moved(form, "d", 1) == form
    assert moved(form, "g", -1).children == (group, a_count("a"), a_count("d"))


def test_parts_are_added_replaced_and_a_section_taken_out_leaves_what_it_held():
    group = Group("g", Words("ก"), (a_count("c"),))
    form = Definition(Words("แบบ"), (group,))

    assert names(with_added(form, [a_count("d")], "g")) == ["c", "d"]
    assert with_replaced(form, "g", Group("h", Words("ข"))).children == (
        Group("h", Words("ข"), (a_count("c"),)),
    )
    assert without(form, "g").children == (a_count("c"),)


def test_a_workbook_takes_the_drafts_place_and_comes_back_as_it_was(cast: Cast, design: FormDesign):
    client, address = signed_in(cast.province_officer), reverse("form_design", args=[design.pk])

    answer = client.post(address, {"act": "upload", "version": "0", "file": a_book(a_rich_form())})
    given = client.get(reverse("form_xlsform", args=[design.pk]))
    xform = client.get(reverse("form_xlsform", args=[design.pk]), {"as": "xform"})

    design.refresh_from_db()
    assert answer.status_code == 302
    assert definition_of(design.definition_text) == a_rich_form()
    assert [each.name for each in read_workbook(given.content).sheets] == ["survey", "choices", "settings"]
    assert xform.content.startswith(b"<?xml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a workbook", "แผ่นงาน"),
        (
            write_plain_xlsx({"survey": [["type", "name", "label"], ["geopoint", "x", "ก"]]}),
            "แผ่นงาน survey แถวที่ 2",
        ),
        (
            write_plain_xlsx(
                {"survey": [["type", "name", "label"], ["integer", "x", "ก"], ["integer", "x", "ข"]]}
            ),
            "ถูกใช้ซ้ำ",
        ),
    ],
)
def test_a_workbook_that_is_not_understood_changes_nothing_and_says_where(
    cast: Cast, design: FormDesign, content: bytes, said: str
):
    file = BytesIO(content)
    file.name = "form.xlsx"

    answer = signed_in(cast.province_officer).post(
        reverse("form_design", args=[design.pk]), {"act": "upload", "version": "0", "file": file}
    )

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert FormDesign.objects.get(pk=design.pk).version == 0


@pytest.mark.parametrize("person", ["other_province_officer"])
def test_forms_of_another_area_are_not_found(cast: Cast, design: FormDesign, person: str):
    client = signed_in(getattr(cast, person))

    assert client.get(reverse("form_design", args=[design.pk])).status_code == 404
    assert client.get(reverse("project_forms", args=[design.project.code])).status_code == 404


def test_a_draft_and_a_version_are_looked_at_as_they_will_be(cast: Cast, rich: Report):
    client = signed_in(cast.province_officer)
    form = rich.collection.form

    for address in (
        reverse("form_preview", args=[form.design_id]),
        reverse("form_version", args=[form.pk]),
    ):
        page = client.get(address).content.decode()
        assert "กรุณากรอกให้ครบ" in page
        assert 'name="a.m"' in page


def test_a_whole_form_is_filled_in_with_rows_and_choices(cast: Cast, rich: Report):
    client, address = signed_in(cast.tambon_officer), reverse("report_enter", args=[rich.pk])
    typed = filled_in(m="๓", f="4", share="0.5", size="S", on="4 ก.ย. 2557")
    rows = {"n.funds": "2", "a.fund.0": "กองทุน", "a.money.0": "๒,๓๔๔,๐๗๐.๙๓", "a.kinds.1": "L"}

    answer = client.post(address, typed | rows | {"version": "0", "submit": "1"})

    rich.refresh_from_db()
    assert answer.status_code == 302
    assert rich.state == "submitted"
    assert rich.figures == {"t.volunteers": 7, "t.volunteers[sex=female]": 4, "t.volunteers[sex=male]": 3}
    assert kept_answers(rich) == {
        "m": 3,
        "f": 4,
        "all": 7,
        "funds": [{"fund": "กองทุน", "money": 234_407_093}, {"kinds": ["L"]}],
        "share": "0.5",
        "size": "S",
        "on": "2014-09-04",
    }


def test_another_row_is_added_and_nothing_typed_is_lost_or_kept(cast: Cast, rich: Report):
    client, address = signed_in(cast.tambon_officer), reverse("report_enter", args=[rich.pk])

    answer = client.post(
        address, filled_in(m="3") | {"n.funds": "1", "a.fund.0": "ก", "add": "funds", "version": "0"}
    )

    page = answer.content.decode()
    assert 'name="a.fund.1"' in page
    assert 'name="a.m" value="3"' in page
    assert not Answers.objects.exists()


def test_a_broken_condition_is_said_at_its_cell_in_the_forms_own_words(cast: Cast, rich: Report):
    client, address = signed_in(cast.tambon_officer), reverse("report_enter", args=[rich.pk])

    answer = client.post(address, filled_in(m="3", f="5001") | {"version": "0", "submit": "1"})

    assert answer.status_code == 409
    assert "มากเกินไป" in answer.content.decode()
    assert Report.objects.get(pk=rich.pk).version == 0


def test_a_browser_is_told_what_is_asked_and_reckoned_while_one_types(cast: Cast, rich: Report):
    client, address = signed_in(cast.tambon_officer), reverse("report_check", args=[rich.pk])

    told = client.post(address, filled_in(m="3", f="6000") | {"n.funds": "1"}).json()
    none = client.post(address, filled_in(m="0", size="L") | {"n.funds": "1"}).json()

    assert told["reckoned"] == {"a.all": "6,003"}
    assert told["errors"] == {"a.f": "มากเกินไป"}
    assert none["hidden"] == ["a.fund.0", "a.money.0", "a.kinds.0", "a.on"]
    assert Report.objects.get(pk=rich.pk).version == 0


def test_a_draft_is_kept_while_one_types_and_a_second_hand_is_told(cast: Cast, rich: Report):
    client, address = signed_in(cast.tambon_officer), reverse("report_keep", args=[rich.pk])

    kept = client.post(address, filled_in(m="3") | {"version": "0"})
    late = client.post(address, filled_in(m="9") | {"version": "0"})
    unread = client.post(address, filled_in(m="x") | {"version": "1"})

    assert kept.json() == {"saved": True, "version": 1}
    assert late.status_code == 409
    assert unread.json() == {"saved": False}
    assert kept_answers(Report.objects.get(pk=rich.pk))["m"] == 3


def test_what_was_reported_before_stands_beside_the_cell(cast: Cast, rich: Report):
    later = Report.objects.get(
        collection=open_now(cast, rich.collection.form, "2557Q4", month=8), place_code="501412"
    )
    commands.submit_report(report=rich, answers={"m": 1200, "f": 34}, version=0, by=cast.tambon_officer)

    page = signed_in(cast.tambon_officer).get(reverse("report_enter", args=[later.pk])).content.decode()

    assert "1,200" in page
    assert page.count('class="number past"') > 2


def test_past_numbers_are_drawn_as_a_line_that_skips_what_is_unknown():
    assert points_of([1, None, 3]) == "0.0,18.0 72.0,2.0"
    assert points_of([None, 5]) == ""
    assert points_of([5, 5]) == "0.0,18.0 72.0,18.0"


def test_a_visitor_of_the_pages_must_run_the_project(cast: Cast, design: FormDesign):
    assert Client().get(reverse("form_design", args=[design.pk])).status_code == 302
    assert signed_in(cast.tambon_officer).get(reverse("form_design", args=[design.pk])).status_code == 404


def test_a_late_report_is_not_said_to_hold_mistakes(cast: Cast, rich: Report):
    with clock.set_to(datetime(2014, 8, 5, 9, tzinfo=clock.BANGKOK)):
        page = signed_in(cast.tambon_officer).get(reverse("report_enter", args=[rich.pk])).content.decode()

    assert "เกินกำหนด" in page
    assert "summary-of-errors" not in page
