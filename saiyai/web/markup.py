"""HTML as texts: what is written here is escaped once, without asking each value what kind of promise it is."""

from collections.abc import Mapping
from html import escape
from typing import Any


def escaped(value: Any) -> str:
    """Return a value as a text that is safe inside an element or a quoted attribute; marked safe ones as they are."""
    if type(value) is str:  # what most values are; a text that is marked safe is of a type of its own
        return escape(value)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    text = value if isinstance(value, str) else str(value)
    return (
        text if hasattr(text, "__html__") else escape(text)
    )  # a promise may keep a text that is marked safe


def attributes(values: Mapping[str, Any]) -> str:
    """Return an element's attributes, each after a space: True stands as its name alone, False and None not at all."""
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'
        for name, value in values.items()
        if value is not False and value is not None
    )
