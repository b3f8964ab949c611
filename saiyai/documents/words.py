"""The few words a document says of itself, by the document's own language and not by the reader's screen."""

from dataclasses import dataclass
from typing import Final

from saiyai.documents.page import Language


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the page's furniture in one language; those with braces are format strings."""

    page: str
    made_on: str
    record: str
    live: str
    signed: str
    no_data: str
    no_rows: str
    total_pages: str
    page_of: str


WHOLE: Final = (
    "กองทุน", "ตัวชี้วัด", "ผู้ประสานงาน", "ประสานงาน", "อาสาสมัคร", "สำนักงาน", "ส่วนท้องถิ่น", "หมู่บ้าน", "ผู้ใหญ่บ้าน",
    "คณะกรรมการ", "กรรมการ", "องค์กร", "ผู้สูงอายุ", "คนพิการ", "ผู้ด้อยโอกาส", "งบประมาณ", "เบี้ยยังชีพ", "เงินสมทบ", "ผลงาน",
    "กลุ่มจังหวัด", "ค่าเป้าหมาย", "ค่าฐาน", "ผู้จัดทำ", "ผู้รับรอง", "ผู้รับผิดชอบ", "ผู้แทน", "เลขที่", "สมาคม", "ตรวจสอบ",
    "ความเห็น", "พื้นที่", "ผู้นำชุมชน", "ข้อเสนอแนะ",
)  # fmt: skip
"""Words of the field that a dictionary of Thai knows only in parts, and that no line may part; longer ones come first
where one holds another."""

WORDS: Final[dict[Language, Words]] = {
    "th": Words(
        page="หน้า",
        made_on="จัดทำเมื่อ {date}",
        record="ข้อมูล ณ ลำดับบันทึกที่ {number}",
        live="ดูข้อมูลล่าสุดได้ที่",
        signed="ลงชื่อ",
        no_data="ไม่มีข้อมูล",
        no_rows="ไม่มีรายการ",
        total_pages="จาก",
        page_of="หน้าเว็บของ {name}",
    ),
    "en": Words(
        page="Page",
        made_on="Made on {date}.",
        record="Figures as at record no. {number}.",
        live="See the latest figures at",
        signed="Signed",
        no_data="No data",
        no_rows="No entries",
        total_pages="of",
        page_of="The page of {name}",
    ),
}
