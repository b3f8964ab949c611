"""A history in the reader's words: codes by their names, days as days are written, what is personal not at all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from saiyai.accounts.commands import Wanted, grant_role
from saiyai.audit import clock
from saiyai.kernel.dates import format_date
from saiyai.kernel.powers import Role
from saiyai.monitoring.rules import State
from saiyai.network.commands import verify_organisation
from saiyai.web.history import history_lines, told
from saiyai.web.offers import values_of_field
from tests.cast import Cast
from tests.monitoring.builders import OPEN_AT, a_report, brought_to, some_series
from tests.network.builders import a_proposed_organisation

pytestmark = pytest.mark.django_db


def changes(subject: str) -> dict[str, tuple[str, str]]:
    return {str(each.field): (each.before, each.after) for each in history_lines(subject)[0].changes}


def test_a_state_is_told_by_its_name(cast: Cast):
    made = a_proposed_organisation(cast)
    verify_organisation(organisation=made, by=cast.district_coordinator)

    with override("en"):
        assert ("waiting to be verified", "active") in {
            tuple(map(str.lower, pair)) for pair in changes(made.subject_key).values()
        }


def test_a_field_kept_in_rows_of_its_own_is_told_by_its_names(cast: Cast):
    made = a_proposed_organisation(cast, fields=("education", "health"))

    assert ("ว่าง", "การศึกษา, สุขภาพอนามัย") in changes(made.subject_key).values()


def test_a_role_and_its_first_day_are_told_as_they_are_read(cast: Cast):
    wanted = Wanted(Role.VOLUNTEER, "501412", None, clock.today())

    given = grant_role(person=cast.citizen, wanted=wanted, reason="", by=cast.district_coordinator)

    told = set(changes(given.subject_key).values())
    assert ("ว่าง", "อาสาสมัคร") in told
    assert ("ว่าง", format_date(clock.today(), "short")) in told


def test_the_parts_of_a_contact_are_told_by_their_names():
    assert told(["fax: 053-112485", "line: @network"]) == "โทรสาร: 053-112485, LINE: @network"


@pytest.mark.parametrize(
    ("field", "code", "thai"),
    [
        ("accounts.invitation.state", "used", "ใช้ลิงก์แล้ว"),
        ("forums.stage.phase", "open", "เปิดอยู่"),
        ("forums.registration.kind", "network", "สมาชิกเครือข่าย"),
        ("network.organisation.kind", "volunteers", "กลุ่มอาสาสมัคร"),
        ("monitoring.report.figures", {"t.volunteers": 3}, "อาสาสมัคร: 3"),
    ],
)
def test_codes_of_every_kind_are_told_by_their_names(cast: Cast, field: str, code: object, thai: str):
    some_series(cast)

    assert told(code, values_of_field(field)) == thai


def test_a_history_asks_for_the_names_of_series_once(cast: Cast):
    report = a_report(cast)
    with clock.set_to(OPEN_AT):
        brought_to(State.APPROVED, report, cast)

    with CaptureQueriesContext(connection) as asked:
        lines = history_lines(report.subject_key)

    assert len(lines) >= 3
    assert len([each for each in asked if '"monitoring_series"' in each["sql"]]) == 1
