"""A Joomla export made up for tests and benchmarks: our own facts in the shapes that phpMyAdmin writes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CATEGORIES = ((10, "ข่าวเครือข่าย", "news"), (11, "ข่าวผู้สูงอายุ", "news/elderly"), (12, "จัดซื้อจัดจ้าง", "procurement"))
WRITERS = ((62, "นางสาวผู้เขียน ตัวอย่าง"), (63, "เจ้าหน้าที่สำนักงาน"))
BODY = """<h2>เวทีติดตามเครือข่ายครั้งที่ {number}</h2>
<p style="text-align:justify"><span style="font-size: 14pt">กลุ่มแม่บ้านจิตอาสาหมู่ที่ {village} ดูแลผู้สูงอายุในตำบล
น้ําใจงาม <strong>ร่วมกัน</strong> ตามที่เล่าไว้ใน
<a href="index.php?option=com_content&amp;view=article&amp;id={other}%3Aalias&amp;catid=10">เวทีก่อนหน้า</a></span></p>
<p>&nbsp;</p><p><img src="images/stories/{picture}" alt="สมาชิกกลุ่มกับผู้สูงอายุ" border="0" /></p>
<ul><li>เยี่ยมบ้าน {number} ครั้ง</li><li>ฝึกอาชีพ</li></ul>
<table border="1"><tbody><tr><td>หมู่</td><td>จำนวน</td></tr><tr><td>{village}</td><td>{number}</td></tr></tbody></table>
"""


def article(number: int, **values: Any) -> dict[str, Any]:
    """Return a row of the table of articles, all values as texts, as phpMyAdmin writes them."""
    body = BODY.format(number=number, village=number % 12 + 1, other=max(number - 1, 1), picture="one.png")
    usual = {
        "id": str(number),
        "asset_id": str(1000 + number),
        "title": f"เวทีติดตามเครือข่ายพัฒนาสังคม ครั้งที่ {number}",
        "alias": f"2014-09-04-06-{number // 60 % 60:02}-{number % 60:02}-{number}",
        "introtext": body,
        "fulltext": "<p>เล่าต่อในหน้าถัดไป</p>" * 6,
        "state": "1",
        "catid": str(10 + number % 3),
        "created": "2014-09-04 06:51:17",
        "created_by": str(62 + number % 2),
        "created_by_alias": "",
        "modified": "2014-09-05 01:00:00",
        "publish_up": "2014-09-04 06:51:17",
        "publish_down": "0000-00-00 00:00:00",
        "images": "",
        "access": "1",
        "hits": str(number * 3),
        "language": "*",
        "metadesc": "",
    }
    return usual | values


def tables(articles: Iterator[dict[str, Any]]) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Yield the tables of an export in the order of their names."""
    yield (
        "jos_categories",
        iter(
            {
                "id": str(n),
                "title": title,
                "alias": path.rsplit("/", maxsplit=1)[-1],
                "path": path,
                "extension": "com_content",
            }
            for n, title, path in CATEGORIES
        ),
    )
    yield "jos_content", articles
    yield "jos_users", iter({"id": str(n), "name": name, "username": f"user{n}"} for n, name in WRITERS)


def write_export(path: Path, articles: Iterator[dict[str, Any]]) -> Path:
    """Write an export as phpMyAdmin does: an array of a head, the database, and its tables with their rows."""
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '[\n{"type":"header","version":"5.2.1","comment":"Export to JSON"},\n{"type":"database","name":"former"}'
        )
        for name, rows in tables(articles):
            file.write(f',\n{{"type":"table","name":"{name}","database":"former","data":\n[\n')
            for number, row in enumerate(rows):
                file.write((",\n" if number else "") + json.dumps(row, ensure_ascii=False))
            file.write("\n]\n}")
        file.write("\n]\n")
    return path
