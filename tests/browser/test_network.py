"""The network's journeys in real browsers: a messy list comes in and goes again, an empty village gets its volunteer."""

import re
from io import BytesIO

import xlsxwriter

from tests.browser.conftest import Reader, Readers
from tests.browser.test_pages import barriers

LISTS = "/network/imports/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GROUPS = (
    ("๑", "กลุ่มน\u0e4d\u0e49าใจริมธาร", "ต.ป่าไผ่", "อ.สันทราย", "จ.เชียงใหม่", "๐๘๑-๒๓๔๕๖๗๘"),
    ("๒", "กลุ่มทอผ้าริมธาร", "ป่าไฝ่", "สันทราย", "เชียงใหม่", 812345679),
)
PEOPLE = (("นายสมคิด ริมธาร และ นางสมใจ ริมธาร", "กรรมการ", "กลุ่มน้ำใจริมธาร"),)


def groups() -> bytes:
    """Return a list as a district keeps it: titles merged over rows and columns, Thai digits, marks, a row of totals."""
    output = BytesIO()
    with xlsxwriter.Workbook(output) as book:
        sheet, middle = book.add_worksheet("ทะเบียน"), book.add_format({"align": "center"})
        sheet.merge_range(0, 0, 0, 5, "ทะเบียนกลุ่ม อำเภอสันทราย ปี ๒๕๕๗", middle)
        for column, title in ((0, "ที่"), (1, "ชื่อกลุ่ม"), (5, "โทรศัพท์")):
            sheet.merge_range(1, column, 2, column, title, middle)
        sheet.merge_range(1, 2, 1, 4, "ที่ตั้ง", middle)
        sheet.write_row(2, 2, ["ตำบล", "อำเภอ", "จังหวัด"])
        for number, row in enumerate(GROUPS, start=3):
            sheet.write_row(number, 0, row)
        sheet.write_row(5, 0, ["รวมทั้งสิ้น", "๒ กลุ่ม"])
    return output.getvalue()


def people() -> bytes:
    """Return a list of people in which one cell holds two."""
    rows = [("ชื่อ-สกุล", "ตำแหน่ง", "ชื่อกลุ่ม"), *PEOPLE]
    return "\r\n".join(",".join(row) for row in rows).encode("cp874")


def send(reader: Reader, kind: str, name: str, content: bytes) -> str:
    """Send a list to be checked, and return the address of its page."""
    reader.open(LISTS)
    reader.page.select_option("select[name=kind]", kind)
    reader.page.set_input_files("input[type=file]", {"name": name, "mimeType": XLSX, "buffer": content})
    if kind == "organisations":
        reader.page.select_option("select[name=usual_kind]", "farmers")
    reader.page.click("main form[enctype] button[type=submit]")
    reader.page.wait_for_url(re.compile(r"/network/imports/\d+/"))
    return reader.path().partition("?")[0].partition("#")[0]


def take_back(reader: Reader, address: str) -> None:
    """Take an accepted list back, saying why."""
    reader.open(address)
    reader.page.click("details:has(form[action$='/undo/']) summary")
    reader.page.fill("form[action$='/undo/'] [name=reason]", "ส่งผิดไฟล์")
    reader.page.click("form[action$='/undo/'] button")


def found(reader: Reader, words: str) -> str:
    """Return what the directory shows for some words."""
    reader.open(f"/network/?q={words}")
    return reader.page.inner_text("main")


def test_a_messy_list_is_put_right_accepted_and_taken_back(readers: Readers):
    officer = readers.make(role="support")
    page = officer.page

    listed = send(officer, "organisations", "ทะเบียนกลุ่ม.xlsx", groups())
    assert "1 แถว" in page.inner_text("main")
    assert page.locator("article.panel").count() == 1
    assert "ป่าไฝ่" in page.inner_text("article.panel .error")
    assert barriers(page) == []
    page.focus("article.panel select[name^=choice-]")
    choice = page.locator("article.panel select option", has_text="ป่าไผ่").first
    page.select_option("article.panel select[name^=choice-]", choice.get_attribute("value") or "")
    page.focus("article.panel button:not([name])")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.click("form[action$='/accept/'] button")
    assert "กลุ่มน้ำใจริมธาร" in found(officer, "ริมธาร")

    named = send(officer, "people", "รายชื่อ.csv", people())
    assert "2" in page.inner_text("article.panel .error")
    page.select_option("article.panel select[name^=choice-]", index=1)
    page.click("article.panel button:not([name])")
    page.click("form[action$='/accept/'] button")
    officer.open("/network/people/?q=ริมธาร")
    assert all(each in page.inner_text("main") for each in ("สมคิด", "สมใจ"))

    take_back(officer, named)
    take_back(officer, listed)
    assert "กลุ่มน้ำใจริมธาร" not in found(officer, "ริมธาร")
    assert (officer.complaints, officer.blocked()) == ([], [])


def nobody(reader: Reader) -> tuple[int, str]:
    """Return how many villages of the district have nobody, and what the first of them is called."""
    reader.open("/network/coverage/5014/")
    covered, whole = re.findall(r"([0-9]+) จาก ([0-9]+)", reader.page.inner_text("main"))[0]
    return int(whole) - int(covered), reader.page.inner_text("#nobody tbody tr:first-child th")


def on_the_map(reader: Reader) -> str:
    """Return what the map of the province says of the district, in the words that stand for its colour."""
    reader.open("/network/coverage/50/")
    return reader.page.text_content(".map-frame details tr:has-text('สันทราย')") or ""


def test_a_coordinator_names_a_volunteer_where_nobody_was_and_sees_the_map_change(readers: Readers):
    coordinator = readers.make("phone", role="district")
    page = coordinator.page
    drawn = on_the_map(coordinator)
    count, village = nobody(coordinator)
    assert page.get_attribute(f"#villages a[title^='{village}']", "class") == "plot"
    name, moo = re.match(r"(บ้าน\S+) (หมู่ที่ \d+)", village).groups()  # type: ignore[union-attr]
    where = page.inner_text("#nobody tbody tr:first-child td").split()[0].removeprefix("ตำบล")

    coordinator.open(f"/network/?kind=volunteers&place=5014&q={where}")
    page.click("table tbody a")
    page.click("details:has(form[action$='/roles/']) summary")
    form = "form[action$='/roles/'] "
    page.fill(f"{form}[name=name]", "นางสาวอาสา ริมธาร")
    page.select_option(f"{form}[name=position]", "volunteer")
    page.focus(f"{form}[data-place-chooser] [role=combobox]")
    page.keyboard.type(f"{name} {moo} {where}")
    page.wait_for_selector(f"{form}[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value(f"{form}[data-place-chooser] input[type=hidden]").startswith("5014")
    page.focus(f"{form}button[type=submit]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "อาสา ริมธาร" in page.inner_text("main")

    left, first = nobody(coordinator)
    assert page.get_attribute(f"#villages a[title^='{name} {moo}']", "class") == "plot full"
    assert barriers(page) == []
    assert (left, first == village) == (count - 1, False)
    assert on_the_map(coordinator) != drawn
    assert (coordinator.complaints, coordinator.blocked()) == ([], [])


def test_a_coordinator_draws_the_district_and_names_its_broker(readers: Readers):
    coordinator = readers.make("phone", role="district")
    page = coordinator.page
    coordinator.open("/network/graph/5014/")
    page.wait_for_selector("#graph canvas, #graph svg")

    broker = page.inner_text("table:has(caption:has-text('ผู้เชื่อมประสาน')) tbody tr:first-child th").strip()

    assert broker.startswith("เครือข่าย")
    assert f"ผ่าน{broker}มากที่สุด" in page.inner_text(".graph-frame figcaption")
    page.click(f"table a:has-text('{broker}')")
    assert broker in page.inner_text("h1")
    assert barriers(page) == []
    assert (coordinator.complaints, coordinator.blocked()) == ([], [])
