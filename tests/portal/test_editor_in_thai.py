"""The editor speaks Thai: no label in Latin letters on any screen that a news officer or a moderator meets."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
import wagtail
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype
from django.urls import reverse
from django.utils import translation
from wagtail.documents.models import Document

import saiyai.portal.editor
from tests.portal.test_newsroom import Desks, a_draft, a_picture, desks, form_of, media, signed_in

__all__ = ["desks", "media"]

pytestmark = pytest.mark.django_db

OURS = Path(saiyai.portal.editor.__file__).parent / "locale" / "th" / "LC_MESSAGES"
WAGTAIL = Path(wagtail.__file__).parent
YOU = re.compile("คุณ(?!สมบัติ|ภาพ|ลักษณะ|ค่า)")
FORMAT = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
LATIN = re.compile(r"[A-Za-z]{2,}")
FILE = re.compile(r"\S+\.(png|pdf)\b")
NAMES = {
    "PDF", "DOCX", "XLSX", "PPTX", "ODT", "ODS", "CSV", "ZIP", "PNG", "JPG", "JPEG", "WEBP", "MB",
    "KB", "YouTube", "Facebook", "Vimeo", "TikTok", "LINE", "Word", "https", "Enter", "Esc", "Ctrl", "English", "png",
    "docx", "jpg", "jpeg", "webp", "pdf", "xlsx", "pptx", "odt", "ods", "csv", "zip", "TPSO", "Shift",
    "Wagtail",
}  # fmt: skip
"""Names of products, kinds of files and keys, which Thai writes in Latin letters too."""
SPOKEN = ("title", "aria-label", "placeholder", "alt")


def latin_in(html: str) -> Iterator[str]:
    """Yield what a page says in Latin letters: its text, and what its attributes say aloud."""
    page = BeautifulSoup(html, "html.parser")
    for gone in page.select("script, style, svg, code, .w-side-panel-toggle__counter"):
        gone.decompose()
    said = [text for text in page.find_all(string=True) if not isinstance(text, (Comment, Doctype))]
    said += [tag[name] for tag in page.find_all(True) for name in SPOKEN if tag.get(name)]
    for text in said:
        words = [word for word in LATIN.findall(FILE.sub("", str(text))) if word not in NAMES]
        if words:
            yield " ".join(str(text).split())[:120]


@pytest.fixture
def draft(desks: Desks, media):
    desks.writer.username = "เจ้าหน้าที่"
    for person in (desks.writer, desks.moderator):
        person.display_name, person.email = "เจ้าหน้าที่", ""
        person.username = f"ก{person.pk}"
        person.save()
    return a_draft(desks.own, desks.writer)


def addresses(desks: Desks, pk: int) -> dict[str, str]:
    """Return the screens, each by its name."""
    page = "wagtailadmin_pages"
    return {
        "home": reverse("wagtailadmin_home"),
        "list": reverse("wagtailadmin_explore", args=[desks.own.page_id]),
        "new": reverse(f"{page}:add", args=["portal", "articlepage", desks.own.page_id]),
        "edit": reverse(f"{page}:edit", args=[pk]),
        "history": reverse(f"{page}:history", args=[pk]),
        "compare": reverse(f"{page}:revisions_compare", args=[pk, "earliest", "latest"]),
        "pictures": reverse("wagtailimages:index"),
        "send pictures": reverse("wagtailimages:add_multiple"),
        "one picture": reverse("wagtailimages:edit", args=[1]),
        "choose a picture": reverse("wagtailimages_chooser:choose"),
        "files": reverse("wagtaildocs:index"),
        "send files": reverse("wagtaildocs:add_multiple"),
        "choose a file": reverse("wagtaildocs_chooser:choose"),
        "review": reverse(f"{page}:workflow_history", args=[pk]),
        "delete": reverse(f"{page}:delete", args=[pk]),
        "copy": reverse(f"{page}:copy", args=[pk]),
        "move": reverse(f"{page}:move", args=[pk]),
        "usage": reverse(f"{page}:usage", args=[pk]),
        "search": reverse("wagtailadmin_pages:search") + "?q=ข่าว",
        "choose a page": reverse("wagtailadmin_choose_page"),
        "link outside": reverse("wagtailadmin_choose_page_external_link"),
        "what happened": reverse("wagtailadmin_reports:site_history"),
        "what waits": reverse("wagtailadmin_reports:workflow"),
    }


def spoken(answer) -> str:
    """Return what an answer says: its page, or the page that a dialog's answer carries."""
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        return str(json.loads(answer.content).get("html", ""))
    return answer.content.decode()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", ["writer", "moderator"])
def test_no_screen_has_a_label_in_latin_letters(desks: Desks, draft, name: str):
    picture = a_picture(desks.own)
    Document.objects.create(title="ไฟล์", file="a.pdf", collection=desks.own.collection)
    draft.title = "ฉบับแก้ไข"
    draft.save_revision(user=desks.writer, log_action=True)
    if name == "moderator":
        desks.own.workflow.start(draft, desks.writer)
    client = signed_in(getattr(desks, name))
    wrong: dict[str, list[str]] = {}

    for screen, address in addresses(desks, draft.pk).items():
        answer = client.get(address.replace("/1/", f"/{picture.pk}/") if screen == "one picture" else address)
        assert answer.status_code == 200 or screen == "one picture", screen
        if found := sorted(set(latin_in(spoken(answer)))):
            wrong[screen] = found

    assert not wrong, "\n".join(f"{screen}: {said}" for screen, found in wrong.items() for said in found)


def test_what_is_wrong_is_said_in_thai(desks: Desks, draft):
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    bad = form_of(
        title="",
        summary="",
        category="",
        published_on="พรุ่งนี้",
        place_code="ไม่มีที่นี่",
        expire_at="2000-01-01 10:00",
        **{"action-submit": "1"},
    )

    answer = signed_in(desks.writer).post(address, bad)

    assert sorted(set(latin_in(answer.content.decode()))) == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_catalogue_says_what_wagtail_says_with_the_same_values(domain: str):
    theirs = set()
    for file in [
        *WAGTAIL.rglob(f"locale/en/LC_MESSAGES/{domain}.po"),
        Path(django.__file__).parent / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po",
    ]:
        with file.open("rb") as stream:
            theirs |= {_key(each.id) for each in read_po(stream) if each.id}
    with (OURS / f"{domain}.po").open("rb") as stream:
        ours = [each for each in read_po(stream, locale="th") if each.id]

    assert ours
    assert sorted(_key(each.id) for each in ours if _key(each.id) not in theirs) == []
    for each in ours:
        said = each.id if isinstance(each.id, str) else each.id[1]
        thai = each.string if isinstance(each.string, str) else each.string[0]
        assert set(FORMAT.findall(said)) == set(FORMAT.findall(thai)), said


def _key(message: str | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_editor_addresses_officers_as_all_other_pages_do(domain: str):
    ours = {_key(each.id) for each in _messages(OURS / f"{domain}.po")}
    theirs = [
        each
        for app in ("", "admin", "documents", "images", "embeds", "snippets")
        for file in (WAGTAIL / app / "locale" / "th" / "LC_MESSAGES").glob(f"{domain}.po")
        for each in _messages(file)
    ]

    spoken_to = [_key(each.id) for each in theirs if YOU.search("".join(each.string))]
    assert spoken_to
    assert [each for each in spoken_to if each not in ours and not each.startswith("Set this to")] == []
    assert [each.id for each in _messages(OURS / f"{domain}.po") if YOU.search("".join(each.string))] == []


def _messages(file: Path) -> list[Message]:
    with file.open("rb") as stream:
        return [each for each in read_po(stream, locale="th") if each.id]


def test_what_our_apps_say_comes_before_what_the_editor_says():
    with translation.override("th"):
        assert translation.gettext("Cancel") != "Cancel"
        assert translation.gettext("Request changes") == "ขอให้แก้ไข"
