"""The people of the demonstration: one of each role at the places of the story, with passwords made at install.

None of this exists outside a demonstration's home: their makers refuse, and their doors answer 404.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, time
from pathlib import Path

from django.conf import settings

from saiyai.accounts.commands import (
    PostTerms,
    Wanted,
    accept_invitation,
    agree_to_post,
    invite_person,
    set_contact,
)
from saiyai.accounts.models import User
from saiyai.accounts.queries import office_with
from saiyai.accounts.queries.public import contact_of
from saiyai.accounts.rules import Contact
from saiyai.accounts.rules.contact import ContactTerms
from saiyai.accounts.seed import SUPPORT_OFFICE, TREE_BEGINS_ON
from saiyai.accounts.story import (
    PEOPLE,
    Figure,
    OutsideDemonstration,
    doors,
    person_of,
    place_names,
    refuse_outside,
)
from saiyai.audit import clock
from saiyai.kernel.powers import Console

__all__ = ["PEOPLE", "Account", "OutsideDemonstration", "accounts", "demo_accounts", "doors", "person_of"]

SUPPORT_OFFICE_CONTACT = ContactTerms(
    about_th=(
        "สำนักงานส่งเสริมและสนับสนุนวิชาการ 10 จังหวัดเชียงใหม่ ส่งเสริมและสนับสนุนงานวิชาการด้านการพัฒนาสังคมและสวัสดิการ"
        "ใน 8 จังหวัดภาคเหนือตอนบน ศึกษาและเฝ้าระวังสถานการณ์ทางสังคม และหนุนเสริมเครือข่ายในพื้นที่ให้ทำงานร่วมกัน\n"
        "สำนักงานไม่ได้บังคับบัญชาจังหวัด แต่เป็นพี่เลี้ยง ให้ข้อมูล จัดเวทีแลกเปลี่ยนเรียนรู้ และติดตามผลไปพร้อมกับพื้นที่"
    ),
    about_en=(
        "The Technical Promotion and Support Office 10, Chiang Mai, supports social development and welfare in eight "
        "provinces of the upper north: it studies the social situation and helps the networks there to work together.\n"
        "It commands no province: it gives advice and data, holds forums, and follows up together with the area."
    ),
    address_th="ศูนย์ราชการจังหวัดเชียงใหม่\nถนนโชตนา อำเภอเมืองเชียงใหม่\nจังหวัดเชียงใหม่ 50300",
    address_en="Chiang Mai Government Centre\nChotana Road, Mueang Chiang Mai\nChiang Mai 50300",
    phone="053-112485-6",
    fax="053-112491",
    email="tpso10@m-society.go.th",
    website="http://www.tpso10.org/",
)
"""The contact block of the public page of BE 2557; the sentences about the office are our own."""
FILE_NAME = "demonstration-accounts.json"
SYLLABLES = [c + v for c in "bdfkmnprstw" for v in "aeiou"]


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demonstration as it is printed."""

    username: str
    password: str
    role: str
    place: str


def demo_accounts() -> list[Account]:
    """Make the people of the demonstration where they are missing, and return all accounts with their passwords.

    The places and the offices must be loaded. Raises OutsideDemonstration in an office's home.
    """
    refuse_outside()
    known = {each.username: each for each in accounts()}
    with clock.set_to(datetime.combine(TREE_BEGINS_ON, time(9), tzinfo=clock.BANGKOK)):
        made = [_kept_or_made(figure, known.get(figure.username)) for figure in PEOPLE]
    _write(made)
    return made


def accounts() -> list[Account]:
    """Return the accounts that were made, as the home keeps them; none outside a demonstration."""
    if not settings.DEMONSTRATION or not _file().is_file():
        return []
    return [Account(**each) for each in json.loads(_file().read_text())]


def demo_office(*, by: User) -> None:
    """Set the support office's contact as its public page gave it, and show the one of its people who agrees."""
    office = office_with(SUPPORT_OFFICE)
    if office is None or contact_of(office) == SUPPORT_OFFICE_CONTACT:
        return
    set_contact(office=office, terms=SUPPORT_OFFICE_CONTACT, by=by)
    shown = person_of("support")
    if shown is not None:
        terms = PostTerms(
            "นักพัฒนาสังคม กลุ่มการพัฒนาเครือข่าย", "Social development officer, Network Development Group"
        )
        agree_to_post(person=shown, office=office, terms=terms, by=shown)


def _kept_or_made(figure: Figure, known: Account | None) -> Account:
    """Return a person's account; where the person is gone, as after a reset, it is made anew with its password of before."""
    if known is not None and person_of(figure.username) is not None:
        return known
    return _make(figure, known.password if known else _password())


def _make(figure: Figure, password: str) -> Account:
    office = office_with(figure.through) if figure.through else None
    wanted = Wanted(figure.role, "" if office else figure.place_code, office, clock.today())
    person, _grant, invitation, _secret = invite_person(
        username=figure.username, contact=Contact(figure.name), wanted=wanted, reason="", by=Console()
    )
    accept_invitation(invitation=invitation, password=password, by=person)
    return Account(figure.username, password, figure.role.value, place_names([figure])[figure.username])


def _password() -> str:
    """Return a password that can be read out: four words of three syllables, over 60 bits."""
    return "-".join("".join(secrets.choice(SYLLABLES) for _syllable in range(3)) for _word in range(4))


def _write(made: list[Account]) -> None:
    descriptor = os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump([asdict(each) for each in made], file, ensure_ascii=False, indent=2)


def _file() -> Path:
    return Path(settings.HOME.folder) / FILE_NAME
