"""The demonstration: what each app shows, loaded in order through the apps' own commands under a set clock.

The essential parts stand before the first page; the others are loaded behind it by the worker. Each may be
loaded again: what is there stays as it is.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from saiyai.accounts.demonstration import accounts as accounts_made
from saiyai.accounts.demonstration import demo_accounts, demo_office, person_of
from saiyai.accounts.models import Office, User
from saiyai.accounts.queries import office_with
from saiyai.accounts.seed import SUPPORT_OFFICE, UPPER_NORTH
from saiyai.forums.demonstration import demo_forums, demo_forums_now
from saiyai.monitoring.demonstration import demo_monitoring, demo_monitoring_now, example_line
from saiyai.network.demonstration import (
    Board,
    Registrars,
    demo_network,
    demo_network_now,
    demo_standings,
    demo_volunteers,
    demo_work,
)
from saiyai.places.demonstration import demo_places
from saiyai.portal.demonstration import demo_desk, demo_office_page, demo_portal
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
    """Return the parts in the order in which they stand on each other; refused in an office's home."""
    if settings.HOME.kind is not Kind.DEMONSTRATION:
        raise OutsideDemonstration
    return [
        Part(_("Making the demonstration's accounts"), demo_accounts, essential=True),
        Part(_("Writing the news"), _write_news, essential=True),
        Part(_("Setting the support office's contact"), _set_contact, essential=True),
        Part(_("Registering the network"), _register_network, essential=True),
        Part(_("Recording the forum of 2557"), _record_forums, essential=True),
        Part(_("Opening the present quarter"), _open_present_quarter),
        Part(_("Bringing in example villages and local authorities"), _bring_places),
        Part(_("Naming example volunteers"), _name_volunteers),
        Part(_("Bringing example applications before the provincial board"), _apply_for_standings),
        Part(_("Reporting the four quarters of 2557"), _report_2557),
        Part(_("Noting activities, plans and self-assessments"), _note_work),
    ]


def _person(username: str) -> User:
    """Return a person of the demonstration, read afresh so that the scope is that of the clock in force."""
    person = person_of(username)
    if person is None:
        raise LookupError(username)
    return person


def _support_office() -> Office:
    office = office_with(SUPPORT_OFFICE)
    if office is None:
        raise LookupError(SUPPORT_OFFICE)
    return office


def _showcases() -> str:
    return (DATA / "showcases_2557.toml").read_text(encoding="utf-8")


def _write_news() -> None:
    demo_portal((DATA / "articles.json").read_text(encoding="utf-8"), office=_support_office())
    demo_office_page(
        json.loads((DATA / "office_page.json").read_text(encoding="utf-8")), office=_support_office()
    )
    demo_desk(writer=_person("news"), office=_support_office())


def _set_contact() -> None:
    demo_office(by=_person("ministry"))


def _register_network() -> None:
    demo_network(_showcases(), by=Registrars(proposer=_person("support"), verifier=_person("ministry")))
    demo_network_now(proposer=_person("tambon"))


def _apply_for_standings() -> None:
    by = Board(applicant=_person("tambon"), checker=_person("province"), secretary=_person("ministry"))
    demo_standings(by=by)


def _bring_places() -> None:
    demo_places(by=_person("ministry"))


def _name_volunteers() -> None:
    demo_volunteers(by=Registrars(proposer=_person("support"), verifier=_person("ministry")))


def _note_work() -> None:
    demo_work(_showcases(), by=Registrars(proposer=_person("support"), verifier=_person("ministry")))


def _record_forums() -> None:
    demo_forums(_showcases(), organiser=_support_office(), by=_person("support"))
    demo_forums_now(
        organiser=_support_office(),
        provinces=UPPER_NORTH,
        by=_person("support"),
        judges=(_person("province"), _person("ministry"), _person("lampang")),
    )


def _open_present_quarter() -> None:
    line = example_line(_support_office(), UPPER_NORTH)
    demo_monitoring_now(owner=_support_office(), provinces=UPPER_NORTH, by=_person("support"), line=line)


def _report_2557() -> None:
    line = example_line(_support_office(), UPPER_NORTH)
    demo_monitoring(owner=_support_office(), provinces=UPPER_NORTH, by=_person("support"), line=line)


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
    return [asdict(account) for account in accounts_made()]
