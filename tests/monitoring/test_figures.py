"""Figures out of the cube: they are what the reports say, from the moment these are committed."""

import random
from collections.abc import Iterator
from datetime import date

import pytest

from saiyai.analytics import checking
from saiyai.analytics.cube.shape import Standing
from saiyai.analytics.models import Change
from saiyai.analytics.queries import cube
from saiyai.audit.models import Entry
from saiyai.kernel.powers import Role
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Collection, Report
from saiyai.monitoring.queries.figures import PlaceFigure, figures_at
from saiyai.monitoring.queries.truth import SOURCE, block_of
from saiyai.monitoring.rules import LAYERS, TRANSITIONS, Action, State
from saiyai.monitoring.rules.definition import Definition, Item, ItemKind, Words
from tests.cast import Cast, a_user
from tests.monitoring.builders import ACTOR_OF, ACTS, a_project, a_report, brought_to, some_series

ENTERING = frozenset({Action.SAVE, Action.SUBMIT})

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def lenient(cast: Cast) -> Collection:
    """Return a collection whose form requires no number."""
    project = a_project(cast, code="lenient-2557")
    asked = tuple(
        Item(each.code.replace(".", "_"), ItemKind.INTEGER, Words(each.name_th), series=each.code)
        for each in some_series(cast)
    )
    definition = Definition(Words("แบบรายงาน"), asked)
    form = commands.publish_definition(project=project, definition=definition, by=cast.support_officer)
    days = {"opens_on": date(2014, 7, 1), "due_on": date(2014, 7, 31), "closes_on": date(2014, 8, 31)}
    return commands.open_collection(
        project=project, form=form, period_code="2557Q3", **days, by=cast.support_officer
    )


def recounted(collection: Collection, area: str, series: str, layer: str) -> PlaceFigure:
    """Return what the reports themselves add up to, counted one by one."""
    reports = [
        each for each in Report.objects.filter(collection=collection) if each.place_code.startswith(area)
    ]
    told = [
        each.figures[series]
        for each in reports
        if each.state in LAYERS[layer] and each.figures.get(series) is not None
    ]
    owed = sum(each.state != State.EXCUSED for each in reports)
    return PlaceFigure(area, "", sum(told) if told else None, len(told), owed)


def acts(pick: random.Random, reports: list[Report], cast: Cast) -> Iterator[None]:
    """Do allowed acts on reports picked at random, with numbers picked at random; yield after each."""
    officers = {"501411": a_user("maefaek_officer", Role.TAMBON_OFFICER, "501411")}
    while True:
        report = pick.choice(reports)
        allowed = [action for state, action in TRANSITIONS if state is State(report.state)]
        action = pick.choice(allowed)
        by = officers.get(report.place_code) if action in ENTERING else None
        by = by or getattr(cast, ACTOR_OF[action])
        if action in ENTERING:
            told = {
                code: pick.choice([None, 0, pick.randrange(10**12)]) for code in ("t.volunteers", "t.trained")
            }
            command = commands.save_draft if action is Action.SAVE else commands.submit_report
            command(report=report, figures=told, version=report.version, by=by)
        else:
            ACTS[action](report, by)
        yield


@pytest.mark.parametrize("seed", range(3))
def test_after_any_acts_every_figure_is_what_the_reports_add_up_to(
    cast: Cast, lenient: Collection, seed: int
):
    pick = random.Random(seed)
    own = [a_report(cast, lenient, place_code=code) for code in ("501412", "501411")]

    for _done, step in zip(range(40), acts(pick, own, cast), strict=False):
        assert step is None
        layer, series = pick.choice(list(LAYERS)), pick.choice(["t.volunteers", "t.trained"])
        area = pick.choice(["", "50", "5014", "501412", "52"])
        table = figures_at(lenient, area, series, layer)
        assert table.total == recounted(lenient, area, series, layer)
        for row in table.rows:
            told = recounted(lenient, row.code, series, layer)
            assert (row.value, row.reported, row.owed) == (told.value, told.reported, told.owed)
    assert list(checking.problems(None)) == []


def test_a_number_that_was_left_out_is_missing_though_its_report_came(cast: Cast, lenient: Collection):
    report = a_report(cast, lenient)
    told = {"t.volunteers": None, "t.trained": 0}
    commands.submit_report(report=report, figures=told, version=0, by=cast.tambon_officer)

    left_out = figures_at(lenient, "50", "t.volunteers", "entered")
    zero = figures_at(lenient, "50", "t.trained", "entered")

    assert (left_out.total.value, left_out.total.reported) == (None, 0)
    assert (zero.total.value, zero.total.reported) == (0, 1)
    assert "501412" in left_out.missing
    assert "501412" not in zero.missing


def test_each_act_that_counts_leaves_one_change_under_its_own_number(cast: Cast, report: Report):
    before = Change.objects.count()
    brought_to(State.APPROVED, report, cast)
    ACTS[Action.REOPEN](report, cast.support_officer)

    rows = Change.objects.order_by("pk")[before:]
    assert [each.standing for each in rows] == [
        Standing.ENTERED,
        Standing.VERIFIED,
        Standing.APPROVED,
        Standing.OWED,
    ]
    last_acts = Entry.objects.order_by("-seq").values_list("seq", flat=True)[:4]
    assert [each.sequence for each in rows] == sorted(last_acts)


def test_an_act_that_is_refused_leaves_no_change(cast: Cast, report: Report):
    before = Change.objects.count()

    with pytest.raises(Refusal):
        ACTS[Action.APPROVE](report, cast.province_officer)
    assert Change.objects.count() == before


def test_a_draft_is_counted_nowhere_and_logged_nowhere(cast: Cast, report: Report):
    before = Change.objects.count()
    ACTS[Action.SAVE](report, cast.tambon_officer)

    assert Change.objects.count() == before
    assert figures_at(report.collection, "", "t.volunteers", "entered").total.value is None


def test_a_second_collection_of_a_form_stands_in_the_same_block(cast: Cast, collection: Collection):
    later = commands.open_collection(
        project=collection.project,
        form=collection.form,
        period_code="2557Q4",
        opens_on=date(2014, 10, 1),
        due_on=date(2014, 10, 31),
        closes_on=date(2014, 11, 30),
        by=cast.support_officer,
    )

    assert block_of(later) == block_of(collection)
    assert figures_at(later, "", "t.volunteers", "entered").total.owed == later.reports.count()
    assert SOURCE.keys() == [block_of(collection)]


def test_a_report_changed_behind_the_log_is_found(cast: Cast, report: Report):
    brought_to(State.SUBMITTED, report, cast)
    figures_at(report.collection, "", "t.volunteers", "entered")
    at = report.submitted_at
    Report.objects.filter(pk=report.pk).update(
        state=State.RETURNED, submitted_by=None, submitted_at=None, returned_by=cast.auditor, returned_at=at
    )

    with cube() as held:
        found = list(checking.problems_of(held, block_of(report.collection)))

    assert len(found) == 1
    assert "501412" in found[0]
