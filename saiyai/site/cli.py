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
    try:
        from saiyai.site.console.program import run_program

        run_program()
    except ImportError as missing:
        package = (missing.name or "").partition(".")[0]
        if package in {"", "saiyai"}:
            raise  # a fault of the program, not a package that is yet to be installed
        sys.stderr.write(
            f"ยังไม่ได้ติดตั้งแพ็กเกจ {package} ของ Saiyai รุ่นนี้: เรียก make run ในโฟลเดอร์ของโปรแกรม "
            "หรือ pip install --require-hashes -r requirements/run.txt แล้วเรียกใหม่\n"
            f"The package {package} of this version of Saiyai is not installed: run `make run` in the program's folder, "
            "or pip install --require-hashes -r requirements/run.txt, then call it again.\n"
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
