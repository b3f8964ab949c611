"""A public-benefit organisation on its way to the certificate, in real browsers at the hands of three people."""

import re

import pytest

from tests.browser.conftest import Reader, Readers
from tests.browser.test_pages import barriers

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
    lacking = applicant.page.locator("#requirements .side", has_text="ขาด").count()
    assert lacking > 0
    applicant.page.click("form[action$='/submit/'] button")
    assert (
        applicant.page.locator("[role=alert]").count() == 1
    )  # nothing is submitted while something is missing
    assert barriers(applicant.page) == []
    applicant.open(address)
    applicant.page.click(f"a[href='{address}write/']")
    applicant.page.fill("input[name=results_since]", "1 ม.ค. 2560")
    tick_all(applicant)
    applicant.page.click("button[name=leave]")
    assert applicant.page.locator("#requirements .side", has_text="ขาด").count() == 0
    applicant.page.click("form[action$='/submit/'] button")

    office = readers.make(role="province", preferences="language=en&theme=dark")
    office.open(address)
    assert barriers(office.page) == []
    tick_all(office)
    office.page.click("form[action$='/check/'] button")
    office.open("/network/sittings/")
    office.page.click("a[href='/network/sittings/plan/50/']")
    office.page.fill("input[name=number]", "9")
    office.page.fill("input[name=signer]", "นายสมมุติ ตัวอย่าง")
    assert barriers(office.page) == []
    office.page.click("main form button[type=submit]")
    sitting = office.path()
    number = address.rstrip("/").split("/")[-1]
    office.page.click(f"form[action='{sitting}list/{number}/'] button")

    secretary = readers.make("phone", role="ministry", preferences="theme=dark")
    secretary.open(sitting)
    assert barriers(secretary.page) == []
    secretary.page.select_option(f"select[name='{number}-outcome']", "approve")
    secretary.page.fill("input[name=minutes]", "ชม 9/2569")
    secretary.page.click("form[action$='/decide/'] button")
    certificate = secretary.page.get_attribute("a[href^='/network/certificates/']", "href") or ""

    paper = office.context.request.get(f"{office.address}{certificate}certificate.pdf")
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    visitor = readers.make("phone", preferences="language=en&theme=dark")
    assert visitor.open(certificate) == 200
    assert "valid" in visitor.page.inner_text("main")
    assert barriers(visitor.page) == []
    everyone = (applicant, office, secretary, visitor)
    assert [each.complaints for each in everyone] == [[]] * 4
    assert [each.blocked() for each in everyone] == [[]] * 4


@pytest.mark.parametrize(("width", "preferences"), [("phone", ""), ("desk", "language=en&theme=dark")])
def test_who_holds_a_certificate_reports_each_year_and_applies_again_before_it_runs_out(
    readers: Readers, width: str, preferences: str
):
    officer = readers.make(width, role="tambon", preferences=preferences)
    page = officer.page

    officer.open("/network/duties/?state=late")
    late = page.locator("main table tbody tr a[href^='/network/']").count()
    assert barriers(page) == []
    page.locator("main table tbody tr a[href^='/network/']").last.click()
    page.locator("a[href^='/network/standings/'][href$='/report/']").last.click()
    page.fill("[name=summary]", "เยี่ยมบ้านผู้สูงอายุ 40 ครั้ง")
    assert barriers(page) == []
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url(re.compile("#standings$"))
    officer.open("/network/duties/?state=late")
    assert page.locator("main table tbody tr a[href^='/network/']").count() == late - 1

    officer.open("/network/renewals/")
    assert barriers(page) == []
    page.locator("main table tbody tr a[href^='/network/']").first.click()
    assert page.locator("a[href*='/apply/'], a[href^='/network/applications/']").count() > 0
    assert (officer.complaints, officer.blocked()) == ([], [])
