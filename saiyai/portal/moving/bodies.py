"""Blocks of a moved article as the body of an article here keeps them."""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import Any, Final
from uuid import uuid4

from saiyai.portal.models import ArticlePage
from saiyai.portal.moving.files import Brought

_TO_FILE: Final = re.compile(r'<a href="file:([^"]+)">')
_LONGEST_SAID: Final = 300
_MOST_COLUMNS, _MOST_ROWS = 12, 200


def paths_in(blocks: Iterable[list[Any]]) -> set[str]:
    """Return the paths of the former site's files that blocks show or lead to."""
    found: set[str] = set()
    for kind, value in blocks:
        if kind == "picture":
            found.add(value[0])
        elif kind == "text":
            found.update(unescape(each) for each in _TO_FILE.findall(value))
    return found


def body_of(blocks: Iterable[list[Any]], files: Mapping[str, Brought], title: str) -> str:
    """Return blocks as JSON of an article's body; `title` says what a picture shows of which nobody said it."""
    told = []
    for kind, value in blocks:
        made = _block(kind, value, files, title)
        if made is not None:
            told.append({"type": made[0], "value": made[1], "id": str(uuid4())})
    return json.dumps(told, ensure_ascii=False)


def _block(kind: str, value: Any, files: Mapping[str, Brought], title: str) -> tuple[str, Any] | None:
    match kind:
        case "picture":
            path, said, caption = value
            if (image := files[path].image_id if path in files else None) is None:
                return None
            alt = (said or caption or title)[:_LONGEST_SAID]
            return "picture", {
                "image": image,
                "alt_text": alt,
                "caption": caption[:_LONGEST_SAID],
                "decorative": False,
            }
        case "text":
            return "text", _TO_FILE.sub(lambda found: _way_to(files.get(unescape(found[1]))), value)
        case "table":
            caption, rows = value
            return _table(caption, rows, title)
        case _:
            return kind, value


def _way_to(file: Brought | None) -> str:
    if file is None or file.document_id is None:
        return "<a>"
    return f'<a linktype="document" id="{file.document_id}">'


def _table(caption: str, rows: list[list[str]], title: str) -> tuple[str, Any]:
    """Return a table's block; as a list, a row an item, where it is too large for one."""
    fits = len(rows) <= _MOST_ROWS and len(rows[0]) <= _MOST_COLUMNS
    if fits and "table" in ArticlePage._meta.get_field("body").stream_block.child_blocks:  # noqa: SLF001
        cells = "\n".join(" | ".join(cell.replace("|", "/") or "–" for cell in row) for row in rows)
        return "table", {"caption": (caption or title)[:200], "cells": cells}
    items = "".join(f"<li>{escape(' · '.join(filter(None, row)), quote=False)}</li>" for row in rows)
    return "text", f"<ul>{items}</ul>"
