"""Articles for tests, told in a line."""

import json

from saiyai.portal.demonstration import demo_portal


def an_article(
    slug: str,
    *,
    title: str = "ข่าว",
    category: str = "network",
    on: str = "2014-09-04",
    place_code: str = "50",
) -> None:
    body = [{"type": "heading", "value": "หัวข้อ"}]
    told = {"slug": slug, "title": title, "summary": "สรุป", "category": category, "byline": "ผู้เขียน", "on": on}
    event = {"in_days": 7, "from": "09:00", "to": "12:00", "venue": "ศาลากลาง"}
    demo_portal(json.dumps([told | {"place_code": place_code, "body": body, "event": event}]), office=None)
