"""One document that holds every kind of block, with the hard cases of Thai print."""

from dataclasses import replace
from datetime import date

from saiyai.documents import page
from saiyai.documents.charts import About, Bar, bar_chart

HARD = "ที่ ปั้น ญู ฐุ ป่า น้ำ ก้ำ ฎีกา กตัญญู ปิ๊ก ฝั้น"
LONG = "สำนักงานส่งเสริมและสนับสนุนวิชาการจัดเวทีแลกเปลี่ยนเรียนรู้เพื่อติดตามผลการดำเนินงานของกองทุนสวัสดิการชุมชน" * 6
ADDRESS = "https://saiyai.example.go.th/reports/2557"
CHART = bar_chart((Bar("อำเภอที่ปั้นน้ำ", 120), Bar("อำเภอไม่มีรายงาน", None)), About("แท่ง", "สองอำเภอ", unit="คน"))


def a_table(rows=60):
    columns = (
        page.TableColumn("ลำดับ", "right"),
        page.TableColumn("ตำบล", share=1),
        page.TableColumn("บาท", "right"),
    )
    cells = tuple(
        (str(number), f"ตำบลหมายเลข {number}", f"{number * 1000:,}") for number in range(1, rows + 1)
    )
    return page.Table(columns, cells, "กองทุนรายตำบล", ("", "รวม", "1,830,000"))


def a_document(*blocks, **changes):
    whole = page.Document(
        title="รายงานเครือข่าย ปี 2557",
        language="th",
        blocks=blocks or every_block(),
        made_on=date(2014, 9, 4),
        letterhead=page.Letterhead("สำนักงานตัวอย่าง", ("ถนนโชตนา", "โทร. 053-112485-6"), "ที่ พม 0001"),
        subtitle="ฉบับตัวอย่าง",
        live_url=ADDRESS,
        sequence=1697,
    )
    return replace(whole, **changes)


def every_block():
    return (
        page.Heading("ความเป็นมา", 2),
        page.Paragraph(HARD),
        page.Paragraph(LONG),
        page.Heading("ข้อมูลทั่วไป", 3),
        page.KeyValues((("อำเภอ", "สันทราย"), ("ยอด", "2,344,070.93 บาท"))),
        page.ItemList(("หนึ่ง", "สอง"), numbered=True),
        page.ItemList(("จุด",)),
        page.Figure(CHART, "กราฟแท่งของสองอำเภอ", "จำนวนคน"),
        page.PageBreak(),
        a_table(),
        page.Signatures(
            (page.Signatory("นายตัวอย่าง", "นักพัฒนาสังคม", "ผู้จัดทำ"), page.Signatory("นางตัวอย่าง", "หัวหน้า"))
        ),
    )
