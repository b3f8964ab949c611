"""Tests of acts on many reports at once: one entry, each report's history and figures as by acts of their own."""

import pytest

from saiyai.accounts.models import User
from saiyai.audit.models import Entry
from saiyai.audit.queries import history_of
from saiyai.kernel.refusal import Conflict, Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Collection, Report
from saiyai.monitoring.queries.figures import figures_at
from saiyai.monitoring.queries.standing import acts_on_cell, signing_acts
from saiyai.monitoring.rules import State
from tests.cast import Cast
from tests.monitoring.builders import FIGURES

pytestmark = pytest.mark.django_db

PLACES = ("501411", "501412")


def reports_of(collection: Collection) -> list[Report]:
    return list(Report.objects.filter(collection=collection, place_code__in=PLACES).order_by("place_code"))


def versions(reports: list[Report]) -> dict[int, int]:
    return {each.pk: each.version for each in reports}


def handed_in(collection: Collection, by: User) -> list[Report]:
    reports = reports_of(collection)
    figures = dict.fromkeys(PLACES, FIGURES)
    commands.submit_reports(reports=reports, figures=figures, versions=versions(reports), by=by)
    return reports


def test_many_reports_go_up_in_three_acts_and_count_at_once(cast: Cast, collection: Collection):
    entries = Entry.objects.count()
    reports = handed_in(collection, cast.district_coordinator)
    entered = figures_at(collection, "5014", "t.volunteers", "entered").total
    commands.verify_reports(reports=reports, versions=versions(reports), by=cast.province_officer)
    commands.approve_reports(reports=reports, versions=versions(reports), by=cast.province_officer)
    approved = figures_at(collection, "5014", "t.volunteers", "approved").total

    assert Entry.objects.count() == entries + 3
    assert (entered.value, entered.reported) == (24, 2)
    assert approved.value == 24
    assert {(each.state, each.version) for each in reports_of(collection)} == {(State.APPROVED, 3)}


def test_each_report_keeps_its_own_history_of_a_common_act(cast: Cast, collection: Collection):
    first, second = handed_in(collection, cast.district_coordinator)

    acts = [acts_on_cell(each, "t.volunteers") for each in (first, second)]

    assert [[(each.before, each.after) for each in some] for some in acts] == [[(None, 12)], [(None, 12)]]
    assert [each.command for each in signing_acts(acts[0], first.state)] == ["monitoring.reports.submit"]
    assert history_of(second.subject_key, limit=5)


def test_one_report_that_changed_meanwhile_stops_the_whole_act(cast: Cast, collection: Collection):
    reports = handed_in(collection, cast.district_coordinator)
    read = versions(reports)
    commands.return_report(report=reports[1], reason="ขาดลายเซ็น", version=1, by=cast.province_officer)

    with pytest.raises(Conflict):
        commands.verify_reports(reports=reports, versions=read, by=cast.province_officer)

    assert [each.state for each in reports_of(collection)] == [State.SUBMITTED, State.RETURNED]


def test_nobody_hands_in_or_passes_many_beyond_their_area_or_their_own(cast: Cast, collection: Collection):
    with pytest.raises(Denied):
        handed_in(collection, cast.tambon_officer)
    reports = handed_in(collection, cast.district_coordinator)

    for by in (cast.district_coordinator, cast.other_province_officer):
        with pytest.raises(Denied):
            commands.verify_reports(reports=reports, versions=versions(reports), by=by)
    with pytest.raises(Denied):
        commands.approve_reports(reports=reports, versions=versions(reports), by=cast.district_coordinator)


def test_an_incomplete_report_stops_the_whole_act(cast: Cast, collection: Collection):
    reports = reports_of(collection)
    figures = {PLACES[0]: FIGURES, PLACES[1]: {"t.volunteers": 12}}

    with pytest.raises(Refusal) as refused:
        commands.submit_reports(
            reports=reports, figures=figures, versions=versions(reports), by=cast.district_coordinator
        )

    assert refused.value.code == "report.incomplete"
    assert {each.state for each in reports_of(collection)} == {State.DRAFT}
