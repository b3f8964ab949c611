"""One journey through the real service on whichever database the run is for."""

import pytest
from playwright.sync_api import Browser

from tests.cast import Cast
from tests.site.programs import Service

pytestmark = pytest.mark.engine
PASSWORD = "ทางเดินริมน้ำยามเช้า"


def test_a_volunteer_signs_in_finds_a_place_and_signs_out(cast: Cast, server: Service, chromium: Browser):
    cast.volunteer.set_password(PASSWORD)
    cast.volunteer.save(update_fields=["password"])
    context = chromium.new_context(base_url=f"http://localhost:{server.port}", service_workers="block")
    page = context.new_page()

    page.goto("/accounts/login/")
    page.fill("input[name=login]", "volunteer")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]:not([form])")
    page.wait_for_url("**/home/")
    page.goto("/places/501412/")
    assert "ป่าไผ่" in page.inner_text("h1")

    context.clear_cookies()
    page.goto("/home/")
    assert "/accounts/login/" in page.url
    context.close()
