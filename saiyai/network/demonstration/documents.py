"""The demonstration's documents: papers of its example applications, each marked as an example (ตัวอย่าง)."""

from datetime import timedelta
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.documents.page import (
    Block,
    Document,
    Heading,
    ItemList,
    KeyValues,
    Paragraph,
    Table,
    TableColumn,
)
from saiyai.documents.pdf import render_pdf
from saiyai.network.commands import DocumentTerms, attach_document, attach_paper
from saiyai.network.models import Organisation, StandingApplication
from saiyai.network.rules.document import DocumentKind
from saiyai.web.uploads import Upload, checked_paper

EXAMPLE = "เอกสารนี้เป็นตัวอย่างเพื่อการสาธิต ไม่ใช่เอกสารจริง และไม่มีข้อมูลของบุคคลใด"
OWN = (
    (DocumentKind.RULES, "ข้อบังคับ (ตัวอย่าง)", "", True),
    (DocumentKind.MINUTES, "รายงานการประชุม (ตัวอย่าง)", "ครั้งที่ 1 (ตัวอย่าง)", False),
    (DocumentKind.COMMITTEE, "รายชื่อกรรมการ (ตัวอย่าง)", "", False),
)
"""What the first of the organisations keeps: kind, name of the file, in more words, whether everybody may read it."""


BODIES: dict[str, tuple[Block, ...]] = {
    "ข้อบังคับ (ตัวอย่าง)": (
        Heading("หมวด 1 ชื่อและที่ตั้ง"),
        ItemList(("องค์กรนี้ชื่อตามที่ขึ้นทะเบียนไว้", "สำนักงานตั้งอยู่ในตำบลที่ขึ้นทะเบียนไว้"), numbered=True),
        Heading("หมวด 2 วัตถุประสงค์"),
        ItemList(
            (
                "ดูแลช่วยเหลือผู้ที่ประสบความเดือดร้อนในตำบล",
                "ประสานงานกับหน่วยงานและองค์กรในเครือข่าย",
                "ไม่แสวงหากำไรมาแบ่งปันกัน",
            ),
            numbered=True,
        ),
        Heading("หมวด 3 คณะกรรมการและการประชุม"),
        ItemList(
            (
                "คณะกรรมการมีวาระคราวละ 2 ปี",
                "ประชุมอย่างน้อยปีละ 4 ครั้ง กรรมการต้องเข้าประชุมเกินกึ่งหนึ่งจึงเป็นองค์ประชุม",
            ),
            numbered=True,
        ),
    ),
    "รายงานการประชุม (ตัวอย่าง)": (
        Heading("ระเบียบวาระ"),
        ItemList(
            (
                "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
                "รับรองรายงานการประชุมครั้งก่อน",
                "ผลการเยี่ยมบ้านผู้สูงอายุในรอบเดือน",
                "แผนงานเดือนถัดไป",
            ),
            numbered=True,
        ),
        Heading("มติที่ประชุม"),
        Paragraph("ที่ประชุมรับทราบผลการดำเนินงาน และเห็นชอบแผนงานเดือนถัดไป"),
    ),
    "รายชื่อกรรมการ (ตัวอย่าง)": (
        Table(
            (TableColumn("ตำแหน่ง", share=2), TableColumn("หน้าที่", share=4)),
            (
                ("ประธาน", "กำกับดูแลงานทั้งหมดและเป็นผู้แทนขององค์กร"),
                ("เลขานุการ", "จัดประชุมและเก็บเอกสาร"),
                ("เหรัญญิก", "รับจ่ายเงินและทำบัญชี"),
                ("กรรมการ 2 คน", "ดูแลงานเยี่ยมบ้านและงานอาสาสมัคร"),
            ),
            "คณะกรรมการ เว้นชื่อไว้เพราะเป็นตัวอย่าง",
        ),
    ),
    "แผนที่ที่ตั้ง (ตัวอย่าง)": (
        KeyValues(
            (
                ("ที่ตั้ง", "อาคารอเนกประสงค์ของตำบล"),
                ("การเดินทาง", "จากที่ว่าการอำเภอไปทางทิศเหนือ 4 กิโลเมตร อยู่ตรงข้ามวัดของตำบล"),
            )
        ),
    ),
}
"""What an example's page says below the sentence that it is one, by its name: all made up, and nobody's."""


@cache
def _example(name: str) -> Upload:
    """Return an example's file: one page that says that it is one, and looks as such a paper does."""
    blocks = (Paragraph(EXAMPLE), *BODIES[name])
    page = Document(title=name, language="th", blocks=blocks, made_on=clock.today())
    return checked_paper([SimpleUploadedFile(f"{name}.pdf", render_pdf(page))])


def demo_papers(application: StandingApplication, by: User) -> None:
    """Hand in two papers of an example application as files; the others are brought on paper."""
    for paper, name in ((DocumentKind.RULES, OWN[0][1]), (DocumentKind.OFFICE, "แผนที่ที่ตั้ง (ตัวอย่าง)")):
        attach_paper(application=application, paper=paper.value, file=_example(name), by=by)


def demo_documents(organisation: Organisation, by: User) -> None:
    """Keep the example documents of an organisation, one of them for everybody."""
    day = clock.today() - timedelta(days=30)
    for kind, name, title, is_public in OWN:
        terms = DocumentTerms(kind.value, title, day, is_public)
        attach_document(organisation=organisation, terms=terms, file=_example(name), by=by)
