"""Targets: shares that add up exactly, set and brought down by commands, beside their figures with a light in words."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from saiyai.accounts.models import User
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.commands import Goal
from saiyai.monitoring.messages import REFUSALS
from saiyai.monitoring.models import Indicator, Report, Target
from saiyai.monitoring.queries.target import places_below
from saiyai.monitoring.rules import State
from saiyai.monitoring.rules.target import (
    Method,
    amount_text,
    brought_down,
    parse_amount,
    refusal_of_sum,
    shares_of,
)
from tests.cast import Cast
from tests.monitoring.builders import brought_to
from tests.monitoring.test_indicators import TERMS, an_indicator

weights = st.lists(st.fractions(0, 10**6), min_size=1, max_size=30)


@given(st.integers(0, 10**12), weights, st.sampled_from([1, 1_000]))
def test_shares_add_up_exactly_and_none_is_a_step_off(total: int, given_weights: list[Fraction], step: int):
    shares = shares_of(total, given_weights, step)

    assert sum(shares) == total
    assert min(shares) >= 0
    whole = sum(given_weights)
    if whole:
        off = [abs(share - total * each / whole) for share, each in zip(shares, given_weights, strict=True)]
        assert max(off) < 2 * step


@pytest.mark.parametrize(
    ("total", "given_weights", "shares"),
    [
        (103_000, [1, 1, 1, 1, 1, 1, 1, 1], [13_000] * 7 + [12_000]),
        (10_000, [1, 1, 1], [4_000, 3_000, 3_000]),
        (10_000, [0, 0, 0], [4_000, 3_000, 3_000]),
        (
            250_000,
            [25, 8, 15, 9, 14, 18, 7, 7],
            [61_000, 19_000, 36_000, 22_000, 34_000, 44_000, 17_000, 17_000],
        ),
        (1_500, [1, 2], [0, 1_500]),
    ],
)
def test_shares_are_what_an_officer_expects(total: int, given_weights: list[int], shares: list[int]):
    assert shares_of(total, [Fraction(each) for each in given_weights], 1_000) == shares


def test_a_ratio_is_the_same_for_each_place():
    below = {"50": Fraction(1), "52": Fraction(3)}

    assert brought_down(80_000, below, Method.SAME, is_whole=False) == {"50": 80_000, "52": 80_000}
    assert brought_down(5, below, Method.EQUAL, is_whole=False) == {"50": 1, "52": 4}
    assert refusal_of_sum(80_000, {"50": 80_000, "52": 80_000}, adds_up=False) is None


@given(st.integers(0, 10**15))
def test_an_amount_is_read_as_it_is_written(thousandths: int):
    assert parse_amount(amount_text(thousandths)) == thousandths


@pytest.mark.parametrize("text", ["-1", "1,00", "1.2345", "ten", "1e5", "9" * 41, "9" * 17])
def test_what_is_no_amount_is_told(text: str):
    with pytest.raises(BadValue) as bad:
        parse_amount(text)

    assert bad.value.code in REFUSALS


def test_amounts_are_read_in_thai_digits():
    assert parse_amount("๑,๒๕๐.๕") == 1_250_500
    assert parse_amount("  ") is None


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def a_count(cast: Cast) -> Indicator:
    return an_indicator(cast, replace(TERMS, denominator="", factor=1, unit_th="คน"))


def a_target(cast: Cast, report: Report, place_code: str = "50", amount: int = 250_000) -> Target:
    goal = Goal(place_code, "2557", amount, 10_000, report.collection.project)
    return commands.set_target(indicator=a_count(cast), goal=goal, by=cast.support_officer)


@pytest.mark.engine
@pytest.mark.django_db
def test_one_target_an_indicator_place_and_period_in_the_database_too():
    indicator = Indicator.objects.get(code="N2")
    Target.objects.create(indicator=indicator, place_code="50", period_code="2557", amount_thousandths=1)

    with pytest.raises(DatabaseError), transaction.atomic():
        Target.objects.create(indicator=indicator, place_code="50", period_code="2557", amount_thousandths=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Target.objects.create(indicator=indicator, place_code="52", period_code="2557", amount_thousandths=-1)


@pytest.mark.django_db
def test_a_target_set_twice_or_outside_its_project_is_refused(cast: Cast, report: Report):
    target = a_target(cast, report)

    def again(**other: object) -> Goal:
        values = {
            "place_code": "50",
            "period_code": "2557",
            "amount_thousandths": 1,
            "project": target.project,
        }
        return Goal(**(values | other))  # type: ignore[arg-type]

    for goal, code in (
        (again(), "target.known_already"),
        (again(place_code="57"), "target.outside_project"),
        (again(place_code="5099"), "target.unknown_place"),
        (again(period_code="25"), "period.unreadable"),
    ):
        with pytest.raises(Refusal) as refused:
            commands.set_target(indicator=target.indicator, goal=goal, by=cast.support_officer)
        assert refused.value.code == code


@pytest.mark.django_db
def test_targets_are_set_inside_ones_own_area_alone(cast: Cast, report: Report):
    indicator = a_count(cast)

    with pytest.raises(Denied):
        commands.set_target(indicator=indicator, goal=Goal("52", "2557", 1), by=cast.province_officer)
    with pytest.raises(Denied):
        commands.set_target(indicator=indicator, goal=Goal("", "2557", 1), by=cast.support_officer)
    national = Indicator.objects.get(code="N2")
    commands.set_target(indicator=national, goal=Goal("", "2557", 1), by=cast.ministry_officer)
    own = Goal("", "2557", 1, project=report.collection.project)
    assert commands.set_target(indicator=indicator, goal=own, by=cast.support_officer).pk


@pytest.mark.django_db
def test_a_target_comes_down_and_its_parts_must_add_up(cast: Cast, report: Report):
    target = a_target(cast, report, "")
    assert list(places_below(target)) == ["50", "52"]

    with pytest.raises(Refusal) as refused:
        commands.bring_target_down(
            target=target, amounts={"50": 200_000, "52": 40_000}, by=cast.support_officer
        )
    made = commands.bring_target_down(
        target=target, amounts={"50": 200_000, "52": 50_000}, by=cast.support_officer
    )
    again = commands.bring_target_down(
        target=target, amounts={"50": 150_000, "52": 100_000}, by=cast.support_officer
    )

    assert (refused.value.code, refused.value.values["difference"]) == ("target.sum_below", "10")
    assert [each.pk for each in made] == [each.pk for each in again]
    assert [each.amount_thousandths for each in again] == [150_000, 100_000]
    with pytest.raises(Refusal, match=r"target\.unknown_place"):
        commands.bring_target_down(target=target, amounts={"57": 250_000}, by=cast.support_officer)


@pytest.mark.django_db
def test_a_target_is_changed_with_a_reason_that_its_history_keeps(cast: Cast, report: Report):
    target = a_target(cast, report)
    client = signed_in(cast.support_officer)
    address = reverse("target_change", args=[target.pk])

    silent = client.post(address, {"amount": "300", "baseline": ""})
    said = client.post(address, {"amount": "๓๐๐", "baseline": "", "reason": "ปรับตามงบประมาณ"})

    target.refresh_from_db()
    assert (silent.status_code, said.status_code, target.amount_thousandths) == (400, 302, 300_000)
    assert "ปรับตามงบประมาณ" in client.get(reverse("target", args=[target.pk])).content.decode()


@pytest.mark.django_db
def test_the_light_is_said_in_words_beside_what_is_missing(cast: Cast, report: Report):
    target = a_target(cast, report)
    before = signed_in(cast.tambon_officer).get(reverse("target", args=[target.pk]))
    brought_to(State.APPROVED, report, cast)

    after = signed_in(cast.tambon_officer).get(reverse("target", args=[target.pk]))

    assert "ยังไม่มีตัวเลข" in before.content.decode()
    assert [each.value for each in after.context["figures"]] == ["30 คน", "250 คน", "220 คน"]
    assert "ยังไม่ถึงเป้าหมาย" in after.content.decode()


@pytest.mark.django_db
def test_a_target_is_set_brought_down_and_dropped_in_the_browser(cast: Cast, report: Report):
    a_count(cast)
    client = signed_in(cast.support_officer)
    project = report.collection.project
    typed = {"indicator": "X1", "period": "2557", "project": project.code, "place_code": "", "amount": "251"}

    made = client.post(reverse("target_new"), typed)
    target = Target.objects.get(place_code="")
    below = reverse("target_bring_down", args=[target.pk])
    shown = client.get(below, {"method": "equal"}).context["form"].initial
    wrong = client.post(below, {"at_50": "1", "at_52": "2"})
    right = client.post(below, shown)
    page = client.get(reverse("target", args=[target.pk]))
    asked = client.get(reverse("target_drop", args=[target.pk])).content.decode()
    dropped = client.post(reverse("target_drop", args=[target.pk]), {"reason": "ยกเลิก"})

    assert f'<p class="lead">{target.indicator.name_th}' in asked

    assert made.status_code == 302
    assert shown == {"at_50": "126", "at_52": "125"}
    assert (wrong.status_code, right.status_code, dropped.status_code) == (400, 302, 302)
    assert "248" in wrong.content.decode()
    assert len(page.context["table"].rows) == 2
    assert not Target.objects.filter(pk=target.pk).exists()


@pytest.mark.django_db
def test_by_villages_and_by_last_year_are_proposed_too(cast: Cast, report: Report):
    target = a_target(cast, report)
    client, address = signed_in(cast.support_officer), reverse("target_bring_down", args=[target.pk])

    for method in ("villages", "last_year"):
        amounts = client.get(address, {"method": method}).context["form"].initial
        assert sum(parse_amount(each) or 0 for each in amounts.values()) == 250_000


@pytest.mark.django_db
def test_the_list_asks_as_much_for_one_target_as_for_many(cast: Cast, report: Report):
    target = a_target(cast, report)
    client, address = signed_in(cast.support_officer), reverse("targets")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for code in ("52", "57", "51"):
        Target.objects.create(
            indicator=target.indicator,
            project=target.project,
            place_code=code,
            period_code="2557",
            amount_thousandths=1,
        )
    with CaptureQueriesContext(connection) as many:
        page = client.get(address)

    assert len(page.context["table"].rows) == 4
    assert len(few) == len(many)
    assert client.get(address, {"as": "xlsx"}).status_code == 200
    assert len(client.get(address, {"place": "52"}).context["table"].rows) == 1
