"""The indicators that ship with the product: codes, names, definitions and formulas over named series.

The names of the series are those under which the apps publish their figures; a formula whose series nobody publishes
yet has no figure, and its page says which series it waits for.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shipped:
    """An indicator as it is delivered."""

    code: str
    name_th: str
    name_en: str
    definition_th: str
    definition_en: str
    unit_th: str
    unit_en: str
    numerator: str
    denominator: str = ""
    factor: int = 100
    direction: str = "up"
    tolerance_percent: int = 10
    kind: str = "sum"


_PERCENT = ("ร้อยละ", "per cent")


def _share(series: str) -> tuple[str, str]:
    return f"{series}.numerator", f"{series}.denominator"


SHIPPED = (
    Shipped(
        "N1",
        "ความครอบคลุมเครือข่ายระดับอำเภอ",
        "District network coverage",
        "อำเภอที่มีเครือข่ายซึ่งดำเนินการอยู่ เทียบกับอำเภอทั้งหมด",
        "Districts with an active network over all districts",
        *_PERCENT,
        *_share("network.districts_covered"),
    ),
    Shipped(
        "N2",
        "ความครอบคลุมหมู่บ้าน",
        "Village coverage",
        "หมู่บ้านที่มีอาสาสมัครหรือองค์กรสมาชิกซึ่งปฏิบัติงานอยู่อย่างน้อยหนึ่งราย เทียบกับหมู่บ้านทั้งหมด",
        "Villages with at least one active volunteer or member organisation over all villages",
        *_PERCENT,
        *_share("network.villages_covered"),
    ),
    Shipped(
        "N3",
        "องค์กรต่อประชากรหนึ่งพันคน",
        "Organisations per 1,000 people",
        "จำนวนองค์กรที่ดำเนินการอยู่ต่อประชากร ๑,๐๐๐ คน คำนวณใหม่ทุกระดับพื้นที่",
        "Active organisations for each 1,000 people, computed anew at every level",
        "องค์กรต่อพันคน",
        "per 1,000 people",
        "network.organisations",
        "places.population",
        1_000,
    ),
    Shipped(
        "N4",
        "ความหนาแน่นของเครือข่าย",
        "Network density",
        "ความเชื่อมโยงที่มีอยู่ เทียบกับความเชื่อมโยงที่เป็นไปได้ทั้งหมดระหว่างองค์กรในพื้นที่ คำนวณใหม่ทุกระดับ ไม่เฉลี่ย",
        "Links there are over all that there could be among the organisations of the area; computed anew, never averaged",
        *_PERCENT,
        "network.links_inside",
        "network.organisations * (network.organisations - 1) / 2",
    ),
    Shipped(
        "N5",
        "ความเชื่อมโยงข้ามภาคส่วน",
        "Cross-sector links",
        "ความเชื่อมโยงระหว่างองค์กรต่างภาคส่วน เทียบกับความเชื่อมโยงทั้งหมด",
        "Links between organisations of different sectors over all links",
        *_PERCENT,
        *_share("network.cross_sector_links"),
    ),
    Shipped(
        "N6",
        "ศักยภาพที่เพิ่มขึ้น",
        "Capacity gain",
        "ผลต่างเฉลี่ยของคะแนนหลังและก่อนการพัฒนา ถ่วงน้ำหนักด้วยจำนวนผู้ที่วัดผล",
        "Mean of the score after less the score before, weighted by the people measured",
        "ระดับ",
        "levels",
        *_share("network.capacity_gain"),
        1,
    ),
    Shipped(
        "N7",
        "แผนที่ดำเนินการแล้ว",
        "Plan done",
        "กิจกรรมที่ดำเนินการแล้ว เทียบกับกิจกรรมตามแผน",
        "Activities done over those planned",
        *_PERCENT,
        *_share("network.plan_done"),
    ),
    Shipped(
        "N8",
        "การใช้จ่ายเงิน",
        "Money used",
        "เงินที่เบิกจ่ายแล้ว เทียบกับเงินที่ได้รับจัดสรร เป้าหมายรายไตรมาสร้อยละ ๓๒ ๕๔ ๗๗ และ ๑๐๐",
        "Money spent over money allocated; the quarters' aims are 32, 54, 77 and 100 per cent",
        *_PERCENT,
        *_share("network.money_used"),
    ),
    Shipped(
        "N9",
        "ความตรงเวลาของรายงาน",
        "Report timeliness",
        "รายงานที่อนุมัติภายในกำหนด เทียบกับรายงานที่ถึงกำหนด",
        "Reports approved by their due date over those due",
        *_PERCENT,
        *_share("monitoring.reports_on_time"),
    ),
    Shipped(
        "P1",
        "การเข้าร่วมเวที",
        "Forum attendance",
        "ผู้ลงทะเบียนเข้าร่วมเวทีจริง เทียบกับโควตา",
        "People checked in at forums over their quotas",
        *_PERCENT,
        *_share("forums.attendance"),
    ),
    Shipped(
        "P2",
        "ความพึงพอใจ",
        "Satisfaction",
        "คะแนนเฉลี่ยตามมาตรวัดห้าระดับ ถ่วงน้ำหนักด้วยผู้ตอบ",
        "Mean of the five-step scale, weighted by those who answered",
        "คะแนน",
        "points",
        *_share("forums.satisfaction"),
        1,
    ),
    Shipped(
        "F1",
        "อัตราการเป็นสมาชิกกองทุน",
        "Fund penetration",
        "สมาชิกกองทุนที่ยังมีสถานะ เทียบกับประชากร",
        "Active members of funds over residents",
        *_PERCENT,
        "funds.members_active",
        "places.population",
    ),
    Shipped(
        "F2",
        "ตำบลที่มีกองทุน",
        "Tambons with a fund",
        "ตำบลที่มีกองทุนสวัสดิการ เทียบกับตำบลทั้งหมด",
        "Tambons with a welfare fund over all tambons",
        *_PERCENT,
        *_share("funds.tambons_with_fund"),
    ),
    Shipped(
        "F3",
        "อัตราสมาชิกที่ชำระครบ",
        "Paid-up rate",
        "สมาชิกที่ไม่ค้างชำระ เทียบกับสมาชิกทั้งหมด",
        "Members not in arrears over all members",
        *_PERCENT,
        "funds.members_paid_up",
        "funds.members_active",
    ),
    Shipped(
        "F4",
        "จำนวนปีของเงินสำรอง",
        "Reserve years",
        "เงินกองทุนสุทธิ เทียบกับสวัสดิการที่จ่ายในสิบสองเดือนล่าสุด คำนวณใหม่ทุกระดับ",
        "Net fund over the benefits of the last twelve months; computed anew at every level",
        "ปี",
        "years",
        "funds.net_satang",
        "funds.benefits_year_satang",
        1,
    ),
    Shipped(
        "F5",
        "อัตราเงินสมทบ",
        "Match ratio",
        "เงินสมทบจากท้องถิ่นและรัฐ เทียบกับเงินของสมาชิก",
        "Money of local and central government over members' money",
        "เท่า",
        "times",
        "funds.matched_local_satang + funds.matched_state_satang",
        "funds.contributed_satang",
        1,
    ),
    Shipped(
        "F6",
        "อัตราค่าบริหารจัดการ",
        "Admin ratio",
        "ค่าบริหารจัดการ เทียบกับรายจ่ายทั้งหมด ไม่ควรเกินร้อยละ ๒๐",
        "Money for administration over all money spent; the limit is 20 per cent",
        *_PERCENT,
        "funds.administration_satang",
        "funds.spent_satang",
        direction="down",
    ),
    Shipped(
        "F7",
        "จำนวนวันจ่ายสวัสดิการ",
        "Claim days",
        "มัธยฐานของจำนวนวันตั้งแต่ยื่นขอจนได้รับเงิน คำนวณจากรายการจริง",
        "Median of the days from claim to payment, computed from the claims themselves",
        "วัน",
        "days",
        "funds.claim_days",
        "",
        1,
        "down",
        10,
        "median",
    ),
    Shipped(
        "W1",
        "อัตราการเข้าถึงสิทธิ",
        "Take-up",
        "ผู้ได้รับสวัสดิการ เทียบกับผู้มีสิทธิ แยกตามสวัสดิการ",
        "People who receive over people who are entitled, by scheme",
        *_PERCENT,
        "welfare.receiving",
        "welfare.entitled",
    ),
    Shipped(
        "W2",
        "อัตราการตกหล่น",
        "Exclusion error",
        "ผู้มีสิทธิที่ไม่ได้รับสวัสดิการ เทียบกับผู้มีสิทธิ",
        "People entitled who do not receive over people entitled",
        *_PERCENT,
        "welfare.entitled - welfare.receiving",
        "welfare.entitled",
        direction="down",
    ),
    Shipped(
        "W3",
        "การปิดกรณีโดยได้รับความช่วยเหลือ",
        "Cases closed with a result",
        "กรณีที่ปิดโดยได้รับความช่วยเหลือ เทียบกับกรณีที่เปิด",
        "Cases closed with their need met over cases opened",
        *_PERCENT,
        "welfare.cases_closed_met",
        "welfare.cases_opened",
    ),
    Shipped(
        "G1",
        "ดัชนีครอบครัวอบอุ่น",
        "Warm-family index",
        "ข้อที่ครัวเรือนผ่าน เทียบกับข้อทั้งหมด ถ่วงน้ำหนักด้วยจำนวนครัวเรือน",
        "Items that households passed over all items, weighted by households",
        *_PERCENT,
        "welfare.family_items_passed",
        "welfare.family_items",
    ),
)
