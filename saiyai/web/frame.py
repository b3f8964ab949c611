"""The style of every page's frame as one file: its parts, one after another, as they lie in the static folders.

A page is drawn only once all its styles are there, and a phone far away waits for each file. So the parts that every page
needs travel together; nothing is written beside them, the one file is made when static files are gathered.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

FRAME = "web/frame.css"
PARTS = ("vendor/pico.css", "web/tokens.css", "web/base.css", "web/components.css")
"""In the order in which they speak; what they name beside them is named from the folder of `web`."""


class FrameFinder(BaseFinder):
    """Finds the one file that the parts make."""

    def check(self, **_kwargs: Any) -> list[Any]:
        """Return nothing that is wrong with its settings: it has none."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001, FBT002 (Django's signature)
        """Return where the file lies, nothing for every other."""
        if path != FRAME:
            return []
        found = str(_made() / FRAME)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:  # noqa: ARG002 (Django's signature)
        """Yield the file with the storage that it lies in."""
        yield FRAME, FileSystemStorage(location=_made())


@lru_cache(maxsize=1)
def _made() -> Path:
    """Return the folder in which the file was made, for as long as this process runs."""
    folder = Path(tempfile.mkdtemp(prefix="saiyai-frame-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / FRAME
    file.parent.mkdir()
    file.write_text("\n".join(_text_of(part) for part in PARTS), encoding="utf-8")
    return folder


def _text_of(part: str) -> str:
    found = finders.find(part)
    if not isinstance(found, str):
        raise FileNotFoundError(part)
    return Path(found).read_text(encoding="utf-8")
