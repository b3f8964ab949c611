"""Tests of who keeps definitions: the ministry those of the country, an office its own for those below it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from saiyai.accounts.models import Office, OfficeCoverage, User
from saiyai.kernel.powers import Role
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.commands import Goal, IndicatorTerms, SeriesTerms
from saiyai.monitoring.models import Collection, Indicator, Series
from saiyai.monitoring.queries.indicator import indicators_offered
from tests.cast import STARTS_ON, Cast, a_user

TERMS = IndicatorTerms("อาสาสมัคร", "Volunteers", "คน", "people", "t.volunteers", date(2014, 1, 1))
WORDS = SeriesTerms("อาสาสมัครทั้งหมด", "All volunteers", "คน", "people")

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def an_officer_of_another_office() -> User:
    office = Office.objects.create(code="tpso1", name_th="สสว.1", name_en="TPSO 1", starts_on=STARTS_ON)
    OfficeCoverage.objects.create(office=office, prefix="10", starts_on=STARTS_ON)
    return a_user("other_support_officer", Role.SUPPORT_OFFICER, office=office)


def test_a_new_definition_is_kept_by_its_authors_office(cast: Cast, collection: Collection):
    made = commands.define_indicator(code="K1", terms=TERMS, by=cast.support_officer)
    national = commands.define_indicator(code="K2", terms=TERMS, by=cast.ministry_officer)

    assert made.owner is not None
    assert made.owner.code == "tpso10"
    assert national.owner is None
    assert Series.objects.get(code="t.volunteers").owner == made.owner


def test_only_the_ministry_changes_what_is_defined_for_the_country(cast: Cast):
    shipped = Indicator.objects.get(code="N2")

    with pytest.raises(Denied):
        commands.retire_indicator(indicator=shipped, reason="เลิกใช้", by=cast.support_officer)
    commands.retire_indicator(indicator=shipped, reason="เลิกใช้", by=cast.ministry_officer)

    assert Indicator.objects.get(code="N2").retired_on is not None


def test_only_an_offices_own_people_and_the_ministry_change_what_it_keeps(cast: Cast, collection: Collection):
    series = Series.objects.get(code="t.volunteers")
    other = an_officer_of_another_office()

    with pytest.raises(Denied):
        commands.change_series(
            series=series, terms=WORDS, holds_from=date(2014, 8, 1), reason="แก้ไข", by=other
        )
    for by in (cast.support_officer, cast.ministry_officer):
        commands.change_series(series=series, terms=WORDS, holds_from=date(2014, 8, 1), reason="แก้ไข", by=by)

    assert Series.objects.get(pk=series.pk).version == 3


def test_what_an_office_that_has_ended_kept_is_the_ministrys(cast: Cast, collection: Collection):
    series = Series.objects.get(code="t.volunteers")
    Office.objects.filter(code="tpso10").update(ends_on=date(2014, 7, 1))
    series = Series.objects.get(pk=series.pk)

    with pytest.raises(Denied):
        commands.retire_series(series=series, reason="เลิกใช้", by=cast.support_officer)
    commands.retire_series(series=series, reason="เลิกใช้", by=cast.ministry_officer)


def test_an_offices_indicator_is_usable_below_it_and_nowhere_else(cast: Cast, collection: Collection):
    made = commands.define_indicator(code="K1", terms=TERMS, by=cast.support_officer)

    commands.set_target(indicator=made, goal=Goal("5014", "2557", 5_000), by=cast.district_coordinator)
    for place_code in ("10", ""):
        with pytest.raises(Refusal) as refused:
            commands.set_target(
                indicator=made, goal=Goal(place_code, "2557", 5_000), by=cast.ministry_officer
            )
        assert refused.value.code == "indicator.of_another_office"
    assert "K1" in [each.code for each in indicators_offered(["5014"])]
    assert "K1" not in [each.code for each in indicators_offered(["10"])]
    assert "N2" in [each.code for each in indicators_offered(["10"])]


def test_the_pages_say_who_keeps_a_definition_and_offer_its_change_to_them_alone(
    cast: Cast, collection: Collection
):
    commands.define_indicator(code="K1", terms=TERMS, by=cast.support_officer)
    own, others = reverse("indicator_change", args=["K1"]), reverse("indicator_change", args=["N2"])
    support = signed_in(cast.support_officer)
    listed = support.get(reverse("indicators")).content.decode()
    page = support.get(reverse("indicator", args=["K1"])).content.decode()

    assert "สสว.10" in listed
    assert own in page
    assert "ดูแลโดย สสว.10" in page
    assert support.get(own).status_code == 200
    assert others not in support.get(reverse("indicator", args=["N2"])).content.decode()
    assert support.get(others).status_code == 404
    assert signed_in(an_officer_of_another_office()).get(own).status_code == 404
