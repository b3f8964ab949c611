"""Commands that only the tests of the record use; they are not in the product's register."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import OperationalError, connection

from saiyai.accounts.models import Office, User
from saiyai.audit.checks import unindexed_changes
from saiyai.audit.command import COMMANDS, command
from saiyai.audit.models import Entry
from saiyai.audit.queries import soundness_of_chain
from saiyai.kernel.powers import Actor, Console, Power, Role
from saiyai.kernel.refusal import Refusal
from tests.processes import meet, meet_after_reading

may_note = Power(frozenset({Role.SYSTEM_ADMINISTRATOR}))


@command("test.office.open", allows=may_note)
def open_office(*, code: str, by: Actor) -> Office:
    """Make an office."""
    return Office.objects.create(code=code, name_th="สำนักงาน", starts_on=date(2014, 10, 1))


@command("test.office.open_after_reading", allows=may_note)
def open_office_after_reading(*, code: str, by: Actor) -> Office:
    """Look whether there is such an office, then make it."""
    Office.objects.filter(code=code).exists()
    return Office.objects.create(code=code, name_th="สำนักงาน", starts_on=date(2014, 10, 1))


@command("test.office.open_within", allows=may_note)
def open_office_within(*, code: str, by: Actor) -> Office:
    """Call a command inside this one."""
    return open_office(code=code, by=by)


@command("test.person.rename", allows=may_note, subjects=("person",))
def rename(*, person: User, display_name: str, reason: str, by: Actor) -> User:
    """Give a person another name."""
    person.display_name = display_name
    person.save(update_fields=["display_name"])
    return person


@command("test.person.refuse", allows=may_note, subjects=("person",))
def refuse(*, person: User, by: Actor) -> None:
    """Change a person, then refuse."""
    person.display_name = "changed"
    person.save(update_fields=["display_name"])
    raise Refusal("test.no")


for _name in [each for each in COMMANDS if each.startswith("test.")]:
    COMMANDS.pop(_name)


def open_offices(prefix: str, count: int) -> int:
    """Open so many offices, one command each, and return how many that made."""
    for number in range(count):
        open_office(code=f"{prefix}-{number}", by=Console())
    return count


def open_offices_patiently(prefix: str, count: int) -> int:
    """Do the same, an act that was told to come again because others held the database too long made again."""
    for number in range(count):
        while not _is_open(f"{prefix}-{number}"):
            pass
    return count


def _is_open(code: str) -> bool:
    try:
        open_office(code=code, by=Console())
    except OperationalError:
        return False
    return True


def open_offices_without_locks(prefix: str, count: int) -> int:
    """Do the same where no row is ever locked: what the record's order would be without its lock."""
    connection.features.has_select_for_update = False
    with connection.execute_wrapper(meet_after_reading("audit_chainhead")):
        return open_offices(prefix, count)


def open_offices_reading_first(prefix: str, count: int) -> int:
    """Do the same after a reading in each act: a transaction that took no lock for it cannot write any more then."""
    with connection.execute_wrapper(meet_after_reading("accounts_office")):
        for number in range(count):
            open_office_after_reading(code=f"{prefix}-{number}", by=Console())
    return count


def open_offices_telling(prefix: str) -> Iterator[tuple[str, int]]:
    """Open offices without end, and tell each one's code and the newest entry's number once the command has returned."""
    number = 0
    while True:
        code = f"{prefix}-{number}"
        open_office(code=code, by=Console())
        yield code, _newest_seq()
        number += 1


def _newest_seq() -> Any:
    return Entry.objects.order_by("-seq").values_list("seq", flat=True)[0]


READINGS = 2
"""After how many of its readings a check waits until somebody has written."""


def write_between(is_writer: bool, check: str) -> list[str]:
    """Open an office after each reading of a check that runs beside it, or run that check and return what it found."""
    if not is_writer:
        with connection.execute_wrapper(_let_write()):
            return _found_broken() if check == "chain" else list(unindexed_changes())
    for number in range(READINGS):
        meet()
        open_office(code=f"between-{number}", by=Console())
        meet()
    return []


def _found_broken() -> list[str]:
    broken = soundness_of_chain().broken
    return [] if broken is None else [f"{broken.seq} {broken.why}"]


def _let_write() -> Callable[..., Any]:
    """Return a wrapper of statements that lets the writer act after each of the first readings."""
    left = READINGS

    def wrapper(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        nonlocal left
        answer = execute(statement, *rest)
        if left and statement.startswith(("SELECT", "DECLARE")):
            left -= 1
            meet()
            meet()
        return answer

    return wrapper
