"""Rubrics, scores of trainings, self-assessments: their life, and that weighted roll-ups equal a recount."""

from datetime import date
from fractions import Fraction
from statistics import median
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.analytics import series
from saiyai.audit import clock
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.exports import waiting_tasks
from saiyai.network.models import (
    Activity,
    Assessment,
    AssessmentLevel,
    Organisation,
    Rubric,
    RubricCriterion,
    ScoreLine,
    ScoreSheet,
)
from saiyai.network.queries.capacity import (
    cluster_medians,
    maturity_by_area,
    sides_of,
    trained_by_area,
    trained_of,
)
from saiyai.network.rules import LinkKind
from saiyai.network.rules.capacity import Dimension, Scored, gain, levels_by_dimension, medians
from tests.cast import Cast, a_user
from tests.network.builders import (
    a_link,
    a_network,
    a_rubric,
    a_verifier,
    an_activity,
    an_assessment,
    an_organisation,
    rubric_terms,
)
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

TODAY = date(2014, 9, 1)
YEAR = 2557
SUBMITTERS = {"district_coordinator", "province_officer", "support_officer", "ministry_officer"}


def submitted(cast: Cast, network: Organisation, rubric: Rubric, level: int = 3, **values: Any) -> Assessment:
    assessment = an_assessment(cast, network, rubric, level, **values)
    by = values.get("by") or cast.district_coordinator
    return commands.submit_assessment(assessment=assessment, by=by)


def verified(cast: Cast, network: Organisation, rubric: Rubric, level: int = 3, **values: Any) -> Assessment:
    handed_in = submitted(cast, network, rubric, level, **values)
    return commands.verify_assessment(assessment=handed_in, by=a_verifier())


def test_a_rubric_in_use_never_changes_and_its_next_version_takes_its_place(cast: Cast):
    rubric, by = a_rubric(cast, place_code="50"), cast.province_officer
    with pytest.raises(Refusal) as change:
        commands.change_rubric(rubric=rubric, terms=rubric_terms(), by=by)

    following = commands.renew_rubric(rubric=rubric, by=by)
    with pytest.raises(Refusal) as twice:
        commands.renew_rubric(rubric=rubric, by=by)
    commands.publish_rubric(rubric=following, by=by)

    rubric.refresh_from_db()
    assert (change.value.code, twice.value.code) == ("rubric.no_draft", "rubric.draft_known")
    assert (rubric.stage, following.stage, following.version) == ("closed", "published", 2)
    assert following.criteria.count() == rubric.criteria.count() == 6


@pytest.mark.engine
def test_the_database_keeps_a_published_rubric_as_it_is(cast: Cast):
    rubric = a_rubric(cast)
    criterion = rubric.criteria.first()
    assert criterion is not None
    for change in (
        lambda: Rubric.objects.filter(pk=rubric.pk).update(name_th="อื่น"),
        lambda: Rubric.objects.filter(pk=rubric.pk).update(stage="draft", published_at=None),
        lambda: RubricCriterion.objects.filter(pk=criterion.pk).update(weight=9),
        lambda: RubricCriterion.objects.filter(pk=criterion.pk).delete(),
        lambda: RubricCriterion.objects.create(rubric=rubric, position=99, name_th="แทรก"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()

    assert Rubric.objects.get(pk=rubric.pk).snapshot() == rubric.snapshot()


def test_without_its_guard_a_published_rubric_would_change(cast: Cast):
    rubric = a_rubric(cast)
    with connection.cursor() as cursor:
        table = " ON network_rubriccriterion" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER network_criterion_is_final_update{table}")

    assert RubricCriterion.objects.filter(rubric=rubric).update(weight=9) == 6


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name_th": ""}, "rubric.nameless"),
        ({"use": "beauty"}, "rubric.unknown_use"),
        ({"top": 1}, "rubric.top"),
        ({"criteria": (commands.CriterionTerms("", "plan"),)}, "rubric.criterion_nameless"),
        ({"criteria": (commands.CriterionTerms("ก", "plan", 11),)}, "rubric.weight"),
        ({"criteria": (commands.CriterionTerms("ก"),)}, "rubric.criterion_sideless"),
    ],
)
def test_what_no_rubric_can_be_is_refused(cast: Cast, values: dict[str, Any], code: str):
    told = commands.RubricTerms(**({"use": "maturity", "name_th": "เกณฑ์"} | values))

    with pytest.raises(Refusal) as refusal:
        commands.draft_rubric(terms=told, place_code="50", by=cast.province_officer)

    assert refusal.value.code == code


def test_a_rubric_is_published_with_all_six_sides_by_an_office_of_its_area(cast: Cast):
    told = commands.RubricTerms("maturity", "เกณฑ์", (commands.CriterionTerms("ก", "plan"),))
    with pytest.raises(Denied):
        commands.draft_rubric(terms=told, place_code="5014", by=cast.district_coordinator)
    rubric = commands.draft_rubric(terms=told, place_code="50", by=cast.province_officer)

    with pytest.raises(Refusal) as refusal:
        commands.publish_rubric(rubric=rubric, by=cast.province_officer)

    with pytest.raises(Denied):
        commands.publish_rubric(rubric=rubric, by=cast.other_province_officer)
    assert refusal.value.code == "rubric.side_missing"


@pytest.mark.parametrize("person", sorted(Cast.__annotations__))
def test_officers_of_the_networks_place_hand_in_and_another_of_the_province_verifies(cast: Cast, person: str):
    network, rubric, by = a_network(cast), a_rubric(cast), getattr(cast, person)
    if person not in SUBMITTERS:
        with pytest.raises(Denied):
            submitted(cast, network, rubric, by=by)
        return

    assessment = submitted(cast, network, rubric, by=by)

    with pytest.raises(Denied):
        commands.verify_assessment(assessment=assessment, by=by)
    other = (
        a_user("other_of_province", by.scope.grants[0].role, *by.scope.prefixes()[:1])
        if person == "province_officer"
        else a_verifier()
    )
    commands.verify_assessment(assessment=assessment, by=other)
    assert assessment.stage == "verified"


def test_nobody_verifies_their_own_even_past_the_command(cast: Cast):
    assessment = submitted(cast, a_network(cast), a_rubric(cast))

    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=assessment.pk).update(
            stage="verified", verified_by=assessment.submitted_by, verified_at=clock.now()
        )


@pytest.mark.engine
def test_levels_that_were_handed_in_stay_until_they_are_returned(cast: Cast):
    network, rubric = a_network(cast), a_rubric(cast)
    assessment = submitted(cast, network, rubric)
    level = assessment.levels.first()
    assert level is not None
    with pytest.raises(Refusal) as late:
        an_assessment(cast, network, rubric, 5)
    for change in (
        lambda: AssessmentLevel.objects.filter(pk=level.pk).update(level=5),
        lambda: AssessmentLevel.objects.filter(pk=level.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()

    by = cast.province_officer
    with pytest.raises(Refusal) as silent:
        commands.return_assessment(assessment=assessment, reason=" ", by=by)
    commands.return_assessment(assessment=assessment, reason="ขาดหลักฐาน", by=by)
    an_assessment(cast, network, rubric, 5)
    again = commands.submit_assessment(assessment=Assessment.objects.get(), by=cast.district_coordinator)

    assert (late.value.code, silent.value.code) == (
        "assessment.submitted_already",
        "organisation.reason_missing",
    )
    assert {each.level for each in again.levels.all()} == {5}
    assert (again.stage, again.return_reason) == ("submitted", "")


@pytest.mark.engine
def test_a_level_lies_within_the_rubric_even_past_the_command(cast: Cast):
    rubric = a_rubric(cast)
    assessment = an_assessment(cast, a_network(cast), rubric)
    assessment.levels.all().delete()
    criterion = rubric.criteria.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentLevel.objects.create(assessment=assessment, criterion=criterion, level=6)


def test_an_assessment_is_handed_in_whole_with_the_networks_members_as_its_weight(cast: Cast):
    network, rubric = a_network(cast), a_rubric(cast)
    for name in "กข":
        a_link(cast, an_organisation(cast, name_th=name), network, LinkKind.MEMBER_OF)
    first = rubric.criteria.values_list("pk", flat=True)[:1]
    levels = {pk: commands.LevelTerms(3) for pk in first}
    by = cast.district_coordinator
    part = commands.fill_assessment(network=network, fiscal_year=YEAR, rubric=rubric, levels=levels, by=by)
    with pytest.raises(Refusal) as refusal:
        commands.submit_assessment(assessment=part, by=by)

    whole = submitted(cast, network, rubric)

    assert refusal.value.code == "assessment.level_missing"
    assert whole.members == 2


def test_many_are_handed_in_and_verified_as_one_act_each_inside_the_area(cast: Cast):
    rubric = a_rubric(cast)
    networks = [a_network(cast, name_th=f"เครือข่าย {n}") for n in range(3)]
    levels = {pk: commands.LevelTerms(4) for pk in rubric.criteria.values_list("pk", flat=True)}
    entries = [commands.AssessmentEntry(each, YEAR, levels) for each in networks]
    with pytest.raises(Denied):
        commands.submit_assessments(entries=entries, rubric=rubric, by=cast.other_province_officer)
    made = commands.submit_assessments(entries=entries, rubric=rubric, by=cast.support_officer)

    for wrong in (cast.support_officer, cast.other_province_officer):
        with pytest.raises(Denied):
            commands.verify_assessments(assessments=made, by=wrong)
    done = commands.verify_assessments(assessments=made, by=cast.province_officer)

    assert [each.stage for each in done] == ["verified"] * 3


def test_scores_fit_the_activity_its_rubric_and_those_who_took_part(cast: Cast):
    group, rubric, by = an_organisation(cast), a_rubric(cast, "training", criteria=2), cast.tambon_officer
    training = an_activity(cast, group, kind="training", women=10)
    meeting = an_activity(cast, group, title_th="ประชุม")
    one, two = rubric.criteria.values_list("pk", flat=True)
    whole = {one: (200, 350), two: (250, 250)}
    refused = []
    for activity, judged, people, lines in (
        (meeting, rubric, 5, whole),
        (training, rubric, 11, whole),
        (training, rubric, 5, {one: (200, 350)}),
        (training, rubric, 5, {one: (200, 501), two: (0, 0)}),
        (training, a_rubric(cast), 5, whole),
    ):
        with pytest.raises(Refusal) as refusal:
            commands.note_scores(activity=activity, rubric=judged, people=people, lines=lines, by=by)
        refused.append(refusal.value.code)

    commands.note_scores(activity=training, rubric=rubric, people=8, lines=whole, by=by)

    trained = trained_of("5014", YEAR, TODAY)
    assert refused == [
        "scores.no_capacity",
        "scores.people",
        "scores.missing",
        "scores.range",
        "rubric.not_in_use",
    ]
    assert (trained.activities, trained.people, trained.measured, trained.gain) == (1, 10, 8, 0.5)


TRAININGS = st.lists(
    st.tuples(
        st.sampled_from(["501411", "501412", "500101", "520704"]),
        st.integers(0, 30),
        st.none() | st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500)),
    ),
    max_size=6,
)


@pytest.mark.engine
@given(told=TRAININGS, area=st.sampled_from(["", "50", "5014"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_people_trained_and_their_gain_equal_a_recount(cast: Cast, told, area: str):
    for model in (ScoreLine, ScoreSheet, Activity):
        model.objects.all().delete()
    group = Organisation.objects.filter(name_th="ผู้จัด").first() or an_organisation(cast, name_th="ผู้จัด")
    rubric = Rubric.objects.filter(code="t").first() or a_rubric(cast, "training", code="t", criteria=2)
    one, two = rubric.criteria.values_list("pk", flat=True)
    people, numerator, measured = 0, Fraction(0), 0
    for place, women, scores in told:
        activity = an_activity(cast, group, kind="training", women=women, at_code=place)
        inside = place.startswith(area)
        people += women if inside else 0
        if scores is None or not women:
            continue
        low, high, rest = scores
        lines = {one: (low, high), two: (rest, rest)}
        commands.note_scores(activity=activity, rubric=rubric, people=women, lines=lines, by=a_verifier())
        if inside:
            numerator += women * Fraction(1 * (high - low) + 2 * 0, 3)
            measured += women

    whole = trained_of(area, YEAR, TODAY)
    parts = trained_by_area(area, len(area) + 2, YEAR, TODAY).values()

    assert (whole.people, whole.gained, whole.measured) == (people, numerator, measured)
    assert sum((each.gained for each in parts), Fraction(0)) == numerator
    assert sum(each.measured for each in parts) == measured
    value = series.value_of("network.capacity_gain", area, TODAY)
    assert (value.numerator, value.denominator) == (numerator / 100, measured)


NETWORKS = st.lists(
    st.tuples(
        st.sampled_from(["5014", "5001", "5207"]),
        st.integers(0, 9),
        st.lists(st.integers(0, 5), min_size=6, max_size=6),
        st.booleans(),
    ),
    max_size=5,
)


@pytest.mark.engine
@given(told=NETWORKS, area=st.sampled_from(["", "50", "5014"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_maturity_weighted_by_members_equals_a_recount(cast: Cast, told, area: str):
    Assessment.objects.filter(stage="verified").update(
        stage="draft", submitted_by=None, submitted_at=None, verified_by=None, verified_at=None
    )
    AssessmentLevel.objects.all().delete()
    Assessment.objects.all().delete()
    rubric = Rubric.objects.filter(code="m").first() or a_rubric(cast, code="m")
    criteria = list(rubric.criteria.order_by("position"))
    counted = dict.fromkeys(Dimension, Fraction(0))
    members = 0
    for number, (place, weight, levels, is_verified) in enumerate(told):
        name = f"เครือข่าย {number} {place}"
        network = Organisation.objects.filter(name_th=name).first() or a_network(
            cast, name_th=name, place_code=place, by=cast.support_officer
        )
        assessment = Assessment.objects.create(
            network=network, fiscal_year=YEAR, rubric=rubric, members=weight
        )
        AssessmentLevel.objects.bulk_create(
            AssessmentLevel(assessment=assessment, criterion=criterion, level=level)
            for criterion, level in zip(criteria, levels, strict=True)
        )
        if is_verified:
            Assessment.objects.filter(pk=assessment.pk).update(
                stage="verified",
                submitted_by=cast.volunteer,
                submitted_at=clock.now(),
                verified_by=cast.ministry_officer,
                verified_at=clock.now(),
            )
        if is_verified and place.startswith(area):
            members += weight + 1
            for criterion, level in zip(criteria, levels, strict=True):
                counted[Dimension(criterion.dimension)] += Fraction(level, 5) * (weight + 1)

    whole = maturity_by_area(area, len(area), YEAR).get(area, {})
    parts = maturity_by_area(area, len(area) + 2, YEAR).values()

    assert {side: value for side, (value, _m) in whole.items()} == (counted if whole else {})
    assert all(weight == members for _value, weight in whole.values())
    for side in Dimension:
        assert sum((each[side][0] for each in parts), Fraction(0)) == counted[side]


def test_the_radars_median_is_that_of_verified_networks_of_the_same_level(cast: Cast):
    rubric = a_rubric(cast)
    levels = {"5014": 2, "5001": 4, "5207": 5}
    made = [
        verified(
            cast,
            a_network(cast, name_th=code, place_code=code, by=cast.support_officer),
            rubric,
            level,
            by=cast.support_officer,
        )
        for code, level in levels.items()
    ]
    submitted(cast, a_network(cast, name_th="ยังไม่รับรอง"), rubric, 0)
    verified(
        cast,
        a_network(cast, name_th="จังหวัด", place_code="50", by=cast.support_officer),
        rubric,
        0,
        by=cast.support_officer,
    )

    _name, count, found = cluster_medians(made[0], clock.today())

    assert count == 2  # no cluster is known here: the province stands for it
    assert set(found.values()) == {Fraction(median([2, 4])) / 5}


@given(
    st.lists(st.tuples(st.sampled_from(list(Dimension)), st.integers(1, 9), st.integers(0, 9)), min_size=1)
)
def test_a_sides_level_lies_between_its_lowest_and_highest_criterion(rows):
    scored = [Scored(*row) for row in rows]

    for side, level in levels_by_dimension(scored).items():
        levels = [each.level for each in scored if each.dimension == side]
        assert min(levels) <= level <= max(levels)


def test_gain_and_medians_of_what_is_there():
    assert gain([(1, 200, 300), (3, 100, 100)]) == 25
    assert medians([{"plan": Fraction(1)}, {"plan": Fraction(0)}, {}]) == {"plan": Fraction(1, 2)}


def test_a_network_assesses_itself_on_its_pages_and_the_province_returns_and_verifies(cast: Cast):
    network, rubric = a_network(cast), a_rubric(cast)
    own, province = signed_in(cast.district_coordinator), signed_in(cast.province_officer)
    keys = [network.pk, YEAR]
    sent = {f"level_{pk}": "4" for pk in rubric.criteria.values_list("pk", flat=True)}
    first = own.get(reverse("network_assessment", args=keys)).content.decode()
    own.post(reverse("network_assessment_fill", args=keys), dict(list(sent.items())[:2]))
    early = own.post(reverse("network_assessment_submit", args=keys))
    own.post(reverse("network_assessment_fill", args=keys), sent)
    own.post(reverse("network_assessment_submit", args=keys))
    waits = [task.text for task in waiting_tasks(cast.province_officer.scope)]
    province.post(reverse("network_assessment_return", args=keys), {"reason": "ขาดหลักฐาน"})
    returned = own.get(reverse("network_assessment", args=keys)).content.decode()
    own.post(reverse("network_assessment_submit", args=keys))
    province.post(reverse("network_assessment_verify", args=keys))

    page = province.get(reverse("network_assessment", args=keys))
    text = page.content.decode()
    assert ("เครือข่ายยังไม่ได้ประเมินตนเองในปีนี้" in first, early.status_code) == (True, 409)
    assert any("เครือข่ายอำเภอสันทราย" in each for each in waits)
    assert "ขาดหลักฐาน" in returned
    assert ("<svg" in text, "polygon" in text) == (True, True)
    assert [cell.value for cell in page.context["table"].rows[0]][1:] == [4.0, 4.0]
    paper = province.get(reverse("network_assessment", args=keys), {"as": "pdf"})
    assert paper.content.startswith(b"%PDF")
    assert (
        signed_in(cast.other_province_officer).get(reverse("network_assessment", args=keys)).status_code
        == 404
    )


def test_a_rubric_is_drafted_line_by_line_and_a_wrong_line_is_named(cast: Cast):
    client, address = signed_in(cast.province_officer), reverse("network_rubric_draft")
    sent = {"use": "training", "name_th": "วัดผล", "place_code": "50", "top": "5"}

    wrong = client.post(address, sent | {"criteria": "ฟัง\nพูด | มาก | ๓ | เกิน"})
    sided = client.post(address, sent | {"criteria": "แผนงาน | วางแผน"})
    done = client.post(address, sent | {"criteria": "| ฟัง | ๒\nพูด"})

    rubric = Rubric.objects.get()
    assert [each.status_code for each in (wrong, sided, done)] == [400, 400, 302]
    assert list(rubric.criteria.values_list("name_th", "weight")) == [("ฟัง", 2), ("พูด", 1)]
    page = client.get(reverse("network_rubric", args=[rubric.pk]))
    changed = client.post(reverse("network_rubric_change", args=[rubric.pk]), sent | {"criteria": "ฟัง | ฟัง"})
    client.post(reverse("network_rubric_step", args=[rubric.pk, "publish"]))
    rubric.refresh_from_db()
    assert (page.status_code, changed.status_code, rubric.stage) == (200, 400, "published")
    assert len(client.get(reverse("network_rubrics")).context["table"].rows) == 1


def test_scores_are_noted_on_the_page(cast: Cast):
    a_rubric(cast, "training")
    rubric = Rubric.objects.get()
    training = an_activity(cast, an_organisation(cast), kind="training", men=5)
    (criterion,) = rubric.criteria.values_list("pk", flat=True)
    client, address = signed_in(cast.tambon_officer), reverse("activity_scores", args=[training.pk])
    sent = {"people": "๕", f"before_{criterion}": "2.5", f"after_{criterion}": "๓.๗๕"}

    wrong = client.post(address, sent | {f"after_{criterion}": "9"})
    done = client.post(address, sent)

    page = client.get(reverse("activity", args=[training.pk]))
    assert (wrong.status_code, done.status_code) == (400, 302)
    assert [cell.value for cell in page.context["scores"].rows[0]][1:] == [2.5, 3.75, 1.25]


def test_the_lists_ask_as_often_for_twenty_as_for_one(cast: Cast):
    rubric = a_rubric(cast)
    verified(cast, a_network(cast), rubric)
    client = signed_in(cast.province_officer)
    addresses = [
        reverse("network_assessments") + "?year=2557",
        reverse("network_capacity_of", args=["50"]) + "?year=2557",
    ]

    def counts() -> list[int]:
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            found.append(len(asked))
        return found

    few = counts()
    for number in range(19):
        verified(cast, a_network(cast, name_th=f"ที่ {number}"), rubric)

    assert counts() == few
    table = client.get(addresses[0]).context["table"]
    assert len(table.rows) == 20


def test_the_capacity_pages_are_those_of_areas_down_to_the_district(cast: Cast):
    client = signed_in(cast.auditor)

    answers = {
        code: client.get(reverse("network_capacity_of", args=[code])).status_code
        for code in ("50", "5014", "501412", "99", "x")
    }

    assert client.get(reverse("network_capacity")).status_code == 200
    assert answers == {"50": 200, "5014": 200, "501412": 404, "99": 404, "x": 404}


def test_sides_are_shares_of_the_rubrics_top(cast: Cast):
    assessment = an_assessment(cast, a_network(cast), a_rubric(cast, top=4), 3)

    assert set(sides_of([assessment.pk])[assessment.pk].values()) == {Fraction(3, 4)}
