"""The public search among 100,000 texts: counts by kind and a page with snippets, against LIKE over all texts."""

import random
import statistics
from datetime import date, timedelta
from itertools import accumulate

from pythainlp.corpus import thai_words

from bench.home import with_places
from bench.network_find import KINDS, SYLLABLES
from bench.result import Result, interleaved, seconds

TYPED = (
    "แม่บ้านจิตอาสา",
    "จิตอาสา",
    "ผู้สูงอายุ",
    "เวทีติดตาม",
    "หมู่ ๕ ทอผ้า",
    "กองทุนสวัสดิการ ร่องเคาะ",
    "เชียงไหม่",
    "ข้าว",
    "ปู",
)
USUAL = ("ผู้สูงอายุ", "เครือข่าย", "จังหวัด", "โครงการ", "สวัสดิการ", "ครอบครัว", "ประชุม", "เวทีติดตาม", "ข้าวสาร", "ทอผ้า")
RARE = 400
"""One text in so many holds the words that a reader looks for as they stand on the source page."""
PLAIN = 'SELECT id, kind FROM portal_searchentry WHERE text_key LIKE %s OR title_key LIKE %s ORDER BY "on" DESC LIMIT 1001'


def fill(size: int) -> None:
    """Keep so many texts of some 900 letters, of words as often as a language has them."""
    from saiyai.kernel.text import search_key  # noqa: PLC0415 (Django stands only now)
    from saiyai.portal.models import SearchEntry  # noqa: PLC0415

    pick = random.Random(2557)  # noqa: S311 (the same texts each time)
    rare = sorted(thai_words())
    pick.shuffle(rare)
    words = [*USUAL, *KINDS, *SYLLABLES, *rare[:20_000]]
    weights = list(
        accumulate(1 / (rank + 20) for rank in range(len(words)))
    )  # as often as words of a language are

    def made(number: int) -> SearchEntry:
        title = "".join(pick.choices(words, cum_weights=weights, k=4)) + f" {number}"
        parts = ["".join(pick.choices(words, cum_weights=weights, k=8)) for _ in range(22)]
        if number % RARE == 0:
            parts[10] += " แม่บ้านจิตอาสา ที่เชียงใหม่"
        day = date(2010, 1, 1) + timedelta(days=pick.randrange(6_000))
        text = " ".join(parts)
        return SearchEntry(
            kind="bench",
            key=str(number),
            place_code=f"{pick.randrange(50, 58)}01",
            year=day.year + 543,
            on=day,
            version="1",
            url="/",
            title_th=title,
            title_key=search_key(title),
            text=text,
            text_key=search_key(text),
        )

    SearchEntry.objects.bulk_create((made(number) for number in range(size)), batch_size=1_000)


def run(size: int = 100_000) -> Result:
    """Return the milliseconds of one search with its counts and first page, beside those of LIKE over all texts."""
    with_places()
    fill(size)
    from django.db import connection  # noqa: PLC0415 (Django stands only now)

    from saiyai.kernel.text import search_key  # noqa: PLC0415
    from saiyai.portal.queries.search import Search, Wanted  # noqa: PLC0415
    from saiyai.web.offers import SEARCH_SOURCES, SearchSource  # noqa: PLC0415

    SEARCH_SOURCES.add(
        SearchSource("bench", "bench", lambda keys: dict.fromkeys(keys or (), "1"), lambda _keys: ())
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def search(words: str) -> int:
        found = Search(Wanted(words=words))
        found.groups()
        return found.total

    def plain(words: str) -> None:
        key = f"%{search_key(words.split(maxsplit=1)[0])}%"
        with connection.cursor() as cursor:
            cursor.execute(PLAIN, [key, key])
            cursor.fetchall()

    each = {words: seconds(lambda words=words: search(words), times=3) * 1000 for words in TYPED}
    print("; ".join(f"{words}: {search(words)} in {taken:.1f} ms" for words, taken in each.items()))
    own, reference = interleaved(
        lambda: [search(w) for w in TYPED], lambda: [plain(w) for w in TYPED], times=3
    )
    print(
        f"the median word: {statistics.median(each.values()):.1f} ms, the slowest: {max(each.values()):.1f} ms"
    )
    return Result(
        "portal_search",
        own / len(TYPED) * 1000,
        reference / len(TYPED) * 1000,
        "LIKE over all texts",
        "ms a search with its counts and first page",
    )
