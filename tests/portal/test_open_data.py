"""Open data: independent readers take it along whole, nobody's contacts are in it, small counts of people are not found out."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
import rdflib
from ckanapi import NotFound, RemoteCKAN
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from frictionless import Package, system
from python_calamine import CalamineWorkbook

from saiyai.accounts.models import Office
from saiyai.analytics import series
from saiyai.analytics.series import Series, Value
from saiyai.documents.sheets.datafile import TYPES, write_datafile
from saiyai.documents.sheets.write import Column
from saiyai.forums.commands import Announcement, Story, Told, announce_forum, nominate_showcase
from saiyai.forums.models import Forum, Kind, Unit
from saiyai.network import commands as network
from saiyai.network.models import Organisation
from saiyai.portal.opendata.datasets import figure_values
from saiyai.portal.opendata.files import files_due
from saiyai.portal.opendata.state import published, published_at
from saiyai.portal.opendata.tasks import make_file
from saiyai.web.offers import DATASETS
from tests.cast import Cast
from tests.network.builders import an_organisation, terms
from tests.portal.told import an_article
from tests.site.programs import Service

pytestmark = pytest.mark.engine
CONTACTS = {"phone": "053-112485", "email": "chair@example.org", "address": "๙ หมู่ ๕"}
CKAN_KEYS = [
    "data_type",
    "data_category",
    "data_classification",
    "data_format",
    "data_source",
    "data_language",
    "data_support",
    "data_collect",
    "accessible_condition",
    "geo_coverage",
    "update_frequency_unit",
    "first_year_of_data",
    "last_year_of_data",
    "last_updated_date",
    "created_date",
    "calculation_method",
    "disaggregate",
    "allow_harvest",
]


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    settings.PUBLISHED_ROOT = tmp_path / "published"
    return tmp_path / "published"


@pytest.fixture
def shown(cast: Cast) -> Organisation:
    return an_organisation(
        cast,
        name_th="กลุ่มแม่บ้านจิตอาสา",
        shown_publicly=True,
        shows_contacts=True,
        shows_people=True,
        **CONTACTS,
    )


@pytest.fixture
def hidden(cast: Cast) -> Organisation:
    return an_organisation(cast, name_th="กลุ่มที่ไม่ยินยอม", shown_publicly=False)


def taken(client: Client, key: str, form: str = "csv", **headers: str) -> bytes:
    answer = client.get(f"/data/{key}.{form}", headers=headers)
    assert answer.status_code == 200, answer.status_code
    return answer.getvalue()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def test_each_dataset_says_the_same_in_all_forms(client: Client, shown: Organisation, tmp_path: Path):
    text = taken(client, "organisations")
    assert text.startswith(b"\xef\xbb\xbf")  # or Excel does not see that it is Thai
    names = [row["name_th"] for row in rows_of(text)]
    assert names == [shown.name_th]
    assert [row["name_th"] for row in json.loads(taken(client, "organisations", "json"))] == names
    (tmp_path / "it.parquet").write_bytes(taken(client, "organisations", "parquet"))
    assert [
        row[0] for row in duckdb.read_parquet(str(tmp_path / "it.parquet")).project("name_th").fetchall()
    ] == names
    sheet = CalamineWorkbook.from_filelike(
        BytesIO(taken(client, "organisations", "xlsx"))
    ).get_sheet_by_index(0)
    assert [row[1] for row in sheet.to_python()[2:]] == names


@pytest.mark.parametrize("form", list(TYPES))
def test_a_value_keeps_its_kind_in_every_form(form: str, tmp_path: Path):
    columns = (
        Column("code", "รหัส", "code"),
        Column("text", "ข้อความ"),
        Column("number", "จำนวน", "integer"),
        Column("share", "สัดส่วน", "percent"),
        Column("on", "วัน", "date"),
        Column("flag", "ใช่", "flag"),
    )
    rows = [
        {
            "code": "050",
            "text": 'ที่ ปั้น ญู, "ฐุ"\nป่า',
            "number": 12,
            "share": 0.25,
            "on": date(2014, 9, 4),
            "flag": True,
        },
        {"code": "", "text": "", "number": None, "share": None, "on": None, "flag": False},
    ]
    path = tmp_path / f"it.{form}"
    write_datafile(path, form, columns, iter(rows), title="ทดลอง")

    if form == "csv":
        read: list[Any] = rows_of(path.read_bytes())
        assert read[0] == {
            "code": "050",
            "text": rows[0]["text"],
            "number": "12",
            "share": "0.25",
            "on": "2014-09-04",
            "flag": "true",
        }
        assert set(read[1].values()) == {"", "false"}
    elif form == "xlsx":
        read = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[2:]
        assert read == [
            ["050", rows[0]["text"], 12.0, 0.25, date(2014, 9, 4), True],
            ["", "", "", "", "", False],
        ]
    else:
        read = json.loads(path.read_text()) if form == "json" else duckdb.read_parquet(str(path)).fetchall()
        values = [list(each.values()) if form == "json" else list(each) for each in read]
        day = "2014-09-04" if form == "json" else date(2014, 9, 4)
        assert values == [
            ["050", rows[0]["text"], 12, 0.25, day, True],
            [None, None, None, None, None, False],
        ]


def test_nothing_leaves_that_was_not_agreed_to_and_nothing_of_persons(
    client: Client, shown: Organisation, hidden: Organisation
):
    for key in (each.key for each in DATASETS):
        text = taken(client, key).decode()
        assert hidden.name_th not in text
        for value in CONTACTS.values():
            assert value not in text


def test_a_consent_that_is_withdrawn_takes_the_organisation_out_of_the_next_file(
    client: Client, cast: Cast, shown: Organisation
):
    assert shown.name_th in taken(client, "organisations").decode()

    asked = terms(name_th=shown.name_th, shown_publicly=False)
    network.change_organisation(
        organisation=shown, terms=asked, version=shown.version, by=cast.province_officer
    )

    assert shown.name_th not in taken(client, "organisations").decode()


def test_a_file_is_sent_again_only_when_the_dataset_has_changed(
    client: Client, cast: Cast, shown: Organisation
):
    first = client.get("/data/organisations.csv")
    etag = first.headers["ETag"]

    again = client.get("/data/organisations.csv", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")

    an_organisation(cast, name_th="กลุ่มใหม่", shown_publicly=True)
    anew = client.get("/data/organisations.csv", headers={"If-None-Match": etag})
    assert anew.status_code == 200
    assert anew.headers["ETag"] != etag


def test_one_file_of_a_form_is_kept_and_made_once(
    client: Client, cast: Cast, shown: Organisation, files: Path
):
    taken(client, "organisations")
    made = [each.stat().st_ino for each in (files / "organisations").glob("*.csv")]
    taken(client, "organisations")
    assert [each.stat().st_ino for each in (files / "organisations").glob("*.csv")] == made

    an_organisation(cast, name_th="กลุ่มใหม่", shown_publicly=True)
    taken(client, "organisations")

    assert len(list((files / "organisations").glob("*.csv"))) == 1
    assert not list((files / "organisations").glob("*.new"))


@pytest.mark.django_db
def test_frictionless_finds_every_dataset_valid_with_its_keys(
    client: Client, shown: Organisation, tmp_path: Path
):
    an_article("elders")
    described = client.get("/data/datapackage.json").json()
    assert [each["name"] for each in described["resources"]] == [each.key for each in DATASETS]
    for each in described["resources"]:
        assert each["path"] == f"http://testserver/data/{each['name']}.csv"
        (tmp_path / f"{each['name']}.csv").write_bytes(taken(client, each["name"]))
        each["path"] = f"{each['name']}.csv"
    (tmp_path / "datapackage.json").write_text(json.dumps(described))
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()

    assert report.flatten(["rowNumber", "fieldName", "type", "message"]) == []
    assert report.stats["tasks"] == len(list(DATASETS))


@pytest.mark.django_db
def test_a_dataset_alone_is_a_package_too(client: Client):
    described = client.get("/data/coverage/datapackage.json").json()

    package = Package.from_descriptor(described)
    assert [each.name for each in package.resources] == ["coverage"]
    assert package.resources[0].schema.foreign_keys == []  # what they point at is not in it


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_catalogue_is_linked_data_that_rdflib_reads(client: Client):
    graph = rdflib.Graph().parse(data=client.get("/data/catalog.jsonld").content, format="json-ld")
    dcat, dct = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://purl.org/dc/terms/")

    sets = list(graph.subjects(rdflib.RDF.type, dcat.Dataset))
    assert len(sets) == len(list(DATASETS))
    for each in sets:
        assert {title.language for title in graph.objects(each, dct.title)} == {"th", "en"}  # type: ignore[attr-defined]
        assert graph.value(each, dct.license) is not None
        assert graph.value(graph.value(each, dct.publisher), rdflib.namespace.FOAF.name) is not None
        assert len(list(graph.objects(each, dcat.distribution))) == len(TYPES)
    addresses = {str(address) for address in graph.objects(None, dcat.downloadURL)}
    assert addresses == {f"http://testserver/data/{each.key}.{form}" for each in DATASETS for form in TYPES}


@pytest.fixture
def harvester(server: Service) -> Iterator[RemoteCKAN]:
    with RemoteCKAN(f"http://localhost:{server.port}") as catalogue:
        yield catalogue


@pytest.mark.slow
def test_a_ckan_client_lists_and_shows_the_datasets_with_the_thai_catalogues_keys(harvester: RemoteCKAN):
    names = harvester.action.package_list()
    assert names == [each.key for each in DATASETS]
    for name in names:
        shown = harvester.action.package_show(id=name)
        assert shown["name"] == name
        assert set(CKAN_KEYS) <= set(shown)
        assert shown["allow_harvest"] == "True"
        assert [each["format"] for each in shown["resources"]] == ["CSV", "XLSX", "JSON", "PARQUET"]
        assert harvester.action.package_show(id=shown["id"])["name"] == name
    with pytest.raises(NotFound):
        harvester.action.package_show(id="nothing")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/api/3/action/package_show?id=x", "/api/3/action/package_delete?id=news"]
)
def test_what_the_catalogue_does_not_know_is_told_as_ckan_does(client: Client, address: str):
    answer = client.get(address)

    assert answer.status_code in {400, 404}
    assert answer.json()["success"] is False


@pytest.mark.django_db
@pytest.mark.parametrize("body", ["", "[]", "{", '{"id": ["x"]}', "\x00", '{"id": null}'])
def test_no_question_to_the_catalogue_breaks_it(client: Client, body: str):
    answer = client.post("/api/3/action/package_show", body, content_type="application/json")

    assert answer.status_code == 404


@pytest.mark.parametrize("key", [each.key for each in DATASETS])
def test_a_dataset_has_a_page_that_machines_read(client: Client, shown: Organisation, key: str):
    page = client.get(f"/data/{key}/")

    assert page.status_code == 200
    text = page.content.decode()
    told = json.loads(text.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert told["@type"] == "Dataset"
    assert told["distribution"][0]["contentUrl"] == f"http://testserver/data/{key}.csv"
    for form in TYPES:
        assert f"/data/{key}.{form}" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/data/nothing/", "/data/nothing.csv", "/data/places.pdf", "/data/places.exe"]
)
def test_what_is_no_dataset_is_not_found(client: Client, address: str):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_the_list_asks_as_much_of_the_database_for_any_number_of_datasets(client: Client):
    client.get("/data/")
    cache.clear()
    with CaptureQueriesContext(connection) as counted:
        published()

    assert len(counted) == 2


def test_the_feed_names_each_change_once(client: Client, cast: Cast, shown: Organisation):
    before = client.get("/data/feed.atom").content.decode()
    version = published_at("organisations").version  # type: ignore[union-attr]
    assert f"/data/organisations/#{version}" in before

    an_organisation(cast, name_th="กลุ่มใหม่", shown_publicly=True)

    assert f"/data/organisations/#{version}" not in client.get("/data/feed.atom").content.decode()


@pytest.fixture
def trained(db: None) -> Iterator[None]:
    counts = {"": 16, "50": 12, "5014": 3, "5001": 9, "52": 4}
    held = dict(series._PUBLISHED)

    def parts(area: str, digits: int, on: date) -> dict[str, Value]:
        return {code: Value(count) for code, count in counts.items() if len(code) == digits}

    series._PUBLISHED.clear()
    series.publish(
        Series(
            "test.people",
            "people",
            "people",
            "",
            lambda area, on: Value(counts[area]),
            parts,
            people="numerator",
        ),
        Series(
            "test.score",
            "score",
            "points",
            "",
            lambda area, on: Value(7 * counts[area], counts[area]),
            parts_of_score(counts),
            people="denominator",
        ),
        Series("test.groups", "groups", "organisations", "", lambda area, on: Value(counts[area]), parts),
    )
    yield
    series._PUBLISHED.clear()
    series._PUBLISHED.update(held)


def parts_of_score(counts: dict[str, int]) -> Any:
    def parts(area: str, digits: int, on: date) -> dict[str, Value]:
        return {code: Value(7 * count, count) for code, count in counts.items() if len(code) == digits}

    return parts


def test_the_files_of_large_datasets_are_made_before_anybody_asks(client: Client, shown: Organisation):
    found = [each for each in published() if each.key == "organisations"]
    assert files_due(found) == []
    assert files_due(found, large_rows=1) == [("organisations", form) for form in TYPES]

    for key, form in files_due(found, large_rows=1):
        assert make_file.call(key, form)

    assert files_due(found, large_rows=1) == []
    assert [row["name_th"] for row in rows_of(taken(client, "organisations"))] == [shown.name_th]


def test_a_costly_file_is_given_away_while_the_worker_makes_the_next(
    client: Client, cast: Cast, shown: Organisation, files: Path
):
    first = taken(client, "organisations")
    note = files / "organisations" / "csv.told"
    told = json.loads(note.read_text())
    note.write_text(json.dumps(told | {"seconds": 3, "made_at": told["made_at"] - 90}))
    an_organisation(cast, name_th="กลุ่มใหม่", shown_publicly=True)
    found = [each for each in published() if each.key == "organisations"]

    assert ("organisations", "csv") in files_due(found)
    assert taken(client, "organisations") == first
    make_file.call("organisations", "csv")
    assert "กลุ่มใหม่" in taken(client, "organisations").decode()
    assert files_due(found) == []


def test_small_counts_of_people_are_hidden_and_none_is_found_by_subtraction(trained: None):
    rows = {(row["series"], row["place_code"]): row for row in figure_values()}

    assert {code for name, code in rows if name == "test.people" and rows[name, code]["is_hidden"]} == {
        "52",
        "50",
        "5014",
        "5001",
    }
    for row in rows.values():
        if row["is_hidden"]:
            assert row["numerator"] is row["denominator"] is row["value"] is None
    assert rows["test.people", ""]["value"] == 16


def test_a_mean_over_few_people_is_hidden_like_their_count(trained: None):
    rows = {(row["series"], row["place_code"]): row for row in figure_values()}

    assert rows["test.score", "5014"]["is_hidden"]
    assert rows["test.score", "5014"]["numerator"] is None


def test_counts_of_other_things_are_shown_however_small(trained: None):
    rows = {(row["series"], row["place_code"]): row for row in figure_values()}

    assert rows["test.groups", "5014"]["value"] == 3
    assert not rows["test.groups", "5014"]["is_hidden"]


def test_counts_of_people_are_as_of_the_last_month(trained: None):
    days = {row["series"]: row["on"] for row in figure_values()}

    assert days["test.people"].day >= 28
    assert days["test.people"] < days["test.groups"]


def test_a_showcases_few_people_are_hidden_and_marked(client: Client, cast: Cast, shown: Organisation):
    forum = _forum_with_result(cast, shown, people=3)

    rows = rows_of(taken(client, "showcase-results"))

    assert [(row["quantity"], row["is_hidden"]) for row in rows] == [("", "true"), ("30", "false")]
    assert forum.code in taken(client, "showcases").decode()


def _forum_with_result(cast: Cast, organisation: Organisation, *, people: int) -> Forum:
    forum = announce_forum(
        announcement=Announcement("forum-2557", Kind.EVALUATION, "เวทีติดตาม", 2557, "50"),
        organiser=Office.objects.get(code="tpso10"),
        provinces=["50"],
        by=cast.support_officer,
    )
    results = (Told("สมาชิก", "", people, Unit.PEOPLE), Told("หมู่บ้าน", "", 30, Unit.VILLAGES))
    nominate_showcase(
        forum=forum,
        organisation=organisation,
        story=Story("แม่บ้านจิตอาสา", "เรื่องเล่า", "ผู้นำเสนอ", results=results),
        by=cast.support_officer,
    )
    return forum
