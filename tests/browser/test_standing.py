"""A public-benefit organisation on its way to the certificate, in real browsers at the hands of three people."""

import re

from tests.browser.conftest import Reader, Readers

PAPERS = "input[name=papers]"


def tick_all(reader: Reader) -> None:
    """Tick every paper of a form."""
    for box in reader.page.query_selector_all(PAPERS):
        box.check()


def test_an_organisation_comes_to_its_certificate(readers: Readers):
    applicant = readers.make("phone", role="tambon")
    applicant.open("/network/?q=กลุ่มแม่เลี้ยงเดี่ยวป่าไผ่")
    applicant.page.click("table a[href^='/network/']")
    applicant.page.click("a[href^='/network/applications/']")
    address = applicant.path()
    applicant.page.click(f"a[href='{address}write/']")
    applicant.page.fill("input[name=results_since]", "1 ม.ค. 2560")
    tick_all(applicant)
    applicant.page.click("button[name=leave]")
    applicant.page.click("form[action$='/submit/'] button")

    office = readers.make(role="province")
    office.open(address)
    tick_all(office)
    office.page.click("form[action$='/check/'] button")
    office.open("/network/sittings/")
    office.page.click("a[href='/network/sittings/plan/50/']")
    office.page.fill("input[name=number]", "9")
    office.page.fill("input[name=signer]", "นายสมมุติ ตัวอย่าง")
    office.page.click("main form button[type=submit]")
    sitting = office.path()
    number = address.rstrip("/").split("/")[-1]
    office.page.click(f"form[action='{sitting}list/{number}/'] button")

    secretary = readers.make(role="ministry")
    secretary.open(sitting)
    secretary.page.select_option(f"select[name='{number}-outcome']", "approve")
    secretary.page.fill("input[name=minutes]", "ชม 9/2569")
    secretary.page.click("form[action$='/decide/'] button")
    certificate = secretary.page.get_attribute("a[href^='/network/certificates/']", "href") or ""

    visitor = readers.make("phone")
    assert visitor.open(certificate) == 200
    assert re.search("มีผลใช้บังคับ", visitor.page.inner_text("main"))
    everyone = (applicant, office, secretary, visitor)
    assert [each.complaints for each in everyone] == [[]] * 4
    assert [each.blocked() for each in everyone] == [[]] * 4
