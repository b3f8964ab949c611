"""Reading the package's files for the house rules."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "saiyai"


@dataclass(frozen=True)
class Source:
    """A file of the package: its path inside the repository, and its text."""

    path: str
    text: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the names on the path, the file's without its ending."""
        return Path(self.path).with_suffix("").parts

    @property
    def tree(self) -> ast.Module:
        """Return the syntax tree of a Python file."""
        return _parsed(self.text)

    def at(self, node: ast.AST, sentence: str) -> str:
        """Return a sentence about one place in the file."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {sentence}"


Rule = Callable[[Source], Iterator[str]]


@cache
def _parsed(text: str) -> ast.Module:
    tree = ast.parse(text)
    for parent in ast.walk(tree):
        for child in ast.iter_child_nodes(parent):
            child.parent = parent  # type: ignore[attr-defined]
    return tree


def parents(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node stands in, from the inside out."""
    while (node := getattr(node, "parent", None)) is not None:  # type: ignore[assignment]
        yield node


def read(folder: Path, *endings: str) -> list[Source]:
    """Return the files of a folder with these endings, without migrations and what others wrote."""
    return [
        Source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*"))
        if path.suffix in endings and not {"migrations", "vendor", "__pycache__"} & set(path.parts)
    ]


@cache
def python_files() -> list[Source]:
    """Return the Python files of the package."""
    return read(PACKAGE, ".py")


@cache
def templates() -> list[Source]:
    """Return the page templates of the package, their comments blanked out."""
    comment = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
    return [
        Source(each.path, comment.sub(lambda found: "\n" * found[0].count("\n"), each.text))
        for each in read(PACKAGE, ".html")
    ]
