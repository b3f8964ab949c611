"""Moving in from Joomla: what was told there is told here, what is brought again changes nothing, old addresses lead on."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from saiyai.accounts.models import Office
from saiyai.audit.models import Entry
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import Console
from saiyai.portal.commands.moving import AT_ONCE, Arrival, Moved, move_articles_in
from saiyai.portal.commands.newsroom import open_newsroom
from saiyai.portal.demonstration import demo_portal
from saiyai.portal.models import ArticlePage, MovedArticle, MovedFile
from saiyai.portal.moving.addresses import meant_by_address
from saiyai.portal.moving.blocks import Around, made_of
from saiyai.portal.moving.export import rows_of
from saiyai.portal.moving.preparing import Report, Wishes, heads_of, prepare
from saiyai.portal.queries.moving import slugs_taken
from tests.cast import Cast
from tests.portal.former_site import CATEGORIES, article, write_export

pytestmark = pytest.mark.engine
OURS = {10: "network", 11: "elderly", 12: "procurement"}
HOSTS = frozenset({"www.tpso10.org"})
NOWHERE = Around(HOSTS, lambda _meant: "", lambda _path: False)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "former/images/stories").mkdir(parents=True)
    Image.new("RGB", (40, 30), "green").save(tmp_path / "former/images/stories/one.png")
    (tmp_path / "former/images/stories/false.png").write_text("no picture")
    (tmp_path / "former/images/plan.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "secret.png").write_bytes((tmp_path / "former/images/stories/one.png").read_bytes())
    return tmp_path / "former"


def brought(
    tmp_path: Path, *articles: dict[str, Any], files: Path | None = None, office: Office | None = None
) -> tuple[Moved, Report]:
    """Move articles in, as the console does."""
    export = write_export(tmp_path / "export.json", iter(articles))
    heads = heads_of(export, slugs_taken())
    ready = tmp_path / "ready.jsonl"
    report = prepare(export, heads, Wishes(OURS, "สำนักงาน", HOSTS, files), ready)
    arrival = Arrival(
        ready, files, office, "50", {number: (title, OURS[number]) for number, title, _path in CATEGORIES}
    )
    return move_articles_in(arrival=arrival, reason="export.json", by=Console()), report


@pytest.fixture
def site(db: None) -> None:
    demo_portal("[]", office=None)


def the_article(old_id: int) -> ArticlePage:
    return ArticlePage.objects.get(moved__old_id=old_id)


@pytest.mark.filterwarnings(
    "ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning"
)  # of the CMS's own scratch file
def test_an_article_is_told_here_as_it_was_told_there(
    site: None, tmp_path: Path, files: Path, client: Client
):
    brought(tmp_path, article(254, title="เวทีก่อน"), article(255), files=files)
    moved = the_article(255)

    assert moved.title == "เวทีติดตามเครือข่ายพัฒนาสังคม ครั้งที่ 255"
    assert moved.published_on.isoformat() == "2014-09-04"
    assert moved.byline == "เจ้าหน้าที่สำนักงาน"
    assert moved.category == "network"
    page = client.get(moved.url).content.decode()
    assert "<h2>เวทีติดตามเครือข่ายครั้งที่ 255</h2>" in page
    assert "น้ำใจงาม" in page  # typed as two marks there
    assert f'href="{the_article(254).url}"' in page
    assert 'alt="สมาชิกกลุ่มกับผู้สูงอายุ"' in page
    assert "text-align" not in page.split("<article")[1].split("</article>")[0]


def test_the_articles_of_an_office_lie_in_its_newsroom_with_their_pictures(
    site: None, cast: Cast, tmp_path: Path, files: Path, client: Client
):
    office = Office.objects.get(code="tpso10")
    newsroom = open_newsroom(office=office, by=Console())

    brought(tmp_path, article(255), files=files, office=office)

    moved = the_article(255)
    assert moved.get_parent().pk == newsroom.page_id
    assert moved.url == f"/news/{moved.slug}/"
    assert moved.office == office
    assert MovedFile.objects.get().image.collection == newsroom.collection
    assert [block.block_type for block in moved.body] == [
        "heading",
        "text",
        "picture",
        "text",
        "table",
        "text",
    ]
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_second_time_changes_nothing(site: None, tmp_path: Path, files: Path):
    articles = [article(number) for number in range(1, 8)]
    first, _ = brought(tmp_path, *articles, files=files)
    before = _everything()

    second, _ = brought(tmp_path, *articles, files=files)

    assert (first.new, second.new, second.changed, second.same) == (7, 0, 0, 7)
    assert _everything() == before


def _everything() -> tuple[Any, ...]:
    pages = list(Page.objects.order_by("pk").values())
    return (
        pages,
        Revision.objects.count(),
        list(Redirect.objects.order_by("pk").values()),
        list(MovedArticle.objects.values()),
    )


def test_an_article_that_changed_there_becomes_a_new_version_here(site: None, tmp_path: Path):
    brought(tmp_path, article(255))
    versions = the_article(255).revisions.count()

    moved, _ = brought(tmp_path, article(255, title="ชื่อใหม่"))

    assert (moved.new, moved.changed) == (0, 1)
    assert the_article(255).title == "ชื่อใหม่"
    assert the_article(255).revisions.count() == versions + 1 == 2


def test_what_an_editor_changed_or_deleted_here_is_left_alone(site: None, tmp_path: Path):
    brought(tmp_path, article(254), article(255))
    edited = the_article(255)
    edited.title = "แก้ที่นี่"
    edited.save_revision().publish()
    the_article(254).delete()

    moved, _ = brought(tmp_path, article(254, title="ใหม่"), article(255, title="ใหม่"))

    assert (moved.edited_here, moved.deleted_here, moved.new, moved.changed) == (1, 1, 0, 0)
    assert the_article(255).title == "แก้ที่นี่"


def test_one_entry_of_the_record_tells_of_all(site: None, tmp_path: Path):
    before = Entry.objects.count()

    brought(tmp_path, *(article(number) for number in range(1, 6)))

    entries = list(Entry.objects.order_by("seq")[before:])
    assert [(each.command, each.reason, each.actor) for each in entries] == [
        ("portal.articles.move_in", "export.json", "console")
    ]


def test_the_tree_of_pages_is_sound_and_can_be_written_on(site: None, tmp_path: Path):
    many = 2 * AT_ONCE + 5
    brought(tmp_path, *(article(number) for number in range(1, 6)))
    brought(tmp_path, *(article(number) for number in range(1, many)))
    assert ArticlePage.objects.count() == many - 1

    assert Page.find_problems() == ([], [], [], [], [])
    edited = the_article(3)
    edited.title = "แก้"
    edited.save_revision().publish()
    assert the_article(3).title == "แก้"


@pytest.mark.parametrize(
    ("values", "is_live"),
    [
        ({}, True),
        ({"state": "2"}, True),
        ({"state": "0"}, False),
        ({"access": "2"}, False),
        ({"publish_up": "2999-01-01 00:00:00"}, False),
        ({"publish_down": "2015-01-01 00:00:00"}, False),
    ],
)
def test_nobody_reads_what_was_not_shown_to_everybody_there(
    site: None, tmp_path: Path, client: Client, values: dict[str, str], is_live: bool
):
    brought(tmp_path, article(255, **values))

    assert the_article(255).live is is_live
    assert (client.get("/index.php?option=com_content&view=article&id=255").status_code == 301) is is_live


def test_what_was_in_the_bin_stays_there(site: None, tmp_path: Path):
    _moved, report = brought(tmp_path, article(255, state="-2"), article(256))

    assert report.binned == 1
    assert not MovedArticle.objects.filter(old_id=255).exists()


@pytest.mark.parametrize(
    ("values", "day"),
    [
        ({"publish_up": "0000-00-00 00:00:00"}, "2014-09-04"),
        ({"publish_up": "2014-09-03 20:00:00"}, "2014-09-04"),  # UTC there, the next day in Thailand
        ({"publish_up": "2557-09-04 06:51:17"}, "2014-09-04"),
        ({"publish_up": None, "created": "rubbish"}, "2014-09-05"),
    ],
)
def test_days_are_read_as_they_were_meant(site: None, tmp_path: Path, values: dict[str, Any], day: str):
    brought(tmp_path, article(255, **values))

    assert the_article(255).published_on.isoformat() == day


def test_what_could_not_be_kept_is_told(site: None, tmp_path: Path, files: Path):
    body = (
        '<p><img src="images/gone.png"><img src="images/stories/false.png"><img src="../secret.png">'
        '<a href="/old/9999-nothing.html">ไป</a> {loadposition user9}</p><p>คำ</p>'
    )
    broken = {"publish_up": "x", "created": "x", "modified": "x"}

    _moved, report = brought(tmp_path, article(255, introtext=body, **broken), files=files)

    assert dict(report.lost) == {"picture": 3, "link": 1, "plugin": 1, "date": 1}
    assert (255, "/old/9999-nothing.html") in report.named["link"]
    assert len(the_article(255).body) == 1


def test_a_file_comes_along_once_and_is_led_to(site: None, tmp_path: Path, files: Path, client: Client):
    body = '<p>อ่าน<a href="http://www.tpso10.org/images/plan.pdf">แผน</a></p>'

    brought(tmp_path, article(255, introtext=body), article(256, introtext=body), files=files)

    page = client.get(the_article(255).url).content.decode()
    assert "/plan.pdf" in page
    assert client.get(the_article(256).url).content.decode().count("/documents/1/plan.pdf") == 1


OLD = ["option=com_content", "view=article", "id=255:2014-09-04-06-51-17", "catid=10:2009-02-11", "Itemid=3"]


@pytest.mark.parametrize(
    "address",
    [
        "/index.php?" + "&".join(OLD),
        "/index.php?" + "&".join(reversed(OLD)),
        "/index.php?" + "&".join(OLD).replace(":", "%3A"),
        "/index.php?" + "&".join(OLD).replace(":", "%253A"),
        "/index.php?" + "&".join(OLD).replace("&", "&amp;"),
        "/index.php?" + "&".join([*OLD, "tmpl=component", "print=1", "layout=default", "page="]),
        "/index.php?" + "&".join([*OLD, "lang=th", "utm_source=line"]),
        "/index2.php?option=com_content&task=view&id=255&pop=1",
        "/index.php/news/255-2014-09-04",
        "/index.php/component/content/article/10-news/255-2014-09-04.html",
        "/component/content/article/255?catid=10",
        "/news/255-2014-09-04-06-04-15-255",
        "/news/255-2014-09-04-06-04-15-255.html",
        "/news/255-2014-09-04-06-04-15-255.html?tmpl=component&print=1",
    ],
)
def test_every_old_address_of_an_article_leads_to_it_in_one_step(
    site: None, tmp_path: Path, client: Client, address: str
):
    brought(tmp_path, article(255))

    answer = client.get(address)

    assert (answer.status_code, answer.headers["Location"]) == (301, the_article(255).url)
    assert client.get(answer.headers["Location"]).status_code == 200


def test_the_forms_of_an_article_lead_to_its_forms(site: None, tmp_path: Path, client: Client):
    brought(tmp_path, article(255))
    slug, old = the_article(255).slug, "/index.php?option=com_content&view=article&id=255"
    link = b64encode(f"http://www.tpso10.org{old}".encode()).decode()

    assert client.get(f"{old}&format=pdf").headers["Location"] == f"/news/{slug}/article.pdf"
    mailed = client.get("/index.php", {"option": "com_mailto", "tmpl": "component", "link": link})
    assert mailed.headers["Location"] == f"/news/{slug}/send/"
    category = client.get("/index.php?option=com_content&view=category&id=11:elders&layout=blog")
    assert category.headers["Location"] == "/news/?category=elderly"
    feed = client.get("/index.php?option=com_content&view=category&id=11&format=feed&type=rss")
    assert feed.headers["Location"] == "/news/feed.rss?category=elderly"


@pytest.mark.parametrize(
    "address",
    [
        "/index.php?option=com_content&view=article&id=9",
        "/index.php?option=com_users&view=login",
        "/index.php/nothing",
        "/index.php/a%00b",
    ],
)
def test_an_address_that_nothing_was_moved_from_is_not_found(site: None, client: Client, address: str):
    assert client.get(address).status_code == 404


def test_no_old_address_leads_to_itself(site: None, tmp_path: Path, client: Client):
    brought(tmp_path, article(255, alias="forum"), article(256, alias="forum"))
    the_article(255).unpublish()

    assert not Redirect.objects.filter(
        old_path__in=[f"/news/{each.slug}" for each in ArticlePage.objects.all()], redirect_page__slug__in=[]
    ).exists()
    for each in Redirect.objects.all():
        answer = client.get(each.old_path)
        assert answer.status_code in {200, 301, 404}
        if answer.status_code == 301:
            assert answer.headers["Location"].rstrip("/") != each.old_path


def test_scripts_and_styles_of_there_do_not_run_here():
    made = made_of(
        '<script>alert(1)</script><p onclick="x()" style="x">คำ<a href="javascript:alert(1)">ก</a>'
        '<svg onload=alert(1)></svg><iframe src="//x"></iframe></p><style>p{}</style>',
        NOWHERE,
    )

    assert made.blocks == [("text", "<p>คำก</p>")]


@given(st.text(alphabet=st.sampled_from(list("<>/ptabledivuol i&;=\"'กำ\u0e4d\u0e32\u200b\n")), max_size=200))
def test_no_text_breaks_the_cleaning(html: str):
    for kind, value in made_of(html, NOWHERE).blocks:
        assert kind in {"heading", "text", "quote", "table"}
        assert value


@given(st.text(max_size=80))
def test_no_address_breaks_the_reading(address: str):
    meant_by_address(address)
    meant_by_address(f"index.php?{address}")


@pytest.mark.parametrize(
    "text", ["", "{", "[", "SELECT 1", '[{"type":"table","name":"x_content","data":[{"id":', "[1,2", "\x00"]
)
def test_what_is_no_export_is_refused(tmp_path: Path, text: str):
    (tmp_path / "it.json").write_text(text)

    with pytest.raises(BadValue, match="joomla"):
        list(rows_of(tmp_path / "it.json", "content"))


def test_an_export_as_an_object_of_tables_is_read_too(tmp_path: Path):
    (tmp_path / "it.json").write_text(
        json.dumps({"content": [{"id": 1}], "other": 5, "x_users": [{"id": 2}]})
    )

    assert list(rows_of(tmp_path / "it.json", "content", "users")) == [
        ("content", {"id": 1}),
        ("users", {"id": 2}),
    ]
