"""The work of those who see to others, by keyboard alone: support office, second person, administrator, auditor."""

from playwright.sync_api import Page

from tests.browser.conftest import Readers
from tests.browser.hands import FOCUSED, MOST_KEYS, Hands

REASON = "คำสั่งจังหวัดที่ 12/2569"
NO_ACTS = "!document.querySelector('main form[method=post]')"


def choose(hands: Hands, name: str, value: str) -> None:
    """Go to a list of choices and take one by the arrow key."""
    hands.to(f"select[name={name}]")
    for _key in range(MOST_KEYS):
        if hands.page.input_value(f"select[name={name}]") == value:
            return
        hands.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} offers no {value}")


def take_place(hands: Hands, text: str) -> None:
    """Go to the chooser of places, type and take the first that is offered."""
    hands.to("[data-place-chooser] [role=combobox]")
    hands.page.keyboard.type(text)
    hands.page.wait_for_selector("[data-place-chooser] [role=option]")
    hands.page.keyboard.press("ArrowDown")
    hands.page.keyboard.press("Enter")


def press_on(page: Page, selector: str) -> None:
    """Press Tab until a thing of a page has the focus, and Enter on it."""
    for _key in range(MOST_KEYS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED, selector):
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")


def invite(hands: Hands, name: str, username: str, role: str, place: str = "") -> str:
    """Invite a person to a role, and return the address of their page."""
    hands.reader.open("/people/")
    hands.press("main a[href='/people/invite/']")
    hands.write("input[name=display_name]", name)
    hands.write("input[name=username]", username)
    choose(hands, "role", role)
    if place:
        take_place(hands, place)
    hands.write("textarea[name=reason]", REASON)
    hands.press("main form button[type=submit]")
    return hands.where()


def test_a_role_is_asked_for_approved_by_a_second_person_and_taken_away(readers: Readers):
    giver = Hands(readers, "support", "desk")
    invite(giver, "มานี แป้นพิมพ์", "manee.keys", "province_officer", "จังหวัดลำพูน")
    giver.press("main a[href^='/people/roles/']")
    grant = giver.where()
    assert giver.page.query_selector("form[action$='/approve/']") is None, "nobody is their own second person"

    second = Hands(readers, "ministry", "desk")
    second.reader.open("/people/")
    late = second.reader.context.new_page()
    late.goto(second.reader.address + grant)
    second.press(f"main a[href='{grant}']")
    second.press("form[action$='/approve/'] button")
    second.reader.open(grant)
    assert second.page.query_selector("form[action$='/approve/']") is None

    press_on(late, "form[action$='/approve/'] button")
    press_on(late, "[data-back]")
    assert late.url.endswith(grant), "a page that says no leads back"

    giver.reader.open(grant)
    giver.press("main a[href$='/revoke/']")
    giver.write("textarea[name=reason]", "ย้ายไปจังหวัดอื่น")
    giver.press("main form button[type=submit]")
    giver.reader.open(grant)
    assert "ย้ายไปจังหวัดอื่น" in giver.page.inner_text("main")
    assert giver.reader.complaints == []


def test_an_administrator_invites_another_and_closes_the_account_again(readers: Readers):
    keeper = Hands(readers, "administrator", "phone")
    person = invite(keeper, "ชูใจ แป้นพิมพ์", "chujai.keys", "system_administrator")
    assert "รอบุคคลที่สอง" in keeper.page.inner_text("main")
    keeper.reader.open(person)
    keeper.press("main a[href$='/close/']")
    keeper.press("main form button[type=submit]")
    assert keeper.is_at(".summary-of-errors"), "an account is not closed without a reason"
    keeper.write("textarea[name=reason], input[name=reason]", "เชิญผิดคน")
    keeper.press("main form button[type=submit]")
    keeper.reader.open(person)
    assert "เชิญผิดคน" in keeper.page.inner_text("main")
    assert "รอบุคคลที่สอง" not in keeper.page.inner_text("main"), "the role went with the account"
    assert keeper.reader.complaints == []


def test_an_auditor_reads_what_was_done_and_finds_nothing_to_press(readers: Readers):
    auditor = Hands(readers, "auditor", "phone")
    auditor.page.keyboard.press("Control+k")
    auditor.page.keyboard.type("กลุ่มเยาวชนอาสาป่าไผ่")
    auditor.page.wait_for_selector("#found a[href^='/network/'][aria-selected=true]")
    auditor.enter()
    assert auditor.page.evaluate(NO_ACTS)
    auditor.to(".history details summary")
    auditor.page.keyboard.press("Enter")
    assert auditor.page.inner_text(".history details[open] dl")

    auditor.reader.open("/people/")
    assert auditor.page.query_selector("main a[href='/people/invite/']") is None
    auditor.press("main table a[href^='/people/']")
    assert auditor.page.evaluate(NO_ACTS)
    auditor.press("footer a[href='/about/record/']")
    assert auditor.where() == "/about/record/"
    assert auditor.reader.complaints == []
