"""Who the people of the demonstration are, and the doors by which one signs in as one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from saiyai.accounts.models import Office, User
from saiyai.accounts.queries import office_name, office_with, user_signing_in_as
from saiyai.accounts.seed import SUPPORT_OFFICE
from saiyai.kernel.powers import Role
from saiyai.places.queries import places_at


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
    Figure("news", "ข่าวขวัญ เล่าเรื่อง (ตัวอย่าง)", Role.NEWS_OFFICER, "", SUPPORT_OFFICE),
    Figure("moderator", "กลั่นกรอง รอบคอบ (ตัวอย่าง)", Role.NEWS_MODERATOR, "", SUPPORT_OFFICE),
    Figure("ministry", "ธรรมรัตน์ ส่วนกลาง (ตัวอย่าง)", Role.MINISTRY_OFFICER, ""),
    Figure("auditor", "ตรวจตรา เที่ยงธรรม (ตัวอย่าง)", Role.AUDITOR, ""),
    Figure("administrator", "ดูแล ระบบดี (ตัวอย่าง)", Role.SYSTEM_ADMINISTRATOR, ""),
)


@dataclass(frozen=True, slots=True)
class Door:
    """A sign-in button: whose it is, and what that person is where."""

    username: str
    name: str
    role: str
    place: str


class OutsideDemonstration(RuntimeError):  # noqa: N818 (it says where one is)
    """Something of the demonstration was asked for in an office's home."""


def doors() -> list[Door]:
    """Return the sign-in buttons of those who exist."""
    present = set(
        User.objects.filter(username__in=[each.username for each in PEOPLE]).values_list(
            "username", flat=True
        )
    )
    names = place_names(PEOPLE)
    return [
        Door(p.username, p.name, p.role.value, names[p.username]) for p in PEOPLE if p.username in present
    ]


def person_of(username: str) -> User | None:
    """Return the person behind a sign-in button, None where the name is none of the demonstration's."""
    refuse_outside()
    if username not in {each.username for each in PEOPLE}:
        return None
    person = user_signing_in_as(username)
    return person if person is not None and person.is_active else None


def place_names(figures: Iterable[Figure]) -> dict[str, str]:
    """Return where each works, by user name: an office's name, a place's name, empty for the whole country."""
    several = list(figures)
    places = places_at({each.place_code for each in several} - {""})
    offices = {each.through: office_with(each.through) for each in several if each.through}
    return {
        each.username: _office_name(offices[each.through])
        if each.through
        else places[each.place_code].name
        if each.place_code in places
        else each.place_code
        for each in several
    }


def _office_name(office: Office | None) -> str:
    return office_name(office) if office else ""


def refuse_outside() -> None:
    """Raise OutsideDemonstration in an office's home."""
    if not settings.DEMONSTRATION:
        raise OutsideDemonstration
