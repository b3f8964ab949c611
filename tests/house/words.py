"""The words that never stand in the repository: the machine it was written on, the hosts its packages came from."""

import re
import subprocess
from collections.abc import Iterator

from tests.house.reading import ROOT, Source

TEXTS = {
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".toml",
    ".txt",
    ".sh",
    ".json",
    ".yaml",
    ".yml",
    ".po",
    ".typ",
    "",
}
FORBIDDEN = {
    r"(?<![\w.])/(?:work|root|home/[a-z]+)/(?!\.\.\.)": "a path of one machine",
    r"/[t]mp/[a-z]": "a path of one machine",
    r"https?://(?:registry|index|files|deb|pypi|mirror)\.": "a host of packages",
    r"(?i)--(?:extra-)?index-url[ =]\S": "a host of packages",
}


def tracked_files() -> list[Source]:
    """Return the text files that are committed."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    paths = [ROOT / name for name in names.decode().split("\0") if name]
    return [
        Source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="replace"))
        for path in paths
        if path.suffix in TEXTS and path.is_file() and path.name != "LICENSE"
    ]


def speaks_of_itself_alone(source: Source) -> Iterator[str]:
    """Return each line that names what is not the project's."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        for pattern, what in FORBIDDEN.items():
            if re.search(pattern, line):
                yield f"{source.path}:{number}: {what}"
