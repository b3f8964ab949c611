"""What the demonstration's networks did: the source page's figures exactly, and marked examples for each district."""

import tomllib
from pathlib import Path

import pytest

from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.kernel.periods import fiscal_year
from saiyai.network.demonstration import Registrars, demo_network, demo_work
from saiyai.network.models import Activity, ActivityResult, Assessment, Organisation, Plan, Rubric
from saiyai.network.queries.capacity import trained_of
from saiyai.network.queries.participation import participation_of
from saiyai.network.queries.plan import plan_shares
from saiyai.places.models import Place
from tests.cast import Cast

pytestmark = pytest.mark.django_db

TOLD = Path(__file__).resolve().parents[2] / "demo" / "showcases_2557.toml"


def load(cast: Cast) -> None:
    told = TOLD.read_text(encoding="utf-8")
    for each in tomllib.loads(told)["showcase"]:
        for code, level in ((each["province"], "province"), (each["place_code"][:4], "district")):
            Place.objects.get_or_create(code=code, defaults={"level": level, "name_th": code})
        Place.objects.get_or_create(
            code=each["place_code"], defaults={"level": "tambon", "name_th": each["place_code"]}
        )
    for code in ("501401", "501409", "520702"):
        Place.objects.get_or_create(code=code, defaults={"level": "tambon", "name_th": code})
    by = Registrars(proposer=cast.support_officer, verifier=cast.ministry_officer)
    demo_network(told, by=by)
    demo_work(told, by=by)
    before = Entry.objects.count()
    demo_work(told, by=by)
    assert Entry.objects.count() == before


def test_the_source_pages_figures_stand_exactly_and_examples_say_so(cast: Cast):
    load(cast)
    year = fiscal_year(clock.today())

    fund = ActivityResult.objects.filter(activity__organiser__name_th="กองทุนสวัสดิการชุมชนตำบลร่องเคาะ")
    group = ActivityResult.objects.filter(activity__organiser__name_th="กลุ่มแม่บ้านจิตอาสา ตำบลแม่เงิน")
    districts = Organisation.objects.filter(kind="network", place_code__regex=r"^\d{4}$").count()
    assert dict(fund.values_list("kind", "quantity")) == {
        "villages": 17,
        "members": 1697,
        "capital": 234_407_093,
    }
    assert list(group.order_by("pk").values_list("level", flat=True)) == ["district", "province", "nation"]
    assert Activity.objects.filter(is_example=False).count() == 8
    assert all("(ตัวอย่าง)" in title for title in examples())
    assert Plan.objects.filter(is_example=True).count() == 2 * districts
    assert Assessment.objects.filter(stage="verified", is_example=True).count() == 2 * districts
    assert Rubric.objects.filter(stage="published").count() == 2
    last_day = clock.today().replace(year=year - 544, month=9, day=30)
    assert participation_of("", year - 1, last_day).joined > 0
    assert 0 < (plan_shares("", year - 1).done_share or 0) < 1
    assert trained_of("", year - 1, clock.today()).measured > 0


def examples() -> list[str]:
    return list(Activity.objects.filter(is_example=True).values_list("title_th", flat=True))
