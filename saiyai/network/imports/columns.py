"""The columns that a list may have: what each holds, and the titles by which it is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from saiyai.kernel.text import search_key
from saiyai.network.rules.imports import ListKind
from saiyai.web.offers import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its key, what it is called in both languages, what it is called elsewhere.

    The Thai name is the title in templates and exports. `choices` names the list that its cells choose from.
    """

    key: str
    label: Text
    title_th: str
    titles: tuple[str, ...] = ()
    required: bool = False
    choices: str = ""
    is_date: bool = False
    is_code: bool = False
    is_amount: bool = False
    width: int = 18


_PLACE = (
    Column("province", _("province"), "จังหวัด", ("contact_province_name", "changwat", "province_name")),
    Column(
        "district",
        _("district"),
        "อำเภอ",
        ("อำเภอ/เขต", "เขต", "contact_amphor_name", "amphoe", "amphur", "district_name"),
    ),
    Column(
        "tambon",
        _("tambon"),
        "ตำบล",
        ("ตำบล/แขวง", "แขวง", "contact_tumbol_name", "tumbol", "subdistrict", "tambon_name"),
    ),
)
_PLACE_WHOLE = (
    Column("place", _("place in one text"), "ที่ตั้ง", ("สถานที่ตั้ง", "พื้นที่", "ตำบล/อำเภอ/จังหวัด"), width=28),
    Column(
        "place_code",
        _("code of the place"),
        "รหัสพื้นที่",
        ("รหัสตำบล", "รหัสหมู่บ้าน", "place_code", "village_code"),
        is_code=True,
    ),
)
_PHONE = Column(
    "phone",
    _("telephone"),
    "โทรศัพท์",
    ("เบอร์โทร", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "โทร", "มือถือ", "contact_add_tel", "tel", "phone"),
    is_code=True,
)

ORGANISATIONS = (
    Column(
        "name_th",
        _("Thai name"),
        "ชื่อองค์กร",
        (
            "ชื่อกลุ่ม",
            "ชื่อกองทุน",
            "ชื่อหน่วยงาน",
            "ชื่อเครือข่าย",
            "ชื่อกลุ่ม/องค์กร",
            "ชื่อองค์กร/กลุ่ม",
            "รายชื่อกองทุน",
            "กองทุน",
            "องค์กร",
            "ชื่อ",
            "name",
            "name_th",
            "organisation",
        ),
        required=True,
        width=44,
    ),
    Column("name_en", _("English name"), "ชื่อภาษาอังกฤษ", ("name_en", "english name"), width=30),
    Column("aliases", _("further names"), "ชื่ออื่น", ("ชื่อเดิม", "ชื่อย่อ", "aliases"), width=24),
    Column("kind", _("kind"), "ประเภทองค์กร", ("ประเภท", "kind", "type"), choices="kinds", width=24),
    Column("fields", _("fields of social welfare"), "สาขาสวัสดิการ", ("ด้าน", "สาขา", "fields"), width=24),
    Column("targets", _("target groups"), "กลุ่มเป้าหมาย", ("targets",), width=24),
    *_PLACE,
    *_PLACE_WHOLE,
    Column("served", _("areas served"), "พื้นที่ให้บริการ", ("พื้นที่ดำเนินงาน", "หมู่บ้านที่ดูแล", "served"), width=24),
    Column(
        "founded_on",
        _("founded on"),
        "วันที่ก่อตั้ง",
        ("วันที่จัดตั้ง", "วันก่อตั้ง", "วันจัดตั้ง", "ก่อตั้งเมื่อ", "ปีที่ก่อตั้ง", "org_create_date", "founded_on"),
        is_date=True,
    ),
    Column(
        "standing",
        _("legal standing"),
        "สถานภาพทางกฎหมาย",
        ("สถานะทางกฎหมาย", "standing"),
        choices="standings",
        width=24,
    ),
    Column(
        "standing_number",
        _("number of the standing"),
        "เลขที่ทะเบียน",
        ("เลขทะเบียน", "standing_number"),
        is_code=True,
    ),
    Column(
        "standing_on",
        _("day of the standing"),
        "วันที่ได้รับสถานภาพ",
        ("วันที่จดทะเบียน", "standing_on"),
        is_date=True,
    ),
    _PHONE,
    Column("email", _("e-mail"), "อีเมล", ("e-mail", "อีเมล์", "contact_add_email", "email"), width=24),
    Column("address", _("address"), "ที่อยู่", ("address",), width=30),
    Column("house_no", _("house number"), "เลขที่", ("บ้านเลขที่", "contact_add_no", "house_no")),
    Column("moo", _("moo of the address"), "หมู่ที่", ("หมู่", "contact_add_moo", "moo")),
    Column("road", _("road"), "ถนน", ("contact_add_road", "road")),
    Column("postcode", _("postcode"), "รหัสไปรษณีย์", ("contact_add_postcode", "postcode"), is_code=True),
    Column("website", _("website"), "เว็บไซต์", ("website",), width=24),
    Column("social", _("page in social media"), "สื่อสังคมออนไลน์", ("facebook", "เฟซบุ๊ก", "social"), width=24),
    Column("note", _("note"), "หมายเหตุ", ("รายละเอียด", "note"), width=30),
    Column("shown", _("shown to everybody"), "เปิดเผยต่อสาธารณะ", ("shown_publicly",), choices="yesno"),
    Column(
        "members",
        _("members (persons)"),
        "จำนวนสมาชิก",
        ("สมาชิก", "จำนวนสมาชิก (คน)", "cur_member_no", "members"),
        is_amount=True,
    ),
    Column(
        "capital",
        _("money held (baht)"),
        "เงินกองทุน",
        ("จำนวนเงิน", "ยอดเงิน", "เงินทุน", "เงินทุนหมุนเวียน", "cur_amount", "capital"),
        is_amount=True,
    ),
)
_PERSON = (
    Column(
        "name",
        _("name"),
        "ชื่อ-สกุล",
        ("ชื่อ - นามสกุล", "ชื่อและนามสกุล", "ชื่อสกุล", "ชื่อ นามสกุล", "name", "full name"),
        width=30,
    ),
    Column("prefix", _("title before the name"), "คำนำหน้า", ("คำนำหน้าชื่อ", "contact_int", "prefix")),
    Column("given", _("given name"), "ชื่อ", ("ชื่อตัว", "contact_name", "given", "first name")),
    Column(
        "family",
        _("family name"),
        "นามสกุล",
        ("สกุล", "ชื่อสกุล (นามสกุล)", "contact_lastname", "family", "last name"),
    ),
    Column(
        "national_id",
        _("national id"),
        "เลขประจำตัวประชาชน",
        ("เลขบัตรประชาชน", "เลขที่บัตรประชาชน", "เลข 13 หลัก", "national_id", "cid", "pid"),
        is_code=True,
    ),
    _PHONE,
)
_TERM = (
    Column(
        "starts_on",
        _("from"),
        "วันที่เริ่ม",
        ("ตั้งแต่วันที่", "วันเริ่มดำรงตำแหน่ง", "วันที่แต่งตั้ง", "starts_on"),
        is_date=True,
    ),
    Column("ends_on", _("until"), "วันที่สิ้นสุด", ("ถึงวันที่", "วันครบวาระ", "หมดวาระ", "ends_on"), is_date=True),
    Column("consented_on", _("consented on"), "วันที่ยินยอม", ("consented_on",), is_date=True),
)
_ORGANISATION = Column(
    "organisation",
    _("organisation"),
    "องค์กร",
    ("ชื่อองค์กร", "ชื่อกลุ่ม", "กลุ่ม/องค์กร", "สังกัด", "หน่วยงาน", "organisation"),
    width=40,
)
PEOPLE = (
    *_PERSON,
    Column(
        *(_ORGANISATION.key, _ORGANISATION.label, _ORGANISATION.title_th, _ORGANISATION.titles),
        required=True,
        width=40,
    ),
    Column(
        "position", _("position"), "ตำแหน่ง", ("บทบาท", "position", "role"), required=True, choices="positions"
    ),
    Column("title", _("what the role is called"), "ชื่อตำแหน่ง", ("title",), width=24),
    *_PLACE,
    Column("moo", _("moo"), "หมู่ที่", ("หมู่", "moo")),
    Column("village", _("village"), "หมู่บ้าน", ("ชื่อหมู่บ้าน", "บ้าน", "village")),
    *_PLACE_WHOLE,
    *_TERM,
)
VOLUNTEERS = (
    *_PERSON,
    *_PLACE,
    Column("moo", _("moo"), "หมู่ที่", ("หมู่", "moo")),
    Column("village", _("village"), "หมู่บ้าน", ("ชื่อหมู่บ้าน", "บ้าน", "village")),
    *_PLACE_WHOLE,
    _ORGANISATION,
    *_TERM,
)
LINKS = (
    Column(
        "source",
        _("from organisation"),
        "องค์กรต้นทาง",
        ("จากองค์กร", "องค์กร", "source", "from"),
        required=True,
        width=40,
    ),
    Column("source_place", _("where the first is"), "พื้นที่ขององค์กรต้นทาง", ("source_place",), width=28),
    Column(
        "kind",
        _("kind of link"),
        "ความเชื่อมโยง",
        ("ประเภทความเชื่อมโยง", "ลักษณะความร่วมมือ", "kind"),
        required=True,
        choices="link_kinds",
        width=24,
    ),
    Column(
        "target",
        _("to organisation"),
        "องค์กรปลายทาง",
        ("ถึงองค์กร", "เชื่อมโยงกับ", "target", "to"),
        required=True,
        width=40,
    ),
    Column("target_place", _("where the other is"), "พื้นที่ขององค์กรปลายทาง", ("target_place",), width=28),
    Column("starts_on", _("from"), "วันที่เริ่ม", ("ตั้งแต่วันที่", "starts_on"), is_date=True),
    Column("note", _("what shows it"), "หลักฐาน", ("หมายเหตุ", "note"), width=30),
)
COLUMNS: Mapping[ListKind, tuple[Column, ...]] = {
    ListKind.ORGANISATIONS: ORGANISATIONS,
    ListKind.PEOPLE: PEOPLE,
    ListKind.VOLUNTEERS: VOLUNTEERS,
    ListKind.LINKS: LINKS,
}


def column_of(kind: str, key: str) -> Column | None:
    """Return the column of a key in lists of a kind."""
    return next((each for each in COLUMNS[ListKind(kind)] if each.key == key), None)


def known_titles(kind: str, remembered: Mapping[str, str]) -> dict[str, str]:
    """Return the field of every title that is known, as search keys; what an office said itself goes first."""
    known: dict[str, str] = {}
    for column in COLUMNS[ListKind(kind)]:
        for title in (column.title_th, *column.titles):
            known.setdefault(search_key(title), column.key)
    for column in COLUMNS[ListKind(kind)]:
        known.setdefault(search_key(column.key), column.key)
    return known | dict(remembered)


def missing_columns(kind: str, placed: Sequence[str]) -> list[Column]:
    """Return the columns that a list of this kind cannot be without and that were not found."""
    held = set(placed)
    missing = [each for each in COLUMNS[ListKind(kind)] if each.required and each.key not in held]
    if kind in {ListKind.PEOPLE, ListKind.VOLUNTEERS} and not held & {"name", "given"}:
        missing.insert(0, _PERSON[0])
    return missing
