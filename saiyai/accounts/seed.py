"""The offices that every installation begins with: the ministry, its departments, one support office, the provinces.

Only what is known is here (the support office of the upper north as it was in BE 2557); offices change their tree and
areas on the offices' pages. The first day is the first of fiscal year 2557, with which the network's record begins.
"""

from dataclasses import dataclass
from datetime import date

from saiyai.accounts.rules import OfficeKind

TREE_BEGINS_ON = date(2013, 10, 1)
MINISTRY = "msdhs"
PERMANENT_SECRETARY = "ops"
SUPPORT_OFFICE = "tpso10"
UPPER_NORTH = ("50", "51", "52", "54", "55", "56", "57", "58")
BANGKOK = "10"
"""The one province without a provincial office of the ministry."""


@dataclass(frozen=True, slots=True)
class SeedOffice:
    """An office to begin with; `parent` is a code, empty at the top."""

    code: str
    kind: OfficeKind
    name_th: str
    name_en: str
    parent: str
    place_code: str = ""
    serves: tuple[str, ...] = ()


CENTRAL = (
    SeedOffice(
        MINISTRY,
        OfficeKind.MINISTRY,
        "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์",
        "Ministry of Social Development and Human Security",
        "",
        serves=("",),
    ),
    SeedOffice(
        PERMANENT_SECRETARY,
        OfficeKind.PERMANENT_SECRETARY,
        "สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์",
        "Office of the Permanent Secretary",
        MINISTRY,
    ),
    SeedOffice(
        "dsdw",
        OfficeKind.DEPARTMENT,
        "กรมพัฒนาสังคมและสวัสดิการ",
        "Department of Social Development and Welfare",
        MINISTRY,
    ),
    SeedOffice(
        "dcy", OfficeKind.DEPARTMENT, "กรมกิจการเด็กและเยาวชน", "Department of Children and Youth", MINISTRY
    ),
    SeedOffice("dop", OfficeKind.DEPARTMENT, "กรมกิจการผู้สูงอายุ", "Department of Older Persons", MINISTRY),
    SeedOffice(
        "dep",
        OfficeKind.DEPARTMENT,
        "กรมส่งเสริมและพัฒนาคุณภาพชีวิตคนพิการ",
        "Department of Empowerment of Persons with Disabilities",
        MINISTRY,
    ),
    SeedOffice(
        "dwf",
        OfficeKind.DEPARTMENT,
        "กรมกิจการสตรีและสถาบันครอบครัว",
        "Department of Women's Affairs and Family Development",
        MINISTRY,
    ),
    SeedOffice(
        SUPPORT_OFFICE,
        OfficeKind.SUPPORT_OFFICE,
        "สำนักงานส่งเสริมและสนับสนุนวิชาการ 10",
        "Technical Promotion and Support Office 10",
        PERMANENT_SECRETARY,
        serves=UPPER_NORTH,
    ),
    SeedOffice(
        "tpso10-network",
        OfficeKind.WORK_GROUP,
        "กลุ่มการพัฒนาเครือข่าย สสว.10",
        "Network Development Group, TPSO 10",
        SUPPORT_OFFICE,
    ),
)


def provincial_office(code: str, name_th: str, name_en: str) -> SeedOffice:
    """Return the ministry's office of a province."""
    return SeedOffice(
        f"province-{code}",
        OfficeKind.PROVINCIAL_OFFICE,
        f"สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด{name_th}",
        f"{name_en} Provincial Social Development and Human Security Office",
        PERMANENT_SECRETARY,
        place_code=code,
        serves=(code,),
    )
