"""Documents of organisations and papers of applications: who hands in, who opens, how each ends."""

import io
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from saiyai.audit import clock
from saiyai.audit.models import SecurityEvent
from saiyai.audit.queries import history_of
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.exports import person_export
from saiyai.network.jobs import sweep_papers
from saiyai.network.models import Organisation, OrganisationDocument
from saiyai.network.queries.document import documents_that_may_name
from saiyai.web.uploads import Upload, checked_paper, keep_paper, paper_at
from tests.cast import Cast
from tests.network import standings
from tests.network.builders import a_person, a_role, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture(autouse=True)
def kept_apart(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def a_file(name: str = "ข้อบังคับ.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def a_photograph(name: str = "หน้า.jpg", colour: str = "green") -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue())


def opened(by: Any, document: OrganisationDocument) -> int:
    """Return the status of opening a document's file, and close it."""
    client = Client() if by is None else signed_in(by)
    answer = client.get(reverse("document_file", args=[document.pk]))
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code


def an_upload(content: bytes = PDF) -> Upload:
    return checked_paper([a_file(content=content)])


def a_document(
    cast: Cast, organisation: Organisation, kind: str = "rules", **values: Any
) -> OrganisationDocument:
    by = values.pop("by", cast.tambon_officer)
    return commands.attach_document(
        organisation=organisation, terms=commands.DocumentTerms(kind, **values), file=an_upload(), by=by
    )


def test_a_document_is_handed_in_listed_and_opened_by_those_of_the_area(cast: Cast):
    group = an_organisation(cast)
    client = signed_in(cast.tambon_officer)
    sent = {
        "kind": "minutes",
        "title": "ครั้งที่ ๑/๒๕๕๗",
        "dated_on": "1 ก.พ. 2557",
        "file": a_file("../บันทึก.PDF"),
    }

    answer = client.post(reverse("document_attach", args=[group.pk]), sent)

    kept = OrganisationDocument.objects.get()
    page = client.get(reverse("organisation", args=[group.pk])).content.decode()
    file = client.get(reverse("document_file", args=[kept.pk]))
    assert (answer.status_code, kept.file_name, kept.dated_on) == (302, "บันทึก.pdf", date(2014, 2, 1))
    assert all(text in page for text in ("ครั้งที่ ๑/๒๕๕๗", "บันทึก.pdf", "tambon officer"))
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Disposition"].startswith("attachment")
    assert (file["Cache-Control"], file["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert signed_in(cast.other_province_officer).get(file.request["PATH_INFO"]).status_code == 404
    assert Client().get(file.request["PATH_INFO"]).status_code == 404
    assert SecurityEvent.objects.get(kind="opened_document").detail == {
        "document": kept.pk,
        "paper": "minutes",
    }


def test_an_organisation_without_documents_says_which_could_be_there(cast: Cast):
    page = signed_in(cast.tambon_officer).get(reverse("organisation", args=[an_organisation(cast).pk]))

    assert "ยังไม่มีเอกสาร" in page.content.decode()


@pytest.mark.parametrize(
    ("shown", "agreed", "status"), [(True, True, 200), (True, False, 404), (False, True, 404)]
)
def test_the_public_reads_what_the_organisation_agreed_to_and_nothing_else(
    cast: Cast, shown: bool, agreed: bool, status: int
):
    group = an_organisation(cast, shown_publicly=shown)
    kept = a_document(cast, group, is_public=agreed, title="ข้อบังคับฉบับแก้ไข")

    page = Client().get(reverse("organisation", args=[group.pk])).content.decode()

    assert opened(None, kept) == status
    assert ("ข้อบังคับฉบับแก้ไข" in page) is (status == 200)
    assert Client().get(reverse("document", args=[kept.pk])).status_code == 302


def test_what_was_withdrawn_is_shown_to_nobody_outside(cast: Cast):
    kept = a_document(cast, an_organisation(cast, shown_publicly=True), is_public=True)

    commands.withdraw_document(document=kept, reason="ผิดฉบับ", by=cast.tambon_officer)

    assert (opened(None, kept), opened(cast.tambon_officer, kept)) == (404, 200)


@pytest.mark.parametrize("kind", ["committee", "members", "signatory", "consent"])
def test_a_document_about_persons_is_never_public_and_a_volunteer_does_not_open_it(cast: Cast, kind: str):
    group = an_organisation(cast, shown_publicly=True)
    with pytest.raises(Refusal, match=r"document\.of_people_public"):
        a_document(cast, group, kind, is_public=True)
    kept = a_document(cast, group, kind)

    address = reverse("document_file", args=[kept.pk])

    assert [opened(each, kept) for each in (cast.volunteer, cast.auditor)] == [404, 200]
    page = signed_in(cast.volunteer).get(reverse("organisation", args=[group.pk])).content.decode()
    assert (kept.file_name in page, address in page) == (False, False)


def test_one_persons_paper_is_never_public(cast: Cast):
    group = an_organisation(cast)
    role = a_role(cast, group)

    with pytest.raises(Refusal, match=r"document\.of_people_public"):
        a_document(cast, group, "other", is_public=True, person=role.person)
    kept = OrganisationDocument.objects.filter(pk=a_document(cast, group, "members").pk)
    with pytest.raises(IntegrityError, match="network_document_of_people_is_hidden"), transaction.atomic():
        kept.update(is_public=True)


@pytest.mark.parametrize(
    ("values", "box"),
    [
        ({"file": SimpleUploadedFile("a.pdf", b"MZ\x90\x00")}, "file"),
        ({"file": ""}, "file"),
        ({"kind": ""}, "kind"),
        ({"dated_on": "1 ม.ค. 2699"}, "dated_on"),
        ({"kind": "members", "is_public": "on"}, "is_public"),
    ],
)
def test_what_cannot_be_kept_says_why_at_its_box_and_keeps_what_was_typed(
    cast: Cast, values: dict[str, Any], box: str
):
    group = an_organisation(cast)
    sent = {"kind": "rules", "title": "ฉบับที่ 2", "file": a_file()} | values

    answer = signed_in(cast.tambon_officer).post(reverse("document_attach", args=[group.pk]), sent)

    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [box])
    assert "ฉบับที่ 2" in answer.content.decode()
    assert not OrganisationDocument.objects.exists()


def test_photographs_of_pages_become_one_paper_in_their_order():
    joined = checked_paper([a_photograph("ก.jpg", "red"), a_photograph("ข.jpg", "blue")])

    assert (joined.name, joined.media_type, joined.content[:5]) == ("ก.pdf", "application/pdf", b"%PDF-")
    assert b"/Count 2" in joined.content
    with pytest.raises(Refusal, match=r"upload\.pages_of_two_kinds"):
        checked_paper([a_photograph(), a_file()])
    with pytest.raises(Refusal, match=r"upload\.too_many_pages"):
        checked_paper([a_photograph()] * 21)


def test_another_file_takes_a_documents_place_and_both_stay_to_be_read(cast: Cast):
    group = an_organisation(cast)
    old = a_document(cast, group, title="ฉบับแรก")
    client = signed_in(cast.tambon_officer)

    sent = {"file": a_file(content=PDF + b"2"), "reason": "แก้ไขข้อ 5"}
    answer = client.post(reverse("document_replace", args=[old.pk]), sent)

    old.refresh_from_db()
    new = old.replaced_by
    assert new is not None
    assert answer["Location"] == reverse("document", args=[new.pk])
    assert (new.title, new.withdrawn_at, old.withdrawn_reason) == ("ฉบับแรก", None, "แก้ไขข้อ 5")
    assert all(paper_at(each.file_key).is_file() for each in (old, new))
    assert history_of(old.subject_key)[0].reason == "แก้ไขข้อ 5"
    assert [each.command for each in history_of(new.subject_key)] == ["network.document.replace"]
    with pytest.raises(Refusal, match=r"document\.replaced"):
        commands.withdraw_document(document=old, reason="ก", by=cast.tambon_officer)
    assert client.get(reverse("document", args=[old.pk])).status_code == 200


def test_what_is_told_of_a_document_is_changed_and_its_file_stays(cast: Cast):
    kept = a_document(cast, an_organisation(cast))

    changed = commands.change_document(
        document=kept, terms=commands.DocumentTerms("minutes", "ครั้งที่ 2"), by=cast.tambon_officer
    )

    assert (changed.kind, changed.title, changed.file_name) == ("minutes", "ครั้งที่ 2", "ข้อบังคับ.pdf")


def test_a_volunteer_and_an_officer_of_elsewhere_hand_in_and_change_nothing(cast: Cast):
    group = an_organisation(cast)
    kept = a_document(cast, group)

    for by in (cast.volunteer, cast.other_province_officer, cast.auditor):
        with pytest.raises(Denied):
            a_document(cast, group, by=by)
        with pytest.raises(Denied):
            commands.withdraw_document(document=kept, reason="ก", by=by)
        with pytest.raises(Denied):
            commands.erase_document(document=kept, reason="ก", by=by)


def test_an_erased_file_is_gone_once_the_act_is_committed(
    cast: Cast, django_capture_on_commit_callbacks: Any
):
    kept = a_document(cast, an_organisation(cast), title="สำเนาบัตร นางสมศรี")
    path = paper_at(kept.file_key)

    with django_capture_on_commit_callbacks(execute=True):
        commands.erase_document(document=kept, reason="เจ้าของข้อมูลขอ", by=cast.district_coordinator)

    kept.refresh_from_db()
    assert (path.exists(), kept.title, kept.file_name, kept.withdrawn_reason) == (
        False,
        "",
        "",
        "เจ้าของข้อมูลขอ",
    )
    client = signed_in(cast.tambon_officer)
    assert opened(cast.tambon_officer, kept) == 404
    assert client.get(reverse("document", args=[kept.pk])).status_code == 200
    with pytest.raises(Refusal, match=r"document\.erased"):
        commands.erase_document(document=kept, reason="ก", by=cast.district_coordinator)


def test_a_persons_papers_go_with_the_person_and_the_rest_is_named_to_be_looked_through(
    cast: Cast, django_capture_on_commit_callbacks: Any
):
    group = an_organisation(cast)
    role = a_role(cast, group, starts_on=date(2013, 1, 1), ends_on=clock.today() - timedelta(days=1))
    person = role.person
    theirs = a_document(cast, group, "consent", person=person)
    minutes = a_document(cast, group, "minutes")
    assert [number for number, *_names in documents_that_may_name(person)] == [minutes.pk]
    assert [each["kind"] for each in person_export(person)["papers"]] == ["consent"]

    with django_capture_on_commit_callbacks(execute=True):
        commands.erase_person(person=person, reason="เจ้าของข้อมูลขอ", by=cast.district_coordinator)

    theirs.refresh_from_db()
    assert (theirs.erased_at is not None, paper_at(minutes.file_key).is_file()) == (True, True)
    assert not [
        each for each in (paper_at("").parent).rglob("*") if each.is_file() and each.name != minutes.file_key
    ]
    assert history_of(theirs.subject_key)[0].command == "network.person.erase"


def test_papers_follow_a_merged_person_and_documents_a_merged_organisation(cast: Cast):
    one, other = an_organisation(cast, name_th="ก"), an_organisation(cast, name_th="ข")
    role = a_role(cast, other, "นาง ก ข")
    kept = a_document(cast, other, "consent", person=role.person)
    stays = a_person(cast, "นาง ก ข")

    commands.merge_organisations(organisation=one, duplicate=other, reason="ซ้ำ", by=cast.district_coordinator)
    commands.merge_people(person=stays, duplicate=role.person, reason="ซ้ำ", by=cast.district_coordinator)

    kept.refresh_from_db()
    assert (kept.organisation_id, kept.person_id, kept.erased_at) == (one.pk, stays.pk, None)


def test_an_application_names_the_missing_papers_and_takes_them_in_place(cast: Cast):
    draft = standings.a_draft(cast, papers=("rules", "committee"))
    client = signed_in(cast.volunteer)
    address = reverse("application", args=[draft.pk])
    before = client.get(address)

    answer = client.post(
        reverse("application_paper", args=[draft.pk, "office"]),
        {"file": [a_photograph("แผนที่.jpg"), a_photograph("ยินยอม.jpg")]},
    )

    after = client.get(address)
    assert answer["Location"] == f"{address}#papers"
    assert (before.context["papers_missing"], after.context["papers_missing"]) == (4, 3)
    assert "แผนที่.pdf" in after.content.decode()
    assert "แผนที่.pdf" in signed_in(cast.province_officer).get(address).content.decode()
    assert "papers" not in client.get(reverse("application_write", args=[draft.pk])).context["form"].errors


def test_writing_the_form_anew_loses_no_paper_that_was_handed_in(cast: Cast):
    draft = standings.a_draft(cast, papers=("rules",))
    commands.attach_paper(application=draft, paper="office", file=an_upload(), by=cast.volunteer)

    commands.write_application(
        application=draft, terms=standings.whole(papers=()), version=draft.version, by=cast.volunteer
    )

    assert draft.snapshot().papers == ("office",)


def test_a_paper_withdrawn_is_missing_again_and_nothing_changes_once_it_is_handed_over(cast: Cast):
    draft = standings.a_draft(cast)
    kept = commands.attach_paper(application=draft, paper="rules", file=an_upload(), by=cast.tambon_officer)
    second = commands.attach_paper(application=draft, paper="rules", file=an_upload(), by=cast.tambon_officer)
    commands.withdraw_document(document=second, reason="ซ้ำ", by=cast.tambon_officer)
    assert "rules" in draft.snapshot().papers
    submitted = commands.submit_application(application=draft, by=cast.tambon_officer)

    for act in (
        lambda: commands.withdraw_document(document=kept, reason="ก", by=cast.tambon_officer),
        lambda: commands.attach_paper(
            application=submitted, paper="rules", file=an_upload(), by=cast.tambon_officer
        ),
    ):
        with pytest.raises(Refusal, match=r"application\.is_submitted"):
            act()
    with pytest.raises(Refusal, match=r"document\.paper_in_use"):
        commands.erase_document(document=kept, reason="ก", by=cast.district_coordinator)
    commands.return_application(application=submitted, reason="ขาด", by=cast.province_officer)
    commands.withdraw_document(document=kept, reason="ผิดฉบับ", by=cast.tambon_officer)
    assert "rules" not in submitted.snapshot().papers


def test_the_board_sees_the_papers_beside_the_form(cast: Cast):
    draft = standings.a_draft(cast)
    kept = commands.attach_paper(application=draft, paper="rules", file=an_upload(), by=cast.tambon_officer)
    submitted = commands.submit_application(application=draft, by=cast.tambon_officer)
    seen = submitted.snapshot().papers
    checked = commands.check_application(
        application=submitted, papers_seen=seen, by=standings.a_second_officer()
    )
    session = standings.a_session(cast)
    commands.table_application(session=session, application=checked, by=cast.ministry_officer)

    page = signed_in(cast.province_officer).get(reverse("board_session", args=[session.pk])).content.decode()

    assert reverse("document_file", args=[kept.pk]) in page


def test_a_paper_of_an_application_is_never_public(cast: Cast):
    draft = standings.a_draft(cast)
    kept = commands.attach_paper(application=draft, paper="rules", file=an_upload(), by=cast.tambon_officer)

    for terms, code in (
        (commands.DocumentTerms("rules", is_public=True), r"document\.paper_public"),
        (commands.DocumentTerms("office"), r"document\.paper_kind"),
    ):
        with pytest.raises(Refusal, match=code):
            commands.change_document(document=kept, terms=terms, by=cast.tambon_officer)


@pytest.mark.engine
@pytest.mark.parametrize(
    "change",
    [{"file_digest": "0" * 64}, {"file_name": "ข.pdf"}, {"file_key": "f" * 32}],
)
def test_the_database_lets_no_file_of_a_document_change(cast: Cast, change: dict[str, str]):
    kept = a_document(cast, an_organisation(cast))

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        OrganisationDocument.objects.filter(pk=kept.pk).update(**change)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        OrganisationDocument.objects.filter(pk=kept.pk).delete()


@pytest.mark.engine
def test_the_database_lets_no_withdrawn_document_return(cast: Cast):
    kept = a_document(cast, an_organisation(cast))
    commands.withdraw_document(document=kept, reason="ผิดฉบับ", by=cast.tambon_officer)

    back = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": ""}
    with pytest.raises(IntegrityError, match="stays so"), transaction.atomic():
        OrganisationDocument.objects.filter(pk=kept.pk).update(**back)


def test_files_that_no_document_names_are_swept_away_after_a_day(cast: Cast):
    kept = a_document(cast, an_organisation(cast))
    keep_paper(an_upload(), "a" * 32)
    keep_paper(an_upload(), "b" * 32)
    long_ago = (clock.now() - timedelta(days=2)).timestamp()
    for key in (kept.file_key, "a" * 32):
        os.utime(paper_at(key), (long_ago, long_ago))

    assert sweep_papers() == ["a" * 32]
    assert [paper_at(key).is_file() for key in (kept.file_key, "a" * 32, "b" * 32)] == [True, False, True]


def test_a_page_asks_as_often_for_many_documents_as_for_one(cast: Cast):
    group = an_organisation(cast)
    client, address = signed_in(cast.tambon_officer), reverse("organisation", args=[group.pk])
    counts = []
    for number in (1, 20):
        for _each in range(number):
            a_document(cast, group)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[1]
