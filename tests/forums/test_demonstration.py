"""The demonstration of the network, of monitoring and of forums: true to the source, loadable again, in order."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.audit.queries import soundness_of_chain
from saiyai.forums.demonstration import demo_forums, demo_forums_now
from saiyai.forums.exports import waiting_tasks as stages_waiting
from saiyai.forums.models import Forum, Selection, Showcase
from saiyai.kernel.powers import Console
from saiyai.monitoring.demonstration import demo_monitoring, demo_monitoring_now, example_line
from saiyai.monitoring.exports import waiting_tasks as reports_waiting
from saiyai.monitoring.models import Collection, Report
from saiyai.monitoring.rules import State
from saiyai.network.demonstration import Registrars, demo_network, demo_network_now
from saiyai.network.exports import waiting_tasks as organisations_waiting
from saiyai.network.models import Organisation, PersonRole
from saiyai.places.commands import load_places
from tests.cast import UPPER_NORTH, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DATA = Path(__file__).resolve().parents[2] / "demo" / "showcases_2557.toml"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=clock.BANGKOK)


def load(cast: Cast) -> None:
    """Load all parts in the order of their time."""
    text, support = DATA.read_text(encoding="utf-8"), cast.support_officer
    office = support.grants.get().office
    terms = {
        "owner": office,
        "provinces": UPPER_NORTH,
        "by": support,
        "line": example_line(office, UPPER_NORTH),
    }
    with clock.set_to(NOW):
        demo_network(text, by=Registrars(proposer=support, verifier=cast.ministry_officer))
        demo_monitoring(**terms)
        demo_forums(text, organiser=office, by=support)
        demo_network_now(proposer=cast.volunteer)
        demo_monitoring_now(**terms)
        demo_forums_now(organiser=office, provinces=UPPER_NORTH, by=support)


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    load_places(by=Console())
    load(cast)
    return cast


def counts() -> list[int]:
    return [
        model.objects.count()
        for model in (Organisation, PersonRole, Collection, Report, Showcase, Selection, Entry)
    ]


def test_the_demonstration_is_true_to_its_source_and_leaves_something_to_do(loaded: Cast):
    forum = Forum.objects.get(code="2557")
    fund = Showcase.objects.get(forum=forum, place_code="520704")

    assert (forum.seats, forum.districts, forum.chair, forum.stages.count()) == (250, 103, "นายสุเมษ สายสูง", 8)
    assert [(each.quantity, each.unit) for each in fund.results.all()] == [
        (17, "villages"),
        (1_697, "people"),
        (234_407_093, "satang"),
    ]
    assert fund.presenter == "ว่าที่ ร.ต. เกรียงไกร สมคิด"
    assert Selection.objects.filter(stage__forum=forum, withdrawn_at=None).count() == 8
    networks = Organisation.objects.filter(kind="network", state="verified").values_list(
        "place_code", flat=True
    )
    assert Counter(len(code) for code in networks if code[:2] in UPPER_NORTH) >= Counter({4: 103, 2: 8})
    told = Report.objects.filter(collection__period_code="2557Q3")
    assert set(told.values_list("state", flat=True)) == {
        State.APPROVED,
        State.DRAFT,
        State.EXCUSED,
    }  # draft: not reported
    assert Report.objects.filter(collection__period_code="2557Q3").count() == 769
    with clock.set_to(NOW):
        for person, tasks in (
            (loaded.tambon_officer, reports_waiting),
            (loaded.district_coordinator, reports_waiting),
            (loaded.province_officer, reports_waiting),
            (loaded.other_province_officer, reports_waiting),
            (loaded.district_coordinator, organisations_waiting),
            (loaded.province_officer, stages_waiting),
            (loaded.support_officer, stages_waiting),
        ):
            assert tasks(person.scope), (person, tasks)


def test_loading_again_changes_nothing_and_the_record_runs_in_the_order_of_time(loaded: Cast):
    """The year of reports outlasts the forum that was held in it: it runs in an order of its own."""
    before = counts()
    load(loaded)

    own = Entry.objects.filter(at_us__lt=int(NOW.timestamp() * 1_000_000)).exclude(command="places.load")
    rest = own.exclude(command__startswith="accounts.").order_by("seq")
    reports = list(rest.filter(command__startswith="monitoring.").values_list("at_us", flat=True))
    others = list(rest.exclude(command__startswith="monitoring.").values_list("at_us", flat=True))
    assert counts() == before
    assert soundness_of_chain().broken is None
    assert reports == sorted(reports)
    assert others == sorted(others)
