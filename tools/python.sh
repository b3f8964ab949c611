#!/bin/sh
# Prints the Python to build the environment with (3.11 or newer, with venv), or says in one sentence what is missing.
# PYTHON=/path/to/python chooses one.
set -eu

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

found=
for candidate in ${PYTHON:-python3.11 python3 python3.14 python3.13 python3.12}; do
    if command -v "$candidate" >/dev/null 2>&1; then
        found=$candidate
        if is_new_enough "$candidate"; then
            if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
                command -v "$candidate"
                exit 0
            fi
            echo "This Python cannot make environments: run 'apt install python3-venv' as root, then try again." >&2
            exit 1
        fi
    fi
done

if [ -n "$found" ]; then
    echo "Saiyai needs Python 3.11 or newer, and $found is $("$found" -V 2>&1): install a newer one, or name it with PYTHON=/path/to/python." >&2
else
    echo "Saiyai needs Python 3.11 or newer: run 'apt install python3 python3-venv' as root, then try again." >&2
fi
exit 1
