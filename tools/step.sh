#!/bin/sh
# Runs one named step quietly: its name and seconds where it succeeds, all that it said where it fails.
#     tools/step.sh "types" mypy saiyai
set -eu

name=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM
[ -t 1 ] && printf '  …  %s\r' "$name"
started=$(date +%s)
if "$@" >"$log" 2>&1; then
    printf '  ok %s (%s s)\n' "$name" "$(($(date +%s) - started))"
else
    status=$?
    printf '  NO %s (%s s): %s\n' "$name" "$(($(date +%s) - started))" "$*"
    cat "$log"
    exit "$status"
fi
