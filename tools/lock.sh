#!/bin/sh
# Makes the locks anew from pyproject.toml and package.json: every package with its version and its hashes.
#     tools/lock.sh             keep what is locked, add and drop what pyproject.toml says now
#     tools/lock.sh --upgrade   the newest that pyproject.toml allows
set -eu
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python=$(tools/python.sh)
"$python" -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install -q --disable-pip-version-check uv

compile() {
    "$scratch/venv/bin/uv" pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
        --custom-compile-command "make lock" "$@"
}

"$python" -c '
import tomllib
with open("pyproject.toml", "rb") as file:
    wanted = tomllib.load(file)["build-system"]["requires"]
print("\n".join([*wanted, "editables>=0.5"]))
' >"$scratch/build.in"

compile "$@" pyproject.toml -o requirements/run.txt
compile "$@" "$scratch/build.in" -c requirements/run.txt --no-annotate -o requirements/build.txt
compile "$@" --extra dev pyproject.toml -c requirements/run.txt -o requirements/dev.txt
compile "$@" --extra spark pyproject.toml -c requirements/run.txt -c requirements/dev.txt -o requirements/spark.txt

if [ "${1:-}" = --upgrade ]; then
    PATH="$PWD/.venv/bin:$PATH" .venv/bin/python -m tools.browser_files lock
fi
