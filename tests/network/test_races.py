"""Several who act on one organisation at once: one of them does it, the others are told."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from saiyai.network.commands import DocumentTerms, attach_document
from saiyai.network.commands.imports import Arrival
from saiyai.network.commands.taking import accept_import
from saiyai.network.imports import checking
from saiyai.network.models import (
    Certificate,
    ImportBatch,
    Link,
    Organisation,
    OrganisationDocument,
    OrganisationFigure,
    OrganisationStanding,
    Person,
    PersonRole,
)
from saiyai.web.uploads import checked_paper
from tests.cast import Cast
from tests.database import CommittedDatabase
from tests.network import acts
from tests.network.builders import a_role, an_organisation
from tests.network.standings import a_tabled
from tests.processes import at_once

pytestmark = [pytest.mark.engine, pytest.mark.slow]
RACERS = [(number,) for number in range(4)]


def test_one_takes_the_chair(committed_db: CommittedDatabase, cast: Cast):
    an_organisation(cast)

    answers = at_once(committed_db.target, acts.take_the_chair, RACERS)

    assert sorted(str(each.value) for each in answers) == ["role.second_chair"] * 3 + ["seated"]
    assert PersonRole.objects.count() == 1


def test_one_changes_what_all_had_read(committed_db: CommittedDatabase, cast: Cast):
    an_organisation(cast)

    answers = at_once(committed_db.target, acts.change_the_name, RACERS)

    assert sorted(str(each.value) for each in answers) == ["changed"] + ["organisation.changed"] * 3
    assert Organisation.objects.get().version == 2


def test_a_link_noted_from_both_sides_at_once_stands_once(committed_db: CommittedDatabase, cast: Cast):
    for name in ("ก", "ข"):
        an_organisation(cast, name_th=name)

    answers = at_once(committed_db.target, acts.note_the_link, RACERS)

    assert sorted(str(each.value) for each in answers) == ["link.known"] * 3 + ["noted"]
    assert Link.objects.count() == 1


def test_a_document_that_several_replace_has_one_in_its_stead(
    committed_db: CommittedDatabase, cast: Cast, settings: Any
):
    settings.MEDIA_ROOT = committed_db.home / "media"
    file = checked_paper([SimpleUploadedFile("ก.pdf", b"%PDF-1.7\ntrailer<<>>\n%%EOF")])
    first = attach_document(
        organisation=an_organisation(cast), terms=DocumentTerms("rules"), file=file, by=cast.tambon_officer
    )

    answers = at_once(committed_db.target, acts.replace_the_document, RACERS)

    assert sorted(str(each.value) for each in answers) == ["document.replaced"] * 3 + ["replaced"]
    (other,) = OrganisationDocument.objects.exclude(pk=first.pk)
    assert OrganisationDocument.objects.get(pk=first.pk).replaced_by_id == other.pk


def test_past_the_command_and_without_its_guards_four_would_sit_on_the_chair(
    committed_db: CommittedDatabase, cast: Cast
):
    organisation = an_organisation(cast)
    with connection.cursor() as cursor:
        table = " ON network_personrole" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER network_sole_post_insert{table}")
        cursor.execute("DROP INDEX network_one_chair_at_a_time")

    at_once(committed_db.target, acts.take_the_chair_unasked, [(organisation.pk,)] * 4)

    assert PersonRole.objects.count() == 4


def test_a_sitting_is_decided_once_and_gives_one_certificate(committed_db: CommittedDatabase, cast: Cast):
    a_tabled(cast)

    answers = at_once(committed_db.target, acts.decide_the_sitting, RACERS)

    assert sorted(str(each.value) for each in answers) == ["approved"] + ["session.decided"] * 3
    assert Certificate.objects.count() == OrganisationStanding.objects.count() == 1


def test_a_sitting_that_two_decide_differently_keeps_one_decision(
    committed_db: CommittedDatabase, cast: Cast
):
    applied = a_tabled(cast)

    answers = sorted(
        str(each.value) for each in at_once(committed_db.target, acts.decide_this_way_or_that, RACERS)
    )

    applied.refresh_from_db()
    assert answers in (
        ["approve", *["session.decided"] * 3],
        ["refuse", *["session.decided"] * 3],
    )
    assert Certificate.objects.count() == (answers[0] == "approve")
    assert applied.state == {"approve": "approved", "refuse": "refused"}[answers[0]]


LIST = """ชื่อองค์กร,ตำบล,จำนวนสมาชิก
กลุ่มทอผ้า,ป่าไผ่,10
ชมรมผู้สูงอายุ,ป่าไผ่,20
"""


def a_list(cast: Cast) -> ImportBatch:
    arrival = Arrival("organisations", "list.csv", LIST.encode(), usual_kind="volunteers")
    return ImportBatch.objects.get(pk=checking.begin(arrival, by=cast.province_officer, at_once=True))


def test_a_list_that_several_accept_comes_in_once(committed_db: CommittedDatabase, cast: Cast):
    a_list(cast)

    answers = at_once(committed_db.target, acts.accept_the_list, RACERS)

    assert sorted(str(each.value) for each in answers) == ["accepted"] + ["upload.not_checked"] * 3
    assert (Organisation.objects.count(), OrganisationFigure.objects.count()) == (2, 2)


def test_a_list_taken_back_while_others_build_on_it_goes_whole_or_stays(
    committed_db: CommittedDatabase, cast: Cast
):
    accept_import(batch=a_list(cast), only_good=False, by=cast.province_officer)

    answers = [str(each.value) for each in at_once(committed_db.target, acts.undo_or_change, RACERS)]

    if answers[0] == "undone":
        assert set(answers[1:]) == {"thing.gone"}
        assert Organisation.objects.count() == PersonRole.objects.count() == 0
    else:
        assert answers[0] == "upload.built_on"
        assert "built" in answers
        assert Organisation.objects.count() == 2
    connection.check_constraints()


def test_somebody_erased_while_lists_are_taken_along_is_in_them_whole_or_not_at_all(
    committed_db: CommittedDatabase, cast: Cast
):
    organisation = an_organisation(cast)
    for name in ("นายลา ออก", "นางอยู่ ต่อ"):
        a_role(cast, organisation, name, starts_on=date(2014, 1, 1))

    erased, *lists = at_once(committed_db.target, acts.take_along_or_erase, RACERS)

    assert erased.value == "erased"
    for each in lists:
        assert {row["given"] for row in each.value} in ({"อยู่"}, {"อยู่", "ลา"})
    assert not Person.objects.filter(shown="นายลา ออก").exists()


def test_past_the_command_and_without_its_guards_four_standings_would_be_given(
    committed_db: CommittedDatabase, cast: Cast
):
    organisation = an_organisation(cast)
    with connection.cursor() as cursor:
        table = " ON network_organisationstanding" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER network_standing_overlap_insert{table}")
        cursor.execute("DROP INDEX network_standing_once_at_a_time")

    racers = [(organisation.pk, number) for number in range(4)]
    at_once(committed_db.target, acts.give_a_standing_unasked, racers)

    assert OrganisationStanding.objects.count() == 4
