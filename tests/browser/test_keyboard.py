"""The work of the house by keyboard alone, in Thai: lists brought in, clusters made, places renamed, mistakes put right."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader, Readers
from tests.browser.hands import Hands

GROUPS = "ชื่อกลุ่ม,ประเภท,ตำบล,อำเภอ,จังหวัด\nกลุ่มแป้นพิมพ์ริมน้ำ,กลุ่มเกษตรกร,ป่าไฝ่,สันทราย,เชียงใหม่\n"
VILLAGES = "รหัสหมู่บ้าน,ชื่อหมู่บ้าน\n63010101,บ้านทดลองแป้นพิมพ์\n63019999,บ้านไม่มีตำบล\n"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
WORKER_MS = 60_000
STOPS = """
() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const shown = at.matches(".palette *") || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
  const where = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 12));
  const covered = inside && where && !at.closest("svg") && !at.contains(where) && !where.contains(at) && !where.closest("label");
  return { at: at === document.body ? "" : at.outerHTML.slice(0, 120), shown, inside, covered: Boolean(covered) };
}
"""
WALKED = [
    "/",
    "/home/",
    "/places/",
    "/places/5001/rename/",
    "/places/import/",
    "/places/clusters/new/",
    "/network/",
    "/people/",
    "/people/me/",
    "/monitoring/",
]


def focus_leads_to(page: Page) -> str:
    """Return the id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def faults_of_stops(reader: Reader) -> list[str]:
    """Walk a page by Tab from end to end, and return the stops at which nobody sees where they are."""
    faults: list[str] = []
    seen: set[str] = set()
    for _key in range(400):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(STOPS)
        if not stop["at"]:
            break
        seen.add(stop["at"])
        if not stop["shown"] or not stop["inside"] or stop["covered"]:
            faults.append(f"{stop}")
    assert len(seen) > 5
    return faults


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_at_every_stop_of_the_tab_key_one_sees_where_one_is(readers: Readers, width: str):
    reader = readers.make(width, role="ministry")

    faults = {
        path: found for path in WALKED if reader.open(path) == 200 and (found := faults_of_stops(reader))
    }

    assert faults == {}


def test_signing_in_changing_the_language_finding_and_signing_out(readers: Readers):
    hands = Hands(readers, "ministry", "desk")
    hands.to("header details.fold summary")
    hands.page.keyboard.press("Enter")
    hands.press("button[name=language][value=en]")
    assert hands.page.get_attribute("html", "lang") == "en"
    hands.to("header details.fold summary")
    hands.page.keyboard.press("Enter")
    hands.press("button[name=language][value=th]")
    assert hands.page.get_attribute("html", "lang") == "th"

    hands.page.keyboard.press("Control+k")
    hands.page.keyboard.type("ปาไผ่ สันทราย")
    hands.page.wait_for_selector("#found a[href='/places/501412/'][aria-selected]")
    while hands.page.get_attribute("#found [aria-selected=true]", "href") != "/places/501412/":
        hands.page.keyboard.press("ArrowDown")
    hands.enter()
    assert hands.where() == "/places/501412/"

    hands.to("header details.fold.only-wide summary")
    hands.page.keyboard.press("Enter")
    hands.press("form.sign-out button")
    hands.reader.open("/home/")
    assert hands.where().startswith("/accounts/login/")
    assert hands.reader.complaints == []


def test_a_wrong_password_leads_back_to_the_field(readers: Readers):
    reader = readers.make("phone")
    reader.open("/accounts/login/")
    reader.page.focus("input[name=login]")
    reader.page.keyboard.type("ministry")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.type("ไม่ใช่รหัส")
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")

    assert reader.page.evaluate("document.activeElement.matches('.summary-of-errors')")
    assert reader.page.input_value("input[name=login]") == "ministry"


def test_a_list_of_villages_is_sent_looked_at_and_accepted(readers: Readers):
    hands = Hands(readers, "ministry", "desk")
    hands.reader.open("/places/")
    hands.to(".skip-map")
    hands.page.keyboard.press("Enter")
    hands.press("aside a[href='/places/import/']")
    hands.to("select[name=kind]")
    hands.choose({"name": "หมู่บ้าน.csv", "mimeType": "text/csv", "buffer": VILLAGES.encode()})
    hands.press("main form button[type=submit]")

    hands.page.wait_for_selector("form[action$='/accept/']", timeout=WORKER_MS)
    assert "63019999" in hands.page.inner_text("main")
    hands.press("form[action$='/accept/'] button")

    assert "รับแล้ว" in hands.page.inner_text("main .notice.good")
    hands.reader.open("/places/63010101/")
    assert "บ้านทดลองแป้นพิมพ์" in hands.page.inner_text("h1")
    assert hands.reader.complaints == []


def test_a_list_of_organisations_is_sent_put_right_and_accepted(readers: Readers):
    hands = Hands(readers, "support", "desk")
    hands.reader.open("/network/imports/")
    hands.to("select[name=kind]")
    hands.choose({"name": "กลุ่ม.csv", "mimeType": "text/csv", "buffer": GROUPS.encode()})
    hands.press("main form[enctype] button[type=submit]")
    assert "ป่าไฝ่" in hands.page.inner_text("article.panel .error")

    hands.to("article.panel select[name^=choice-]")
    hands.page.keyboard.press("ArrowDown")
    assert "ป่าไผ่" in hands.page.inner_text("article.panel select[name^=choice-] option:checked")
    hands.press("article.panel button:not([name])")
    hands.press("form[action$='/accept/'] button")

    hands.reader.open("/network/?q=แป้นพิมพ์ริมน้ำ")
    assert "กลุ่มแป้นพิมพ์ริมน้ำ" in hands.page.inner_text("main tbody")
    assert hands.reader.complaints == []


def test_a_document_is_handed_in_from_a_phone(readers: Readers):
    hands = Hands(readers, "tambon", "phone")
    hands.reader.open("/network/?q=เทศบาลตำบลป่าไผ่")
    hands.press("main tbody a")
    hands.press("#documents a[href$='/documents/']")
    hands.to("select[name=kind]")
    hands.page.keyboard.press("ArrowDown")
    hands.write("input[name=title]", "ฉบับแป้นพิมพ์")
    hands.choose({"name": "ข้อบังคับ.pdf", "mimeType": "application/pdf", "buffer": PDF})
    hands.press("main form[enctype] button[type=submit]")
    assert "ฉบับแป้นพิมพ์" in hands.page.inner_text("main")
    assert hands.reader.complaints == []


def test_a_file_that_is_none_leads_to_what_is_wrong(readers: Readers):
    hands = Hands(readers, "ministry", "phone")
    hands.reader.open("/places/import/")
    hands.to("main form button[type=submit]")
    hands.page.keyboard.press("Enter")
    assert hands.is_at("input[name=file]"), "a form without its file leads to the file"
    hands.reader.open("/places/import/")
    hands.choose({"name": "ว่าง.csv", "mimeType": "text/csv", "buffer": b""})
    hands.press("main form button[type=submit]")

    assert hands.is_at(".summary-of-errors")
    hands.to(".summary-of-errors a")
    hands.page.keyboard.press("Enter")
    assert hands.is_at("input[name=file]")


def test_a_cluster_is_made_and_a_province_joins_it(readers: Readers):
    hands = Hands(readers, "ministry", "desk")
    hands.reader.open("/places/clusters/")
    hands.press("main a[href='/places/clusters/new/']")
    hands.write("input[name=code]", "keys2")
    hands.write("input[name=name_th]", "กลุ่มทดลองแป้นพิมพ์")
    hands.write("input[name=starts_on]", "31 กุมภาพันธ์ 2569")
    hands.enter()

    assert hands.is_at(".summary-of-errors")
    assert "กุมภาพันธ์ไม่มีวันที่ 31" in hands.page.inner_text(".summary-of-errors")
    hands.to(".summary-of-errors a")
    hands.page.keyboard.press("Enter")
    assert focus_leads_to(hands.page) == "id_starts_on"
    hands.page.keyboard.press("Control+a")
    hands.page.keyboard.type("๑ ต.ค. ๒๕๖๘")
    hands.enter()
    assert hands.where() == "/places/clusters/keys2/"

    hands.press("main a[href$='/join/']")
    hands.to("[data-place-chooser] [role=combobox]")
    hands.page.keyboard.type("แพร่")
    hands.page.wait_for_selector("[data-place-chooser] [role=option]")
    hands.page.keyboard.press("ArrowDown")
    hands.page.keyboard.press("Enter")
    hands.write("input[name=starts_on]", "1/10/2568")
    hands.enter()
    assert hands.where() == "/places/clusters/keys2/"
    assert "แพร่" in hands.page.inner_text("main table")
    assert hands.reader.complaints == []


def test_a_place_is_renamed_once_what_would_change_was_seen(readers: Readers):
    hands = Hands(readers, "ministry", "phone")
    hands.reader.open("/places/630102/")
    before = hands.page.inner_text("h1")
    hands.press("main a[href$='/rename/']")
    hands.write("input[name=name_th]", "ชื่อแรก")
    hands.write("input[name=on]", "1 ต.ค. 2568")
    hands.write("input[name=reason]", "ราชกิจจานุเบกษา เล่ม 142")
    hands.enter()

    assert hands.is_at("section[aria-labelledby=what-would-change]")
    hands.to("main input[name=name_th]:not([type=hidden])")
    hands.page.keyboard.press("Control+a")
    hands.page.keyboard.type("ชื่อใหม่")
    hands.enter()
    assert hands.is_at("section[aria-labelledby=what-would-change]"), "Enter did what was not shown yet"
    assert "ชื่อใหม่" in hands.page.inner_text("section[aria-labelledby=what-would-change]")
    hands.press("button[name=confirmed]")

    assert hands.where() == "/places/630102/"
    assert hands.page.inner_text("h1") == "ตำบลชื่อใหม่" != before
    assert hands.reader.complaints == []


def test_a_wrong_number_in_the_grid_is_led_to_and_kept(readers: Readers):
    tambon = Hands(readers, "tambon", "phone")
    tambon.press("main a[href$='/enter/']")
    tambon.write("input[data-cell]", "สิบสอง")
    tambon.press("button[name=save]")

    assert tambon.is_at(".summary-of-errors")
    tambon.to(".summary-of-errors a")
    tambon.page.keyboard.press("Enter")
    assert tambon.page.evaluate("document.activeElement.value") == "สิบสอง"
    assert tambon.reader.complaints == []


def test_what_was_typed_when_the_session_ended_is_offered_back(readers: Readers):
    tambon = Hands(readers, "tambon", "phone")
    tambon.press("main a[href$='/enter/']")
    entry = tambon.where()
    tambon.write("input[data-cell]", "๗๗")
    tambon.page.context.clear_cookies(name=re.compile("session"))
    tambon.press("button[name=save]")
    assert tambon.where().startswith("/accounts/login/")
    tambon.sign_in()
    tambon.reader.open(entry)

    tambon.press_here("[data-kept-restore]")

    assert tambon.page.input_value("input[data-cell] >> nth=0") == "๗๗"
    tambon.press("button[name=save]")
    tambon.reader.open(entry)
    assert tambon.page.is_hidden("[data-kept-offer]")
    assert tambon.page.input_value("input[data-cell] >> nth=0") == "77"


def test_one_key_leads_past_a_map(readers: Readers):
    reader = readers.make(role="ministry")
    reader.open("/places/")
    reader.page.focus(".skip-map")
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")

    assert reader.page.evaluate("document.activeElement.closest('figure svg')") is None
    assert reader.page.evaluate("document.activeElement.closest('main') !== null")


def test_a_code_to_scan_is_black_on_white_in_the_dark(readers: Readers):
    reader = readers.make("phone", preferences="theme=dark", role="province")
    reader.open("/accounts/methods/app/add/")

    assert reader.page.evaluate("getComputedStyle(document.querySelector('img.qr')).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
