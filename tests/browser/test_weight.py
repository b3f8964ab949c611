"""How much a first view carries to a phone: page, style, scripts, letters and pictures, as they travel."""

import pytest
from playwright.sync_api import Browser

from tests.site.programs import Service

MOST_BYTES = 150_000


@pytest.mark.parametrize(
    "path", ["/", "/news/", "/news/forum-2557/", "/offices/tpso10/", "/places/5014/", "/search/"]
)
def test_a_first_view_on_a_phone_carries_little(chromium: Browser, service: Service, path: str):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    carried: list[float] = []
    network.on("Network.loadingFinished", lambda event: carried.append(event["encodedDataLength"]))

    page.goto(f"http://localhost:{service.port}{path}", wait_until="networkidle")

    assert len(carried) > 5
    assert sum(carried) <= MOST_BYTES
    context.close()
