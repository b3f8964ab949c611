"""The rules of page templates: what the content policy would block, and what would let a text be a page."""

import re
from collections.abc import Iterator

from tests.house.reading import Source

TAG = re.compile(r"<[a-zA-Z](?:\{[{%].*?[%}]\}|\"[^\"]*\"|'[^']*'|[^<>\"'])*>", re.DOTALL)


def _found(source: Source, pattern: str, sentence: str) -> Iterator[str]:
    for found in re.finditer(pattern, source.text, re.DOTALL):
        yield f"{source.path}:{source.text.count(chr(10), 0, found.start()) + 1}: {sentence}"


def _tags(source: Source) -> Iterator[tuple[int, str]]:
    for found in TAG.finditer(source.text):
        yield source.text.count("\n", 0, found.start()) + 1, found[0]


def has_no_inline_style(source: Source) -> Iterator[str]:
    """No style attribute and no style element."""
    yield from _found(source, r"<style\b", "an inline style sheet")
    for line, tag in _tags(source):
        if re.search(r"\sstyle\s*=", tag):
            yield f"{source.path}:{line}: a style attribute"


def has_no_inline_script(source: Source) -> Iterator[str]:
    """No script in the page: code comes from files, data from blocks of JSON."""
    for line, tag in _tags(source):
        data = re.search(r"""type=["']application/(ld\+)?json["']""", tag)
        if re.match(r"<script\b", tag) and not re.search(r"\ssrc\s*=", tag) and not data:
            yield f"{source.path}:{line}: an inline script"


def has_no_event_attributes(source: Source) -> Iterator[str]:
    """No on…= attributes and no javascript: addresses."""
    for line, tag in _tags(source):
        if re.search(r"\son[a-z]+\s*=", tag) or re.search(r"javascript:", tag, re.IGNORECASE):
            yield f"{source.path}:{line}: behaviour in an attribute"


def escapes_every_text(source: Source) -> Iterator[str]:
    """No text is put in unescaped."""
    yield from _found(
        source, r"\{\{[^}]*\|\s*safe(seq)?\b|\{%\s*autoescape off|\{%\s*filter safe", "unescaped"
    )


def leaves_nothing_open(source: Source) -> Iterator[str]:
    """No note of work left undone."""
    yield from _found(source, r"\b(TODO|FIXME|XXX|HACK)\b", "work left open")
