"""Bringing in 20,000 organisations: read, checked, staged and taken in, against openpyxl and bare inserts of the rows."""

import random
import resource
import sqlite3
import sys
from contextlib import closing
from io import BytesIO

from bench.home import fresh
from bench.result import Result, seconds_once

TITLES = (
    "ชื่อองค์กร",
    "ประเภทองค์กร",
    "ตำบล",
    "อำเภอ",
    "จังหวัด",
    "วันที่ก่อตั้ง",
    "โทรศัพท์",
    "จำนวนสมาชิก",
    "เงินกองทุน",
    "รหัสเดิม",
)
DOUBTFUL = 0.02
WORDS = ("ทอผ้า", "จักสาน", "ผู้สูงอายุ", "รักษ์ป่า", "เกษตร", "แม่บ้าน", "น้ำใจ", "ออมทรัพย์", "สมุนไพร", "ดนตรี")


def run(size: int = 20_000) -> Result:
    """Return the seconds of preview and acceptance together; each, and the memory it took, goes before the result."""
    fresh()
    from saiyai.kernel.powers import Console, Role  # noqa: PLC0415 (Django stands only now)
    from saiyai.network.commands.imports import Arrival, begin_import  # noqa: PLC0415
    from saiyai.network.commands.taking import accept_import  # noqa: PLC0415
    from saiyai.network.imports import checking  # noqa: PLC0415
    from saiyai.network.models import ImportBatch  # noqa: PLC0415
    from saiyai.places.commands import load_places  # noqa: PLC0415
    from tests.cast import a_user  # noqa: PLC0415

    load_places(by=Console())
    officer = a_user("officer", Role.MINISTRY_OFFICER)
    rows = rows_of_list(max(size, 20))
    content = workbook(rows)
    checking.begin(Arrival("organisations", "warm.xlsx", workbook(rows[:20])), by=officer, at_once=True)
    batch = begin_import(arrival=Arrival("organisations", "list.xlsx", content), by=officer)
    before = peak_mb()
    previewed = seconds_once(lambda: checking.check(batch.pk))
    batch = ImportBatch.objects.get(pk=batch.pk)
    stored = seconds_once(lambda: accept_import(batch=batch, only_good=True, by=officer))
    grown = peak_mb() - before
    read, inserted = reference(content)
    said = f"{batch.rows} rows, {batch.made} taken in: previewed {previewed:.2f} s, stored {stored:.2f} s, + {grown:.0f} MB"
    sys.stdout.write(f"{said}; openpyxl reads in {read:.2f} s, bare inserts {inserted:.2f} s\n")
    return Result("network_import", previewed + stored, read + inserted, "openpyxl and executemany", "s")


def peak_mb() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rows_of_list(size: int) -> list[tuple[object, ...]]:
    """Return rows as a province's officers keep them, two in a hundred of them doubtful, the same at every run."""
    from saiyai.places.models import Level  # noqa: PLC0415 (Django stands only now)
    from saiyai.places.queries import places_at, places_of_level  # noqa: PLC0415

    chance = random.Random(2557)  # noqa: S311 (no secret)
    tambons = places_of_level(Level.TAMBON, ("50", "51", "52", "54", "55", "56", "57", "58"))
    above = places_at({each.code[:digits] for each in tambons for digits in (2, 4)})
    rows: list[tuple[object, ...]] = []
    for number in range(size):
        place = tambons[number % len(tambons)]
        tambon = place.name_th if chance.random() > DOUBTFUL else "ไม่ใช่ตำบล"
        rows.append(
            (
                f"กลุ่ม{chance.choice(WORDS)}{chance.choice(WORDS)} {number}",
                "กลุ่มเกษตรกร",
                f"ต.{tambon}",
                above[place.code[:4]].name_th,
                f"จ.{above[place.code[:2]].name_th}",
                f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{chance.randint(2540, 2556)}",
                f"8{chance.randint(10_000_000, 99_999_999)}",
                chance.randint(10, 5_000),
                chance.randint(1_000, 5_000_000),
                f"A-{number}",
            )
        )
    return rows


def workbook(rows: list[tuple[object, ...]]) -> bytes:
    """Return rows as an XLSX file under its titles."""
    import xlsxwriter  # noqa: PLC0415 (only the bench's own file needs it here)

    output = BytesIO()
    with xlsxwriter.Workbook(output, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([TITLES, *rows]):
            sheet.write_row(place, 0, row)
    return output.getvalue()


def reference(content: bytes) -> tuple[float, float]:
    """Return the seconds in which openpyxl reads the file, and in which its rows are inserted into a bare table."""
    import openpyxl  # noqa: PLC0415 (the reference alone)

    read: list[tuple[object, ...]] = []

    def take() -> None:
        sheet = openpyxl.load_workbook(BytesIO(content), read_only=True).worksheets[0]
        read.extend(tuple(row) for row in sheet.iter_rows(values_only=True))

    def put() -> None:
        marks = ", ".join("?" * len(TITLES))
        with closing(sqlite3.connect(":memory:")) as database, database:
            database.execute(f"CREATE TABLE row ({', '.join(f'c{n}' for n in range(len(TITLES)))})")
            database.executemany(f"INSERT INTO row VALUES ({marks})", read)  # noqa: S608 (constants)

    return seconds_once(take), seconds_once(put)
