"""The addresses under which Joomla showed its articles: which article an old address means."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

Kind = Literal["article", "category", "news"]
Form = Literal["page", "pdf", "mail", "feed"]

_LAST_STEP: Final = re.compile(r"(\d{1,9})(?:[-:].*)?(?:\.html?)?", re.DOTALL)
_NUMBER: Final = re.compile(r"\d{1,9}")
_MOST_DECODED: Final = 3
"""How often an address is unwrapped: links in mails are often encoded twice."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What an old address means: an article or a category by its number there, or the news; and in which form."""

    kind: Kind
    number: int = 0
    form: Form = "page"


def meant_by_query(query: Mapping[str, str]) -> Meant | None:
    """Return what `index.php?…` means, whatever the order of its parts and however often it was encoded; else None."""
    asked = {name.removeprefix("amp;"): _plain(value) for name, value in query.items()}
    if asked.get("option") == "com_mailto":
        return _mailed(asked.get("link", ""))
    number = _NUMBER.match(asked.get("id", ""))
    if asked.get("option") not in {"com_content", None} or number is None:
        return Meant("news") if asked.get("option") == "com_content" else None
    if asked.get("view", "article") == "article" or asked.get("task") == "view":
        return Meant("article", int(number[0]), _form(asked))
    if asked["view"] in {"category", "section", "categories"}:
        return Meant("category", int(number[0]), _form(asked))
    return Meant("news")


def _form(asked: Mapping[str, str]) -> Form:
    match asked.get("format", ""):
        case "pdf":
            return "pdf"
        case "feed":
            return "feed"
        case _:
            return "page"


def _mailed(link: str) -> Meant:
    """Return the article that the window for mailing one was opened for; the news where it cannot be read any more."""
    try:
        told = b64decode(link + "=" * (-len(link) % 4), validate=True).decode()
    except (ValueError, Error):
        return Meant("news")
    found = meant_by_address(told)
    return Meant("article", found.number, "mail") if found and found.kind == "article" else Meant("news")


def meant_by_steps(path: str) -> Meant | None:
    """Return the article that a path's last step names ("news/255-the-forum.html"), None where it names none."""
    steps = [each for each in _plain(path).split("/") if each]
    found = _LAST_STEP.fullmatch(steps[-1]) if steps else None
    return Meant("article", int(found[1])) if found else None


def meant_by_address(address: str) -> Meant | None:
    """Return what a whole old address means, None where it is no article's or category's."""
    parts = urlsplit(address.strip().replace("&amp;", "&"))
    if (parts.query and parts.path.rstrip("/").endswith(("index.php", "index2.php"))) or parts.path in {
        "",
        "/",
    }:
        found = meant_by_query(dict(parse_qsl(parts.query)))
        if found is not None or not parts.path.strip("/"):
            return found
    return meant_by_steps(parts.path)


def _plain(text: str) -> str:
    """Return a text without the encodings that were put around it."""
    for _ in range(_MOST_DECODED):
        plain = unquote(text)
        if plain == text:
            break
        text = plain
    return text


def short_paths(number: int, alias: str, category_path: str) -> tuple[str, ...]:
    """Return the paths that Joomla's search-friendly addresses had for an article, without a slash at their ends."""
    steps = [step for step in category_path.split("/") if step]
    above = "".join(f"/{step}" for step in steps)
    last = f"{number}-{alias}" if alias else str(number)
    paths = [f"{above}/{last}", f"{above}/{last}.html"]
    if alias and steps:
        paths += [f"{above}/{alias}", f"{above}/{alias}.html"]
    return tuple(dict.fromkeys(paths))
