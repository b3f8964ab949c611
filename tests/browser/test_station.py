"""Two stations at a forum's door whose network is cut note who comes; what they hand over afterwards is one list."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader, Readers

FRONT, BACK = "นางมาใหม่ หน้าประตู", "นายมาใหม่ หลังประตู"
STRANGER = "นายจร มาเอง"
KEPT = """async () => {
  const open = (await indexedDB.databases()).filter((each) => each.name === "kept");
  return [open.length, (await caches.keys()).filter((each) => each.startsWith("kept-")).length];
}"""
RAW = """async () => {
  const database = await new Promise((done) => { const r = indexedDB.open("kept"); r.onsuccess = () => done(r.result); });
  const read = (name) => new Promise((done) => {
    const r = database.transaction(name).objectStore(name).getAll(); r.onsuccess = () => done(r.result);
  });
  const [box, keys] = [await read("box"), await read("keys")];
  database.close();
  const text = box.map((each) => new TextDecoder("latin1").decode(each.text) + new TextDecoder().decode(each.text)).join();
  return [box.length, text, keys.map((each) => each.extractable)];
}"""


def forum(reader: Reader) -> str:
    """Return the address of the example forum of this year, which has participants."""
    reader.open("/forums/")
    href = reader.page.locator("a[href$='-example/']").first.get_attribute("href")
    assert href is not None
    return href


def a_post(reader: Reader, address: str, name: str) -> Page:
    """Take a post with a phone, and wait until it holds the list and the page is kept."""
    page = reader.page
    reader.open(f"{address}stations/")
    page.get_by_label("ที่ตั้งของจุดรายงานตัว").fill(name)
    page.get_by_role("button", name="เปิดจุดรายงานตัวด้วยโทรศัพท์เครื่องนี้").click()
    expect(page.locator("#count")).to_contain_text("จาก")
    page.wait_for_function(
        "async () => (await caches.has('kept-station')) && (await (await caches.open('kept-station')).keys()).length === 3"
    )
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def name_somebody(reader: Reader, address: str, *names: str) -> None:
    """Name people for the first list of the forum that has seats free for them."""
    for name in names:
        reader.open(f"{address}participants/")
        reader.page.locator("main table tbody a").first.click()
        reader.page.fill("#id_name", name)
        reader.page.get_by_role("button", name="แจ้งชื่อ", exact=True).click()
        expect(reader.page.get_by_text(f"{name} มีที่นั่งแล้ว", exact=True)).to_be_visible()


def note(page: Page, name: str) -> None:
    """Find somebody by name and check them in, by keyboard."""
    page.locator("#words").fill(name)
    page.keyboard.press("Enter")
    page.locator("#found button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text(name)


def test_two_stations_without_a_network_merge_into_one_list(readers: Readers):
    first, second = (readers.make("phone", role="support", service_workers="allow") for _station in range(2))
    address = forum(first)
    name_somebody(first, address, FRONT, BACK)
    front, back = a_post(first, address, "ประตูหน้า"), a_post(second, address, "ประตูหลัง")

    first.context.set_offline(True)
    second.context.set_offline(True)
    front.reload()  # the page itself opens without a network
    expect(front.locator("#line")).to_have_text("ไม่มีสัญญาณ")
    note(front, FRONT)
    for name in (FRONT, BACK):
        note(back, name)
    back.get_by_text("ผู้ที่ไม่มีชื่อในรายชื่อ").click()
    back.locator("#name").fill(STRANGER)
    back.get_by_role("button", name="ใส่ในรายชื่อสำรอง").click()
    expect(back.locator("#waiting")).to_have_text("ยังไม่ได้ส่ง: 3")

    first.context.set_offline(False)
    second.context.set_offline(False)
    for page in (front, back):
        page.locator("#send").click()
        expect(page.locator("#waiting")).to_have_text("ยังไม่ได้ส่ง: 0")
    first.open(f"{address}stations/")
    assert "ประตูหน้า, ประตูหลัง" in front.inner_text("main")  # one badge at two stations: the desk looks
    assert not first.blocked()
    kept, text, extractable = back.evaluate(RAW)
    assert kept == 1
    assert STRANGER not in text
    assert BACK not in text
    assert extractable == [False]


def test_signing_out_wipes_what_the_phone_kept(readers: Readers):
    reader = readers.make("phone", role="province", service_workers="allow")
    a_post(reader, forum(reader), "ประตูข้าง")
    assert reader.page.evaluate(KEPT) == [1, 1]

    reader.open("/accounts/logout/")
    reader.page.locator("main form button[type=submit]").click()
    reader.page.wait_for_load_state()

    assert reader.page.evaluate(KEPT) == [0, 0]
