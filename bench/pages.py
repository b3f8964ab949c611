"""The pages of the product as a person who signed in reaches them: found by following links, a few of each kind."""

import re
from collections import Counter, deque
from typing import Any

BEGINNINGS = (
    "/home/",
    "/",
    "/places/",
    "/places/50/",
    "/places/5014/",
    "/places/501412/",
    "/places/10/",
    "/places/?q=%E0%B8%9B%E0%B9%88%E0%B8%B2%E0%B9%84%E0%B8%9C%E0%B9%88",
    "/places/choose/?text=%E0%B8%A8%E0%B8%A3%E0%B8%B5%E0%B8%A0%E0%B8%B9%E0%B8%A1%E0%B8%B4&list=x",
    "/find/?q=%E0%B9%80%E0%B8%8A%E0%B8%B5%E0%B8%A2%E0%B8%87%E0%B9%83%E0%B8%AB%E0%B8%A1%E0%B9%88",
    "/api/v1/places?parent=50",
    "/api/v1/places?q=%E0%B8%9B%E0%B9%88%E0%B8%B2%E0%B9%84%E0%B8%9C%E0%B9%88",
    "/api/v1/places.geojson?level=province",
    "/about/style/",
)
LINK = re.compile(r'href="(/[^"#]*)"')
LEFT_OUT = re.compile(r"^/(static|media|cms|documents|accounts|health|_util)/")
OF_EACH_KIND = 3


def kind_of(path: str) -> str:
    """Return the kind of a page: its path without numbers, codes and what is asked."""
    return re.sub(r"(?<=/)[^/]*[0-9][^/]*(?=/)", "*", path.partition("?")[0])


def reachable(client: Any) -> list[str]:
    """Return the pages that a signed-in client reaches by links, at most three of each kind, in order of finding."""
    waiting, seen, found, kinds = deque(BEGINNINGS), set(BEGINNINGS), [], Counter[str]()
    while waiting:
        path = waiting.popleft()
        answer = client.get(path)
        if answer.status_code != 200:  # noqa: PLR2004 (found)
            continue
        found.append(path)
        if "html" not in answer.headers["Content-Type"]:
            continue
        for link in LINK.findall(answer.content.decode()):
            each = link.replace("&amp;", "&")
            if each not in seen and not LEFT_OUT.match(each) and kinds[kind_of(each)] < OF_EACH_KIND:
                seen.add(each)
                kinds[kind_of(each)] += 1
                waiting.append(each)
    return found
