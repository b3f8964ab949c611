"""The HTML twin of a document: a semantic fragment that says what the PDF does, without inline style."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from saiyai.documents.drawing import drawing_of
from saiyai.documents.furniture import colophon, heading_levels, shown
from saiyai.documents.page import (
    Block,
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
    Signatory,
    Signatures,
    Table,
    TableColumn,
)
from saiyai.documents.words import WORDS


def render_html(document: Document) -> str:
    """Return the document as one `article`, every text escaped, to stand inside a page of the site.

    Its classes are `document`, `document-…` for parts, and `align-left`, `align-centre`, `align-right` for
    cells.
    """
    levels = iter(
        heading_levels(tuple(block.level for block in document.blocks if isinstance(block, Heading)))
    )
    blocks = "".join(
        _heading(document, block, next(levels)) if isinstance(block, Heading) else _block(document, block)
        for block in document.blocks
    )
    inner = _top(document) + blocks + _bottom(document)
    return f'<article class="document" lang="{document.language}">{inner}</article>'


def _said(document: Document, text: str) -> str:
    return "<br>".join(escape(line) for line in shown(document, text).split("\n"))


def _top(document: Document) -> str:
    letterhead = ""
    if document.letterhead:
        head = document.letterhead
        reference = f"<p>{_said(document, head.reference)}</p>" if head.reference else ""
        address = "<br>".join(_said(document, line) for line in head.address)
        letterhead = (
            f'<div class="document-letterhead"><p><strong>{_said(document, head.office)}</strong></p>'
            f"{reference}"
            f"<address>{address}</address></div>"
        )
    subtitle = (
        f'<p class="document-subtitle">{_said(document, document.subtitle)}</p>' if document.subtitle else ""
    )
    return f"<header>{letterhead}<h1>{_said(document, document.title)}</h1>{subtitle}</header>"


def _bottom(document: Document) -> str:
    said = " ".join(escape(sentence) for sentence in colophon(document))
    live = ""
    if document.live_url:
        address = escape(document.live_url)
        words = escape(WORDS[document.language].live)
        shown_as = f'<a href="{address}">{address}</a>' if _is_page(document.live_url) else address
        live = f" {words} {shown_as}"
    return f'<footer class="document-colophon"><p>{said}{live}</p></footer>'


def _is_page(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _heading(document: Document, heading: Heading, level: int) -> str:
    return f"<h{level + 1}>{_said(document, heading.text)}</h{level + 1}>"


def _block(document: Document, block: Block) -> str:
    match block:
        case Paragraph(text, alignment):
            made = f'<p class="align-{alignment}">{_said(document, text)}</p>'
        case Table():
            made = _table(document, block)
        case Figure() | Picture():
            made = _seen(document, block)
        case KeyValues(pairs):
            made = _pairs(document, pairs)
        case ItemList(items, numbered):
            tag = "ol" if numbered else "ul"
            made = f"<{tag}>" + "".join(f"<li>{_said(document, item)}</li>" for item in items) + f"</{tag}>"
        case Signatures(people):
            made = _signatures(document, people)
        case Entry():
            made = _entry(document, block)
        case Contents():
            made = ""  # a screen has its headings; paper needs their pages
        case PageBreak():
            made = '<hr class="document-page-break">'
        case _:
            raise TypeError(f"no block of a document: {block!r}")
    return made


def _table(document: Document, table: Table) -> str:
    titles = "".join(
        f'<th scope="col" class="align-{column.alignment}">{_said(document, column.title)}</th>'
        for column in table.columns
    )
    if table.rows:
        body = "".join(_row(document, table.columns, row) for row in table.rows)
    else:
        body = f'<tr><td colspan="{len(table.columns)}">{escape(WORDS[document.language].no_rows)}</td></tr>'
    totals = f"<tfoot>{_row(document, table.columns, table.totals)}</tfoot>" if table.totals else ""
    return (
        f'<div class="document-table" role="region" tabindex="0" aria-label="{escape(table.caption)}">'
        f"<table><caption>{_said(document, table.caption)}</caption><thead><tr>{titles}</tr></thead>"
        f"<tbody>{body}</tbody>{totals}</table></div>"
    )


def _row(document: Document, columns: Iterable[TableColumn], cells: Iterable[str]) -> str:
    made = "".join(
        f'<td class="align-{column.alignment}">{_said(document, cell)}</td>'
        for column, cell in zip(columns, cells, strict=True)
    )
    return f"<tr>{made}</tr>"


def _entry(document: Document, entry: Entry) -> str:
    name = _said(document, entry.name)
    shown_as = f'<a href="{escape(entry.url)}">{name}</a>' if _is_page(entry.url) else name
    lines = "".join(f"<br>{_said(document, line)}" for line in entry.lines)
    return f'<p class="document-entry"><strong>{shown_as}</strong>{lines}</p>'


def _seen(document: Document, block: Figure | Picture) -> str:
    return _picture(document, block) if isinstance(block, Picture) else _figure(document, block)


def _figure(document: Document, figure: Figure) -> str:
    caption = f"<figcaption>{_said(document, figure.caption)}</figcaption>" if figure.caption else ""
    alternative = escape(shown(document, figure.alternative))
    drawn = drawing_of(figure.svg).svg
    return f'<figure><div role="img" aria-label="{alternative}">{drawn}</div>{caption}</figure>'


def _picture(document: Document, picture: Picture) -> str:
    caption = f"<figcaption>{_said(document, picture.caption)}</figcaption>" if picture.caption else ""
    data = b64encode(picture.jpeg).decode("ascii")
    alternative = escape(shown(document, picture.alternative))
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<figure><img src="data:image/jpeg;base64,{data}" {size} alt="{alternative}">{caption}</figure>'


def _pairs(document: Document, pairs: Iterable[tuple[str, str]]) -> str:
    made = "".join(
        f"<div><dt>{_said(document, name)}</dt><dd>{_said(document, value)}</dd></div>"
        for name, value in pairs
    )
    return f'<dl class="document-pairs">{made}</dl>'


def _signatures(document: Document, people: Iterable[Signatory]) -> str:
    signed = escape(WORDS[document.language].signed)
    made = ""
    for person in people:
        lines = [
            f"{signed} ……………………………………",
            f"({_said(document, person.name)})",
            _said(document, person.position),
        ]
        if person.capacity:
            lines.insert(0, _said(document, person.capacity))
        made += f"<li>{'<br>'.join(lines)}</li>"
    return f'<ul class="document-signatures">{made}</ul>'
