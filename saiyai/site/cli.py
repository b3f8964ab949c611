"""Where the console program `saiyai` begins: it looks at Python's version before anything that needs it.

The console's modules import Django, and what stands on it, inside the commands: `saiyai --help` then answers
at once, and a command can make the home before Django reads its settings from it.
"""

import sys

OLDEST_PYTHON = (3, 11)


def main() -> None:
    """Run the console program; it ends with 0 (done), 1 (refused, or a problem was found) or 2 (usage)."""
    if sys.version_info < OLDEST_PYTHON:
        sys.stderr.write(
            "Saiyai ต้องใช้ Python 3.11 ขึ้นไป: ติดตั้ง python3.11 แล้วเรียกใหม่\n"
            "Saiyai needs Python 3.11 or newer: install python3.11 and call it again.\n"
        )
        sys.exit(1)
    from saiyai.site.console.program import run_program

    run_program()


if __name__ == "__main__":
    main()
