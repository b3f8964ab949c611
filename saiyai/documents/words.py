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
    ),
    "en": Words(
        page="Page",
        made_on="Made on {date}",
        record="Figures as at record no. {number}",
        live="See the latest figures at",
        signed="Signed",
        no_data="No data",
        no_rows="No entries",
        total_pages="of",
    ),
}
