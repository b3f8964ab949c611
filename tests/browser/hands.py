"""Somebody who has a keyboard and nothing else."""

from playwright.sync_api import FilePayload, Page

from tests.browser.conftest import Reader, Readers

MOST_KEYS = 150
FOCUSED = "selector => document.activeElement.matches(selector)"


class Hands:
    """Signs in and goes about by Tab, Enter, Space and the arrows."""

    def __init__(self, readers: Readers, username: str, width: str) -> None:
        self.reader: Reader = readers.make(width)
        self.page: Page = self.reader.page
        self.username = username
        self.password = next(each["password"] for each in readers.accounts if each["username"] == username)
        self.sign_in()

    def sign_in(self) -> None:
        """Sign in at the door, for the first time or once more."""
        self.reader.open("/accounts/login/")
        self.write("input[name=login]", self.username)
        self.write("input[name=password]", self.password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/home/")

    def where(self) -> str:
        """Return the path that is open, without the part of the page that was led to."""
        return self.reader.path().partition("#")[0]

    def to(self, selector: str) -> None:
        """Press Tab until a thing has the focus."""
        for _key in range(MOST_KEYS):
            self.page.keyboard.press("Tab")
            if self.is_at(selector):
                return
        raise AssertionError(f"no Tab leads to {selector} on {self.reader.path()}")

    def choose(self, file: FilePayload) -> None:
        """Go to the field of a file and take one; the browser's own window of files is not ours to walk."""
        self.to("input[name=file]")
        self.page.set_input_files("input[name=file]", file)

    def is_at(self, selector: str) -> bool:
        """Tell whether a thing has the focus."""
        return bool(self.page.evaluate(FOCUSED, selector))

    def write(self, selector: str, text: str) -> None:
        """Go to a field and write over what is in it."""
        self.to(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def press(self, selector: str) -> None:
        """Go to a thing and press Enter on it, which opens another page."""
        self.to(selector)
        self.enter()

    def press_here(self, selector: str) -> None:
        """Go to a thing and press Enter on it, which changes the present page."""
        self.to(selector)
        self.page.keyboard.press("Enter")

    def enter(self) -> None:
        """Press Enter where one is, which opens another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill(self, number: str) -> None:
        """Type a number into every cell, Enter leading from one to the next and at last to the button, and submit."""
        self.to("input[data-cell]")
        while not self.is_at("button[name=submit]"):
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(number)
            self.page.keyboard.press("Enter")
        self.enter()
