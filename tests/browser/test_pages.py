"""Every page for everybody: no barrier that axe knows, nothing blocked, nothing wider than the screen, no complaint."""

from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from saiyai.kernel.powers import Grant, Role, Scope
from tests.browser.conftest import Reader, Readers
from tests.pages import paths_open_to, public_paths

EXAMPLES = ["/", "/places/50/", "/places/501412/", "/news/forum-2557/", "/no-such-page/", "/find/?q=บันทืก"]
FEW = ["/", "/about/style/", "/about/record/", "/find/", "/places/50/", "/accounts/login/", "/no-such-page/"]
THEMES = ["theme=dark", "theme=dark&language=en", "contrast=high", "size=large&digits=thai"]
PEOPLE = {
    "volunteer": Scope(on=date.max, grants=(Grant(Role.VOLUNTEER, ("501412",), date.min),), user_id=1),
    "province": Scope(on=date.max, grants=(Grant(Role.PROVINCE_OFFICER, ("50",), date.min),), user_id=1),
}
AXE = Axe()


def barriers(page: Any) -> list[str]:
    """Return what axe finds on the page: the rule and where."""
    found = AXE.run(page).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]
    ]


def faults_of(reader: Reader, paths: list[str]) -> dict[str, list[str]]:
    """Return all that is wrong with each page: barriers, what was blocked, complaints, and an overflow to the right."""
    faults: dict[str, list[str]] = {}
    for path in filter(reader.is_page, paths):
        reader.complaints.clear()
        status = reader.open(path)
        if not reader.page.query_selector("main"):
            continue
        wide = reader.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found = [
            *barriers(reader.page),
            *(f"blocked: {each}" for each in reader.blocked()),
            *reader.complaints,
            *([f"{wide} px too wide"] if wide > 0 else []),
            *([f"status {status}"] if status >= 500 else []),
        ]
        if found:
            faults[path] = found
    return faults


def drawn(paths: list[str]) -> list[str]:
    """Return the paths that are pages: neither scripts nor certificates."""
    return [path for path in paths if path.endswith("/") and path not in {"/preferences/", "/health/"}]


@pytest.mark.parametrize("width", ["phone", "desk"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_public_page_is_open_to_everybody(readers: Readers, language: str, width: str):
    reader = readers.make(width, preferences=f"language={language}")

    assert faults_of(reader, [*drawn(public_paths()), *EXAMPLES]) == {}


@pytest.mark.parametrize(("width", "language"), [("phone", "th"), ("desk", "en")])
@pytest.mark.parametrize("username", sorted(PEOPLE))
def test_every_page_of_somebody_signed_in_is_open_to_everybody(
    readers: Readers, username: str, language: str, width: str
):
    reader = readers.make(width, preferences=f"language={language}", role=username)
    own = set(paths_open_to(PEOPLE[username])) - set(public_paths())
    assert "/home/" in own

    assert faults_of(reader, drawn(sorted(own))) == {}


@pytest.mark.parametrize("preferences", THEMES)
def test_pages_are_open_to_everybody_in_other_clothes(readers: Readers, preferences: str):
    reader = readers.make("phone", preferences=preferences, role="volunteer")

    assert faults_of(reader, [*FEW, "/home/"]) == {}


def test_a_dark_device_gets_dark_pages(readers: Readers):
    reader = readers.make("desk", color_scheme="dark")

    assert faults_of(reader, ["/about/style/"]) == {}
    assert reader.page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


def test_axe_sees_a_barrier_where_one_is(readers: Readers):
    reader = readers.make()
    reader.open("/about/record/")
    reader.page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')"
    )

    assert any(each.startswith("image-alt") for each in barriers(reader.page))


def test_the_content_policy_blocks_what_is_written_into_a_page(readers: Readers):
    reader = readers.make()
    reader.open("/about/record/")
    reader.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")

    reader.page.wait_for_function("window.blocked.length > 0")

    assert reader.blocked()[0].startswith("style-src-attr")
