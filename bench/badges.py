"""Badges and certificates of attendance for so many people as PDF: the slower of the two in seconds, beside 1.5 s."""

from datetime import date

from bench.result import Result, seconds
from saiyai.documents.attendance import Attendance, Attended, render_attendance
from saiyai.documents.badges import Badge, render_badges

TARGET_SECONDS = 1.5
ON = date(2014, 9, 4)


def run(size: int = 250) -> Result:
    """Return the seconds of the slower file: all badges, or all certificates."""
    event = "เวทีติดตามและประเมินผลการดำเนินงานเครือข่ายพัฒนาสังคมระดับอำเภอ ปี ๒๕๕๗"
    badges = [
        Badge(f"นางบัวผัด ตัวอย่างที่{n}", ("ประธานเครือข่าย",), "อ.สันทราย · จ.เชียงใหม่", "เครือข่าย", f"{n:016X}")
        for n in range(size)
    ]
    people = [
        Attended(each.name, each.area, f"https://saiyai.example/forums/attendance/{n}-0123456789/")
        for n, each in enumerate(badges)
    ]
    common = Attendance(
        language="th",
        title="เกียรติบัตร",
        office="สำนักงานส่งเสริมและสนับสนุนวิชาการ ๑๐",
        opening="ขอมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า",
        lines=(f"ได้เข้าร่วม{event}", "ณ โรงแรมตัวอย่าง จังหวัดเชียงใหม่"),
        day="ให้ไว้ ณ วันที่ ๔ กันยายน พ.ศ. ๒๕๕๗",
        signer="นายตัวอย่าง ผู้ลงนาม",
        position="ผู้อำนวยการ",
        check="ตรวจสอบเกียรติบัตรได้ที่",
        made_on=ON,
    )
    first = seconds(lambda: render_badges(badges, event=event, language="th", made_on=ON), times=3)
    second = seconds(lambda: render_attendance(common, people), times=3)
    return Result("badges", max(first, second), TARGET_SECONDS, "the aim", "s")
