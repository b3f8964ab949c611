"""A real browser on a real service: the demonstration's home, set up once for the run and copied for each worker."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.audit.mail_server import MailServer, a_mail_server
from tests.homes import copy_of
from tests.site.programs import Service, kill, start_service, until

CHROMIUM = os.environ.get("SAIYAI_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"phone": (360, 740), "desk": (1280, 800)}
LISTEN = """
window.blocked = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.blocked.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def post() -> Iterator[MailServer]:
    """Run the mail server that takes what the service sends."""
    with a_mail_server() as server:
        yield server


@pytest.fixture(scope="session")
def service(
    demonstration_template: Path, tmp_path_factory: pytest.TempPathFactory, post: MailServer
) -> Iterator[Service]:
    """Serve a copy of the demonstration's home for as long as this worker tests."""
    folder = tmp_path_factory.mktemp("browser")
    home = copy_of(demonstration_template, folder / "home")
    mail = {"SAIYAI_MAIL_HOST": "127.0.0.1", "SAIYAI_MAIL_PORT": str(post.port)}
    started = start_service(home, folder / "service.txt", SAIYAI_LANGUAGE="th", **mail)
    started.wait_ready()
    yield started
    started.process.kill()
    started.process.wait()
    for pid in started.left_over():
        kill(pid)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the browser of this worker."""
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright's loop runs in this thread from now on; Django would take every test after it for asynchronous.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


METHOD_NOT_ALLOWED = 405


@dataclass
class Reader:
    """Somebody at a browser, with all that it complains of."""

    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> int:
        """Open a page with all that it is drawn with, and return its status."""
        answer = self.page.goto(self.address + path)
        return answer.status if answer else 0

    def open_until(self, path: str, text: str) -> None:
        """Open a public page until it shows a text: shared copies follow what was published within seconds."""
        until(lambda: self.open(path) and text in self.page.inner_text("body"))

    def is_page(self, path: str) -> bool:
        """Tell whether an address shows a page, not one that only takes what is sent."""
        return self.context.request.get(self.address + path, max_redirects=0).status != METHOD_NOT_ALLOWED

    def path(self) -> str:
        """Return the path that is open."""
        return self.page.url.removeprefix(self.address)

    def blocked(self) -> list[str]:
        """Return what the content policy kept the present page from."""
        found: list[str] = self.page.evaluate("window.blocked")
        return found


class Readers:
    """Makes readers with a width, preferences and a role, and signs each role in once."""

    def __init__(self, chromium: Browser, service: Service) -> None:
        self.chromium = chromium
        self.address = f"http://localhost:{service.port}"
        accounts = json.loads((service.home / "demonstration-accounts.json").read_text())
        self.accounts = accounts if isinstance(accounts, list) else accounts["accounts"]
        self.states: dict[str, object] = {}
        self.contexts: list[BrowserContext] = []

    def make(
        self,
        width: str = "desk",
        *,
        preferences: str = "",
        role: str = "",
        scripts: bool = True,
        **more: object,
    ) -> Reader:
        """Return a reader at a phone or a desk; `role` is the user name of one of the demonstration's people."""
        state = self._signed_in(role) if role else None
        across, down = WIDTHS[width]
        context = self.chromium.new_context(
            viewport={"width": across, "height": down},
            java_script_enabled=scripts,
            storage_state=state,
            **({"service_workers": "block"} | more),
        )
        if preferences:
            context.add_cookies([{"name": "preferences", "value": preferences, "url": self.address}])
        self.contexts.append(context)
        context.add_init_script(LISTEN)
        reader = Reader(context, context.new_page(), self.address)
        reader.page.on("console", lambda said: _note(reader, said.type, said.text))
        reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
        return reader

    def _signed_in(self, username: str) -> object:
        if username not in self.states:
            password = next(each["password"] for each in self.accounts if each["username"] == username)
            reader = self.make()
            reader.open("/accounts/login/")
            reader.page.fill("input[name=login]", username)
            reader.page.fill("input[name=password]", password)
            reader.page.click("main button[type=submit]:not([form])")
            reader.page.wait_for_url("**/home/")
            self.states[username] = reader.context.storage_state()
        return self.states[username]

    def close(self) -> None:
        """Close what was opened."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()


def _note(reader: Reader, kind: str, text: str) -> None:
    expected = (
        "Service Worker registration blocked" in text or "the server responded with a status of" in text
    )
    if kind in {"error", "warning"} and not expected:
        reader.complaints.append(f"{kind}: {text}")


@pytest.fixture(scope="session")
def all_readers(chromium: Browser, service: Service) -> Readers:
    """Return the maker of readers, who stay signed in for the whole run."""
    return Readers(chromium, service)


@pytest.fixture
def readers(all_readers: Readers) -> Iterator[Readers]:
    """Give the test readers that are gone after it."""
    yield all_readers
    all_readers.close()
