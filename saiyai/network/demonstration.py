"""The network of the demonstration: the source page's eight organisations, the districts' networks, examples.

What the source does not name is made up and says so (ตัวอย่าง). Everything goes through the commands, at
instants of its own time, and may be loaded again: what is there stays.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.network.commands import (
    RoleTerms,
    Terms,
    name_person,
    register_organisation,
    verify_organisation,
)
from saiyai.network.models import Kind, Organisation
from saiyai.network.rules import State
from saiyai.places.models import Level
from saiyai.places.queries import places_of_level

BEGINS_AT = datetime(2013, 10, 7, 9, 0, tzinfo=clock.BANGKOK)
"""The instant at which the network is registered: the first Monday of fiscal year 2557."""

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
    """Register the organisations of the source page (TOML), a network for each district, and examples."""
    read = tomllib.loads(showcases)["showcase"]
    with clock.set_to(BEGINS_AT):
        for each in read:
            organisation = _registered(
                by,
                each["organisation_th"],
                each["organisation_en"],
                Kind(each["kind"]),
                each["place_code"],
                tuple(each["fields"]),
                note=each.get("note_th", ""),
            )
            if not organisation.roles.exists():
                role = RoleTerms(title_th=each["role_th"], title_en=each["role_en"])
                name_person(organisation=organisation, name=each["person"], terms=role, by=by.proposer)
        for district in places_of_level(Level.DISTRICT, [each["province"] for each in read]):
            name_th = f"เครือข่ายพัฒนาสังคมและสวัสดิการสังคมอำเภอ{district.name_th}"
            name_en = f"Social development and welfare network of {district.name_en} District"
            _registered(by, name_th, name_en, Kind.NETWORK, district.code, ("general",))
        for name_th, name_en, kind, place_code, fields in EXAMPLES:
            _registered(by, name_th, name_en, kind, place_code, fields)


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
