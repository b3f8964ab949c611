"""The way of an application to its certificate: what is asked for, who may act, what is issued, what is final."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from saiyai.audit import clock
from saiyai.audit.queries import history_of
from saiyai.kernel.powers import Console, Role
from saiyai.kernel.refusal import Conflict, Denied, Refusal
from saiyai.network import commands
from saiyai.network.jobs import note_expiries
from saiyai.network.models import (
    BoardSession,
    Certificate,
    OrganisationStanding,
    StandingApplication,
    YearlyReport,
)
from saiyai.network.rules.application import NEXT, PAPERS, State, Step
from tests.cast import Cast, a_user
from tests.network.standings import (
    COMMUNITY,
    PUBLIC,
    a_candidate,
    a_certificate,
    a_checked,
    a_draft,
    a_second_officer,
    a_session,
    a_submitted,
    a_tabled,
    decided,
    in_state,
    whole,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.mark.parametrize("standing", [PUBLIC, COMMUNITY])
def test_what_is_missing_is_named_in_the_readers_words(cast: Cast, standing: str):
    organisation = a_candidate(cast, fields=[])
    application = commands.open_application(
        organisation=organisation, standing=standing, by=cast.tambon_officer
    )

    with override("en"), pytest.raises(Refusal) as no:
        commands.submit_application(application=application, by=cast.tambon_officer)

    assert no.value.code == "application.incomplete"
    assert "declares at least one field of social welfare" in no.value.values["missing"]
    assert "All papers are attached" in no.value.values["missing"]
    application.refresh_from_db()
    assert application.state == State.DRAFT


def test_results_of_less_than_a_year_and_an_office_of_less_than_a_year_are_not_enough(cast: Cast):
    short = clock.today() - timedelta(days=300)
    application = a_draft(cast, results_since=short, office_since=short)

    with override("en"), pytest.raises(Refusal) as no:
        commands.submit_application(application=application, by=cast.tambon_officer)

    missing = no.value.values["missing"]
    assert "results without a break for at least one year" in missing
    assert "head office has been in this locality for at least one year" in missing


def test_a_state_office_is_no_private_body(cast: Cast):
    application = a_draft(cast, a_candidate(cast, kind="state_office"))

    with override("en"), pytest.raises(Refusal, match="incomplete") as no:
        commands.submit_application(application=application, by=cast.tambon_officer)

    assert "private body" in no.value.values["missing"]


def test_an_approved_application_gives_a_standing_with_number_days_and_certificate(cast: Cast):
    until = clock.today() + timedelta(days=700)
    application = decided(cast, a_tabled(cast), valid_until=until, conditions="รายงานทุกปี")

    standing = application.granted
    assert standing is not None
    certificate = standing.certificate
    year = clock.today().year + 543
    assert standing.number == f"1/{year} เชียงใหม่"
    assert (standing.starts_on, standing.valid_until, standing.ends_on) == (clock.today(), until, None)
    assert (certificate.number, certificate.year, certificate.province_code) == (1, year, "50")
    assert certificate.conditions == "รายงานทุกปี"
    assert "ตำบลป่าไผ่" in certificate.place_th
    assert certificate.fields_th == "สุขภาพอนามัย"
    acts = {each.command for each in history_of(application.subject_key)}
    assert acts >= {"network.application.open", "network.session.decide", "network.application.table"}
    assert history_of(certificate.subject_key)


def test_numbers_run_by_province_kind_and_year(cast: Cast):
    session = a_session(cast)
    applied = [
        a_tabled(cast, a_candidate(cast, name_th=name), kind, session=session)
        for name, kind in (("ก", PUBLIC), ("ข", PUBLIC), ("ค", COMMUNITY))
    ]
    verdicts = [commands.Verdict(each.pk, "approve") for each in applied]
    commands.decide_session(session=session, verdicts=verdicts, minutes="1", by=cast.ministry_officer)
    lampang = a_candidate(
        cast, name_th="ง", place_code="520704", by=a_user("wangnuea", Role.TAMBON_OFFICER, "520704")
    )
    other = a_certificate(
        cast,
        lampang,
        by=a_user("rongkho", Role.TAMBON_OFFICER, "520704"),
        checker=cast.other_province_officer,
    )

    numbers = list(Certificate.objects.order_by("pk").values_list("province_code", "kind", "number"))
    assert numbers == [("50", PUBLIC, 1), ("50", PUBLIC, 2), ("50", COMMUNITY, 1), ("52", PUBLIC, 1)]
    assert other.standing.number.endswith("ลำปาง")


def test_a_sitting_decides_all_of_its_list_or_nothing(cast: Cast):
    session = a_session(cast)
    one = a_tabled(cast, a_candidate(cast, name_th="ก"), session=session)
    other = a_tabled(cast, a_candidate(cast, name_th="ข"), session=session)
    good = commands.Verdict(one.pk, "approve")

    with pytest.raises(Conflict):
        commands.decide_session(session=session, verdicts=[good], minutes="1", by=cast.ministry_officer)
    verdicts = [good, commands.Verdict(other.pk, "refuse")]
    with pytest.raises(Refusal, match=r"session\.reason_missing"):
        commands.decide_session(session=session, verdicts=verdicts, minutes="1", by=cast.ministry_officer)

    assert not Certificate.objects.exists()
    one.refresh_from_db()
    assert one.state == State.TABLED


@pytest.mark.parametrize(
    ("outcome", "state"), [("refuse", "refused"), ("return", "returned"), ("defer", "checked")]
)
def test_whatever_is_not_approved_keeps_its_reason(cast: Cast, outcome: str, state: str):
    application = decided(cast, a_tabled(cast), outcome)

    assert (application.state, application.note) == (state, "ผลงานยังไม่ชัดเจน")
    assert not OrganisationStanding.objects.exists()


def test_a_returned_application_is_completed_and_submitted_again(cast: Cast):
    application = decided(cast, a_tabled(cast), "return")
    by = cast.tambon_officer
    commands.write_application(
        application=application, terms=whole(workers=30), version=application.version, by=by
    )

    commands.submit_application(application=application, by=by)

    assert application.state == State.SUBMITTED


def test_nobody_checks_what_they_submitted_and_nobody_decides_what_they_checked(cast: Cast):
    mine = a_submitted(cast, by=cast.province_officer)
    with pytest.raises(Denied):
        commands.check_application(application=mine, papers_seen=(), by=cast.province_officer)

    tabled = a_tabled(cast, a_candidate(cast, name_th="อีก"), checker=cast.province_officer)
    verdict = commands.Verdict(tabled.pk, "approve")
    with pytest.raises(Denied):
        commands.decide_session(
            session=tabled.session, verdicts=[verdict], minutes="1", by=cast.province_officer
        )


def test_the_database_keeps_the_four_eyes_past_the_command(cast: Cast):
    application = a_submitted(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingApplication.objects.filter(pk=application.pk).update(
            state="checked", checked_by=cast.tambon_officer, checked_at=clock.now()
        )


def test_a_support_office_advises_and_decides_nothing(cast: Cast):
    application = a_submitted(cast)
    with pytest.raises(Denied):
        commands.check_application(application=application, papers_seen=(), by=cast.support_officer)


def test_every_original_is_seen_before_it_is_complete(cast: Cast):
    application = a_submitted(cast)
    with pytest.raises(Refusal, match="papers_unseen"):
        commands.check_application(application=application, papers_seen=("rules",), by=cast.province_officer)


def test_decisions_are_noted_from_the_day_of_the_sitting_on(cast: Cast):
    session = a_session(cast, on=clock.today() + timedelta(days=1))
    application = a_tabled(cast, session=session)
    with pytest.raises(Refusal, match="not_held_yet"):
        decided(cast, application)


def test_an_application_goes_to_the_board_of_its_own_province(cast: Cast):
    application = a_checked(cast)
    elsewhere = a_session(cast, province="52")
    with pytest.raises(Refusal, match="of_another_province"):
        commands.table_application(session=elsewhere, application=application, by=cast.ministry_officer)


def test_one_application_for_a_standing_is_under_way_at_a_time(cast: Cast):
    application = a_draft(cast)
    with pytest.raises(Refusal, match="open_already"):
        a_draft(cast, application.organisation)
    assert a_draft(cast, application.organisation, COMMUNITY).state == State.DRAFT


def test_two_who_write_at_once_do_not_lose_each_others_words(cast: Cast):
    application = a_draft(cast)
    with pytest.raises(Conflict):
        commands.write_application(application=application, terms=whole(), version=1, by=cast.tambon_officer)


def test_a_renewal_follows_on_the_day_after_and_never_overlaps(cast: Cast):
    with clock.set_to(clock.now() - timedelta(days=400)):
        first = a_certificate(cast, valid_until=clock.today() + timedelta(days=420)).standing

    renewal = decided(cast, a_tabled(cast, first.organisation))

    first.refresh_from_db()
    assert (first.end, first.ends_on) == ("renewed", clock.today() - timedelta(days=1))
    assert renewal.granted is not None
    assert renewal.granted.starts_on == clock.today()


def test_the_database_refuses_standings_of_one_kind_that_overlap(cast: Cast):
    standing = a_certificate(cast).standing
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationStanding.objects.create(
            organisation=standing.organisation,
            standing=PUBLIC,
            number="9",
            starts_on=standing.starts_on - timedelta(days=10),
            ends_on=standing.starts_on,
            end="expired",
        )


def test_what_is_decided_is_final_in_the_database(cast: Cast):
    application = decided(cast, a_tabled(cast))
    certificate = Certificate.objects.get()
    for rows, values in (
        (StandingApplication.objects.filter(pk=application.pk), {"note": "แก้"}),
        (Certificate.objects.filter(pk=certificate.pk), {"name_th": "แก้"}),
        (BoardSession.objects.filter(pk=application.session_id), {"signer": "แก้"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)
    for rows in (StandingApplication.objects.all(), Certificate.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {rows.model._meta.db_table}")


def test_a_revoked_standing_keeps_its_reason_in_the_history(cast: Cast):
    standing = a_certificate(cast).standing

    commands.end_standing(
        standing=standing, on=clock.today(), end="revoked", reason="ไม่รายงานสองปี", by=cast.province_officer
    )

    assert history_of(standing.subject_key)[0].reason == "ไม่รายงานสองปี"


def test_the_night_notes_what_ran_out_once(cast: Cast):
    with clock.set_to(clock.now() - timedelta(days=100)):
        certificate = a_certificate(cast, valid_until=clock.today() + timedelta(days=50))
        a_certificate(cast, a_candidate(cast, name_th="ไม่มีวันหมดอายุ"))

    note_expiries()
    note_expiries()

    ended = OrganisationStanding.objects.exclude(ends_on=None).get()
    assert ended.pk == certificate.standing_id
    assert (ended.end, ended.ends_on) == ("expired", ended.valid_until)


def test_the_console_alone_notes_that_a_certificate_ran_out(cast: Cast):
    standing = a_certificate(cast).standing
    with pytest.raises(Denied):
        commands.expire_standing(standing=standing, by=cast.ministry_officer)
    with pytest.raises(Refusal, match="still_valid"):
        commands.expire_standing(standing=standing, by=Console())


def test_the_gazette_is_noted_after_the_certificate(cast: Cast):
    standing = a_certificate(cast).standing
    with pytest.raises(Refusal, match="gazetted_before"):
        commands.note_gazette(
            standing=standing, gazette="เล่ม 1", gazetted_on=date(2014, 1, 1), by=cast.province_officer
        )
    commands.note_gazette(
        standing=standing, gazette="เล่ม 1", gazetted_on=clock.today(), by=cast.province_officer
    )
    assert standing.gazetted_on == clock.today()


def test_a_yearly_report_is_noted_once_for_a_year_that_is_owed(cast: Cast):
    with clock.set_to(clock.now() - timedelta(days=800)):
        standing = a_certificate(cast).standing
    year = clock.today().year + 543 - 1
    terms = commands.YearlyReportTerms(year, clock.today(), "ช่วยผู้สูงอายุ", 120, 5_000_00)

    commands.note_yearly_report(standing=standing, terms=terms, by=cast.tambon_officer)

    with pytest.raises(Refusal, match="reported_already"):
        commands.note_yearly_report(standing=standing, terms=terms, by=cast.tambon_officer)
    late = commands.YearlyReportTerms(year + 1, clock.today(), "ยังไม่จบปี")
    with pytest.raises(Refusal, match="not_owed"):
        commands.note_yearly_report(standing=standing, terms=late, by=cast.tambon_officer)
    assert YearlyReport.objects.get().spent_satang == 500_000


def test_a_merge_moves_applications_and_refuses_standings_that_overlap(cast: Cast):
    one, other = a_candidate(cast, name_th="ก"), a_candidate(cast, name_th="ข")
    a_certificate(cast, one)
    open_one = a_draft(cast, other)
    merge = {"organisation": one, "duplicate": other, "reason": "ซ้ำ", "by": cast.ministry_officer}
    with pytest.raises(Refusal, match="merge_applies"):
        commands.merge_organisations(**merge)
    commands.withdraw_application(application=open_one, reason="ซ้ำ", by=cast.tambon_officer)

    commands.merge_organisations(**merge)

    assert one.applications.count() == 2


ACTS = {
    Step.SUBMIT: lambda cast, a: commands.submit_application(application=a, by=cast.tambon_officer),
    Step.CHECK: lambda cast, a: commands.check_application(
        application=a, papers_seen=tuple(PAPERS[a.standing]), by=cast.ministry_officer
    ),
    Step.WITHDRAW: lambda cast, a: commands.withdraw_application(
        application=a, reason="ถอน", by=cast.tambon_officer
    ),
    Step.TABLE: lambda cast, a: commands.table_application(
        session=a_session(cast), application=a, by=cast.ministry_officer
    ),
    Step.UNTABLE: lambda cast, a: commands.untable_application(
        session=a.session or a_session(cast), application=a, by=cast.ministry_officer
    ),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", sorted(ACTS))
def test_every_step_from_every_state_leads_on_or_is_refused(cast: Cast, state: State, step: Step):
    application = in_state(cast, state)

    if (state, step) in NEXT:
        assert ACTS[step](cast, application).state == NEXT[state, step]
    else:
        with pytest.raises(Refusal):
            ACTS[step](cast, application)
        application.refresh_from_db()
        assert application.state == state


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        ("citizen", set()),
        ("volunteer", {"submit", "withdraw"}),
        ("tambon_officer", {"submit", "withdraw"}),
        ("district_coordinator", {"submit", "withdraw"}),
        ("support_officer", {"submit", "withdraw"}),
        ("province_officer", {"submit", "withdraw", "check", "return", "table"}),
        ("ministry_officer", {"submit", "withdraw", "check", "return", "table"}),
        ("other_province_officer", set()),
        ("auditor", set()),
        ("administrator", set()),
    ],
)
def test_each_actor_does_what_is_theirs_and_nothing_else(cast: Cast, actor: str, may: set[str]):
    by = getattr(cast, actor)
    acts = {
        "submit": (State.DRAFT, lambda a: commands.submit_application(application=a, by=by)),
        "withdraw": (
            State.DRAFT,
            lambda a: commands.withdraw_application(application=a, reason="ถอน", by=by),
        ),
        "check": (
            State.SUBMITTED,
            lambda a: commands.check_application(application=a, papers_seen=tuple(PAPERS[PUBLIC]), by=by),
        ),
        "return": (
            State.SUBMITTED,
            lambda a: commands.return_application(application=a, reason="แก้", by=by),
        ),
        "table": (
            State.CHECKED,
            lambda a: commands.table_application(session=a_session(cast), application=a, by=by),
        ),
    }
    done = set()
    for number, (name, (state, act)) in enumerate(acts.items()):
        organisation = a_candidate(cast, name_th=f"องค์กร {number}")
        application = in_state(
            cast, state, organisation, **({"checker": a_second_officer()} if state is State.CHECKED else {})
        )
        try:
            act(application)
        except Denied:
            continue
        done.add(name)
    assert done == may
