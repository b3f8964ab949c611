#!/bin/sh
# Finds the programs that the tests use beside Python, and brings them from Debian where they are missing:
#     tools/programs.sh postgresql chromium
# Root installs them with apt-get; anybody else is told how.
set -eu

has() {
    case $1 in
    postgresql)
        command -v initdb >/dev/null 2>&1 && command -v postgres >/dev/null 2>&1 && return 0
        for folder in /usr/lib/postgresql/*/bin; do
            [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && return 0
        done
        return 1
        ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

missing=
for program in "$@"; do
    has "$program" || missing="$missing $program"
done
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests need$missing: install them with your system's own packages, then try again." >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "The tests need$missing: run 'apt install$missing' as root, then try again." >&2
    exit 1
fi

echo "  bringing$missing from Debian"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A system that also runs other installers may hold apt's lock for a while.
wait_for_lock='-o DPkg::Lock::Timeout=300'
if ! { apt-get update -qq &&
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wait_for_lock $missing; } >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    echo "Debian's packages$missing could not be installed; what apt-get said stands above." >&2
    exit 1
fi
for program in $missing; do
    has "$program" || { echo "$program was installed, and yet is not found." >&2; exit 1; }
done
