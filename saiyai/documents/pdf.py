"""PDF and PNG through Typst: one compiler kept a process, the document passed as JSON."""

import json
import logging
from base64 import b64encode
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Literal

import fontpkg_sarabun

from saiyai.documents.drawing import SPACE, Drawing, drawing_of
from saiyai.documents.furniture import colophon, heading_levels, shown
from saiyai.documents.page import (
    Contents,
    Document,
    Entry,
    Figure,
    Heading,
    ItemList,
    KeyValues,
    PageBreak,
    Paragraph,
    Picture,
    Signatures,
    Table,
)
from saiyai.documents.words import WHOLE, WORDS

if TYPE_CHECKING:
    import typst

# PDF/A-2a keeps for decades, PDF/UA-1 speaks to screen readers.
STANDARDS: Final[list[Literal["a-2a", "ua-1"]]] = ["a-2a", "ua-1"]
_FOLDER: Final = Path(__file__).resolve().parent / "typst"
_MANY_COLUMNS: Final = 7
MASK_OF_MANY: Final = 2
"""The mask of QR codes made by the hundred: any of the eight is read, and weighing them takes most of the time."""
_ONE_AT_A_TIME: Final = Lock()
_log = logging.getLogger(__name__)


def render_pdf(document: Document) -> bytes:
    """Return the document as PDF/A-2a and PDF/UA-1: tagged, titled, in its language, fonts embedded.

    Where its text holds a character that no embedded font can show, the PDF is tagged alike but claims no
    standard.
    """
    inputs = {"document": json.dumps(_page(document), ensure_ascii=False)}
    return compiled("document.typ", inputs, datetime.combine(document.made_on, time(), UTC))


def compiled(name: str, inputs: dict[str, str], made_at: datetime) -> bytes:
    """Return what one of the house's files makes of its inputs, as PDF/A-2a and PDF/UA-1 where the fonts allow it."""
    import typst

    with _ONE_AT_A_TIME:
        try:
            return _compiled(
                name, format="pdf", sys_inputs=inputs, timestamp=made_at, pdf_standards=STANDARDS
            )
        except typst.TypstError as fault:
            if "PDF/" not in fault.message:
                raise
            _log.warning("a PDF without its standards: %s", fault.hints)
            return _compiled(name, format="pdf", sys_inputs=inputs, timestamp=made_at)


def page_pictures(document: Document, *, dots_per_inch: int = 80) -> tuple[bytes, ...]:
    """Return each page of the document as a PNG."""
    inputs = {"document": json.dumps(_page(document), ensure_ascii=False)}
    with _ONE_AT_A_TIME:
        made = _compiler("document.typ").compile(format="png", ppi=dots_per_inch, sys_inputs=inputs)
    return tuple(made) if isinstance(made, list) else (made or b"",)


def svg_to_png(svg: str, *, width_pixels: int = 1280) -> bytes:
    """Return a drawing as a PNG on white; raise ValueError where `drawing.py` refuses it."""
    drawing = drawing_of(svg)
    inputs = {"drawing": json.dumps(_drawn(drawing) | {"percent": 100, "lang": "th"}, ensure_ascii=False)}
    with _ONE_AT_A_TIME:
        return _compiled(
            "drawing.typ", format="png", ppi=72 * width_pixels / drawing.width, sys_inputs=inputs
        )


@cache
def _compiler(name: str) -> "typst.Compiler":
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(Path(fontpkg_sarabun.ROOT) / "files")],
    )
    return typst.Compiler(str(_FOLDER / name), root=str(_FOLDER), font_paths=fonts, ignore_system_fonts=True)


def _compiled(name: str, **wishes: Any) -> bytes:
    made = _compiler(name).compile(**wishes)
    if isinstance(made, list):
        return made[0]
    return made or b""


def _page(document: Document) -> dict[str, Any]:
    words = WORDS[document.language]
    head = document.letterhead
    live = (
        {"url": document.live_url, "words": words.live, "qr": qr(document.live_url)}
        if document.live_url
        else None
    )
    return {
        "lang": document.language,
        "whole": "|".join(sorted(WHOLE, key=len, reverse=True)),
        "title": shown(document, document.title),
        "subtitle": shown(document, document.subtitle),
        "landscape": document.landscape,
        "digits": document.thai_digits,
        "words": {"page": words.page, "of": words.total_pages, "signed": words.signed},
        "colophon": colophon(document),
        "live": live,
        "letterhead": head
        and {
            "office": shown(document, head.office),
            "address": [shown(document, line) for line in head.address],
            "reference": shown(document, head.reference),
        },
        "blocks": _blocks(document),
    }


def qr(text: str, *, mask: int | None = None, fits: bool = False) -> str:
    """Return the QR of an address or code as SVG, with a size of its own or as large as what it stands in (`fits`).

    To name the mask of the eight spares weighing them for each of many.
    """
    import segno

    made = segno.make(text, error="m", micro=False, mask=mask)
    return made.svg_inline(border=1, dark="#000000", light="#ffffff", omitsize=fits)


def _blocks(document: Document) -> list[dict[str, Any]]:
    levels = iter(
        heading_levels(tuple(block.level for block in document.blocks if isinstance(block, Heading)))
    )
    made = []
    for block in document.blocks:
        one = _block(document, block)
        if one["kind"] == "heading":
            one["level"] = next(levels)
        made.append(one)
    return made


def _block(document: Document, block: object) -> dict[str, Any]:  # noqa: C901 (one line a kind)
    def say(text: str) -> str:
        return shown(document, text)

    match block:
        case Heading(text):
            return {"kind": "heading", "text": say(text)}
        case Paragraph(text, alignment):
            return {"kind": "paragraph", "text": say(text), "alignment": alignment}
        case Table():
            return _table(document, block)
        case Figure() | Picture():
            return _seen(document, block)
        case KeyValues(pairs):
            return {"kind": "pairs", "pairs": [[say(name), say(value)] for name, value in pairs]}
        case ItemList(items, numbered):
            return {"kind": "list", "items": [say(item) for item in items], "numbered": numbered}
        case PageBreak():
            return {"kind": "page-break"}
        case Signatures(people):
            signed = [
                {"name": say(p.name), "position": say(p.position), "capacity": say(p.capacity)}
                for p in people
            ]
            return {"kind": "signatures", "people": signed}
        case Entry() | Contents():
            return _directory_block(document, block)
        case _:
            raise TypeError(f"no block of a document: {block!r}")


def _directory_block(document: Document, block: Entry | Contents) -> dict[str, Any]:
    if isinstance(block, Contents):
        return {"kind": "contents", "title": shown(document, block.title), "depth": block.depth}
    return {
        "kind": "entry",
        "name": shown(document, block.name),
        "lines": [shown(document, line) for line in block.lines],
        "url": block.url,
        "qr": qr(block.url),
        "alt": WORDS[document.language].page_of.format(name=block.name),
    }


def _table(document: Document, table: Table) -> dict[str, Any]:
    rows = [[shown(document, cell) for cell in row] for row in table.rows]
    if not rows:
        rows = [[WORDS[document.language].no_rows, *[""] * (len(table.columns) - 1)]]
    return {
        "kind": "table",
        "caption": shown(document, table.caption),
        "size": 9.5 if len(table.columns) >= _MANY_COLUMNS else 11,
        "columns": [
            {"title": shown(document, column.title), "alignment": column.alignment, "share": column.share}
            for column in table.columns
        ],
        "rows": rows,
        "totals": [shown(document, cell) for cell in table.totals],
    }


def _seen(document: Document, block: Figure | Picture) -> dict[str, Any]:
    return _picture(document, block) if isinstance(block, Picture) else _figure(document, block)


def _figure(document: Document, figure: Figure) -> dict[str, Any]:
    return {
        "kind": "figure",
        "percent": figure.width_percent,
        "alt": shown(document, figure.alternative),
        "caption": shown(document, figure.caption),
        **_drawn(drawing_of(figure.svg)),
    }


def _picture(document: Document, picture: Picture) -> dict[str, Any]:
    """Return a photograph as a drawing of it alone: what is handed over as JSON holds no bytes."""
    data = b64encode(picture.jpeg).decode("ascii")
    size = f'width="{picture.width}" height="{picture.height}"'
    return {
        "kind": "picture",
        "alt": shown(document, picture.alternative),
        "caption": shown(document, picture.caption),
        "width": picture.width,
        "height": picture.height,
        "drawn": f'<svg xmlns="{SPACE}" {size}><image {size} href="data:image/jpeg;base64,{data}"/></svg>',
    }


def _drawn(drawing: Drawing) -> dict[str, Any]:
    labels = [asdict(label) for label in drawing.labels]
    return {"shapes": drawing.shapes, "width": drawing.width, "height": drawing.height, "labels": labels}
