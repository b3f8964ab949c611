"""The demonstration: what each app shows, loaded in order through the apps' own commands under a set clock."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from saiyai.portal.demonstration import demo_portal
from saiyai.site.console.words import gettext as _

PACKAGE = Path(__file__).resolve().parent
DATA = next(folder for folder in (PACKAGE / "demo", PACKAGE.parent.parent / "demo") if folder.is_dir())
"""The data set: inside the installed package, or at the top of the repository."""


@dataclass(frozen=True, slots=True)
class Part:
    """One app's part of the demonstration; loading it again changes nothing."""

    title: str
    load: Callable[[], object]


def parts() -> list[Part]:
    """Return the parts in the order in which they stand on each other."""
    return [
        Part(_("Writing the news"), lambda: demo_portal((DATA / "articles.json").read_text(), office=None)),
    ]


def accounts() -> list[dict[str, str]]:
    """Return the accounts that the demonstration made: username, password, role, place."""
    return []
