"""Builders of applications, sittings and certificates, through the commands and at the hands of different people."""

from datetime import date, timedelta
from typing import Any

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.kernel.powers import Role
from saiyai.network import commands
from saiyai.network.models import BoardSession, Certificate, Organisation, StandingApplication
from saiyai.network.rules.application import PAPERS, State
from tests.cast import Cast, a_user
from tests.network.builders import an_organisation

PUBLIC = "public_benefit"
COMMUNITY = "community_welfare"
SITTING = commands.SessionTerms(1, date(2014, 1, 1), "นายสมมุติ ตัวอย่าง", "ผู้ว่าราชการจังหวัด")


def somebody(name: str, role: Role, place_code: str) -> User:
    return User.objects.filter(username=name).first() or a_user(name, role, place_code)


def a_second_officer(province: str = "50") -> User:
    return somebody(f"second_officer_{province}", Role.PROVINCE_OFFICER, province)


def whole(standing: str = PUBLIC, **values: Any) -> commands.ApplicationTerms:
    """Return all that the standing asks for."""
    today = clock.today()
    long_ago = today - timedelta(days=800)
    usual: dict[str, Any] = {
        "results": "ช่วยเหลือผู้สูงอายุ 120 คน",
        "office_since": long_ago,
        "papers": tuple(each.value for each in PAPERS[standing]),
    }
    if standing == PUBLIC:
        usual |= {
            "results_since": long_ago,
            "certifier_kind": "state_agency",
            "certifier": "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด",
            "certified_on": today - timedelta(days=30),
            "workers": 12,
        }
    else:
        usual |= {"members": 300}
    return commands.ApplicationTerms(**(usual | values))


def a_candidate(cast: Cast, **values: Any) -> Organisation:
    return an_organisation(cast, **({"fields": ["health"], "shown_publicly": True} | values))


def a_draft(
    cast: Cast,
    organisation: Organisation | None = None,
    standing: str = PUBLIC,
    *,
    by: User | None = None,
    **values: Any,
) -> StandingApplication:
    organisation = organisation or a_candidate(cast)
    by = by or cast.tambon_officer
    held = organisation.standings.filter(standing=standing, ends_on=None).first()
    made = commands.open_application(organisation=organisation, standing=standing, renews=held, by=by)
    return commands.write_application(application=made, terms=whole(standing, **values), version=1, by=by)


def a_submitted(cast: Cast, *args: Any, by: User | None = None, **values: Any) -> StandingApplication:
    draft = a_draft(cast, *args, by=by, **values)
    return commands.submit_application(application=draft, by=by or cast.tambon_officer)


def a_checked(cast: Cast, *args: Any, checker: User | None = None, **values: Any) -> StandingApplication:
    submitted = a_submitted(cast, *args, **values)
    seen = tuple(each.value for each in PAPERS[submitted.standing])
    by = checker or cast.province_officer
    return commands.check_application(application=submitted, papers_seen=seen, by=by)


def a_session(
    cast: Cast,
    *,
    on: date | None = None,
    province: str = "50",
    number: int | None = None,
    by: User | None = None,
) -> BoardSession:
    on = on or clock.today()
    free = BoardSession.objects.filter(place_code=province).count() + 1
    terms = commands.SessionTerms(number or free, on, SITTING.signer, SITTING.signer_position)
    return commands.plan_session(place_code=province, terms=terms, by=by or cast.ministry_officer)


def a_tabled(
    cast: Cast, *args: Any, session: BoardSession | None = None, **values: Any
) -> StandingApplication:
    checked = a_checked(cast, *args, **values)
    where = session or a_session(cast, province=checked.place_code[:2])
    return commands.table_application(session=where, application=checked, by=cast.ministry_officer)


def decided(
    cast: Cast, application: StandingApplication, outcome: str = "approve", **values: Any
) -> StandingApplication:
    verdict = commands.Verdict(
        application.pk, outcome, **({"reason": "" if outcome == "approve" else "ผลงานยังไม่ชัดเจน"} | values)
    )
    session = application.session
    assert session is not None
    by = cast.ministry_officer
    commands.decide_session(session=session, verdicts=[verdict], minutes="พม 0201/1", by=by)
    application.refresh_from_db()
    return application


def a_certificate(cast: Cast, *args: Any, **values: Any) -> Certificate:
    verdict = {name: values.pop(name) for name in ("valid_until", "conditions") if name in values}
    approved = decided(cast, a_tabled(cast, *args, **values), **verdict)
    assert approved.granted is not None
    return approved.granted.certificate


def in_state(cast: Cast, state: State, *args: Any, **values: Any) -> StandingApplication:
    """Return an application at a state, brought there by the commands."""
    if state is State.DRAFT:
        return a_draft(cast, *args, **values)
    if state is State.SUBMITTED:
        return a_submitted(cast, *args, **values)
    if state is State.CHECKED:
        return a_checked(cast, *args, **values)
    if state is State.TABLED:
        return a_tabled(cast, *args, **values)
    if state is State.RETURNED:
        submitted = a_submitted(cast, *args, **values)
        return commands.return_application(
            application=submitted, reason="ขาดเอกสาร", by=cast.ministry_officer
        )
    if state is State.WITHDRAWN:
        draft = a_draft(cast, *args, **values)
        return commands.withdraw_application(application=draft, reason="ยังไม่พร้อม", by=cast.ministry_officer)
    return decided(cast, a_tabled(cast, *args, **values), "approve" if state is State.APPROVED else "refuse")
