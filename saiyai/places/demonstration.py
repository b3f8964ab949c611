"""The places of the demonstration: example villages and authorities of the eight provinces, and those that the source names.

All that is made up is marked as an example in the data, and made from one seed: it is the same at every load. Each
list comes in as one batch, as an office's own would.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from random import Random

from saiyai.audit import clock
from saiyai.kernel.powers import Actor
from saiyai.places import imports
from saiyai.places.commands.load import UPPER_NORTH
from saiyai.places.models import Level, LocalAuthority, Place
from saiyai.places.queries import PlaceRow, places_of_level
from saiyai.places.rules.labels import CAPITAL_DISTRICT, DISTRICT_DIGITS

BEGINS_AT = datetime(2013, 10, 7, 9, 0, tzinfo=clock.BANGKOK)
"""The instant at which the lists come in: the first Monday of fiscal year 2557."""
SEED = "saiyai 2557"
SOURCE_VILLAGES = {"520704": 17}
"""How many villages the source page tells of: ร่องเคาะ."""
FEWEST, MOST = 5, 12

GROUNDS = (
    ("สัน", "San"),
    ("ป่า", "Pa"),
    ("หนอง", "Nong"),
    ("ดอน", "Don"),
    ("ทุ่ง", "Thung"),
    ("ห้วย", "Huai"),
    ("ร่อง", "Rong"),
    ("ท่า", "Tha"),
    ("ม่อน", "Mon"),
    ("ศรี", "Si"),
)
MARKS = (
    ("กลาง", "Klang"),
    ("เหนือ", "Nuea"),
    ("หลวง", "Luang"),
    ("งาม", "Ngam"),
    ("แก้ว", "Kaeo"),
    ("คำ", "Kham"),
    ("บัว", "Bua"),
    ("ขาม", "Kham Wan"),
    ("ตาล", "Tan"),
    ("ไผ่", "Phai"),
    ("ทอง", "Thong"),
    ("ใหม่", "Mai"),
    ("สะอาด", "Sa-at"),
    ("ชัย", "Chai"),
)

NAMED_AUTHORITIES = (
    ("501412", "เทศบาลตำบล", "ป่าไผ่", "501412=full", "", ""),
    ("5199", "เทศบาลเมือง", "ลำพูน", "510101=full", "", ""),
    ("510301", "อบต.", "เวียงกานต์", "510301=partial", "บ้านโฮ่ง", "24 พ.ย. 2551"),
)
"""The authorities that the source page and its study name: code, kind, name, coverage, former name and its last day."""

VILLAGE_COLUMNS = ("village_code", "village_th", "village_en")
AUTHORITY_COLUMNS = ("code", "kind", "name_th", "covers", "former_name", "changed_on")


def example_villages_of(tambon: str) -> int:
    """Return how many example villages a tambon has: as many as the source tells of, others five to twelve."""
    return SOURCE_VILLAGES.get(tambon) or FEWEST + int(tambon) * 5 % (MOST - FEWEST + 1)


def demo_places(*, by: Actor) -> None:
    """Bring in the named authorities, then example authorities and villages, each as one batch; what is there stays."""
    with clock.set_to(BEGINS_AT):
        tambons = places_of_level(Level.TAMBON, UPPER_NORTH)
        if not LocalAuthority.objects.exists():
            known = {each.code for each in tambons}
            named = [each for each in NAMED_AUTHORITIES if each[3][:6] in known]
            _bring("authorities", "อปท. ที่ระบุในเอกสาร.csv", AUTHORITY_COLUMNS, named, by=by, is_example=False)
            rows = _authorities(tambons, {each[3][:6] for each in named})
            _bring("authorities", "อปท. ตัวอย่าง.csv", AUTHORITY_COLUMNS, rows, by=by)
        if not Place.objects.filter(level="village", is_example=True).exists():
            _bring("villages", "หมู่บ้านตัวอย่าง.csv", VILLAGE_COLUMNS, _villages(tambons), by=by)


def _villages(tambons: Iterable[PlaceRow]) -> list[Sequence[str]]:
    names = [(f"บ้าน{th}{mark}", f"Ban {en} {said}") for th, en in GROUNDS for mark, said in MARKS]
    rows: list[Sequence[str]] = []
    for tambon in tambons:
        chosen = Random(f"{SEED} {tambon.code}").sample(names, example_villages_of(tambon.code))  # noqa: S311 (made up)
        rows += [(f"{tambon.code}{moo:02}", *name) for moo, name in enumerate(chosen, start=1)]
    return rows


def _authorities(tambons: Sequence[PlaceRow], named: set[str]) -> list[Sequence[str]]:
    """Return one authority for each province and each tambon: a municipality at each district's first, the others TAOs."""
    provinces = sorted({each.code[:2] for each in tambons})
    names = {each.code: each.name_th for each in places_of_level(Level.PROVINCE, provinces)}
    rows: list[Sequence[str]] = [(code, "อบจ.", names[code], "", "", "") for code in provinces]
    seen: set[str] = set()
    for tambon in tambons:
        district = tambon.code[:DISTRICT_DIGITS]
        is_first = district not in seen
        seen.add(district)
        if tambon.code not in named:
            rows.append(
                (tambon.code, _kind(district, is_first=is_first), tambon.name_th, tambon.code, "", "")
            )
    return rows


def _kind(district: str, *, is_first: bool) -> str:
    if not is_first:
        return "อบต."
    return "เทศบาลเมือง" if district.endswith(CAPITAL_DISTRICT) else "เทศบาลตำบล"


def _bring(
    kind: str,
    name: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    by: Actor,
    is_example: bool = True,
) -> None:
    if not rows:
        return
    text = io.StringIO()
    csv.writer(text).writerows([columns, *rows])
    number = imports.preview(kind, name, text.getvalue().encode(), by=by, is_example=is_example)
    imports.accept(number, by=by)
