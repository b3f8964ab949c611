"""The demonstration: what each app shows, loaded in order through the apps' own commands under a set clock.

The essential parts stand before the first page; the others are loaded behind it by the worker. Each may be loaded again:
what is there stays as it is.
"""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from saiyai.portal.demonstration import demo_portal
from saiyai.site.console.words import gettext as _
from saiyai.site.home import Home, Kind
from saiyai.site.installation import keep_state, program_digest, state_of

SITE = Path(__file__).resolve().parent
DATA = next(folder for folder in (SITE / "demo", SITE.parent.parent / "demo") if folder.is_dir())
"""The data set: inside the installed package, or at the top of the repository."""


class OutsideDemonstration(RuntimeError):  # noqa: N818 (it says where one is)
    """The demonstration was to be loaded into an office's home."""


@dataclass(frozen=True, slots=True)
class Part:
    """One app's part of the demonstration."""

    title: str
    load: Callable[[], object]
    essential: bool = False
    """Whether it must stand before the first page."""


def parts() -> list[Part]:
    """Return the parts in the order in which they stand on each other; refused outside a demonstration's home."""
    if settings.HOME.kind is not Kind.DEMONSTRATION:
        raise OutsideDemonstration
    return [
        Part(_("Writing the news"), lambda: demo_portal((DATA / "articles.json").read_text(), office=None)),
    ]


def is_loaded(home: Home) -> bool:
    """Tell whether this version's demonstration was loaded whole."""
    return state_of(home).get("demonstration") == _digest()


def note_loaded(home: Home) -> None:
    """Note that the demonstration was loaded whole."""
    keep_state(home, demonstration=_digest())


def _digest() -> str:
    whole = hashlib.sha256(program_digest().encode())
    for path in sorted(path for path in DATA.rglob("*") if path.is_file()):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def accounts() -> list[dict[str, str]]:
    """Return the accounts that the demonstration made: username, password, role, place."""
    return []
