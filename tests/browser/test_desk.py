"""The news desk in the browser: an officer writes, illustrates and sends; a moderator returns it, then releases it."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader, Readers
from tests.browser.test_pages import barriers
from tests.portal.test_editor_in_thai import NAMES
from tests.site.programs import until

TITLE = "เปิดบ้านเรียนรู้ผู้สูงอายุตำบลตัวอย่าง"
REASON = "ขอให้เพิ่มชื่อสถานที่จัดงาน"
MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
ENGLISH = "District "  # the English twin of the forum's article
LATIN = re.compile(r"[A-Za-z]{2,}")
SAID = """() => {
  const said = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const tag = walk.currentNode.parentElement;
    if (tag.closest("script, style, svg, template, .sidebar-footer, .w-summary, .w-account")) continue;
    if (tag.checkVisibility()) said.push(walk.currentNode.textContent.trim());
  }
  for (const tag of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
    if (!tag.checkVisibility()) continue;
    for (const name of ["aria-label", "placeholder", "title"]) said.push(tag.getAttribute(name) || "");
  }
  return said;
}"""


def a_picture() -> dict[str, object]:
    file = BytesIO()
    Image.new("RGB", (640, 480), "seagreen").save(file, "JPEG")
    return {"name": "ภาพ.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def latin(page: Page) -> list[str]:
    names = {*NAMES, "news", "moderator", "Social", "Lab", "Smart", "City"}
    said = {each.replace(MARKUP, "")[:80] for each in page.evaluate(SAID)}  # an article of another test
    said = {each for each in said if ENGLISH not in each and not each.endswith(".docx")}
    return sorted(each for each in said if [word for word in LATIN.findall(each) if word not in names])


def act(page: Page, act: str) -> None:
    """Press one of the acts at the foot of the editor, which lie behind the button beside the first."""
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator(f"footer [name='{act}'], footer [data-workflow-action-name='{act}']").first.click()


def begin(officer: Reader, **fields: str) -> Page:
    """Open the form of a new article in the officer's newsroom and fill it in."""
    page = officer.page
    officer.open("/cms/pages/")  # leads to the one newsroom that the officer writes in
    room = officer.path().strip("/").split("/")[-1]
    officer.open(f"/cms/pages/add/portal/articlepage/{room}/")
    told = {"title": TITLE, "summary": "ผู้สูงอายุสอนจักสานให้เด็กในตำบล", "byline": "เจ้าหน้าที่ข่าว"} | fields
    for name, text in told.items():
        page.fill(f"#id_{name}", text)
    page.fill("#id_place_code", "จ.เชียงใหม่")
    page.fill("#id_published_on", "2026-11-24")
    page.select_option("#id_category", "elderly")
    return page


def add_block(page: Page, name: str) -> None:
    option = page.get_by_role("option", name=name, exact=True)

    def is_offered() -> bool:  # the button answers only once the editor's script has come to it
        page.locator(".c-sf-add-button").first.click()
        page.wait_for_timeout(1_000)
        return option.is_visible()

    until(is_offered)
    option.click()


def illustrate(page: Page) -> None:
    """Add a picture that is sent from the officer's machine, with what it shows."""
    add_block(page, "ภาพ")
    page.locator("[data-chooser-action-choose]").first.click()
    page.locator(".modal [role=tab]").nth(1).click()
    page.locator(".modal input[type=file]").set_input_files(a_picture())
    page.locator(".modal form[data-chooser-modal-creation-form] [name$=title]").fill("จักสานที่ศาลาวัด")
    page.locator(".modal form[data-chooser-modal-creation-form] button[type=submit]").click()
    page.locator(".modal").wait_for(state="hidden")
    page.fill("[name='body-0-value-alt_text']", "ผู้สูงอายุสอนเด็กสานตะกร้าที่ศาลาวัด")


def test_an_officer_writes_and_illustrates_and_a_moderator_returns_and_releases(readers: Readers):
    officer, moderator = readers.make(role="news"), readers.make(role="moderator")
    page, other = officer.page, moderator.page
    begin(officer)
    illustrate(page)
    act(page, "action-submit")
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))

    moderator.open("/home/")
    other.get_by_role("link", name=TITLE).first.click()
    edit = moderator.path()
    act(other, "reject")
    other.locator(".modal textarea[name=comment]").fill(REASON)
    other.locator(".modal form button[type=submit], .modal form input[type=submit]").first.click()
    other.wait_for_url(lambda url: "/edit/" not in url)

    officer.open("/home/")
    expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
    officer.open(edit)
    page.fill("#id_venue", "ศาลาวัดตัวอย่าง")
    act(page, "action-submit")
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))

    moderator.open(edit)
    act(other, "approve")
    other.wait_for_url(lambda url: "/edit/" not in url)

    citizen = readers.make("phone")
    citizen.open_until("/news/", TITLE)
    citizen.page.get_by_role("link", name=TITLE).first.click()
    drawn = citizen.page.locator(".article-picture img")
    expect(drawn).to_have_attribute("alt", "ผู้สูงอายุสอนเด็กสานตะกร้าที่ศาลาวัด")
    drawn.scroll_into_view_if_needed()
    until(lambda: drawn.evaluate("image => image.complete && image.naturalWidth > 0"))
    assert citizen.blocked() == []
    until(lambda: TITLE in citizen.context.request.get(citizen.address + "/news/feed.rss").text())
    citizen.open("/search/?q=สานตะกร้า")
    expect(citizen.page.get_by_role("link", name=TITLE).first).to_be_visible()
    assert (officer.complaints, moderator.complaints, citizen.complaints) == ([], [], [])


def test_markup_typed_into_every_field_runs_nowhere(readers: Readers):
    officer = readers.make(role="news")
    said: list[str] = []
    officer.page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page = begin(officer, title=MARKUP, summary=MARKUP, byline=MARKUP, venue=MARKUP)
    for number, (name, field) in enumerate([("หัวข้อ", ""), ("คำกล่าว", "")]):
        add_block(page, name)
        page.fill("[name='body-0-value']", MARKUP + str(number) + field)
    page.locator("footer button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
    draft = re.search(r"/pages/(\d+)/", officer.path())
    assert draft is not None

    for path in (
        f"/cms/pages/{draft[1]}/edit/",
        f"/cms/pages/{draft[1]}/view_draft/",
        f"/cms/pages/{draft[1]}/history/",
        f"/cms/pages/{draft[1]}/revisions/compare/earliest...latest/",
        "/cms/",
    ):
        officer.open(path)
        assert officer.blocked() == [], path

    assert said == []


SCREENS = (
    "/cms/",
    "/cms/pages/",
    "/cms/images/",
    "/cms/images/multiple/add/",
    "/cms/documents/",
    "/cms/documents/multiple/add/",
    "/cms/reports/workflow/",
    "/cms/reports/site-history/",
)


@pytest.mark.parametrize("width", ["phone", "desk"])
@pytest.mark.parametrize("role", ["news", "moderator"])
def test_what_scripts_draw_speaks_thai(readers: Readers, width: str, role: str):
    reader = readers.make(width, role=role)
    wrong = {}
    for path in SCREENS:
        reader.open(path)
        reader.page.locator("#wagtail-sidebar nav").wait_for(state="attached")
        if found := latin(reader.page):
            wrong[path] = found

    assert wrong == {}


def screens_of(reader: Reader) -> list[str]:
    """Return the screens that a desk's people work on: those of all, the newsroom, and those of its first article."""
    reader.open("/cms/pages/")
    room = reader.path().strip("/").split("/")[-1]
    reader.page.locator("a[href*='/edit/']").first.wait_for(state="attached")
    edit = reader.page.locator("a[href*='/edit/']").first.get_attribute("href") or ""
    article = edit.removesuffix("edit/")
    return [
        *SCREENS,
        f"/cms/pages/{room}/",
        f"/cms/pages/add/portal/articlepage/{room}/",
        f"/cms/pages/add/portal/officepage/{room}/",
        "/cms/images/add/",
        "/cms/pages/search/?q=ข่าว",
        edit,
        *(f"{article}{each}/" for each in ("history", "workflow_history", "copy", "usage")),
    ]


def barriers_on(reader: Reader, path: str) -> list[str]:
    """Return what axe finds on a screen once its scripts have drawn and named everything."""
    reader.open(path)
    reader.page.locator("#wagtail-sidebar nav").wait_for(state="attached")
    reader.page.wait_for_timeout(700)
    return barriers(reader.page)


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("th", "light", "desk"), ("en", "dark", "desk"), ("th", "light", "phone")],
)
def test_no_screen_of_the_desk_has_a_barrier(readers: Readers, language: str, scheme: str, width: str):
    officer = readers.make(width, role="news", preferences=f"language={language}", color_scheme=scheme)

    found = {path: some for path in screens_of(officer) if (some := barriers_on(officer, path))}

    assert found == {}
