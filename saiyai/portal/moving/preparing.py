"""A Joomla export made ready: each article as plain values in a file of its own, and a report of what could not be kept.

Nothing is written to the database here, so that preparing may take its time; what is prepared is read once more, line by
line, by the one act that moves it in.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.utils.text import slugify
from PIL import Image

from saiyai.audit import clock
from saiyai.kernel.buddhist_era import ERA_SHIFT
from saiyai.kernel.text import normalise, truncate
from saiyai.portal.moving.addresses import Meant, short_paths
from saiyai.portal.moving.blocks import Around, Block, made_of
from saiyai.portal.moving.export import Row, rows_of

PICTURES: Final = {".jpg", ".jpeg", ".png", ".gif", ".webp"}
FILES: Final = {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".zip", ".csv"}
LARGEST_FILE: Final = 50_000_000
MOST_PIXELS: Final = 60_000_000
NAMED_AT_MOST: Final = 50
"""How many losses of a kind the report names; all of them are counted."""
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_BYLINE, LONGEST_SLUG = 255, 300, 120, 80
BINNED: Final = -2
SHOWN: Final = {1, 2}
"""The states of articles that the former site showed: published and archived."""
PUBLIC: Final = {0, 1}
"""The access levels that are everybody's, of Joomla 1.5 and of those after it."""


@dataclass
class Report:
    """What was prepared, and what could not be kept: counts of each kind, the first of each by article's number."""

    articles: int = 0
    binned: int = 0
    hidden: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    named: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def lose(self, kind: str, number: int, what: str) -> None:
        """Count a loss, and name it where it is among the first of its kind."""
        self.lost[kind] += 1
        named = self.named.setdefault(kind, [])
        if len(named) < NAMED_AT_MOST:
            named.append((number, what[:200]))


@dataclass(frozen=True, slots=True)
class Heads:
    """What articles point at: categories with their titles and paths, writers, and the last step of each address."""

    categories: Mapping[int, tuple[str, str]]
    users: Mapping[int, str]
    slugs: Mapping[int, str]
    articles_of: Mapping[int, int]
    """How many articles each category holds."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How articles are to be brought: in which of our categories, from which files, as whose."""

    categories: Mapping[int, str]
    byline: str
    hosts: frozenset[str] = frozenset()
    files: Path | None = None


def heads_of(export: Path, taken: Mapping[str, int]) -> Heads:
    """Return what the articles of an export point at; `taken` are the last steps in use with the numbers they are for."""
    categories: dict[int, tuple[str, str]] = {}
    users: dict[int, str] = {}
    slugs: dict[int, str] = {number: slug for slug, number in taken.items() if number}
    used, articles = set(taken), Counter[int]()
    for table, row in rows_of(export, "content", "categories", "users"):
        number = _number(row.get("id"))
        if table == "categories":
            path = str(row.get("path") or row.get("alias") or "")
            categories[number] = (normalise(str(row.get("title") or "")), path)
        elif table == "users":
            users[number] = normalise(str(row.get("name") or row.get("username") or ""))
        elif number and _number(row.get("state")) != BINNED:
            articles[_number(row.get("catid"))] += 1
            if number not in slugs:
                slugs[number] = _free_slug(row, number, used)
                used.add(slugs[number])
    return Heads(categories, users, slugs, articles)


def _free_slug(row: Row, number: int, used: set[str]) -> str:
    slug = slugify(str(row.get("alias") or ""))[:LONGEST_SLUG].strip("-") or f"article-{number}"
    return slug if slug not in used else f"{slug}-{number}"


def prepare(
    export: Path,
    heads: Heads,
    wishes: Wishes,
    into: Path,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Write each article of an export as a line of JSON, and return the report."""
    report, whole = Report(), sum(heads.articles_of.values())
    maker = _Maker(heads, wishes, report)
    with into.open("w", encoding="utf-8") as file:
        for told in _told(export, maker, report):
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
            if progress is not None:
                progress(report.articles, whole)
    return report


def _told(export: Path, maker: "_Maker", report: Report) -> Iterator[dict[str, Any]]:
    for _table, row in rows_of(export, "content"):
        if "introtext" not in row or not _number(row.get("id")):
            continue
        if _number(row.get("state")) == BINNED:
            report.binned += 1
            continue
        report.articles += 1
        yield maker.told(row)


def prepared(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the prepared articles of a file, line by line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


class _Maker:
    """Makes plain values of an export's articles."""

    def __init__(self, heads: Heads, wishes: Wishes, report: Report) -> None:
        self._heads, self._wishes, self._report = heads, wishes, report
        self._known: dict[str, bool] = {}
        self._around = Around(wishes.hosts, self._address_of, self._has_file)

    def told(self, row: Row) -> dict[str, Any]:
        """Return an article as it will stand here, with the digest of all that."""
        number = _number(row["id"])
        made = made_of(f"{row.get('introtext') or ''}\n{row.get('fulltext') or ''}", self._around)
        for kind, what in made.lost:
            self._report.lose(kind, number, what)
        title = normalise(str(row.get("title") or ""))[:LONGEST_TITLE] or f"({number})"
        told = {
            "old_id": number,
            "title": title,
            "slug": self._heads.slugs[number],
            "summary": _summary(str(row.get("metadesc") or ""), made.blocks) or title,
            "byline": self._byline(row),
            "published_on": self._day(row).isoformat(),
            "category": self._wishes.categories[_number(row.get("catid"))],
            "is_live": self._is_live(row),
            "blocks": [*self._leading_pictures(row, number), *made.blocks],
            "paths": self._paths(row, number),
        }
        text = json.dumps(told, ensure_ascii=False, sort_keys=True)
        return told | {"digest": sha256(text.encode()).hexdigest()}

    def _byline(self, row: Row) -> str:
        alias = normalise(str(row.get("created_by_alias") or ""))
        writer = self._heads.users.get(_number(row.get("created_by")), "")
        return (alias or writer or self._wishes.byline)[:LONGEST_BYLINE]

    def _day(self, row: Row) -> date:
        for name in ("publish_up", "created", "modified"):
            instant = _instant(row.get(name))
            if instant is not None:
                return instant.astimezone(clock.BANGKOK).date()
        self._report.lose("date", _number(row["id"]), str(row.get("created") or ""))
        return clock.today()

    def _is_live(self, row: Row) -> bool:
        begins, ends = _instant(row.get("publish_up")), _instant(row.get("publish_down"))
        now = clock.now()
        is_live = (
            _number(row.get("state", 1)) in SHOWN
            and _number(row.get("access", 1)) in PUBLIC
            and (begins is None or begins <= now)
            and (ends is None or ends > now)
        )
        self._report.hidden += not is_live
        return is_live

    def _leading_pictures(self, row: Row, number: int) -> list[Block]:
        """Return the picture that Joomla shows above an article, which it keeps beside the text."""
        try:
            told = json.loads(row.get("images") or "{}")
        except (TypeError, ValueError):
            return []
        name = next(
            (n for n in ("image_fulltext", "image_intro") if isinstance(told, dict) and told.get(n)), ""
        )
        if not name:
            return []
        path = str(told[name]).split("#", maxsplit=1)[0].lstrip("/")
        if not self._has_file(path):
            self._report.lose("picture", number, path)
            return []
        said, caption = (normalise(str(told.get(f"{name}_{part}") or "")) for part in ("alt", "caption"))
        return [("picture", [path, said, caption])]

    def _paths(self, row: Row, number: int) -> list[str]:
        _title, category_path = self._heads.categories.get(_number(row.get("catid")), ("", ""))
        return list(short_paths(number, str(row.get("alias") or ""), category_path))

    def _address_of(self, meant: Meant) -> str:
        if meant.kind == "article":
            slug = self._heads.slugs.get(meant.number)
            return f"/news/{slug}/" if slug else ""
        if meant.kind == "category":
            category = self._wishes.categories.get(meant.number)
            return f"/news/?category={category}" if category else ""
        return "/news/"

    def _has_file(self, path: str) -> bool:
        if path not in self._known:
            self._known[path] = self._wishes.files is not None and is_usable(self._wishes.files, path)
        return self._known[path]


def is_usable(folder: Path, path: str) -> bool:
    """Tell whether a path of the former site is a picture or a file in the folder that came along, fit to be shown."""
    if not path or "\0" in path:
        return False
    file = (folder / path).resolve()
    kind = file.suffix.lower()
    if not file.is_relative_to(folder.resolve()) or kind not in PICTURES | FILES or not file.is_file():
        return False
    if file.stat().st_size > LARGEST_FILE:
        return False
    return kind in FILES or _is_picture(file)


def _is_picture(file: Path) -> bool:
    try:
        with Image.open(file) as picture:
            return 0 < picture.width * picture.height <= MOST_PIXELS and picture.format in {
                "JPEG",
                "PNG",
                "GIF",
                "WEBP",
            }
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def _number(value: Any) -> int:
    text = str(value if value is not None else "")
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else 0


def _instant(value: Any) -> datetime | None:
    """Return an instant of Joomla's, which is in UTC; None for its zeros and for what is no instant."""
    text = str(value or "")
    if re.match(r"2[4-9]\d\d-", text):  # somebody typed the year of the Buddhist era
        text = f"{int(text[:4]) - ERA_SHIFT}{text[4:]}"
    try:
        return datetime.fromisoformat(text[:19]).replace(tzinfo=UTC)
    except ValueError:
        return None


def _summary(described: str, blocks: list[Block]) -> str:
    """Return what an article is about: what its writer said of it, else the beginning of its text."""
    text = normalise(re.sub(r"<[^>]+>", " ", described))
    if not text:
        told = (re.sub(r"<[^>]+>", " ", value) for kind, value in blocks if kind in {"text", "quote"})
        text = normalise(" ".join(told))
    return truncate(text, LONGEST_SUMMARY)
