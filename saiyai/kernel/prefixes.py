"""The titles that stand before a person's name in Thailand, in full, in short and in English."""

from dataclasses import dataclass
from enum import Enum


class Glue(Enum):
    """When a title written without a space before the name is still a title."""

    ALWAYS = 1
    WITH_FAMILY = 2
    NEVER = 3


@dataclass(frozen=True, slots=True)
class Prefix:
    """One title: in full, in short (empty where no short form is in use) and in English."""

    full: str
    short: str
    english: str
    glue: Glue = Glue.ALWAYS
    is_civil: bool = False


def _rows(table: str) -> tuple[Prefix, ...]:
    """Return the titles of a table with one `full | short | English` a line."""
    rows = ([cell.strip() for cell in line.split("|")] for line in table.strip().splitlines())
    return tuple(Prefix(full, short, english) for full, short, english in rows)


CIVIL: tuple[Prefix, ...] = (
    Prefix("นาย", "", "Mr.", is_civil=True),
    Prefix("นาง", "", "Mrs.", Glue.WITH_FAMILY, is_civil=True),
    Prefix("นางสาว", "น.ส.", "Miss", is_civil=True),
    Prefix("เด็กชาย", "ด.ช.", "Master", is_civil=True),
    Prefix("เด็กหญิง", "ด.ญ.", "Miss", is_civil=True),
    Prefix("คุณ", "", "Khun", Glue.NEVER, is_civil=True),
    Prefix("คุณหญิง", "", "Khunying", is_civil=True),
    Prefix("ท่านผู้หญิง", "", "Thanphuying", is_civil=True),
)
"""Titles of daily life and of royal decorations; one of them is enough for a person."""

CLERGY: tuple[Prefix, ...] = (
    Prefix("พระ", "", "Phra", Glue.NEVER),
    *_rows(
        """
        พระครู | | Phrakhru
        พระมหา | | Phramaha
        พระอธิการ | | Phra Athikan
        พระปลัด | | Phra Palat
        พระสมุห์ | | Phra Samu
        พระใบฎีกา | | Phra Baidika
        พระครูปลัด | | Phrakhru Palat
        พระครูสมุห์ | | Phrakhru Samu
        พระครูใบฎีกา | | Phrakhru Baidika
        สามเณร | | Samanen
        แม่ชี | | Maechi
        """,
    ),
)
"""Titles of monks, novices and nuns."""

LEARNED: tuple[Prefix, ...] = (
    *_rows(
        """
        หม่อมเจ้า | ม.จ. | M.C.
        หม่อมราชวงศ์ | ม.ร.ว. | M.R.
        หม่อมหลวง | ม.ล. | M.L.
        ศาสตราจารย์ | ศ. | Prof.
        รองศาสตราจารย์ | รศ. | Assoc. Prof.
        ผู้ช่วยศาสตราจารย์ | ผศ. | Asst. Prof.
        อาจารย์ | อ. | Ajarn
        ดอกเตอร์ | ดร. | Dr.
        นายแพทย์ | นพ. | Dr.
        แพทย์หญิง | พญ. | Dr.
        ทันตแพทย์ | ทพ. | Dr.
        ทันตแพทย์หญิง | ทพญ. | Dr.
        เภสัชกร | ภก. | Pharm.
        เภสัชกรหญิง | ภญ. | Pharm.
        สัตวแพทย์ | สพ. | Vet.
        สัตวแพทย์หญิง | สพญ. | Vet.
        """,
    ),
)
"""Titles of birth, of teaching and of medicine."""

RANKS: tuple[Prefix, ...] = _rows(
    """
    พลเอก | พล.อ. | Gen.
    พลโท | พล.ท. | Lt. Gen.
    พลตรี | พล.ต. | Maj. Gen.
    พลจัตวา | พล.จ. | Brig. Gen.
    พันเอก | พ.อ. | Col.
    พันโท | พ.ท. | Lt. Col.
    พันตรี | พ.ต. | Maj.
    ร้อยเอก | ร.อ. | Capt.
    ร้อยโท | ร.ท. | Lt.
    ร้อยตรี | ร.ต. | Sub Lt.
    จ่าสิบเอก | จ.ส.อ. | Sgt. Maj.
    จ่าสิบโท | จ.ส.ท. | Sgt. Maj.
    จ่าสิบตรี | จ.ส.ต. | Sgt. Maj.
    สิบเอก | ส.อ. | Sgt.
    สิบโท | ส.ท. | Cpl.
    สิบตรี | ส.ต. | L. Cpl.
    พลเรือเอก | พล.ร.อ. | Adm.
    พลเรือโท | พล.ร.ท. | V. Adm.
    พลเรือตรี | พล.ร.ต. | R. Adm.
    นาวาเอก | น.อ. | Capt.
    นาวาโท | น.ท. | Cdr.
    นาวาตรี | น.ต. | Lt. Cdr.
    เรือเอก | ร.อ. | Lt.
    เรือโท | ร.ท. | Lt.
    เรือตรี | ร.ต. | Sub Lt.
    พันจ่าเอก | พ.จ.อ. | C.P.O.
    จ่าเอก | จ.อ. | P.O.
    พลอากาศเอก | พล.อ.อ. | A.C.M.
    พลอากาศโท | พล.อ.ท. | A.M.
    พลอากาศตรี | พล.อ.ต. | A.V.M.
    นาวาอากาศเอก | น.อ. | Gp. Capt.
    นาวาอากาศโท | น.ท. | Wg. Cdr.
    นาวาอากาศตรี | น.ต. | Sqn. Ldr.
    เรืออากาศเอก | ร.อ. | Flt. Lt.
    เรืออากาศโท | ร.ท. | Fg. Off.
    เรืออากาศตรี | ร.ต. | Plt. Off.
    พลตำรวจเอก | พล.ต.อ. | Pol. Gen.
    พลตำรวจโท | พล.ต.ท. | Pol. Lt. Gen.
    พลตำรวจตรี | พล.ต.ต. | Pol. Maj. Gen.
    พันตำรวจเอก | พ.ต.อ. | Pol. Col.
    พันตำรวจโท | พ.ต.ท. | Pol. Lt. Col.
    พันตำรวจตรี | พ.ต.ต. | Pol. Maj.
    ร้อยตำรวจเอก | ร.ต.อ. | Pol. Capt.
    ร้อยตำรวจโท | ร.ต.ท. | Pol. Lt.
    ร้อยตำรวจตรี | ร.ต.ต. | Pol. Sub Lt.
    ดาบตำรวจ | ด.ต. | Pol. Sen. Sgt. Maj.
    จ่าสิบตำรวจ | จ.ส.ต. | Pol. Sgt. Maj.
    สิบตำรวจเอก | ส.ต.อ. | Pol. Sgt.
    สิบตำรวจโท | ส.ต.ท. | Pol. Cpl.
    สิบตำรวจตรี | ส.ต.ต. | Pol. L. Cpl.
    """,
)
"""Ranks of army, navy, air force and police; navy and air force share some short forms with the army."""

PREFIXES: tuple[Prefix, ...] = (*CIVIL, *CLERGY, *LEARNED, *RANKS)
"""Every title, those of daily life first."""
