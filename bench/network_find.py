"""Finding organisations by part of a name among 100,000: our index against plain SQL without it, in one run."""

import random
import statistics
import time
from datetime import date

from bench.home import with_places
from bench.result import Result, interleaved, percentile, processor_seconds, seconds_once

TYPED = ("ทอผ้า", "กองทุนสวัสดิการ", "ร่องเคาะ", "สันทราย ผู้สูงอายุ", "หมู่ ๕ แม่บ้าน", "เชียงไหม่", "ป่าไผ่", "ผ้า")
FREQUENT = ("กลุ่ม", "หมู่", "กลุ่ม บ้าน")
"""Words that a third to all of the names hold, and two of them."""
OK = 200
KINDS = (
    "กลุ่มออมทรัพย์",
    "ชมรมผู้สูงอายุ",
    "กองทุนสวัสดิการชุมชน",
    "กลุ่มทอผ้า",
    "สภาเด็กและเยาวชน",
    "กลุ่มแม่บ้าน",
    "วิสาหกิจชุมชน",
    "ชมรมอาสาสมัคร",
    "กลุ่มจักสาน",
    "กลุ่มป่าชุมชน",
)
SYLLABLES = (
    "ป่า",
    "ไผ่",
    "แม่",
    "น้ำ",
    "ดอน",
    "หนอง",
    "ห้วย",
    "บ้าน",
    "ใหม่",
    "เหนือ",
    "ดง",
    "สัน",
    "ทราย",
    "หลวง",
    "เวียง",
    "ร่อง",
    "เคาะ",
    "ปง",
    "คำ",
    "แก้ว",
    "ทอง",
    "เชียง",
)
PLAIN = """
SELECT id, name_th FROM network_organisation WHERE search_key LIKE %s AND place_code LIKE '5%%'
AND state IN ('proposed', 'verified', 'dormant') ORDER BY name_th, id LIMIT 20
"""
COUNTED = """
SELECT COUNT(*) FROM network_organisation WHERE search_key LIKE %s AND place_code LIKE '5%%'
AND state IN ('proposed', 'verified', 'dormant')
"""


def fill(size: int) -> None:
    """Register so many organisations all over the nation, with names made of the words that such names have."""
    from django.utils import timezone  # noqa: PLC0415 (Django stands only now)

    from saiyai.accounts.models import User  # noqa: PLC0415
    from saiyai.kernel.text import search_key  # noqa: PLC0415
    from saiyai.network.models import Organisation, OrganisationField  # noqa: PLC0415
    from saiyai.places.models import Place  # noqa: PLC0415

    pick = random.Random(2557)  # noqa: S311 (the same register each time)
    tambons = list(Place.objects.filter(level="tambon", valid_to=None).values_list("code", flat=True))
    one, other = (User.objects.create(username=name) for name in ("proposer", "verifier"))
    now = timezone.now()

    def made(number: int) -> Organisation:
        name = f"{pick.choice(KINDS)}{''.join(pick.choices(SYLLABLES, k=3))} หมู่ {pick.randrange(1, 20)}"
        return Organisation(
            name_th=f"{name} {number}",
            search_key=search_key(name),
            kind_id="other",
            place_code=pick.choice(tambons),
            state="verified",
            shown_publicly=pick.random() < 0.3,  # noqa: PLR2004 (three in ten)
            note="เล่าเรื่องของกลุ่ม " * 10,
            proposed_by=one,
            proposed_at=now,
            verified_by=other,
            verified_at=now,
        )

    stored = Organisation.objects.bulk_create((made(number) for number in range(size)), batch_size=5_000)
    OrganisationField.objects.bulk_create(
        (OrganisationField(organisation=each, field="health") for each in stored), batch_size=5_000
    )


def run(size: int = 100_000) -> Result:
    """Return the processor time of one search with its count and first page, beside that of LIKE over all rows."""
    with_places()
    fill(size)
    from django.db import connection  # noqa: PLC0415 (Django stands only now)

    from saiyai.kernel.powers import Grant, Role, Scope  # noqa: PLC0415
    from saiyai.kernel.text import search_key  # noqa: PLC0415
    from saiyai.network.queries import DirectoryFilter, directory_found  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    grant = Grant(Role.SUPPORT_OFFICER, tuple(str(code) for code in range(50, 60)), date.min)
    scope = Scope(date(2014, 7, 1), (grant,), 1)

    def search(words: str) -> None:
        found = directory_found(scope, DirectoryFilter(words=words))
        list(found.rows.values_list("pk", "name_th")[:20])

    def plain(words: str) -> None:
        with connection.cursor() as cursor:
            for query in (COUNTED, PLAIN):
                cursor.execute(query, [f"%{search_key(words.split(maxsplit=1)[0])}%"])
                cursor.fetchall()

    each = {
        words: processor_seconds(lambda words=words: search(words)) * 1000 for words in (*TYPED, *FREQUENT)
    }
    print("; ".join(f"{words}: {taken:.1f} ms" for words, taken in each.items()))
    typed = [each[words] for words in TYPED]
    print(
        f"of {len(TYPED)} searches the median: {statistics.median(typed):.1f} ms, the slowest: {max(typed):.1f} ms; "
        f"of words that half of all names hold: {max(each[words] for words in FREQUENT):.1f} ms"
    )
    _first_page()
    own, reference = interleaved(
        lambda: [search(w) for w in TYPED], lambda: [plain(w) for w in TYPED], clock=time.process_time
    )
    return Result(
        "network_find",
        own / len(TYPED) * 1000,
        reference / len(TYPED) * 1000,
        "LIKE over all rows",
        "ms of processor a search with its count",
    )


def _first_page() -> None:
    """Print what 95 of 100 first pages of the directory take at most, from the question to the finished page."""
    from django.test import Client  # noqa: PLC0415 (Django stands only now)

    visitor = Client()

    def ask(words: str) -> None:
        if visitor.get("/network/", {"q": words}).status_code != OK:
            raise RuntimeError(f"The page of {words} was not found.")

    ask("")
    for clock, name in ((time.process_time, "of processor"), (time.perf_counter, "by the clock")):
        taken = [seconds_once(lambda words=words: ask(words), clock=clock) for words in ("", *TYPED) * 4]
        print(f"first page, p95: {percentile(taken, 95) * 1000:.0f} ms {name}")
