"""The rule of figures: each leads to why it is what it is, or to what it was counted from."""

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

BESIDE = ("reason", "why-way")
"""The classes of what says why beside a figure: an explanation that unfolds, the way to a page."""


def figures_without_why(page: str) -> Iterator[str]:
    """Yield what a page shows as a figure without saying why: tiles, panel figures, numbers in tables."""
    main = BeautifulSoup(page, "html.parser").find("main")
    if not isinstance(main, Tag):
        return
    for tile in main.select(".tile"):
        if not tile.select_one(".reason, .why-way a, .value a"):
            yield f"the tile “{_text(tile.select_one('.label'))}”"
    if main.select_one(".explained"):
        return  # its tables are what the explanation is made of
    for number in main.select("td.number"):
        if any(letter.isdigit() for letter in number.text) and not _is_explained(number):
            table = number.find_parent("table")
            caption = table.select_one("caption") if table else None
            yield f"the number {_text(number)} of the table “{_text(caption)}”"


def _is_explained(number: Tag) -> bool:
    """Tell whether a number of a table leads on, or its table says below it why its numbers are what they are."""
    if number.select_one("a[href]"):
        return True
    table = number.find_parent("table")
    frame = number.find_parent(class_="table-frame") or table
    beside = frame.find_next_siblings(limit=3) if frame else []
    return any(set(BESIDE) & set(each.get("class") or []) for each in beside if isinstance(each, Tag))


def _text(element: Tag | None) -> str:
    return " ".join(element.text.split()) if element else ""
