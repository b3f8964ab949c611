"""An article made anew for each reader, in milliseconds a page, against the same article on a bare Wagtail site.

The bare site shows title, day, summary and blocks and nothing else: no navigation, no news beside it, no preferences, no
places, no structured data, no shares. Both are asked in turn; ours with a cookie that keeps the shared pages out of it.
"""

import statistics

from bench import sites
from bench.list_page import requests_a_second
from bench.result import Result

SLUG = "forum-2557"
OTHERS_COOKIE = "somebody=1"
ROUNDS = 5


def run(size: int = 3) -> Result:
    """Measure rounds of `size` seconds, five or as many as seconds, on each in turn; the medians are given."""
    stories = sites.ROOT / "demo" / "articles.json"
    with (
        sites.demonstration() as home,
        sites.bare_wagtail(stories, SLUG) as bare,
        sites.ours(home) as service,
    ):
        for site, path, cookie in ((service, f"/news/{SLUG}/", OTHERS_COOKIE), (bare, f"/{SLUG}/", "")):
            requests_a_second(site, path, cookie, 1)
        pairs = [
            (
                1000 / requests_a_second(service, f"/news/{SLUG}/", OTHERS_COOKIE, size),
                1000 / requests_a_second(bare, f"/{SLUG}/", "", size),
            )
            for _round in range(min(ROUNDS, size))
        ]
        peak = service.memory_mb()
    own, other = (statistics.median(each) for each in zip(*pairs, strict=True))
    return Result("portal_page", own, other, "the article on a bare Wagtail site", "ms a page", peak)
