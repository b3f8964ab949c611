"""The network of the demonstration: the source page's eight organisations, the districts' networks, examples.

What the source does not name is made up and says so (ตัวอย่าง). Everything goes through the commands, at
instants of its own time, and may be loaded again: what is there stays.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.kernel.buddhist_era import ERA_SHIFT
from saiyai.network.commands import (
    ApplicationTerms,
    LinkTerms,
    RoleTerms,
    SessionTerms,
    TargetTerms,
    Terms,
    Verdict,
    YearlyReportTerms,
    check_application,
    decide_session,
    end_standing,
    name_person,
    note_gazette,
    note_link,
    note_yearly_report,
    open_application,
    plan_session,
    register_organisation,
    return_application,
    set_target,
    submit_application,
    table_application,
    verify_organisation,
    write_application,
)
from saiyai.network.demonstration.documents import demo_documents, demo_papers
from saiyai.network.models import (
    BoardSession,
    CoverageTarget,
    Kind,
    Link,
    Organisation,
    StandingApplication,
)
from saiyai.network.rules import LinkKind, Position, Standing, State
from saiyai.network.rules.application import PAPERS
from saiyai.places.demonstration import example_villages_of
from saiyai.places.models import Level
from saiyai.places.queries import PlaceRow, children_of, places_at, places_of_level

BEGINS_AT = datetime(2013, 10, 7, 9, 0, tzinfo=clock.BANGKOK)
"""The instant at which the network is registered: the first Monday of fiscal year 2557."""

PROVINCE_DIGITS, DISTRICT_DIGITS = 2, 4
VOLUNTEER_DISTRICTS = ("5014", "5207")
"""The districts that get example volunteers: สันทราย and วังเหนือ, where two of the source's organisations are."""

CLUSTER_NETWORK = (
    "เครือข่ายพัฒนาสังคมและสวัสดิการสังคมกลุ่มจังหวัดภาคเหนือตอนบน",
    "Social development and welfare network of the upper northern provinces",
)
POSITIONS = (("ประธาน", Position.CHAIR), ("ผู้แทน", Position.REPRESENTING))
"""By which word of a title of the source page a position is known."""

GIVEN_NAMES = (
    "นางบัวคำ",
    "นายอินถา",
    "นางแสงดา",
    "นายคำปัน",
    "นางจันทร์ฟอง",
    "นายบุญมา",
    "นางศรีวรรณ",
    "นายสมบูรณ์",
    "นางสาวปราณี",
    "นายแก้ว",
    "นางเอื้อง",
    "นายทองคำ",
    "นางสาวดวงใจ",
)

EXAMPLES = (
    (
        "กลุ่มผู้สูงอายุบ้านตัวอย่าง (ตัวอย่าง)",
        "Elders of the example village (example)",
        Kind.VOLUNTEERS,
        "501412",
        ("health", "recreation"),
    ),
    ("กลุ่มทอผ้าแม่แฝก (ตัวอย่าง)", "Mae Faek weavers (example)", Kind.OTHER, "501409", ("work",)),
    (
        "กองทุนสวัสดิการชุมชนสันทรายหลวง (ตัวอย่าง)",
        "San Sai Luang welfare fund (example)",
        Kind.WELFARE_FUND,
        "501401",
        ("general",),
    ),
    (
        "ชมรมจักรยานวังเหนือ (ตัวอย่าง)",
        "Wang Nuea cycling club (example)",
        Kind.OTHER,
        "520702",
        ("health", "recreation"),
    ),
    (
        "กลุ่มป่าชุมชนร่องเคาะ (ตัวอย่าง)",
        "Rong Kho community forest group (example)",
        Kind.CONSERVATION,
        "520704",
        ("work",),
    ),
)


@dataclass(frozen=True, slots=True)
class Registrars:
    """Who puts the demonstration's organisations into the register: one proposes, another verifies."""

    proposer: User
    verifier: User


def demo_network(showcases: str, *, by: Registrars) -> None:
    """Register the organisations of the source page (TOML), the networks up to the cluster, and examples."""
    read = tomllib.loads(showcases)["showcase"]
    with clock.set_to(BEGINS_AT):
        networks = _networks(by, [each["province"] for each in read])
        for each in read:
            organisation = _showcase_organisation(by, each)
            _join(organisation, networks[organisation.place_code[:DISTRICT_DIGITS]], by)
        for name_th, name_en, kind, place_code, fields in EXAMPLES:
            organisation = _registered(by, name_th, name_en, kind, place_code, fields)
            _join(organisation, networks[place_code[:DISTRICT_DIGITS]], by)


def _networks(by: Registrars, provinces: list[str]) -> dict[str, Organisation]:
    """Return the networks of districts and provinces by code, each a member of the one above it."""
    cluster = _registered(by, *CLUSTER_NETWORK, Kind.NETWORK, provinces[0], ("general",))
    networks: dict[str, Organisation] = {}
    for code, province in sorted(places_at(provinces).items()):
        name_th = f"เครือข่ายพัฒนาสังคมและสวัสดิการสังคมจังหวัด{province.name_th}"
        name_en = f"Social development and welfare network of {province.name_en} Province"
        networks[code] = _registered(by, name_th, name_en, Kind.NETWORK, code, ("general",))
        _join(networks[code], cluster, by)
    for district in places_of_level(Level.DISTRICT, provinces):
        name_th = f"เครือข่ายพัฒนาสังคมและสวัสดิการสังคมอำเภอ{district.name_th}"
        name_en = f"Social development and welfare network of {district.name_en} District"
        found = _registered(by, name_th, name_en, Kind.NETWORK, district.code, ("general",))
        networks[district.code] = found
        _join(found, networks[district.code[:PROVINCE_DIGITS]], by)
    return networks


def _showcase_organisation(by: Registrars, told: dict[str, Any]) -> Organisation:
    """Return an organisation of the source page with the person named there."""
    organisation = _registered(
        by,
        told["organisation_th"],
        told["organisation_en"],
        Kind(told["kind"]),
        told["place_code"],
        tuple(told["fields"]),
        note=told.get("note_th", ""),
    )
    if not organisation.roles.exists():
        title = told["role_th"]
        position = next((each for word, each in POSITIONS if title.startswith(word)), Position.OTHER)
        role = RoleTerms(position, title_th=title, title_en=told["role_en"])
        name_person(organisation=organisation, name=told["person"], terms=role, by=by.proposer)
    return organisation


def _join(organisation: Organisation, network: Organisation, by: Registrars) -> None:
    """Note that an organisation is a member of a network, where it is not yet."""
    held = Link.objects.filter(source=organisation, target=network, kind=LinkKind.MEMBER_OF)
    if not held.exists():
        terms = LinkTerms(LinkKind.MEMBER_OF)
        note_link(organisation=organisation, other=network, terms=terms, by=by.proposer)


def demo_volunteers(*, by: Registrars) -> None:
    """Name example volunteers in most of the example villages of two districts, the same each time."""
    with clock.set_to(BEGINS_AT):
        for district in VOLUNTEER_DISTRICTS:
            for tambon in children_of(district):
                _name_volunteers(tambon, by)


def _name_volunteers(tambon: PlaceRow, by: Registrars) -> None:
    """Name volunteers in most villages of a tambon: in all of แม่แฝก, in none of every fifth tambon."""
    number = int(tambon.code)
    if number % 5 == 0:
        return
    name_th = f"ชมรม อพม. ตำบล{tambon.name_th} (ตัวอย่าง)"
    name_en = f"Volunteers of {tambon.name_en} (example)"
    group = _registered(by, name_th, name_en, Kind.VOLUNTEERS, tambon.code, ("general",))
    if group.roles.exists():
        return
    for moo in range(1, example_villages_of(tambon.code) + 1):
        if tambon.code == "501411" or (number * 3 + moo * 7) % 10 < 6:  # noqa: PLR2004 (six villages of ten)
            given = GIVEN_NAMES[(number + moo * 3) % len(GIVEN_NAMES)]
            family = f"ตัวอย่าง{tambon.name_th}"
            role = RoleTerms(
                Position.VOLUNTEER, area_code=f"{tambon.code}{moo:02}", starts_on=BEGINS_AT.date()
            )
            name_person(organisation=group, name=f"{given} {family}", terms=role, by=by.proposer)


def demo_network_now(*, proposer: User) -> None:
    """Propose one example organisation today, so that a coordinator finds something to verify."""
    name_th = "กลุ่มเยาวชนอาสาป่าไผ่ (ตัวอย่าง)"
    if not Organisation.objects.filter(name_th=name_th).exists():
        terms = Terms(
            name_th=name_th,
            name_en="Pa Phai young volunteers (example)",
            kind=Kind.VOLUNTEERS,
            place_code="501412",
            fields=("education", "recreation"),
        )
        register_organisation(terms=terms, by=proposer)


def _registered(
    by: Registrars,
    name_th: str,
    name_en: str,
    kind: Kind,
    place_code: str,
    fields: tuple[str, ...],
    *,
    note: str = "",
) -> Organisation:
    """Return the organisation of this name at a place, registered and verified where it is not yet."""
    found = Organisation.objects.filter(name_th=name_th, place_code=place_code).first()
    terms = Terms(
        name_th=name_th,
        name_en=name_en,
        kind=kind,
        place_code=place_code,
        fields=fields,
        note=note,
        shown_publicly=True,
        shows_web=True,
        shows_work=True,
        shows_links=True,
    )
    organisation = found or register_organisation(terms=terms, by=by.proposer)
    if organisation.state == State.PROPOSED:
        verify_organisation(organisation=organisation, by=by.verifier)
    return organisation


@dataclass(frozen=True, slots=True)
class Board:
    """Whose hands an application passes through: who applies, who checks, who notes what the board decided."""

    applicant: User
    checker: User
    secretary: User


CANDIDATES = (
    ("มูลนิธิผู้สูงอายุป่าไผ่ (ตัวอย่าง)", Kind.FOUNDATION, Standing.PUBLIC_BENEFIT, "certified"),
    ("สมาคมคนพิการป่าไผ่ (ตัวอย่าง)", Kind.FOUNDATION, Standing.PUBLIC_BENEFIT, "running_out"),
    ("ชมรมเพื่อนครอบครัวป่าไผ่ (ตัวอย่าง)", Kind.OTHER, Standing.PUBLIC_BENEFIT, "revoked"),
    ("กลุ่มสวัสดิการบ้านป่าไผ่ (ตัวอย่าง)", Kind.WELFARE_FUND, Standing.COMMUNITY_WELFARE, "certified"),
    ("กลุ่มออมบุญป่าไผ่ (ตัวอย่าง)", Kind.WELFARE_FUND, Standing.COMMUNITY_WELFARE, "tabled"),
    ("มูลนิธิเด็กป่าไผ่ (ตัวอย่าง)", Kind.FOUNDATION, Standing.PUBLIC_BENEFIT, "checked"),
    ("กลุ่มช่วยเหลือผู้ป่วยป่าไผ่ (ตัวอย่าง)", Kind.OTHER, Standing.PUBLIC_BENEFIT, "submitted"),
    ("ชมรมอาสาเยี่ยมบ้านป่าไผ่ (ตัวอย่าง)", Kind.VOLUNTEERS, Standing.PUBLIC_BENEFIT, "returned"),
    ("กลุ่มแม่เลี้ยงเดี่ยวป่าไผ่ (ตัวอย่าง)", Kind.OTHER, Standing.PUBLIC_BENEFIT, "draft"),
    ("กลุ่มกีฬาป่าไผ่ (ตัวอย่าง)", Kind.OTHER, Standing.PUBLIC_BENEFIT, "refused"),
)
"""Example organisations with the standing that each applies for and how far it has come."""

DECIDED = frozenset({"certified", "running_out", "revoked", "refused"})
SIGNER = "นายสมมุติ ตัวอย่าง"
SIGNS_AS = "ผู้ว่าราชการจังหวัดเชียงใหม่ ประธานคณะกรรมการส่งเสริมการจัดสวัสดิการสังคมจังหวัดเชียงใหม่"
Held = dict[str, list[StandingApplication]]


def demo_standings(*, by: Board) -> None:
    """Bring one example application to each state, certificates among them, and set a target of coverage."""
    registrars = Registrars(proposer=by.applicant, verifier=by.secretary)
    for name, kind, _standing, _stage in CANDIDATES:
        _registered(registrars, name, "", kind, "501412", ("health", "general"))
    if not StandingApplication.objects.exists():
        with clock.set_to(clock.now() - timedelta(days=700)):
            held = _applied(by, DECIDED)
            _decide_example(by, held)
        _follow_up(held, by)
        demo_documents(held["certified"][0].organisation, by.applicant)
        _bring_on(_applied(by, {each[3] for each in CANDIDATES} - DECIDED), by)
    if not CoverageTarget.objects.exists():
        note = "ทุกหมู่บ้านมีผู้ดูแล (ตัวอย่าง)"
        terms = TargetTerms("50", clock.today() + timedelta(days=365), 100, note=note)
        set_target(terms=terms, by=by.checker)


def _applied(by: Board, stages: Iterable[str]) -> Held:
    """Return written applications of those that are to come to some stages, by stage."""
    made: Held = {}
    for name, _kind, standing, stage in CANDIDATES:
        if stage in stages:
            organisation = Organisation.objects.get(name_th=name, place_code="501412")
            opened = open_application(organisation=organisation, standing=standing, by=by.applicant)
            terms = _told(standing, is_whole=stage != "draft")
            opened = write_application(application=opened, terms=terms, version=1, by=by.applicant)
            demo_papers(opened, by.applicant)
            made.setdefault(stage, []).append(opened)
    return made


def _told(standing: Standing, *, is_whole: bool) -> ApplicationTerms:
    long_ago, lately = clock.today() - timedelta(days=900), clock.today() - timedelta(days=20)
    is_public = standing is Standing.PUBLIC_BENEFIT
    return ApplicationTerms(
        results="เยี่ยมบ้านผู้สูงอายุ 120 คน\nจัดอบรมผู้ดูแล 4 ครั้ง 86 คน",
        results_since=long_ago if is_public and is_whole else None,
        certifier_kind="state_agency" if is_public else "",
        certifier="เทศบาลตำบลป่าไผ่ (ตัวอย่าง)" if is_public else "",
        certified_on=lately if is_public else None,
        office_since=long_ago,
        workers=12 if is_public else None,
        members=None if is_public else 245,
        papers=tuple(PAPERS[standing]) if is_whole else (),
    )


def _checked(application: StandingApplication, by: Board) -> StandingApplication:
    sent = submit_application(application=application, by=by.applicant)
    seen = tuple(PAPERS[Standing(sent.standing)])
    return check_application(application=sent, papers_seen=seen, by=by.checker)


def _session(number: int, by: Board) -> BoardSession:
    terms = SessionTerms(number, clock.today(), SIGNER, SIGNS_AS)
    return plan_session(place_code="50", terms=terms, by=by.secretary)


def _decide_example(by: Board, held: Held) -> None:
    session = _session(1, by)
    verdicts = []
    for stage, each in ((stage, each) for stage, applications in held.items() for each in applications):
        table_application(session=session, application=_checked(each, by), by=by.secretary)
        if stage == "refused":
            verdicts.append(Verdict(each.pk, "refuse", reason="ผลงานไม่ใช่การจัดสวัสดิการสังคม"))
        else:
            until = clock.today() + timedelta(days=730) if stage == "running_out" else None
            verdicts.append(Verdict(each.pk, "approve", valid_until=until))
    decide_session(session=session, verdicts=verdicts, minutes="ชม 0004/ว 112 (ตัวอย่าง)", by=by.secretary)


def _follow_up(held: Held, by: Board) -> None:
    """Note the Gazette and last year's report of the first certificate, and revoke another."""
    first, revoked = (held[stage][0] for stage in ("certified", "revoked"))
    for each in (first, revoked):
        each.refresh_from_db()
    if first.granted is None or revoked.granted is None:
        return
    day = first.granted.starts_on + timedelta(days=60)
    gazette = "เล่ม 141 ตอนพิเศษ 300 ง หน้า 12 (ตัวอย่าง)"
    note_gazette(standing=first.granted, gazette=gazette, gazetted_on=day, by=by.secretary)
    year = clock.today().year - 1 + ERA_SHIFT
    report = YearlyReportTerms(year, clock.today(), "ดูแลผู้สูงอายุต่อเนื่องตลอดปี", 120, 84_500_00)
    note_yearly_report(standing=first.granted, terms=report, by=by.applicant)
    reason = "ไม่รายงานผลการดำเนินงานสองปีติดต่อกัน"
    standing = revoked.granted
    on = clock.today() - timedelta(days=1)
    end_standing(standing=standing, on=on, end="revoked", reason=reason, by=by.secretary)


def _bring_on(held: Held, by: Board) -> None:
    """Bring the applications under way to their stages."""
    tabled = _checked(held["tabled"][0], by)
    table_application(session=_session(2, by), application=tabled, by=by.secretary)
    _checked(held["checked"][0], by)
    submit_application(application=held["submitted"][0], by=by.applicant)
    returned = submit_application(application=held["returned"][0], by=by.applicant)
    reason = "ขอให้แนบแผนที่ตั้งสำนักงานฉบับที่อ่านได้ชัดเจน"
    return_application(application=returned, reason=reason, by=by.checker)
