"""Checks: what stops a report, what asks for a sentence, and what is found by formula, last period and neighbours."""

from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Check, CheckAnswer, Collection, Report, Series
from saiyai.monitoring.queries.check import answers_on, neighbours, open_questions
from saiyai.monitoring.rules import Action, State
from saiyai.monitoring.rules.check import (
    Beside,
    CheckKind,
    CheckTerms,
    Severity,
    checked_formula,
    findings,
    is_outlier,
)
from tests.cast import Cast
from tests.monitoring.builders import ACTS, FIGURES, a_report

NOTHING = Beside({}, {}, {})
LIMIT = Fraction(7, 2)


def a_check(cast: Cast, collection: Collection, **terms: object) -> Check:
    given_terms = {
        "kind": CheckKind.FORMULA,
        "severity": Severity.SOFT,
        "formula": "t.trained <= t.volunteers * 2",
        "sentence_th": "ผู้ผ่านการอบรมมากกว่าสองเท่าของอาสาสมัคร",
    }
    return commands.write_check(
        project=collection.project,
        series=Series.objects.get(code="t.trained"),
        by=cast.support_officer,
        **(given_terms | terms),
    )


def submit(report: Report, cast: Cast, answers: dict[int, str] | None = None) -> Report:
    return commands.submit_report(
        report=report,
        figures=FIGURES,
        version=report.version,
        check_answers=answers,
        by=cast.tambon_officer,
    )


def formula(text: str) -> CheckTerms:
    return CheckTerms(1, CheckKind.FORMULA, Severity.HARD, "a", text)


@pytest.mark.parametrize(
    ("text", "figures", "is_found"),
    [
        ("a <= b", {"a": 3, "b": 3}, False),
        ("a <= b", {"a": 4, "b": 3}, True),
        ("a = b + c", {"a": 5, "b": 2, "c": 3}, False),
        ("a = b + c", {"a": 6, "b": 2, "c": 3}, True),
        ("a <= b", {"a": 4, "b": None}, False),
        ("a / b < 1", {"a": 4, "b": 0}, True),
        ("a >= a@last_period", {"a": 4}, True),
        ("a >= a@last_year", {"a": 4}, False),
    ],
)
def test_a_formula_that_is_not_true_is_found_and_what_is_not_reported_is_no_finding(text, figures, is_found):
    beside = Beside({"a": 5}, {}, {})

    assert bool(findings([formula(text)], figures, beside)) is is_found


def test_a_formula_is_refused_at_its_character():
    with pytest.raises(BadValue) as bad:
        checked_formula("a <= nobody", ["a"])
    assert (bad.value.code, bad.value.values["at"]) == ("expression.unknown_name", 6)
    with pytest.raises(BadValue) as bad:
        checked_formula("a <= ", ["a"])
    assert bad.value.code == "expression.unfinished"


@pytest.mark.parametrize(
    ("value", "before", "is_found"),
    [(100, 100, False), (150, 100, False), (151, 100, True), (0, 100, True), (5, 0, False), (6, 0, True)],
)
def test_a_leap_against_the_last_period_is_found(value, before, is_found):
    check = CheckTerms(1, CheckKind.LAST_PERIOD, Severity.SOFT, "a", limit=Fraction(50))

    assert bool(findings([check], {"a": value}, Beside({"a": before}, {}, {}))) is is_found


@pytest.mark.parametrize(
    ("value", "others", "is_found"),
    [
        (400, [20, 22, 25, 19, 24], True),
        (27, [20, 22, 25, 19, 24], False),
        (400, [20, 22, 25, 19], False),
        (30, [20, 20, 20, 20, 20], True),
        (24, [20, 20, 20, 20, 20], False),
        (50, [20, 20, 20, 20, 50], False),
    ],
)
def test_a_number_far_from_its_neighbours_is_found(value, others, is_found):
    assert is_outlier(value, others, LIMIT) is is_found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    others=st.lists(st.integers(0, 10**9), min_size=5, max_size=40),
    value=st.integers(0, 10**9),
    shift=st.integers(0, 10**6),
)
def test_whether_a_number_stands_out_does_not_depend_on_where_zero_lies(others, value, shift):
    assert is_outlier(value, others, LIMIT) == is_outlier(
        value + shift, [each + shift for each in others], LIMIT
    )


@pytest.mark.django_db
def test_a_hard_check_stops_a_report_and_nothing_of_it_is_kept(
    cast: Cast, collection: Collection, report: Report
):
    check = a_check(cast, collection, severity=Severity.HARD)

    with pytest.raises(Refusal) as refusal:
        submit(report, cast, {check.pk: "เพราะอบรมหลายรุ่น"})

    assert refusal.value.code == "report.check_bars"
    assert Report.objects.get(pk=report.pk).state == State.DRAFT


@pytest.mark.django_db
def test_a_soft_check_asks_for_a_sentence_and_keeps_it_beside_the_number(
    cast: Cast, collection: Collection, report: Report
):
    check = a_check(cast, collection)

    with pytest.raises(Refusal) as refusal:
        submit(report, cast)
    assert refusal.value.code == "report.check_asks"
    submit(Report.objects.get(pk=report.pk), cast, {check.pk: "อบรมร่วมกับตำบลข้างเคียง"})

    answer = answers_on(Report.objects.get(pk=report.pk))[0]
    assert (answer.value, answer.text, answer.is_accepted) == (30, "อบรมร่วมกับตำบลข้างเคียง", False)


@pytest.mark.django_db
def test_an_explanation_is_of_the_numbers_it_was_given_for_and_asked_for_again_when_they_change(
    cast: Cast, collection: Collection, report: Report
):
    check = a_check(cast, collection)
    submit(report, cast, {check.pk: "อบรมร่วมกัน"})
    ACTS[Action.RETURN](report, cast.district_coordinator)
    submit(report, cast)
    assert report.state == State.SUBMITTED
    ACTS[Action.RETURN](report, cast.district_coordinator)

    changed = {"t.volunteers": 12, "t.trained": 90}
    with pytest.raises(Refusal):
        commands.submit_report(report=report, figures=changed, version=report.version, by=cast.tambon_officer)


@pytest.mark.django_db
def test_the_one_who_explained_does_not_accept_it_and_it_is_accepted_once(
    cast: Cast, collection: Collection, report: Report
):
    check = a_check(cast, collection)
    submit(report, cast, {check.pk: "อบรมร่วมกัน"})
    answer = CheckAnswer.objects.get()
    assert [row.pk for row in open_questions(cast.province_officer.scope, collection, "50")] == [answer.pk]

    with pytest.raises(Denied):
        commands.accept_answer(answer=answer, by=cast.tambon_officer)
    commands.accept_answer(answer=answer, by=cast.district_coordinator)
    with pytest.raises(Refusal):
        commands.accept_answer(answer=answer, by=cast.province_officer)

    assert open_questions(cast.province_officer.scope, collection, "50") == []


@pytest.mark.django_db
def test_a_project_checks_no_formula_that_cannot_be_read(cast: Cast, collection: Collection):
    with pytest.raises(Refusal) as refusal:
        a_check(cast, collection, formula="t.trained <= ")

    assert refusal.value.code == "expression.unfinished"


@pytest.mark.django_db
def test_a_retired_check_asks_nothing_more(cast: Cast, collection: Collection, report: Report):
    commands.retire_check(check=a_check(cast, collection), by=cast.support_officer)

    assert submit(report, cast).state == State.SUBMITTED


@pytest.mark.django_db
def test_an_office_writes_a_check_by_its_page_and_is_told_at_the_character(
    client: Client, cast: Cast, collection: Collection
):
    client.force_login(cast.support_officer)
    address = reverse("project_checks", args=[collection.project.code])
    typed = {
        "series": "t.trained",
        "kind": "formula",
        "formula": "t.trained <= t.nobody",
        "severity": "soft",
        "sentence_th": "ตรวจอีกครั้ง",
    }

    refused = client.post(address, typed)
    assert refused.status_code == 400
    assert "14" in refused.content.decode()
    taken = client.post(address, typed | {"formula": "t.trained <= t.volunteers"})

    assert taken.status_code == 302
    assert Check.objects.get().formula == "t.trained <= t.volunteers"


@pytest.mark.django_db
def test_the_page_of_entry_shows_what_stands_out_and_takes_the_sentence(
    client: Client, cast: Cast, collection: Collection, report: Report
):
    check = a_check(cast, collection)
    client.force_login(cast.tambon_officer)
    cells = {f"a.{code.replace('.', '_')}": str(value) for code, value in FIGURES.items()}
    typed = cells | {"version": "0", "submit": "1"}

    asked = client.post(reverse("report_enter", args=[report.pk]), typed)
    assert asked.status_code == 409
    assert check.sentence_th in asked.content.decode()
    client.post(reverse("report_enter", args=[report.pk]), typed | {f"check_{check.pk}": "อบรมร่วมกัน"})

    assert Report.objects.get(pk=report.pk).state == State.SUBMITTED


@pytest.mark.django_db
def test_neighbours_are_taken_from_the_cube(cast: Cast, collection: Collection):
    submit(a_report(cast, collection), cast)
    other = a_report(cast, collection, place_code="501411")

    assert neighbours(other, "t.trained") == [30]
