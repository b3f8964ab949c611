"""Names of people as Thai papers write them: title, given name, family name, often without the spaces between.

Where a title ends is a guess whenever it is glued to the name, so the rule is fixed and cautious:

* An abbreviation with dots (`น.ส.`, `ดร.`, `ว่าที่ ร.ต.`) ends where its last dot is.
* A word (`นาย`, `นางสาว`, `พลเอก`) may be glued, if what follows begins as a Thai syllable does: `นายิกา` is a
  given name, since no syllable begins with `ิ`.
* `นาง` is taken off a single glued word only where a family name follows: `นางนวล` alone is a given name,
  `นางนวล ใจดี` is Mrs Nuan Chaidee.
* `พระ`, `คุณ` and `นพ`-like words that begin many given names (`พระพร`, `คุณากร`) count only before a space.
* After a civil title (`นาย`, `นาง`, …) only an abbreviation can follow: `นางสาวนางนวล ใจดี` is Miss Nangnuan.

Everything after the given name is the family name (`ณ อยุธยา`); no middle name is assumed.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.text import LEADING_VOWELS, collation_key, normalise

CODES = frozenset({"name.empty", "name.only_prefix", "name.no_letters", "name.too_long"})

LONGEST_NAME = 200
"""The most characters a name with its title may have."""


class Glue(Enum):
    """When a title written without a space before the name is still a title."""

    ALWAYS = 1
    WITH_FAMILY = 2
    NEVER = 3


@dataclass(frozen=True, slots=True)
class Prefix:
    """One title: in full, short (empty where none is in use) and in English."""

    full: str
    short: str
    english: str
    glue: Glue = Glue.ALWAYS
    is_civil: bool = False


def _ranks(rows: str) -> tuple[Prefix, ...]:
    """Return the ranks of a table with one `full|short|English` a line."""
    return tuple(Prefix(*line.split("|")) for line in rows.split())


PREFIXES: tuple[Prefix, ...] = (
    Prefix("นาย", "", "Mr.", is_civil=True),
    Prefix("นาง", "", "Mrs.", Glue.WITH_FAMILY, is_civil=True),
    Prefix("นางสาว", "น.ส.", "Miss", is_civil=True),
    Prefix("เด็กชาย", "ด.ช.", "Master", is_civil=True),
    Prefix("เด็กหญิง", "ด.ญ.", "Miss", is_civil=True),
    Prefix("คุณ", "", "Khun", Glue.NEVER, is_civil=True),
    Prefix("คุณหญิง", "", "Khunying", is_civil=True),
    Prefix("ท่านผู้หญิง", "", "Thanphuying", is_civil=True),
    Prefix("หม่อมเจ้า", "ม.จ.", "M.C."),
    Prefix("หม่อมราชวงศ์", "ม.ร.ว.", "M.R."),
    Prefix("หม่อมหลวง", "ม.ล.", "M.L."),
    Prefix("หม่อม", "", "Mom", Glue.NEVER),
    Prefix("ศาสตราจารย์", "ศ.", "Prof."),
    Prefix("ศาสตราจารย์เกียรติคุณ", "ศ.เกียรติคุณ", "Prof. Emeritus"),
    Prefix("รองศาสตราจารย์", "รศ.", "Assoc. Prof."),
    Prefix("ผู้ช่วยศาสตราจารย์", "ผศ.", "Asst. Prof."),
    Prefix("อาจารย์", "อ.", "Ajarn"),
    Prefix("ด็อกเตอร์", "ดร.", "Dr."),
    Prefix("นายแพทย์", "นพ.", "Dr."),
    Prefix("แพทย์หญิง", "พญ.", "Dr."),
    Prefix("ทันตแพทย์", "ทพ.", "Dr."),
    Prefix("ทันตแพทย์หญิง", "ทพญ.", "Dr."),
    Prefix("เภสัชกร", "ภก.", "Pharmacist"),
    Prefix("เภสัชกรหญิง", "ภญ.", "Pharmacist"),
    Prefix("สัตวแพทย์", "สพ.", "Veterinarian"),
    Prefix("สัตวแพทย์หญิง", "สพญ.", "Veterinarian"),
    Prefix("พระ", "", "Phra", Glue.NEVER),
    Prefix("พระครู", "", "Phrakhru"),
    Prefix("พระมหา", "", "Phramaha"),
    Prefix("พระอธิการ", "", "Phra Athikan"),
    Prefix("พระปลัด", "", "Phra Palat"),
    Prefix("พระสมุห์", "", "Phra Samu"),
    Prefix("พระใบฎีกา", "", "Phra Baidika"),
    Prefix("พระครูปลัด", "", "Phrakhru Palat"),
    Prefix("พระครูสมุห์", "", "Phrakhru Samu"),
    Prefix("พระครูใบฎีกา", "", "Phrakhru Baidika"),
    Prefix("สามเณร", "", "Samanen"),
    Prefix("แม่ชี", "", "Maechi"),
    *_ranks(
        """
        พลเอก|พล.อ.|Gen. พลโท|พล.ท.|Lt.Gen. พลตรี|พล.ต.|Maj.Gen. พลจัตวา|พล.จ.|Brig.Gen.
        พันเอก|พ.อ.|Col. พันโท|พ.ท.|Lt.Col. พันตรี|พ.ต.|Maj.
        ร้อยเอก|ร.อ.|Capt. ร้อยโท|ร.ท.|Lt. ร้อยตรี|ร.ต.|SubLt.
        จ่าสิบเอก|จ.ส.อ.|SM1 จ่าสิบโท|จ.ส.ท.|SM2 จ่าสิบตรี|จ.ส.ต.|SM3 สิบเอก|ส.อ.|Sgt. สิบโท|ส.ท.|Cpl. สิบตรี|ส.ต.|Pfc.
        พลเรือเอก|พล.ร.อ.|Adm. พลเรือโท|พล.ร.ท.|V.Adm. พลเรือตรี|พล.ร.ต.|R.Adm.
        เรือเอก|ร.อ.|Lt. เรือโท|ร.ท.|Lt.(jg) เรือตรี|ร.ต.|SubLt. พันจ่าเอก|พ.จ.อ.|CPO1 จ่าเอก|จ.อ.|PO1
        พลอากาศเอก|พล.อ.อ.|ACM พลอากาศโท|พล.อ.ท.|AM พลอากาศตรี|พล.อ.ต.|AVM
        นาวาอากาศเอก|น.อ.|Gp.Capt. นาวาอากาศโท|น.ท.|Wg.Cdr. นาวาอากาศตรี|น.ต.|Sqn.Ldr.
        นาวาเอก|น.อ.|Capt. นาวาโท|น.ท.|Cdr. นาวาตรี|น.ต.|Lt.Cdr.
        เรืออากาศเอก|ร.อ.|Flt.Lt. เรืออากาศโท|ร.ท.|Fg.Off. เรืออากาศตรี|ร.ต.|Plt.Off.
        พลตำรวจเอก|พล.ต.อ.|Pol.Gen. พลตำรวจโท|พล.ต.ท.|Pol.Lt.Gen. พลตำรวจตรี|พล.ต.ต.|Pol.Maj.Gen.
        พันตำรวจเอก|พ.ต.อ.|Pol.Col. พันตำรวจโท|พ.ต.ท.|Pol.Lt.Col. พันตำรวจตรี|พ.ต.ต.|Pol.Maj.
        ร้อยตำรวจเอก|ร.ต.อ.|Pol.Capt. ร้อยตำรวจโท|ร.ต.ท.|Pol.Lt. ร้อยตำรวจตรี|ร.ต.ต.|Pol.SubLt.
        ดาบตำรวจ|ด.ต.|Pol.Sen.Sgt.Maj. จ่าสิบตำรวจ|จ.ส.ต.|Pol.Sgt.Maj.
        สิบตำรวจเอก|ส.ต.อ.|Pol.Sgt. สิบตำรวจโท|ส.ต.ท.|Pol.Cpl. สิบตำรวจตรี|ส.ต.ต.|Pol.L.C.
        """,
    ),
)
