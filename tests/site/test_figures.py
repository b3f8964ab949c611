"""Every figure of the demonstration's pages says why it is what it is, whoever reads them."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
from bs4 import BeautifulSoup
from django.urls import Resolver404, resolve

from tests.house.figures import figures_without_why
from tests.site.programs import Service

PAGES_OF_A_ROUTE = 2
READERS = ["", "tambon", "province", "ministry"]
STARTS = ["/", "/home/", "/about/style/", "/about/record/", "/places/50/", "/places/5014/", "/places/501412/"]
PASSED_BY = re.compile(r"/(cms|documents|api|static)/|log-?out|\.\w+$|[?&]as=")

TILE = '<main><div class="tile"><p class="label">members</p><p class="value">{}</p>{}</div></main>'
TABLE = '<main><div class="table-frame"><table><tr><td class="number">{}</td></tr></table></div>{}</main>'


@pytest.mark.parametrize(
    ("page", "is_found"),
    [
        (TILE.format("12", ""), True),
        (TILE.format('<a href="/x/">12</a>', ""), False),
        (TILE.format("12", '<details class="why reason"></details>'), False),
        (TILE.format("12", '<p class="why-way"><a href="/x/">why</a></p>'), False),
        (TABLE.format("12", ""), True),
        (TABLE.format("–", ""), False),
        (TABLE.format('<a href="/x/">12</a>', ""), False),
        (TABLE.format("12", '<p class="why-way"><a href="/x/">why</a></p>'), False),
    ],
)
def test_a_figure_without_why_is_found(page: str, is_found: bool):
    assert bool(list(figures_without_why(page))) is is_found


class Walker:
    """A reader who follows the links of the product, a few pages of each route."""

    def __init__(self, service: Service, username: str, password: str) -> None:
        self.address = f"http://localhost:{service.port}/"
        self.browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        if username:
            form = self.page("/accounts/login/")
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
            assert token is not None
            sent = {"csrfmiddlewaretoken": token[1], "login": username, "password": password}
            request = Request(
                f"{self.address}accounts/login/", urlencode(sent).encode(), {"Referer": self.address}
            )
            self.browser.open(request).close()

    def page(self, path: str) -> str:
        """Return a page, nothing where the reader finds none or it is no page."""
        try:
            with self.browser.open(urljoin(self.address, path)) as answer:
                is_page = "text/html" in answer.headers.get("Content-Type", "")
                return str(answer.read().decode()) if is_page else ""
        except HTTPError:
            return ""

    def walk(self) -> Iterator[tuple[str, str]]:
        """Yield pages with their paths: the first few of each route that links lead to."""
        waiting, seen, walked = list(STARTS), set(STARTS), Counter[str]()
        while waiting:
            path = waiting.pop(0)
            route = _route_of(path)
            if not route or walked[route] >= PAGES_OF_A_ROUTE:
                continue
            walked[route] += 1
            page = self.page(path)
            yield path, page
            found = [link for link in _links_in(page, path) if link not in seen]
            seen.update(found)
            waiting.extend(found)


def _route_of(path: str) -> str:
    try:
        return str(resolve(urlsplit(path).path).view_name)
    except Resolver404:
        return ""


def _links_in(page: str, path: str) -> Iterator[str]:
    for link in BeautifulSoup(page, "html.parser").select("nav a[href], main a[href]"):
        target = urljoin(path, str(link["href"])).split("#")[0]
        if target.startswith("/") and not PASSED_BY.search(target):
            yield target


@pytest.mark.slow
def test_every_figure_of_every_page_says_why(demonstration: Path, serve: Callable[..., Service]):
    service = serve(demonstration)
    service.wait_ready()
    passwords = {
        each["username"]: each["password"]
        for each in json.loads((demonstration / "demonstration-accounts.json").read_text())
    }

    found: dict[str, list[str]] = {}
    walked: set[str] = set()
    for reader in READERS:
        for path, page in Walker(service, reader, passwords.get(reader, "")).walk():
            walked.add(_route_of(path))
            if bare := list(figures_without_why(page)):
                found[f"{reader or 'a visitor'} at {path}"] = bare

    assert found == {}, json.dumps(found, ensure_ascii=False, indent=1)
    assert {"project", "project_why", "collection", "collection_why", "report", "report_cell"} <= walked
    assert {"organisations", "organisations_why", "network_coverage", "network_coverage_why"} <= walked
    assert {"place", "places_why", "forum", "showcase", "record", "home"} <= walked
