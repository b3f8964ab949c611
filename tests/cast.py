"""The fixed cast: one person of each role, at places a reader can remember."""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator

from saiyai.accounts.adapter import FactorAdapter
from saiyai.accounts.models import Grant, Office, OfficeCoverage, User
from saiyai.accounts.rules import FACTOR_ROLES
from saiyai.kernel.powers import Role
from saiyai.places.models import LEVEL_OF_LENGTH, Place

UPPER_NORTH = ("50", "51", "52", "54", "55", "56", "57", "58")
STARTS_ON = date(2013, 10, 1)
FACTOR_SECRET = "JBSWY3DPEHPK3PXP"

PLACES = {
    "50": ("เชียงใหม่", "Chiang Mai"),
    "5014": ("สันทราย", "San Sai"),
    "501412": ("ป่าไผ่", "Pa Phai"),
    "501411": ("แม่แฝก", "Mae Faek"),
    "50141203": ("บ้านตัวอย่าง", "Ban Tua Yang"),
    "5001": ("เมืองเชียงใหม่", "Mueang Chiang Mai"),
    "500101": ("ศรีภูมิ", "Si Phum"),
    "52": ("ลำปาง", "Lampang"),
    "5207": ("วังเหนือ", "Wang Nuea"),
    "520704": ("ร่องเคาะ", "Rong Kho"),
    "10": ("กรุงเทพมหานคร", "Bangkok"),
    "1001": ("พระนคร", "Phra Nakhon"),
}


@dataclass(frozen=True)
class Cast:
    """The people of the tests; the line from volunteer to province officer stands at ป่าไผ่, สันทราย, เชียงใหม่."""

    citizen: User
    volunteer: User
    tambon_officer: User
    district_coordinator: User
    province_officer: User
    other_province_officer: User
    support_officer: User
    ministry_officer: User
    auditor: User
    administrator: User


def make_places() -> None:
    Place.objects.bulk_create(
        [
            Place(code=code, level=LEVEL_OF_LENGTH[len(code)], name_th=name_th, name_en=name_en)
            for code, (name_th, name_en) in PLACES.items()
        ],
        ignore_conflicts=True,
    )


def a_user(name: str, role: Role | None = None, place_code: str = "", office: Office | None = None) -> User:
    user = User.objects.create(
        username=name,
        display_name=name.replace("_", " "),
        email=f"{name}@example.org",
        place_code="" if office else place_code,
    )
    if role is not None:
        Grant.objects.create(
            user=user, role=role.value, place_code=place_code, office=office, starts_on=STARTS_ON
        )
    if role in FACTOR_ROLES:  # or every page would send them to set one up first
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": FactorAdapter().encrypt(FACTOR_SECRET)}
        )
    return user


def make_cast() -> Cast:
    make_places()
    office = Office.objects.create(code="tpso10", name_th="สสว.10", name_en="TPSO 10", starts_on=STARTS_ON)
    for prefix in UPPER_NORTH:
        OfficeCoverage.objects.create(office=office, prefix=prefix, starts_on=STARTS_ON)
    return Cast(
        citizen=a_user("citizen", place_code="501412"),
        volunteer=a_user("volunteer", Role.VOLUNTEER, "501412"),
        tambon_officer=a_user("tambon_officer", Role.TAMBON_OFFICER, "501412"),
        district_coordinator=a_user("district_coordinator", Role.DISTRICT_COORDINATOR, "5014"),
        province_officer=a_user("province_officer", Role.PROVINCE_OFFICER, "50"),
        other_province_officer=a_user("other_province_officer", Role.PROVINCE_OFFICER, "52"),
        support_officer=a_user("support_officer", Role.SUPPORT_OFFICER, office=office),
        ministry_officer=a_user("ministry_officer", Role.MINISTRY_OFFICER),
        auditor=a_user("auditor", Role.AUDITOR),
        administrator=a_user("administrator", Role.SYSTEM_ADMINISTRATOR),
    )
