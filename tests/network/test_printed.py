"""One organisation on paper: what its reader may see, with the way to its page and the number of the record."""

import io
import zipfile
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saiyai.audit.models import SecurityEvent
from saiyai.audit.queries import present_sequence
from saiyai.documents.drawing import drawing_of
from saiyai.network import commands
from saiyai.network.models import Organisation
from saiyai.network.views.printed import map_drawing
from tests.cast import Cast
from tests.documents.test_pdf import output_of
from tests.network.builders import a_link, a_role, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db


def told(cast: Cast, **values: Any) -> Organisation:
    group = an_organisation(cast, name_th="กลุ่มทอผ้า", shown_publicly=True, phone="053-112485", **values)
    a_role(cast, group, "นางสมศรี ใจดี", position="chair", starts_on=date(2012, 1, 1))
    a_link(cast, group, an_organisation(cast, name_th="กลุ่มปลูกป่า", shown_publicly=True, shows_links=True))
    commands.serve_areas(organisation=group, areas=["501411"], by=cast.district_coordinator)
    return group


def words_of(answer: Any) -> str:
    """Return the text of a PDF without its spaces, as Thai is set without any that matter."""
    text = output_of("pdftotext", "-layout", "-", "-", pdf=answer.content)
    return "".join(text.split())


def test_those_of_the_area_take_all_along_and_it_is_noted(cast: Cast):
    group = told(cast)
    client = signed_in(cast.tambon_officer)

    answer = client.get(reverse("organisation_file", args=[group.pk, "pdf"]))
    page = client.get(reverse("organisation_print", args=[group.pk])).content.decode()

    words = words_of(answer)
    for text in ("กลุ่มทอผ้า", "นางสมศรี", "053-112485", "กลุ่มปลูกป่า"):
        assert text in page
        assert text in words
    assert str(present_sequence()) in words
    assert SecurityEvent.objects.get(kind="exported_organisation").detail["people"] == 1
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_public_takes_along_only_what_was_agreed(cast: Cast, form: str):
    group = told(cast)

    answer = Client().get(reverse("organisation_file", args=[group.pk, form]))
    page = Client().get(reverse("organisation_print", args=[group.pk])).content.decode()

    words = (
        words_of(answer)
        if form == "pdf"
        else zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    )
    assert "กลุ่มทอผ้า" in words
    for text in ("สมศรี", "053-112485", "กลุ่มปลูกป่า", "แม่แฝก"):
        assert (text in page, text in words) == (False, False)
    assert not SecurityEvent.objects.filter(kind="exported_organisation").exists()


def test_what_was_agreed_is_on_it(cast: Cast):
    group = told(cast, shows_people=True, shows_contacts=True, shows_links=True, shows_work=True)

    page = Client().get(reverse("organisation_print", args=[group.pk])).content.decode()

    assert all(text in page for text in ("สมศรี", "053-112485", "กลุ่มปลูกป่า", "แม่แฝก"))


def test_a_hidden_organisation_and_an_unknown_form_are_found_by_nobody_outside(cast: Cast):
    hidden, shown = (
        an_organisation(cast, name_th="ก"),
        an_organisation(cast, name_th="ข", shown_publicly=True),
    )

    addresses = [
        reverse("organisation_print", args=[hidden.pk]),
        reverse("organisation_file", args=[hidden.pk, "pdf"]),
        reverse("organisation_file", args=[shown.pk, "exe"]),
    ]

    assert [Client().get(each).status_code for each in addresses] == [404] * 3


def test_a_map_is_drawn_as_documents_take_it():
    area = {"path": "M0 0 L10 0 L10 10 Z", "x": 5, "y": 5}
    drawn = SimpleNamespace(
        view_box="0 0 400 300",
        named={"501411"},
        areas=[
            SimpleNamespace(**area, code="501411", name="แม่แฝก <&>", is_missing=False),
            SimpleNamespace(**area, code="501412", name="ป่าไผ่", is_missing=True),
        ],
    )

    drawing = drawing_of(map_drawing(drawn))

    assert [label.text for label in drawing.labels] == ["แม่แฝก <&>"]
    assert (drawing.width, drawing.shapes.count("<path")) == (400, 2)
