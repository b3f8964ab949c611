"""`python -m bench` lists the benchmarks; `python -m bench NAME [--size N]` runs one and prints its result as JSON."""

import argparse
import importlib
import os
import pkgutil
import sys
from pathlib import Path

FRAME = {
    "__main__",
    "result",
    "home",
    "load",
    "sites",
    "serve",
    "fill",
    "plain",
    "bare_wagtail",
    "pages",
    "nation",
}


def names() -> list[str]:
    """Return the benchmarks that there are."""
    return sorted(
        each.name for each in pkgutil.iter_modules([str(Path(__file__).parent)]) if each.name not in FRAME
    )


def main() -> None:
    """List or run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="?", choices=names())
    parser.add_argument("--size", type=int, default=None, help="how many rows, where a benchmark has a size")
    arguments = parser.parse_args()
    if arguments.name is None:
        for name in names():
            about = (importlib.import_module(f"bench.{name}").__doc__ or "").splitlines()[0]
            print(f"{name:14} {about}")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saiyai.site.settings.testing")
    bench = importlib.import_module(f"bench.{arguments.name}")
    result = bench.run() if arguments.size is None else bench.run(arguments.size)
    sys.stdout.write(result.line() + "\n")


if __name__ == "__main__":
    main()
