"""Installs locked packages into this environment, each checked by its hash, and shows how far it is.

python -m tools.packages requirements/run.txt …   the packages of the locks
python -m tools.packages --project                the project itself, editable, with nothing brought for it
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^[A-Za-z0-9][\w.\-\[\],]*==", re.MULTILINE)
TOLD_LINES = 15
MISSING_SPACE_MIB = 1_500


def wanted(locks: list[str]) -> int:
    """Return how many packages the locks name together."""
    names = {name for lock in locks for name in PINNED.findall(Path(lock).read_text(encoding="utf-8"))}
    return len(names)


def way_out(said: str) -> str:
    """Return one sentence about why the packages could not be installed, with what to do."""
    if "No space left" in said:
        return f"The disk is full: free about {MISSING_SPACE_MIB} MiB and run the command again."
    if "Permission denied" in said or "Read-only file system" in said:
        return f"The folder {ROOT / '.venv'} cannot be written: clone into a folder of your own."
    if "DO NOT MATCH THE HASHES" in said:
        return "A package is not the one that was locked, perhaps damaged on its way: try again."
    if re.search(r"Connection|Temporary failure|Max retries|timed out|Could not find a version", said):
        return "The Python packages could not be brought: connect to the network, then try again."
    return "The Python packages could not be installed; what pip said stands above."


def install(arguments: list[str], total: int) -> None:
    """Run pip, counting the packages it has in hand on one line; on failure say why and end the program."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        *arguments,
    ]
    quiet = os.environ | {"PIP_PROGRESS_BAR": "off", "PYTHONWARNINGS": "ignore"}
    started, said, seen = time.monotonic(), [], 0
    with subprocess.Popen(
        command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            seen += line.startswith(("Collecting", "Requirement already"))
            _show(min(seen, total), total, line)
    if pip.returncode:
        print("\n" + "".join(said[-TOLD_LINES:]), file=sys.stderr)
        sys.exit(way_out("".join(said)))
    _show_line(f"  {total} packages in {time.monotonic() - started:.0f} s\n" if total else "")


def _show(seen: int, total: int, line: str) -> None:
    if sys.stdout.isatty() and total:
        doing = "installing" if line.startswith("Installing") else "bringing"
        _show_line(f"  {doing}: {seen} of {total} packages")


def _show_line(text: str) -> None:
    start = "\r\033[K" if sys.stdout.isatty() else ""
    print(start + text, end="", flush=True)


def main(arguments: list[str]) -> None:
    """Install the locks named, or the project itself."""
    if arguments == ["--project"]:
        install(["--quiet", "--no-deps", "--no-build-isolation", "--editable", "."], 0)
        return
    if shutil.disk_usage(ROOT).free < MISSING_SPACE_MIB * 2**20:
        sys.exit(way_out("No space left"))
    locks = [part for lock in arguments for part in ("--requirement", lock)]
    install(["--require-hashes", *locks], wanted(arguments))


if __name__ == "__main__":
    main(sys.argv[1:])
