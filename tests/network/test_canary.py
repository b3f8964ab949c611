"""A canary: what one organisation hides is looked for on every way out of the register, as those who may not know it."""

import io
import zipfile

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.kernel.powers import NOBODY
from saiyai.network import commands
from saiyai.network.models import Organisation
from saiyai.network.queries.export import organisation_rows
from tests.cast import Cast
from tests.documents.test_pdf import output_of
from tests.network.builders import a_link, a_person, a_role, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

SECRETS = (
    "นกขมิ้นลับ",
    "053-998877",
    "canary@example.org",
    "ซอยนกลับ",
    "คนนกลับ",
    "canary.example.net",
    "ลิงก์นกลับ",
)
"""Its name, telephone, e-mail, address, chair, page on the web and the note of its link."""


def the_canary(cast: Cast, *, is_shown: bool) -> Organisation:
    """Return an organisation that shows nothing, or its name alone, with a chair, a link and a history."""
    canary = an_organisation(
        cast,
        name_th="กลุ่มนกขมิ้นลับ",
        phone="053-998877",
        email="canary@example.org",
        address="ซอยนกลับ",
        website="https://canary.example.net/",
        shown_publicly=is_shown,
    )
    friend = an_organisation(cast, name_th="กลุ่มเพื่อนบ้าน", shown_publicly=True, shows_links=True)
    a_role(cast, canary, a_person(cast, "นายคนนกลับ ซ่อนตัว"), position="chair")
    a_link(cast, canary, friend, note="ลิงก์นกลับ")
    commands.rest_organisation(organisation=canary, reason="ซอยนกลับ", by=cast.district_coordinator)
    commands.revive_organisation(organisation=canary, reason="ซอยนกลับ", by=cast.district_coordinator)
    return canary


def ways_out(canary: Organisation) -> list[str]:
    """Return every address that tells of organisations, and those of the canary itself."""
    directory, own = reverse("organisations"), reverse("organisation", args=[canary.pk])
    friend = Organisation.objects.get(name_th="กลุ่มเพื่อนบ้าน").pk
    return [
        directory,
        *(f"{directory}?q={words}" for words in ("นกขมิ้น", "นกขมน", "กลุ่ม นก", "เพื่อน")),
        *(f"{directory}?as={form}" for form in ("csv", "xlsx", "pdf")),
        own,
        f"{own}?stay=1",
        reverse("organisation_print", args=[canary.pk]),
        *(reverse("organisation_file", args=[canary.pk, form]) for form in ("pdf", "docx")),
        *(reverse("network_export", args=[form]) for form in ("csv", "xlsx")),
        *(
            reverse(name)
            for name in ("activities", "certificates", "my_organisations", "network_participation")
        ),
        reverse("organisation", args=[friend]),
        *(reverse(f"organisations_book{end}", args=["5014"]) for end in ("", "_pdf")),
        reverse("place", args=["5014"]),
        reverse("place", args=["501412"]),
        *(f"{reverse('find')}?q={words}" for words in ("นกขมิ้น", "คนนก", "053998877")),
        "/api/v1/organisations",
        "/api/v1/organisations?q=นกขมิ้น&fields=name_th,phone,email,address,website",
        f"/api/v1/organisations/{canary.pk}",
        "/api/v1/links",
        f"/api/v1/links?organisation={canary.pk}",
        "/api/v1/coverage?place=5014",
        reverse("organisations_why") + "?place=5014",
        reverse("network_people"),
        reverse("network_graph_of", args=["5014"]),
    ]


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    content = answer.content if not answer.streaming else b"".join(answer.streaming_content)
    kind = answer["Content-Type"]
    if "pdf" in kind:
        return output_of("pdftotext", "-layout", "-", "-", pdf=content)
    if "spreadsheet" in kind or "wordprocessing" in kind:
        return text_of_workbook(content)
    return content.decode() if answer.status_code == 200 else ""


def text_of_workbook(content: bytes) -> str:

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))


def leaks(client: Client, canary: Organisation, secrets: tuple[str, ...]) -> list[tuple[str, str]]:
    found = []
    for address in ways_out(canary):
        text = text_of(client, address).replace("q=นกขมิ้น", "")
        found += [(address, each) for each in secrets if each in text]
    return found


@pytest.mark.parametrize("reader", ["visitor", "citizen", "other_province_officer", "administrator"])
def test_nothing_of_a_hidden_organisation_leaves_the_register(cast: Cast, reader: str):
    canary = the_canary(cast, is_shown=False)
    client = Client() if reader == "visitor" else signed_in(getattr(cast, reader))

    assert leaks(client, canary, SECRETS) == []


@pytest.mark.parametrize("reader", ["visitor", "other_province_officer"])
def test_of_an_organisation_that_shows_its_name_alone_nothing_else_leaves(cast: Cast, reader: str):
    canary = the_canary(cast, is_shown=True)
    client = Client() if reader == "visitor" else signed_in(getattr(cast, reader))

    assert leaks(client, canary, SECRETS[1:]) == []


def test_the_canary_sings_to_those_of_its_own_area(cast: Cast):
    canary = the_canary(cast, is_shown=False)

    heard = {secret for _address, secret in leaks(signed_in(cast.tambon_officer), canary, SECRETS)}

    assert heard == set(SECRETS)


PARTS = {
    "shows_contacts": ("053-{0}", "canary{0}@example.org", "ซอยนก{0}"),
    "shows_people": ("คนนก{0}",),
    "shows_web": ("canary{0}.example.net",),
    "shows_work": ("เล่าเรื่องนก{0}",),
}
"""What an organisation shows with each of its agreements: telephone, e-mail, address; the chair; the web; the note."""
READERS = ("visitor", "citizen", "other_province_officer", "administrator")


def facts_of(cast: Cast, number: int, agreed: dict[str, bool]) -> Organisation:
    """Return an organisation whose every fact bears a number, with what it agreed to show."""
    made = an_organisation(
        cast,
        name_th=f"กลุ่มนกหมายเลข{number}",
        phone=f"053-{number}",
        email=f"canary{number}@example.org",
        address=f"ซอยนก{number}",
        website=f"https://canary{number}.example.net/",
        note=f"เล่าเรื่องนก{number}",
        **agreed,
    )
    a_role(cast, made, a_person(cast, f"นายคนนก{number} ซ่อนตัว"), position="chair")
    return made


def hold_what_is_told(cast: Cast, number: int, agreed: dict[str, bool], reader: str) -> None:
    """Assert that a stranger reads of an organisation what it agreed to show, and no other fact, on any way out."""
    canary = facts_of(cast, number, agreed)
    friend = an_organisation(cast, name_th="กลุ่มเพื่อนบ้าน", shown_publicly=True, shows_links=True)
    a_link(cast, canary, friend)
    client = Client() if reader == "visitor" else signed_in(getattr(cast, reader))
    shown = {"": (f"กลุ่มนกหมายเลข{number}",)} | {
        name: tuple(each.format(number) for each in texts) for name, texts in PARTS.items()
    }
    allowed = {
        text
        for name, texts in shown.items()
        for text in texts
        if agreed["shown_publicly"] and agreed.get(name, True)
    }
    everything = tuple(text for texts in shown.values() for text in texts)

    told = leaks(client, canary, everything)

    assert [each for each in told if each[1] not in allowed] == []
    assert {text for _address, text in told} == allowed


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    number=st.integers(700_000, 799_999),
    agreed=st.fixed_dictionaries({name: st.booleans() for name in ("shown_publicly", "shows_links", *PARTS)}),
    reader=st.sampled_from(READERS),
)
def test_strangers_read_what_an_organisation_agreed_to_show_and_no_other_fact_of_it(
    cast: Cast, number: int, agreed: dict[str, bool], reader: str
):
    point = transaction.savepoint()
    try:
        hold_what_is_told(cast, number, agreed, reader)
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize(
    ("agreed", "told"),
    [
        ({}, set()),
        ({"shows_work": True}, {"served", "note"}),
        ({"shows_web": True}, {"website", "social"}),
        ({"shows_contacts": True}, {"phone", "email", "address"}),
    ],
)
def test_the_list_that_everybody_may_take_along_holds_what_was_agreed(
    cast: Cast, agreed: dict[str, bool], told: set[str]
):
    shown = an_organisation(cast, shown_publicly=True, **agreed)
    kept_back = {"served", "note", "website", "social", "phone", "email", "address"}

    (row,) = organisation_rows([shown], NOBODY)

    assert row.keys() & kept_back == told
