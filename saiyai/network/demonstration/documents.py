"""The demonstration's documents: papers of its example applications, each marked as an example (ตัวอย่าง)."""

from datetime import timedelta
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.documents.page import Document, Paragraph
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


@cache
def _example(name: str) -> Upload:
    """Return an example's file: one page that says that it is one."""
    page = Document(title=name, language="th", blocks=(Paragraph(EXAMPLE),), made_on=clock.today())
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
