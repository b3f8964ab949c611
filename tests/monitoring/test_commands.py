"""Entering and opening: what is kept, what is refused, and two people on one report."""

from datetime import date

import pytest

from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.audit.queries import soundness_of_chain
from saiyai.kernel.powers import Console
from saiyai.kernel.refusal import Conflict, Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Collection, Project, Report, Series
from saiyai.monitoring.queries.report import figures_changed_since
from saiyai.monitoring.rules import Action, FigureChange, State
from tests.cast import Cast
from tests.monitoring.builders import (
    ACTS,
    AFTER,
    FIGURES,
    LATE_AT,
    a_project,
    brought_to,
)

pytestmark = pytest.mark.django_db


def test_opening_a_collection_gives_every_tambon_of_its_areas_an_empty_report(collection: Collection):
    reports = collection.reports.order_by("place_code")

    assert [each.place_code for each in reports] == ["500101", "501411", "501412", "520704"]
    assert {(each.state, each.version, each.figures_text) for each in reports} == {("draft", 0, "{}")}


def test_a_form_is_open_once_in_a_period(cast: Cast, collection: Collection):
    with pytest.raises(Refusal) as refusal:
        commands.open_collection(
            project=collection.project,
            form=collection.form,
            period_code="2557Q3",
            opens_on=date(2014, 7, 1),
            due_on=date(2014, 7, 31),
            closes_on=date(2014, 8, 31),
            by=cast.support_officer,
        )

    assert refusal.value.code == "collection.known"


@pytest.mark.parametrize(
    ("person", "prefixes", "is_allowed"),
    [
        ("support_officer", ("50", "52"), True),
        ("ministry_officer", ("50", "10"), True),
        ("province_officer", ("50",), True),
        ("province_officer", ("50", "52"), False),
        ("support_officer", ("50", "10"), False),
        ("district_coordinator", ("5014",), False),
        ("auditor", ("50",), False),
        ("administrator", ("50",), False),
    ],
)
def test_a_project_reaches_no_further_than_the_area_of_its_author(
    cast: Cast, person: str, prefixes: tuple[str, ...], is_allowed: bool
):
    terms = {"code": "p", "name_th": "ก", "name_en": "a", "fiscal_year": 2557, "prefixes": prefixes}
    owner = a_project(cast, code="other").owner
    by = getattr(cast, person)

    if is_allowed:
        assert commands.register_project(**terms, owner=owner, by=by).prefixes == tuple(sorted(prefixes))
    else:
        with pytest.raises(Denied):
            commands.register_project(**terms, owner=owner, by=by)


def test_the_console_enters_no_figures(report: Report):
    with pytest.raises(Denied):
        commands.save_draft(report=report, figures=FIGURES, version=0, by=Console())


def test_a_draft_keeps_an_empty_cell_empty(cast: Cast, report: Report):
    figures = {"t.volunteers": None, "t.trained": 0}

    commands.save_draft(report=report, figures=figures, version=0, by=cast.volunteer)

    assert Report.objects.get(pk=report.pk).figures == figures


def test_an_unfinished_report_is_not_submitted_and_nothing_of_it_is_kept(cast: Cast, report: Report):
    with pytest.raises(Refusal) as refusal:
        commands.submit_report(
            report=report, figures={"t.volunteers": 3, "t.trained": None}, version=0, by=cast.tambon_officer
        )

    stored = Report.objects.get(pk=report.pk)
    assert refusal.value.code == "report.incomplete"
    assert (stored.state, stored.version, stored.figures_text) == ("draft", 0, "{}")


def test_figures_are_taken_late_but_not_after_closing(cast: Cast, report: Report):
    with clock.set_to(LATE_AT):
        ACTS[Action.SAVE](report, cast.tambon_officer)
    with clock.set_to(AFTER), pytest.raises(Refusal) as refusal:
        ACTS[Action.SUBMIT](report, cast.tambon_officer)

    assert refusal.value.code == "collection.closed"


def test_what_was_submitted_in_time_is_verified_and_approved_after_closing(cast: Cast, report: Report):
    brought_to(State.SUBMITTED, report, cast)

    with clock.set_to(AFTER):
        ACTS[Action.VERIFY](report, cast.district_coordinator)
        ACTS[Action.APPROVE](report, cast.province_officer)

    assert report.state == State.APPROVED


def test_a_figure_that_changes_between_look_and_click_is_a_conflict(cast: Cast, report: Report):
    brought_to(State.SUBMITTED, report, cast)
    seen = report.version
    ACTS[Action.RETURN](report, cast.province_officer)
    changed = {"t.volunteers": 99, "t.trained": 30}
    commands.submit_report(report=report, figures=changed, version=report.version, by=cast.tambon_officer)

    with pytest.raises(Conflict) as conflict:
        commands.verify_report(report=report, version=seen, by=cast.district_coordinator)

    assert conflict.value.code == "report.changed"
    assert Report.objects.get(pk=report.pk).state == State.SUBMITTED
    assert figures_changed_since(report, seen) == (FigureChange("t.volunteers", 12, 99),)


def test_of_two_who_enter_on_one_report_the_second_is_told_and_nothing_is_lost(cast: Cast, report: Report):
    first, second = Report.objects.get(pk=report.pk), Report.objects.get(pk=report.pk)
    commands.save_draft(report=first, figures=FIGURES, version=0, by=cast.volunteer)

    with pytest.raises(Conflict):
        commands.save_draft(report=second, figures={"t.volunteers": 1}, version=0, by=cast.tambon_officer)

    assert Report.objects.get(pk=report.pk).figures == FIGURES


def test_each_act_raises_the_version_and_leaves_one_entry_that_names_the_report(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)

    entries = Entry.objects.filter(subjects__subject=report.subject_key)
    assert entries.count() == report.version == 3
    assert set(entries.values_list("place_code", flat=True)) == {"501412"}
    assert soundness_of_chain().broken is None


def test_a_series_is_defined_once(cast: Cast, collection: Collection):
    known = Series.objects.get(code="t.trained")

    with pytest.raises(Refusal) as refusal:
        commands.define_series(
            code=known.code,
            name_th="ก",
            name_en="a",
            unit_th="คน",
            unit_en="p",
            kind=known.kind,
            by=cast.support_officer,
        )

    assert refusal.value.code == "series.known"


def test_a_collection_takes_only_forms_of_its_own_project(cast: Cast, collection: Collection):
    other: Project = a_project(cast, code="other")

    with pytest.raises(Refusal) as refusal:
        commands.open_collection(
            project=other,
            form=collection.form,
            period_code="2557Q4",
            opens_on=date(2014, 10, 1),
            due_on=date(2014, 10, 2),
            closes_on=date(2014, 10, 3),
            by=cast.support_officer,
        )

    assert refusal.value.code == "form.of_another_project"
