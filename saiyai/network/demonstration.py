"""The network of the demonstration: the source page's eight organisations, the districts' networks, examples.

What the source does not name is made up and says so (ตัวอย่าง). Everything goes through the commands, at
instants of its own time, and may be loaded again: what is there stays.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.network.commands import (
    LinkTerms,
    RoleTerms,
    Terms,
    name_person,
    note_link,
    register_organisation,
    verify_organisation,
)
from saiyai.network.models import Kind, Link, Organisation
from saiyai.network.rules import LinkKind, Position, State
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
    )
    organisation = found or register_organisation(terms=terms, by=by.proposer)
    if organisation.state == State.PROPOSED:
        verify_organisation(organisation=organisation, by=by.verifier)
    return organisation
