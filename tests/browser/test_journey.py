"""A report's way up by keyboard alone: entered on a phone, returned with a reason, corrected, verified, approved.

The figures of the project's page move at each step.
"""

from tests.browser.conftest import Reader, Readers
from tests.browser.hands import Hands


def figure(watcher: Reader, layer: str) -> str:
    """Return what the project's page says of the district in a layer, as a colleague sees it now."""
    address = watcher.path().split("&layer=")[0]
    watcher.open(f"{address}&layer={layer}")
    return watcher.page.inner_text("#figure-now p")


def test_a_report_goes_all_the_way_up_by_keyboard_alone(readers: Readers):
    watcher = readers.make(role="province")
    watcher.open("/demonstration/")
    ways = [
        each.get_attribute("value") or ""
        for each in watcher.page.query_selector_all(".walk input[name=next]")
    ]
    figures, entry = ways[0], ways[1]
    report = entry.removesuffix("enter/")
    watcher.open(figures.replace("#figures", ""))
    before = {layer: figure(watcher, layer) for layer in ("verified", "approved", "entered")}

    tambon = Hands(readers, "tambon", "phone")
    tambon.press(f"main a[href='{entry}']")
    tambon.fill("๑๒")
    assert tambon.reader.path() == report
    watcher.page.wait_for_function(
        "old => document.querySelector('#figure-now p').innerText !== old", arg=before["entered"]
    )

    district = Hands(readers, "district", "desk")
    district.reader.open(report)
    district.to("textarea[name=reason]")
    district.page.keyboard.type("ขอให้ทบทวนจำนวนอาสาสมัคร")
    district.to("input[name=cells]")
    district.page.keyboard.press("Space")
    district.press("form[action$='/return/'] button")
    assert figure(watcher, "entered") == before["entered"]

    tambon.reader.open("/home/")
    tambon.press(f"main a[href='{entry}']")
    assert "ขอให้ทบทวนจำนวนอาสาสมัคร" in tambon.page.inner_text("tr.asked")
    tambon.to("textarea[name=answer]")
    tambon.page.keyboard.type("นับใหม่แล้ว")
    tambon.fill("14")

    district.reader.open(report)
    district.press("form[action$='/verify/'] button")
    assert figure(watcher, "verified") != before["verified"]
    assert figure(watcher, "approved") == before["approved"]

    province = Hands(readers, "province", "desk")
    province.reader.open(report)
    province.press("form[action$='/approve/'] button")
    assert figure(watcher, "approved") != before["approved"]
    assert [each.complaints for each in (watcher, tambon.reader, district.reader, province.reader)] == [
        []
    ] * 4


def test_the_path_of_three_minutes_tells_how_far_one_has_come(readers: Readers):
    reader = readers.make("phone")
    reader.open("/")

    reader.page.click("aside.stripe a")

    assert reader.path() == "/demonstration/"
    assert reader.page.locator("ol.walk > li").count() == 4
    reader.page.click("ol.walk > li:first-child button")
    assert reader.path().startswith("/monitoring/projects/")
    assert "#figures" in reader.path()
