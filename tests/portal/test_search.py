"""The public search: what is public is found as people type it, what is not is never shown, and no text breaks it."""

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import docx
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject
from wagtail.documents.models import Document
from wagtail.models import CollectionViewRestriction, PageViewRestriction, ReferenceIndex

from saiyai.accounts.models import Office
from saiyai.audit import word_index
from saiyai.documents.reading import Reading, reading_of
from saiyai.forums.commands import Announcement, announce_forum
from saiyai.forums.models import Kind
from saiyai.kernel.text import graphemes, search_key
from saiyai.network.models import Organisation
from saiyai.portal.commands.search import keep_all_entries
from saiyai.portal.models import ENTRY_WORDS, ArticlePage, NewsIndexPage, SearchEntry
from saiyai.portal.queries import search
from saiyai.portal.queries.search import Search, Wanted
from tests.cast import Cast
from tests.network.builders import an_organisation
from tests.portal.told import an_article

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def found(words: str, **narrowed: object) -> list[str]:
    groups = Search(Wanted(words=words, **narrowed)).stretch(0, 100)  # type: ignore[arg-type]
    return ["".join(piece.text for piece in hit.title) for group in groups for hit in group.hits]


def the_article(slug: str) -> ArticlePage:
    return ArticlePage.objects.get(slug=slug)


@pytest.fixture
def elders(db: None) -> ArticlePage:
    an_article("elders", title="แม่บ้านจิตอาสา รุ่น 5 ดูแลผู้สูงอายุ", on="2014-09-04", place_code="501412")
    return the_article("elders")


TITLE = "แม่บ้านจิตอาสา รุ่น 5 ดูแลผู้สูงอายุ"


@pytest.mark.parametrize(
    "words",
    [
        "แม่บ้านจิตอาสา",
        "จิตอาสา",
        "บ้านจิต",
        "สูงอายุ แม่บ้าน",
        "รุ่น๕",
        "รุ่น 5",
        "สา",
        "จิตอาสา แม่",
        "ผู้สูง อายุ",
        "แม\u0e48บ้าน",
    ],
)
def test_words_parts_of_words_and_both_kinds_of_digits_find_an_article(elders: ArticlePage, words: str):
    assert found(words) == [TITLE]


@pytest.mark.parametrize("words", ["แม่บานจิตอาสา", "จิตอาส่า", "ผูสุงอายุ"])
def test_a_mistyped_vowel_or_tone_finds_what_is_spelt_alike_and_says_so(
    client: Client, elders: ArticlePage, words: str
):
    assert found(words) == [TITLE]
    assert "ไม่มีคำที่สะกดตรงกัน" in client.get("/search/", {"q": words}).content.decode()


def test_the_text_of_a_body_is_found_and_titles_stand_first(elders: ArticlePage):
    an_article("later", title="ข่าวหลัง", on="2020-01-01")
    page = the_article("later")
    page.body = json.dumps([{"type": "text", "value": "<p>เล่าถึง <b>แม่บ้านจิต</b>อาสา</p>"}])
    page.save_revision().publish()

    assert found("แม่บ้านจิตอาสา") == [TITLE, "ข่าวหลัง"]


def entries(*told: tuple[str, str, date | None]) -> None:
    for number, (title, text, on) in enumerate(told):
        SearchEntry.objects.create(
            kind="article",
            key=f"told-{number}",
            place_code="50",
            on=on,
            version="1",
            url="/",
            title_th=title,
            title_key=search_key(title),
            text=text,
            text_key=search_key(text),
        )


def ranked(words: str, names: tuple[str, str] = search.EXACT) -> list[str]:
    wanted = Wanted(words=words)
    found = search._ranked(search._narrowed(wanted), search._words(wanted), names)
    titles = SearchEntry.objects.in_bulk([pk for pk, _kind in found])
    return [titles[pk].title_th for pk, _kind in found]


def test_titles_stand_first_then_the_newest_and_what_has_no_day_last(db: None):
    entries(
        ("ไม่มีวัน ทอผ้า", "", None),
        ("เก่า", "ทอผ้า", date(2010, 1, 1)),
        ("ใหม่", "ทอผ้า", date(2020, 1, 1)),
        ("ชื่อเก่า ทอผ้า", "ทอผ้า", date(1999, 1, 1)),
        ("อีกวันเดียวกัน", "ทอผ้า", date(2020, 1, 1)),
        ("ไม่มีวันเลย", "ทอผ้า", None),
    )

    wanted = ["ชื่อเก่า ทอผ้า", "ไม่มีวัน ทอผ้า", "อีกวันเดียวกัน", "ใหม่", "เก่า", "ไม่มีวันเลย"]
    assert ranked("ทอผ้า") == wanted
    assert ranked("ทอผ้า", search.NEAR) == wanted
    assert ranked("ทอผ้า ใหม่") == ["ใหม่"]


def test_a_changed_day_moves_an_entry_and_leaves_nothing_behind(db: None):
    entries(("ก", "ทอผ้า", date(2010, 1, 1)), ("ข", "ทอผ้า", date(2011, 1, 1)))

    SearchEntry.objects.filter(title_th="ก").update(on=date(2012, 1, 1))
    assert ranked("ทอผ้า") == ["ก", "ข"]
    SearchEntry.objects.filter(title_th="ก").update(on=None, text_key=search_key("จักสาน"))
    assert (ranked("ทอผ้า"), ranked("จักสาน")) == (["ข"], ["ก"])
    SearchEntry.objects.filter(title_th="ข").delete()
    assert ranked("ทอผ้า") == []


def test_of_a_word_of_most_texts_the_newest_are_read_and_no_more(db: None, monkeypatch: pytest.MonkeyPatch):
    entries(*((f"ที่ {n:02}", "ทอผ้า", date(2010, 1, 1 + n % 28)) for n in range(40)))
    newest = SearchEntry.objects.filter(key__startswith="told").order_by("-on", "-pk")
    monkeypatch.setattr(search, "MOST_FOUND", 9)
    monkeypatch.setattr(word_index, "AT_ONCE", 4)

    with CaptureQueriesContext(connection) as asked:
        assert ranked("ทอผ้า") == [each.title_th for each in newest[:10]]
    assert len(asked) < 12


def test_kind_place_and_year_narrow(elders: ArticlePage):
    assert found("แม่บ้าน", kind="article", place_code="5014", year=2557) == [TITLE]
    assert found("แม่บ้าน", place_code="52") == []
    assert found("แม่บ้าน", year=2558) == []
    assert found("แม่บ้าน", kind="forum") == []


def test_a_draft_is_never_found(elders: ArticlePage):
    draft = NewsIndexPage.objects.get().add_child(
        instance=ArticlePage(
            title="ความลับกระเรียน",
            slug="draft",
            summary="สรุป",
            category="network",
            byline="ผู้เขียน",
            published_on=date(2014, 1, 1),
            body="[]",
            live=False,
        )
    )
    draft.save_revision()
    keep_all_entries()

    assert found("กระเรียน") == []
    assert not SearchEntry.objects.filter(title_th__contains="กระเรียน").exists()


def test_words_of_a_change_that_is_not_published_are_not_found(elders: ArticlePage):
    elders.title = "ความลับกระเรียน"
    elders.save_revision()
    keep_all_entries()

    assert found("กระเรียน") == []
    assert found("แม่บ้าน") == [TITLE]


def test_a_published_change_is_found_at_once_and_the_old_words_no_longer(elders: ArticlePage):
    elders.title = "ชมรมจักสาน"
    elders.save_revision().publish()

    assert (found("จักสาน"), found("แม่บ้าน")) == (["ชมรมจักสาน"], [])


def test_what_is_taken_off_the_site_is_not_found_from_that_moment(elders: ArticlePage):
    elders.unpublish()

    assert found("แม่บ้าน") == []
    assert not SearchEntry.objects.filter(kind="article").exists()


def test_what_is_deleted_is_not_found_from_that_moment(elders: ArticlePage):
    elders.delete()

    assert not SearchEntry.objects.filter(kind="article").exists()


def test_an_article_that_was_closed_past_the_log_is_not_shown_before_its_entry_goes(elders: ArticlePage):
    PageViewRestriction.objects.create(page=NewsIndexPage.objects.get(), restriction_type="login")

    assert found("แม่บ้าน") == []
    assert keep_all_entries() >= 1  # the datasets, which are public as ever, come in with it
    assert not SearchEntry.objects.filter(kind="article").exists()


def test_an_organisation_is_found_only_while_it_agrees_to_be_shown(cast: Cast):
    group = an_organisation(cast, name_th="กลุ่มนกกระเรียน")
    Organisation.objects.filter(pk=group.pk).update(shown_publicly=True, state="verified", **verified(cast))
    assert found("กระเรียน") == ["กลุ่มนกกระเรียน"]

    Organisation.objects.filter(pk=group.pk).update(shown_publicly=False)

    assert found("กระเรียน") == []


def verified(cast: Cast) -> dict[str, object]:
    return {"verified_by": cast.district_coordinator, "verified_at": "2014-07-01T00:00Z"}


def test_a_forum_is_found_within_a_minute_of_its_announcement(client: Client, cast: Cast):
    a_forum(cast)
    keep_all_entries()

    hit = client.get("/api/v1/search", {"q": "ติดตามเครือข่ายกระเรียน"}).json()["items"][0]

    assert (hit["kind"], hit["url"]) == ("forum", "/forums/crane/")


def a_forum(cast: Cast) -> None:
    announcement = Announcement(
        code="crane",
        kind=Kind.EVALUATION,
        title_th="เวทีติดตามเครือข่ายกระเรียน",
        fiscal_year=2557,
        place_code="500101",
    )
    organiser = Office.objects.get(code="tpso10")
    announce_forum(announcement=announcement, organiser=organiser, provinces=("50",), by=cast.support_officer)


def test_a_place_is_found_by_its_name(cast: Cast):
    assert "อำเภอสันทราย" in found("สันทราย")


def a_document(text: str, *, title: str = "คู่มือ") -> Document:
    file = BytesIO()
    written = docx.Document()
    written.add_paragraph(text)
    written.add_table(1, 1).cell(0, 0).text = "ช่องตาราง"
    written.save(file)
    return Document.objects.create(title=title, file=ContentFile(file.getvalue(), "handbook.docx"))


def led_to(document: Document, article: ArticlePage) -> None:
    article.body = json.dumps(
        [{"type": "text", "value": f'<p><a linktype="document" id="{document.pk}">คู่มือ</a></p>'}]
    )
    article.save_revision().publish()
    ReferenceIndex.create_or_update_for_object(article)  # what the worker does a moment later


def test_a_word_file_is_found_by_its_text_once_a_public_page_leads_to_it(elders: ArticlePage):
    document = a_document("นกกระเรียนพันธุ์ไทย")
    keep_all_entries()
    assert found("กระเรียน") == []

    led_to(document, elders)
    keep_all_entries()

    assert found("กระเรียน") == ["คู่มือ"]
    assert found("ช่องตาราง") == ["คู่มือ"]


def test_a_file_is_not_shown_from_the_moment_its_page_or_its_collection_is_closed(elders: ArticlePage):
    document = a_document("นกกระเรียน")
    led_to(document, elders)
    keep_all_entries()
    restriction = CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )
    assert found("กระเรียน") == []
    restriction.delete()
    assert found("กระเรียน") == ["คู่มือ"]

    elders.unpublish()

    assert found("กระเรียน") == []


def a_pdf(*lines: str) -> bytes:
    """Return a PDF whose one font says by a map which letters its codes are, as writing programs make it."""
    shown = b"BT /F 12 Tf 50 700 Td " + b" ".join(
        b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj 0 -20 Td" for line in lines
    )
    letters = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange " + b" ".join(
        b"1 beginbfchar <%04X> <%04X> endbfchar" % (ord(letter), ord(letter))
        for letter in sorted(set("".join(lines)))
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s ET\nendstream" % (len(shown) + 3, shown),
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>",
        b"<</Length %d>>stream\n%s endcmap\nendstream" % (len(letters) + 8, letters),
    ]
    body = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj" % number + each + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 8\n0000000000 65535 f \n" + table
    return body + head + b"trailer<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def locked(content: bytes, password: str) -> bytes:
    writer = PdfWriter(BytesIO(content))
    writer.encrypt(password, "of the owner", algorithm="AES-256")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def a_bomb() -> bytes:
    """Return a PDF of some kilobytes that says it is a page of a gigabyte."""
    writer = PdfWriter(BytesIO(a_pdf("ก")))
    stream = StreamObject()
    stream._data = zlib.compress(b"BT (x) Tj ET " * 12_000_000, 6)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("line", ["น้ำใจของผู้สูงอายุ ๑๐ ตำบล", "น\u0e4d\u0e49าใจของผู\u0020้สูงอายุ ๑๐ ต\u0020ำบล"])
def test_a_pdf_is_found_by_its_text_however_its_marks_were_drawn(elders: ArticlePage, line: str):
    document = Document.objects.create(title="รายงาน", file=ContentFile(a_pdf("หัวเรื่อง", line), "report.pdf"))
    led_to(document, elders)
    keep_all_entries()

    assert found("น้ำใจของผู้สูงอายุ") == ["รายงาน"]
    assert found("สูงอายุ10ตำบล") == ["รายงาน"]
    snippets = Search(Wanted(words="น้ำใจ")).stretch(0, 10)[0].hits[0]
    assert "น้ำใจ" in [piece.text for piece in snippets.text if piece.is_hit]


def test_a_document_is_narrowed_by_the_day_and_the_place_of_the_article_that_publishes_it(
    elders: ArticlePage,
):
    document = Document.objects.create(title="รายงาน", file=ContentFile(a_pdf("กระเรียน"), "report.pdf"))
    led_to(document, elders)
    keep_all_entries()

    assert found("กระเรียน", kind="document", place_code="5014", year=2557) == ["รายงาน"]
    assert found("กระเรียน", place_code="51") == []
    assert found("กระเรียน", year=2558) == []


def test_a_pdf_that_only_its_owner_locked_is_read_and_one_with_a_password_is_not():
    assert reading_of(locked(a_pdf("กระเรียน"), "")).text.strip() == "กระเรียน"
    assert reading_of(locked(a_pdf("กระเรียน"), "ลับ")) == Reading(fault="encrypted")


def a_swollen_word_file() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 130_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", ""),
        (b"x" * 100, ""),
        (b"PK\x03\x04", "damaged"),
        (b"%PDF-1.7", "damaged"),
        (b"%PDF-1.7\n" + b"\xff" * 5_000, "damaged"),
        (a_pdf("ก" * 40)[:-200], "damaged"),
        (b"PK\x03\x04" + b"PK\x01\x02" * 5_000, "unsafe"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (a_pdf(" "), "no_text"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why_and_has_no_text(content: bytes, fault: str):
    assert reading_of(content) == Reading(fault=fault)


@pytest.mark.parametrize("made", [a_bomb, a_swollen_word_file])
def test_a_file_that_swells_ends_the_child_alone(made: Callable[[], bytes]):
    content = made()

    assert len(content) < 3_000_000
    assert reading_of(content).fault in {"unsafe", "too_much", "damaged"}


def test_the_list_of_documents_says_why_the_words_of_one_are_not_found(client: Client, elders: ArticlePage):
    document = Document.objects.create(
        title="รายงานลับ", file=ContentFile(locked(a_pdf("กระเรียน"), "ลับ"), "locked.pdf")
    )
    led_to(document, elders)
    keep_all_entries()

    assert found("รายงานลับ") == ["รายงานลับ"]
    assert found("กระเรียน") == []
    assert "ล็อกด้วยรหัสผ่าน" in client.get("/documents/").content.decode()


HOSTILE = (
    '"', "'", "%", "_", "\\", "' OR 1=1 --", "a OR b", "title : x", "NEAR(a b)", "^น้ำ*", "{", "}", "*", "-", "()", "\x00",
    "\ud800", "น้ำ" * 200, "a " * 200, "🙂🙂🙂", "<script>alert(1)</script>", "่" * 90, "ำ" * 50, "ﷺ" * 30, "ß" * 90, "\u202eกขค", "[", "(?:", "เเเ",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_breaks_the_search(client: Client, elders: ArticlePage, words: str):
    words = words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    page = client.get("/search/", {"q": words})
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert client.get("/api/v1/search", {"q": words}).status_code in (200, 422)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=แม่&kind=x",
        "q=แม่&place=xx",
        "q=แม่&year=0",
        "q=แม่&year=๒๕๕๗",
        "q=แม่&page=-1",
        "q=แม่&kind=article&page=9999",
    ],
)
def test_wrong_parameters_narrow_nothing(client: Client, elders: ArticlePage, query: str):
    assert client.get(f"/search/?{query}").status_code == 200


TEXTS = st.text(alphabet="กขผา\u0e49ิำเ5๕aB -.", min_size=1, max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(title=TEXTS, start=st.integers(0, 30), length=st.integers(2, 12))
def test_every_part_of_a_public_title_finds_it(elders: ArticlePage, title: str, start: int, length: int):
    stored = SearchEntry.objects.get(kind="article")
    stored.title_th, stored.title_key = title, search_key(title)
    stored.save()
    words = "".join(graphemes(title)[start : start + length])

    if len(search_key(words)) >= 2 and all(search_key(each) in search_key(title) for each in words.split()):
        assert found(words, kind="article") == [" ".join(title.split())] or found(words) == [title]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(words=st.text(max_size=120))
def test_no_words_give_an_error(client: Client, elders: ArticlePage, words: str):
    assert client.get("/search/", {"q": words.encode("utf-8", "replace").decode()}).status_code == 200


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("kind", ["", "&kind=article"])
def test_the_page_asks_the_same_number_of_queries_for_one_and_for_many(
    client: Client, elders: ArticlePage, kind: str
):
    address = f"/search/?q=แม่บ้าน{kind}"
    client.get(address)
    few = counted(client, address)
    for number in range(25):
        an_article(f"more-{number}", title=f"แม่บ้าน {number}")

    assert counted(client, address) == few


def test_the_page_counts_by_kind_marks_what_fits_and_pages(client: Client, elders: ArticlePage):
    for number in range(25):
        an_article(f"more-{number}", title=f"แม่บ้าน {number}")

    everything = client.get("/search/?q=แม่บ้าน").content.decode()
    second = client.get("/search/?q=แม่บ้าน&kind=article&page=2").content.decode()

    assert "<mark>แม่บ้าน</mark>จิตอาสา" in everything + second
    assert '<span class="count">26</span>' in everything
    assert second.count("<mark>แม่บ้าน</mark>") == 6


def test_nothing_found_says_what_to_try(client: Client, elders: ArticlePage):
    page = client.get("/search/?q=กระเรียน&year=2557").content.decode()

    assert "ไม่พบข้อมูล" in page or "ไม่พบ" in page
    assert "?q=%E0%B8%81" in page


def test_result_pages_are_not_for_machines_that_index(client: Client):
    page = client.get("/search/?q=xx")

    assert page.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert "Disallow: /search/" in client.get("/robots.txt").content.decode()


def test_a_browser_is_told_how_to_search_here(client: Client):
    answer = client.get("/search/opensearch.xml")
    root = ET.fromstring(answer.content)
    spaces = {"o": "http://a9.com/-/spec/opensearch/1.1/"}

    assert answer.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    urls = [each.get("template") for each in root.findall("o:Url", spaces)]
    assert "http://testserver/search/?q={searchTerms}" in urls
    assert len(root.findtext("o:ShortName", "", spaces)) <= 16


def test_the_interface_answers_as_the_page(client: Client, elders: ArticlePage):
    answer = client.get("/api/v1/search", {"q": "แม่บ้าน", "year": 2557}).json()

    assert (answer["count"], answer["counts"]["article"]) == (1, 1)
    assert answer["items"][0]["title"] == TITLE
    assert client.get("/api/v1/search").status_code == 422


@pytest.fixture
def standing() -> Iterator[set[str]]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE tbl_name = 'portal_searchentry' AND type = 'trigger'",
        "postgresql": "SELECT indexname FROM pg_indexes WHERE tablename = 'portal_searchentry'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        yield {name for (name,) in cursor.fetchall() if name.startswith(ENTRY_WORDS.name)}


def test_the_index_stands_after_all_migrations(standing: set[str]):
    wanted = {
        "sqlite": set(ENTRY_WORDS.triggers),
        "postgresql": {f"{ENTRY_WORDS.name}_{each}" for each in (*ENTRY_WORDS.columns, "newest")},
    }

    assert standing == wanted[connection.vendor]
