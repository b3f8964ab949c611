"""The frame of every page, at work: by keyboard alone, without scripts, on a phone, on paper."""

import pytest

from tests.browser.conftest import Readers


def test_the_first_key_leads_past_the_head(readers: Readers):
    reader = readers.make()
    reader.open("/about/record/")

    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.className").startswith("skip")
    reader.page.keyboard.press("Enter")

    assert reader.page.evaluate("document.activeElement.id") == "main"


def test_a_page_is_found_by_the_keyboard_alone(readers: Readers):
    reader = readers.make()
    reader.open("/about/accessibility/")

    reader.page.keyboard.press("Control+k")
    reader.page.keyboard.type("บันทืกการ")
    reader.page.wait_for_selector("#found a[href='/about/record/'][aria-selected=true]")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("ArrowUp")
    chosen = reader.page.get_attribute("#palette input[type=search]", "aria-activedescendant")
    assert reader.page.get_attribute(f"#{chosen}", "href") == "/about/record/"
    reader.page.keyboard.press("Enter")

    reader.page.wait_for_url("**/about/record/")
    assert reader.complaints == []


def test_the_key_works_whatever_script_the_keyboard_writes(readers: Readers):
    reader = readers.make()
    reader.open("/about/accessibility/")

    # On a Thai keyboard the key named K writes า.
    reader.page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'า', code: 'KeyK', ctrlKey: true, bubbles: true}))"
    )

    assert reader.page.evaluate("document.getElementById('palette').open")


def test_escape_closes_and_gives_the_focus_back(readers: Readers):
    reader = readers.make()
    reader.open("/about/record/")
    reader.page.focus("header details.fold summary")
    reader.page.keyboard.press("Enter")
    assert reader.page.locator("header details.fold[open]").count() == 1

    reader.page.keyboard.press("Escape")

    assert reader.page.locator("header details.fold[open]").count() == 0
    assert reader.page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_what_one_prefers_is_chosen_and_kept_without_scripts(readers: Readers):
    reader = readers.make("phone", scripts=False)
    reader.open("/about/record/")

    reader.page.click("header details.fold summary >> nth=0")
    reader.page.click("button[name=language][value=en]")
    assert reader.path() == "/about/record/"
    reader.page.click("header details.fold summary >> nth=0")
    reader.page.click("button[name=contrast][value=high]")

    assert reader.page.inner_text("h1") == "The record"
    assert reader.page.get_attribute("html", "data-contrast") == "high"


def test_a_page_is_found_without_scripts(readers: Readers):
    reader = readers.make("phone", scripts=False)
    reader.open("/")

    reader.page.click("header a.find")
    reader.page.fill("main input[name=q]", "การเข้าถึง")
    reader.page.press("main input[name=q]", "Enter")
    reader.page.click("main a[href='/about/accessibility/']")

    assert reader.path() == "/about/accessibility/"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_phone_opens(readers: Readers, scripts: bool):
    reader = readers.make("phone", scripts=scripts)
    reader.open("/about/record/")
    assert not reader.page.is_visible("header .only-narrow .sheet")

    reader.page.click("header details.only-narrow summary")

    assert reader.page.is_visible("header .only-narrow .sheet a")


def test_what_a_finger_must_hit_is_large_enough(readers: Readers):
    reader = readers.make("phone")
    reader.open("/about/style/")

    small = reader.page.evaluate(
        """() => [...document.querySelectorAll("header :is(a, summary), button, nav.pages a, input, select")]
            .filter((each) => each.checkVisibility())
            .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([what]) => what)"""
    )

    assert small == []


def test_paper_shows_a_total_once_below_the_last_row(readers: Readers):
    reader = readers.make()
    reader.page.emulate_media(media="print")
    reader.open("/about/style/")

    shown = reader.page.evaluate("getComputedStyle(document.querySelector('.table-frame tfoot')).display")

    assert shown == "table-row-group"


def test_paper_shows_the_words_and_where_they_stand(readers: Readers):
    reader = readers.make(preferences="theme=dark")
    reader.page.emulate_media(media="print")
    reader.open("/about/record/")

    assert not reader.page.is_visible("header.site-head")
    assert reader.page.is_visible(".print-foot")
    assert "/about/record/" in reader.page.inner_text(".print-foot")
    assert reader.page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


def test_without_a_connection_the_kept_page_is_shown(readers: Readers):
    reader = readers.make(service_workers="allow")
    reader.open("/about/record/")
    reader.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    reader.page.reload()

    reader.context.set_offline(True)
    reader.page.goto(reader.address + "/about/accessibility/")

    assert "ไม่มีการเชื่อมต่อ" in reader.page.inner_text("h1")


def test_a_long_choice_takes_the_whole_width_and_no_more(readers: Readers):
    reader = readers.make("phone", role="province")
    reader.open("/monitoring/")
    reader.page.click("main table a >> nth=0")

    widths = reader.page.evaluate(
        "[...document.querySelectorAll('form.filters select')].map((each) => [each.scrollWidth - each.clientWidth, each.offsetWidth])"
    )
    short = [
        cut
        for cut, width in widths
        if cut > 1 and width < reader.page.evaluate("document.querySelector('form.filters').clientWidth") - 40
    ]

    assert widths
    assert short == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 360
