"""Proves that tests can fail: takes one guard after another out of a copy of the code and expects its test to fail.

python -m tools.red               all proofs; exit code 1 where a test holds without its guard
python -m tools.red WORD …        those whose guard, file or test holds one of the words
python -m tools.red --page        write docs/reference/red-proofs.md from the list
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tools" / "red_proofs.toml"
PAGE = ROOT / "docs" / "reference" / "red-proofs.md"
TESTS_FAILED = 1
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "var", "dist")

HEAD = """# Red proofs

A test that cannot fail proves nothing. Each guard below is taken out of a copy of the code by `python -m tools.red`,
which expects the test beside it to fail then; `make soak` runs them all. The list is `tools/red_proofs.toml`; this page
is made from it with `python -m tools.red --page`. Races have, besides, tests of their own that run them without the
guard (`test_without_…`).

| guard | in | test that fails without it |
|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """A guard, the text that is put in its place, and the test that must then fail."""

    guard: str
    file: str
    before: str
    after: str
    test: str
    engine: str = "sqlite"

    @property
    def test_name(self) -> str:
        """Return the test's function, without what it is called with."""
        return self.test.partition("::")[2].partition("[")[0]


def proofs() -> list[Proof]:
    """Return the proofs of the list."""
    return [Proof(**each) for each in tomllib.loads(LIST.read_text(encoding="utf-8"))["proof"]]


def page() -> str:
    """Return the page that lists the proofs."""
    rows = (
        f"| {each.guard} | `{each.file}` | `{each.test_name}`{' (PostgreSQL)' if each.engine != 'sqlite' else ''} |"
        for each in proofs()
    )
    return HEAD + "\n".join(rows) + "\n"


@contextmanager
def copy_of_the_code() -> Iterator[Path]:
    """Give a copy of the code that may be broken."""
    with tempfile.TemporaryDirectory(prefix="saiyai-red-") as folder:
        copy = Path(folder) / "code"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        (ROOT / ".cache").mkdir(exist_ok=True)
        (copy / ".cache").symlink_to(ROOT / ".cache")  # databases prepared before serve again
        yield copy


def outcome(copy: Path, proof: Proof) -> tuple[int, str]:
    """Return how the proof's test ends in the copy: pytest's exit code, and its last line."""
    environment = os.environ | {"SAIYAI_TEST_ENGINE": proof.engine, "PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", proof.test],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (done.stdout + done.stderr).strip().splitlines()
    return done.returncode, lines[-1] if lines else ""


def is_proven(copy: Path, proof: Proof) -> bool:
    """Tell whether the test fails once the guard is out, and print how it went."""
    file = copy / proof.file
    whole = file.read_text(encoding="utf-8")
    if whole.count(proof.before) != 1:
        print(f"  ✗ {proof.guard}: its line stands {whole.count(proof.before)} times in {proof.file}")
        return False
    began = time.monotonic()
    file.write_text(whole.replace(proof.before, proof.after), encoding="utf-8")
    code, last = outcome(copy, proof)
    file.write_text(whole, encoding="utf-8")
    proven = code == TESTS_FAILED and re.search(r"\bfailed\b", last) is not None
    seconds = time.monotonic() - began
    print(
        f"  {'✓' if proven else '✗'} {proof.guard} ({seconds:.0f} s){'' if proven else f': {last}'}",
        flush=True,
    )
    return proven


def main(words: list[str]) -> int:
    """Run the proofs that were asked for, or write their page."""
    if words == ["--page"]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    wanted = [
        each
        for each in proofs()
        if not words or any(word in f"{each.guard} {each.file} {each.test}" for word in words)
    ]
    with copy_of_the_code() as copy:
        unproven = [each for each in wanted if not is_proven(copy, each)]
    print(f"{len(wanted) - len(unproven)} of {len(wanted)} guards are held by a test that fails without them")
    return 1 if unproven or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
