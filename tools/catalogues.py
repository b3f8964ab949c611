"""Message catalogues without GNU gettext: extract, check and compile the Thai of every app.

python -m tools.catalogues update [app …]   add new messages, drop those no longer said
python -m tools.catalogues check            fail where Thai is missing, unused, fuzzy, unlike its formats, or differs
                                            between apps
python -m tools.catalogues compile          write the .mo files
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "saiyai"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "_": None,
}
FORMAT = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def apps() -> list[Path]:
    """Return the folders of the package that hold code or templates of their own."""
    return sorted(folder for folder in PACKAGE.iterdir() if (folder / "__init__.py").is_file())


def po_file(app: Path) -> Path:
    """Return where an app's Thai stands."""
    return app / "locale" / "th" / "LC_MESSAGES" / "django.po"


def messages_of(source: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Yield each message of a Python file or a Django template, with its context."""
    text = source.read_text(encoding="utf-8")
    if source.suffix != ".py":
        from django.conf import settings  # noqa: PLC0415 (the build step compiles without Django)

        if not settings.configured:
            settings.configure()
        from django.utils.translation.template import templatize  # noqa: PLC0415

        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    found = extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"})
    for _line, message, _comments, context in found:
        yield message, context


def said(app: Path) -> Catalog:
    """Return the catalogue of all that an app says, untranslated."""
    catalog = Catalog(locale="th", project="Saiyai", charset="utf-8", fuzzy=False)
    sources = [*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")]
    for source in sorted(path for path in sources if "migrations" not in path.parts):
        for message, context in messages_of(source):
            if message:
                catalog.add(message, context=context)
    return catalog


def translated(app: Path) -> Catalog:
    """Return an app's Thai catalogue, empty where it has none yet."""
    if not po_file(app).is_file():
        return Catalog(locale="th", charset="utf-8", fuzzy=False)
    with po_file(app).open("rb") as file:
        return read_po(file, locale="th")


def update(app: Path) -> int:
    """Bring an app's catalogue up to what it says now, and return how many messages wait for their Thai."""
    catalog = said(app)
    if not len(catalog):
        return 0
    old = translated(app)
    for message in catalog:
        known = old.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        if message.id and known and not known.fuzzy:
            message.string = known.string
    po_file(app).parent.mkdir(parents=True, exist_ok=True)
    with po_file(app).open("wb") as file:
        write_po(file, catalog, no_location=True, omit_header=False, sort_output=True, width=110)
    _drop_dates(po_file(app))
    return sum(not _complete(message) for message in catalog if message.id)


def _drop_dates(path: Path) -> None:
    """Take the dates out of a catalogue's head, so that it changes only when a message does."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [
        line for line in lines if not re.match(r'"(POT-Creation-Date|PO-Revision-Date|Generated-By)', line)
    ]
    path.write_text("".join(kept), encoding="utf-8")


def _complete(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return not message.fuzzy and all(strings)


def problems(app: Path) -> Iterator[str]:
    """Yield what is wrong with an app's Thai, a sentence each."""
    own, thai = said(app), translated(app)
    name = app.name
    for message in own:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        known = thai.get(key, message.context)
        if known is None or not _complete(known):
            yield f"{name}: no Thai for {key!r}"
        elif isinstance(known.string, str) and set(FORMAT.findall(key)) != set(FORMAT.findall(known.string)):
            yield f"{name}: the Thai of {key!r} names other values"
    for message in thai:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            if own.get(key, message.context) is None:
                yield f"{name}: nobody says {key!r} any more"


def differences() -> Iterator[str]:
    """Yield each message that two apps say differently in Thai: one of them needs a context, or the other's words."""
    spoken: dict[tuple[str, str | None], dict[str, list[str]]] = {}
    for app in apps():
        for message in translated(app):
            if message.id and _complete(message):
                key = message.id if isinstance(message.id, str) else message.id[0]
                strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
                said_by = spoken.setdefault((key, message.context), {})
                said_by.setdefault(" | ".join(map(str, strings)), []).append(app.name)
    for (key, _context), versions in sorted(spoken.items(), key=lambda pair: pair[0][0]):
        if len(versions) > 1:
            heard = "; ".join(f"{', '.join(names)}: {thai}" for thai, names in versions.items())
            yield f"{key!r} differs: {heard}"


def compile_all() -> None:
    """Write the .mo file beside every .po file that is newer than it."""
    for source in PACKAGE.rglob("*.po"):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file)
        with target.open("wb") as file:
            write_mo(file, catalog)


def main(arguments: list[str]) -> None:
    """Run one of the three commands."""
    verb, *names = arguments or ["help"]
    chosen = [app for app in apps() if not names or app.name in names]
    if verb == "update":
        for app in chosen:
            print(f"{app.name}: {update(app)} without Thai")
    elif verb == "check":
        found = [sentence for app in chosen for sentence in problems(app)] + list(differences())
        print("\n".join(found) or "every message has its Thai")
        sys.exit(bool(found))
    elif verb == "compile":
        compile_all()
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
