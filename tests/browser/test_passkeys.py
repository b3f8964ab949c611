"""Passkeys in a real browser with a virtual authenticator, under the content policy that every page has."""

from tests.browser.conftest import Reader, Readers

PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_authenticator(reader: Reader) -> Reader:
    devices = reader.context.new_cdp_session(reader.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    return reader


def test_a_passkey_is_added_signs_in_alone_and_is_removed(readers: Readers):
    reader = with_authenticator(readers.make(role="lampang"))
    page = reader.page

    reader.open("/accounts/methods/passkeys/add/")
    page.check("input[name=passwordless]")
    page.click("#passkey_add")
    page.wait_for_url("**/accounts/methods/codes/")

    reader.context.clear_cookies()
    reader.open("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/home/")

    reader.open("/accounts/methods/passkeys/")
    page.click("main a[href$='/remove/']")
    page.click("main button[type=submit]")
    page.wait_for_url("**/accounts/methods/passkeys/")
    assert reader.blocked() == []
    assert reader.complaints == []


def test_without_a_passkey_the_page_says_so_in_words(readers: Readers):
    reader = readers.make()
    reader.open("/accounts/login/")
    reader.page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('none')); }")

    reader.page.click("#passkey_login")

    reader.page.wait_for_selector("[data-passkey-trouble]:not([hidden])")
    assert reader.complaints == []
