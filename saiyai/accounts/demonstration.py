"""The people of the demonstration: one of each role at the places of the story, with passwords made at install.

None of this exists outside a demonstration's home: their makers refuse, and their doors answer 404.
"""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, time
from pathlib import Path

from django.conf import settings

from saiyai.accounts.commands import Wanted, accept_invitation, invite_person
from saiyai.accounts.models import User
from saiyai.accounts.queries import office_with, user_signing_in_as
from saiyai.accounts.rules import Contact
from saiyai.accounts.seed import SUPPORT_OFFICE, TREE_BEGINS_ON
from saiyai.audit import clock
from saiyai.kernel.powers import Console, Role
from saiyai.places.queries import places_at

FILE_NAME = "demonstration-accounts.json"
SYLLABLES = [c + v for c in "bdfkmnprstw" for v in "aeiou"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One person of the demonstration; names are made up and say so."""

    username: str
    name: str
    role: Role
    place_code: str
    through: str = ""
    """The code of the office that the role is held through, where it is."""


PEOPLE = (
    Figure("volunteer", "คำปัน ใจดีงาม (ตัวอย่าง)", Role.VOLUNTEER, "501412"),
    Figure("tambon", "สมศรี ทองป่าไผ่ (ตัวอย่าง)", Role.TAMBON_OFFICER, "501412"),
    Figure("district", "บุญมี สายสันทราย (ตัวอย่าง)", Role.DISTRICT_COORDINATOR, "5014"),
    Figure("province", "วันดี เวียงพิงค์ (ตัวอย่าง)", Role.PROVINCE_OFFICER, "50"),
    Figure("lampang", "อินทร วังลคร (ตัวอย่าง)", Role.PROVINCE_OFFICER, "52"),
    Figure("support", "พิมพ์ใจ เครือข่ายดี (ตัวอย่าง)", Role.SUPPORT_OFFICER, "", SUPPORT_OFFICE),
    Figure("news", "ข่าวขวัญ เล่าเรื่อง (ตัวอย่าง)", Role.SUPPORT_OFFICER, "", SUPPORT_OFFICE),
    Figure("ministry", "ธรรมรัตน์ ส่วนกลาง (ตัวอย่าง)", Role.MINISTRY_OFFICER, ""),
    Figure("auditor", "ตรวจตรา เที่ยงธรรม (ตัวอย่าง)", Role.AUDITOR, ""),
    Figure("administrator", "ดูแล ระบบดี (ตัวอย่าง)", Role.SYSTEM_ADMINISTRATOR, ""),
)


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demonstration as it is printed."""

    username: str
    password: str
    role: str
    place: str


@dataclass(frozen=True, slots=True)
class Door:
    """A sign-in button: whose it is, and what that person is where."""

    username: str
    name: str
    role: str
    place: str


class OutsideDemonstration(RuntimeError):  # noqa: N818 (it says where one is)
    """Something of the demonstration was asked for in an office's home."""


def demo_accounts() -> list[Account]:
    """Make the people of the demonstration where they are missing, and return all accounts with their passwords.

    The places and the offices must be loaded. Raises OutsideDemonstration in an office's home.
    """
    _refuse_outside()
    known = {each.username: each for each in accounts()}
    with clock.set_to(datetime.combine(TREE_BEGINS_ON, time(9), tzinfo=clock.BANGKOK)):
        made = [known.get(figure.username) or _make(figure) for figure in PEOPLE]
    _write(made)
    return made


def accounts() -> list[Account]:
    """Return the accounts that were made, as the home keeps them; none outside a demonstration."""
    if not settings.DEMONSTRATION or not _file().is_file():
        return []
    return [Account(**each) for each in json.loads(_file().read_text())]


def doors() -> list[Door]:
    """Return the sign-in buttons of those who exist."""
    present = set(
        User.objects.filter(username__in=[each.username for each in PEOPLE]).values_list(
            "username", flat=True
        )
    )
    names = _place_names(PEOPLE)
    return [
        Door(p.username, p.name, p.role.value, names[p.username]) for p in PEOPLE if p.username in present
    ]


def person_of(username: str) -> User | None:
    """Return the person behind a sign-in button, None where the name is none of the demonstration's."""
    _refuse_outside()
    if username not in {each.username for each in PEOPLE}:
        return None
    person = user_signing_in_as(username)
    return person if person is not None and person.is_active else None


def _make(figure: Figure) -> Account:
    office = office_with(figure.through) if figure.through else None
    wanted = Wanted(figure.role, "" if office else figure.place_code, office, clock.today())
    person, _grant, invitation, _secret = invite_person(
        username=figure.username, contact=Contact(figure.name), wanted=wanted, reason="", by=Console()
    )
    password = _password()
    accept_invitation(invitation=invitation, password=password, by=person)
    return Account(figure.username, password, figure.role.value, _place_names([figure])[figure.username])


def _place_names(figures: Iterable[Figure]) -> dict[str, str]:
    several = list(figures)
    places = places_at({each.place_code for each in several} - {""})
    offices = {each.through: office_with(each.through) for each in several if each.through}
    return {
        each.username: str(offices[each.through] or "")
        if each.through
        else places[each.place_code].name
        if each.place_code in places
        else each.place_code
        for each in several
    }


def _password() -> str:
    """Return a password that can be read out: four words of three syllables, over 60 bits."""
    return "-".join("".join(secrets.choice(SYLLABLES) for _syllable in range(3)) for _word in range(4))


def _write(made: list[Account]) -> None:
    descriptor = os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump([asdict(each) for each in made], file, ensure_ascii=False, indent=2)


def _file() -> Path:
    return Path(settings.HOME.folder) / FILE_NAME


def _refuse_outside() -> None:
    if not settings.DEMONSTRATION:
        raise OutsideDemonstration
