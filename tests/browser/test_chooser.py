"""The box in which a place is typed: by keyboard, on a phone, as a reader of screens hears it, without scripts."""

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Reader, Readers

FORM = "/network/register/"
BOX = "[data-place-chooser] [role=combobox]"
LIST = "[data-place-chooser] [role=listbox]"
CODE = "[data-place-chooser] input[type=hidden]"


def at_the_box(readers: Readers, width: str = "desk", **more: object) -> Reader:
    reader = readers.make(width, role="support", **more)
    assert reader.open(FORM) == 200
    return reader


def type_and_wait(reader: Reader, text: str) -> None:
    reader.page.focus(BOX)
    reader.page.keyboard.type(text)
    reader.page.wait_for_selector(f"{LIST} [role=option]")


def test_arrows_and_enter_take_a_place_and_the_form_is_not_sent(readers: Readers):
    reader = at_the_box(readers)

    type_and_wait(reader, "บ้านปิน")
    reader.page.keyboard.press("ArrowDown")
    first = reader.page.get_attribute(BOX, "aria-activedescendant")
    reader.page.keyboard.press("ArrowDown")
    second = reader.page.get_attribute(BOX, "aria-activedescendant")
    reader.page.keyboard.press("ArrowUp")
    assert reader.page.get_attribute(BOX, "aria-activedescendant") == first != second
    code = reader.page.get_attribute(f"#{first}", "data-code")
    reader.page.keyboard.press("Enter")

    assert reader.path() == FORM
    assert reader.page.input_value(CODE) == code
    assert reader.page.input_value(BOX).startswith("ต.บ้านปิน")
    assert reader.page.is_hidden(LIST)
    assert reader.complaints == []
    assert reader.blocked() == []


def test_escape_closes_the_list_and_keeps_what_was_typed(readers: Readers):
    reader = at_the_box(readers)
    type_and_wait(reader, "ป่าไผ่")

    reader.page.keyboard.press("Escape")

    assert reader.page.is_hidden(LIST)
    assert reader.page.get_attribute(BOX, "aria-expanded") == "false"
    assert reader.page.input_value(BOX) == "ป่าไผ่"
    assert reader.page.input_value(CODE) == ""


def test_typing_on_after_a_choice_takes_the_choice_back(readers: Readers):
    reader = at_the_box(readers)
    type_and_wait(reader, "ป่าไผ่ สันทราย")
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    assert reader.page.input_value(CODE) == "501412"

    reader.page.keyboard.type("x")

    assert reader.page.input_value(CODE) == ""


def test_it_is_a_combobox_with_a_named_list_and_a_count_that_is_spoken(readers: Readers):
    reader = at_the_box(readers)
    type_and_wait(reader, "สันทราย")

    box = reader.page.locator(BOX)
    owned = box.get_attribute("aria-controls")
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-autocomplete") == "list"
    assert reader.page.locator(f"#{owned}[role=listbox][aria-label]").count() == 1
    assert reader.page.locator(f"#{owned} [role=option][id][aria-selected]").count() >= 1
    assert any(letter.isdigit() for letter in reader.page.inner_text("[data-place-chooser] [role=status]"))
    found = Axe().run(reader.page, context="[data-place-chooser]")
    assert found.response["violations"] == []


def test_on_a_phone_the_list_stays_inside_the_page_and_a_finger_takes_a_place(readers: Readers):
    reader = at_the_box(readers, "phone", has_touch=True)
    type_and_wait(reader, "ป่าไผ่ สันทราย")

    width = reader.page.evaluate("document.documentElement.scrollWidth")
    option = reader.page.locator(f"{LIST} [role=option]").first
    box = option.bounding_box()
    option.tap()

    assert width <= 360
    assert box is not None
    assert box["height"] >= 40
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert reader.page.input_value(CODE) == "501412"


def test_without_scripts_an_ambiguous_name_comes_back_as_a_choice(readers: Readers):
    reader = at_the_box(readers, scripts=False)
    reader.page.fill("input[name=name_th]", "กลุ่มบ้านปิน")
    reader.page.select_option("select[name=kind]", index=1)
    reader.page.fill(BOX, "บ้านปิน")
    reader.page.click("main form button[type=submit]")

    choices = reader.page.locator("[data-place-chooser] input[type=radio]")
    assert choices.count() == 2
    assert reader.page.input_value(BOX) == "บ้านปิน"
