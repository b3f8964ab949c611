"""Joomla's HTML made blocks: headings, text with lists and links, quotes, tables, pictures; everything else goes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from saiyai.kernel.text import normalise, normalise_lines
from saiyai.portal.moving.addresses import Meant, meant_by_address

Block = tuple[str, Any]
"""A block's kind and value: heading, text (HTML), quote, table (rows of cells), picture (path, alt, caption)."""
_TAGS: Final = {
    *(
        "p",
        "div",
        "section",
        "article",
        "span",
        "center",
        "font",
        "br",
        "hr",
        "blockquote",
        "figure",
        "figcaption",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre"),
    *("b", "strong", "i", "em", "a", "img", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"),
}
_ATTRIBUTES: Final = {"a": {"href"}, "img": {"src", "alt", "title"}}
_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE: Final = {"b": "b", "strong": "b", "i": "i", "em": "i", "span": "", "font": ""}
_PLUGIN: Final = re.compile(r"\{/?[a-z][\w-]{2,30}(?:[ =:][^{}]{0,200})?\}", re.IGNORECASE)
_LONGEST_HEADING: Final = 200
_MOST_COLUMNS, _MOST_ROWS = 12, 200


@dataclass
class Made:
    """What was made of an article's HTML: blocks in order, and what could not be kept, as (kind, what)."""

    blocks: list[Block] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Around:
    """What an article's links are judged by: the old site's hosts, and where its articles and files are now."""

    hosts: frozenset[str]
    address_of: Callable[[Meant], str]
    """The new path of what an old address meant; "" where that was not moved."""
    has_file: Callable[[str], bool]


def made_of(html: str, around: Around) -> Made:
    """Return the blocks of an article's HTML; scripts, styles and whatever cannot be shown here are gone."""
    made = Made()
    made.lost += [("plugin", each) for each in dict.fromkeys(_PLUGIN.findall(html))]
    clean = nh3.clean(
        normalise_lines(_PLUGIN.sub(" ", html)),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    _Walk(made, around).walk(BeautifulSoup(clean, "html.parser"))
    return made


class _Walk:
    """A walk through cleaned HTML that gathers prose until something else begins."""

    def __init__(self, made: Made, around: Around) -> None:
        self._made = made
        self._around = around
        self._prose: list[str] = []
        self._line: list[str] = []

    def walk(self, root: Tag) -> None:
        """Add the blocks of a piece of HTML."""
        self._children(root)
        self._end_prose()

    def _children(self, element: Tag) -> None:
        for child in element.children:
            self._visit(child)

    def _visit(self, child: PageElement) -> None:
        if isinstance(child, NavigableString):
            self._line.append(escape(str(child), quote=False))
            return
        if not isinstance(child, Tag):
            return
        match child.name:
            case "img":
                self._picture(child)
            case "table":
                self._table(child)
            case "blockquote":
                self._whole("quote", child)
            case "ul" | "ol":
                self._list(child)
            case "br":
                self._line.append("<br/>")
            case name if name in _HEADINGS:
                self._heading(child)
            case name if name in _INLINE or name == "a":
                self._inline(child)
            case _:
                self._end_line()
                self._children(child)
                self._end_line()

    def _end_line(self) -> None:
        line = "".join(self._line).strip()
        line = re.sub(r"^(?:<br/>|\s)+|(?:<br/>|\s)+$", "", line)
        self._line = []
        if BeautifulSoup(line, "html.parser").get_text(strip=True):
            self._prose.append(f"<p>{line}</p>")

    def _end_prose(self) -> None:
        self._end_line()
        if self._prose:
            self._made.blocks.append(("text", "".join(self._prose)))
        self._prose = []

    def _inline(self, element: Tag) -> None:
        """Write bold, italic and linked words; pictures in them stand after the line."""
        if element.find(["table", "p", "div", "ul", "ol", *_HEADINGS]):
            self._children(element)
            return
        pictures = element.find_all("img")
        text = self._inner(element)
        if BeautifulSoup(text, "html.parser").get_text(strip=True):
            self._line.append(self._wrapped(element, text))
        for each in pictures:
            self._picture(each)

    def _inner(self, element: Tag) -> str:
        parts = []
        for child in element.children:
            if isinstance(child, NavigableString):
                parts.append(escape(str(child), quote=False))
            elif isinstance(child, Tag) and child.name == "br":
                parts.append("<br/>")
            elif isinstance(child, Tag) and child.name != "img":
                parts.append(self._wrapped(child, self._inner(child)))
        return "".join(parts)

    def _wrapped(self, element: Tag, text: str) -> str:
        if element.name == "a":
            address = self._address(str(element.get("href") or ""))
            return f'<a href="{escape(address)}">{text}</a>' if address else text
        name = _INLINE.get(element.name, "")
        return f"<{name}>{text}</{name}>" if name and text.strip() else text

    def _address(self, href: str) -> str:
        """Return where a link leads now: the new page, the file that came along, the same place elsewhere; else ""."""
        parts = _split(href)
        if parts is None or not href or href.startswith("#"):
            return ""
        is_own = not parts.scheme.startswith(("mailto", "tel")) and (
            not parts.netloc or parts.netloc.lower() in self._around.hosts
        )
        if not is_own:
            return href
        path = unquote(parts.path).lstrip("/")
        if self._around.has_file(path):
            return f"file:{path}"
        meant = meant_by_address(href)
        found = self._around.address_of(meant) if meant else ""
        if not found:
            self._made.lost.append(("link", href))
        return found

    def _heading(self, element: Tag) -> None:
        text = normalise(element.get_text(" ", strip=True))
        if text and len(text) <= _LONGEST_HEADING:
            self._end_prose()
            self._made.blocks.append(("heading", text))
        elif text:
            self._end_line()
            self._prose.append(f"<p><b>{escape(text, quote=False)}</b></p>")
        for each in element.find_all("img"):
            self._picture(each)

    def _whole(self, kind: str, element: Tag) -> None:
        self._end_prose()
        if text := normalise_lines(element.get_text("\n", strip=True)):
            self._made.blocks.append((kind, text))
        for each in element.find_all("img"):
            self._picture(each)

    def _list(self, element: Tag) -> None:
        self._end_line()
        items = [self._inner(each).strip() for each in element.find_all("li", recursive=False)]
        told = "".join(f"<li>{each}</li>" for each in items if each)
        if told:
            self._prose.append(f"<{element.name}>{told}</{element.name}>")
        for each in element.find_all("img"):
            self._picture(each)

    def _table(self, element: Tag) -> None:
        rows = [
            [
                normalise(cell.get_text(" ", strip=True))
                for cell in line.find_all(["td", "th"], recursive=False)
            ]
            for line in element.find_all("tr")
        ]
        rows = [row for row in rows if any(row)]
        width = max((len(row) for row in rows), default=0)
        if element.find("table") or element.find("img") or width < 2 or len(rows) < 2:  # noqa: PLR2004 (it lays pages out)
            for cell in element.find_all(["td", "th", "caption"]):
                if cell.find("table") is None:
                    self._end_line()
                    self._children(cell)
            self._end_line()
            return
        if width > _MOST_COLUMNS or len(rows) > _MOST_ROWS:
            self._made.lost.append(("table", f"{len(rows)} × {width}"))
        self._end_prose()
        caption = element.find("caption")
        told = normalise(caption.get_text(" ", strip=True)) if isinstance(caption, Tag) else ""
        self._made.blocks.append(("table", [told, [row + [""] * (width - len(row)) for row in rows]]))

    def _picture(self, element: Tag) -> None:
        source = str(element.get("src") or "")
        parts = _split(source)
        path = unquote(parts.path).lstrip("/") if parts else ""
        is_own = parts is not None and (not parts.netloc or parts.netloc.lower() in self._around.hosts)
        if not is_own or not self._around.has_file(path):
            self._made.lost.append(("picture", source[:300]))
            return
        self._end_prose()
        said = normalise(str(element.get("alt") or "") or str(element.get("title") or ""))
        self._made.blocks.append(("picture", [path, said, ""]))


def _split(address: str) -> Any:
    try:
        return urlsplit(address)
    except ValueError:
        return None
