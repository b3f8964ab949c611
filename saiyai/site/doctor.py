"""Examining an installation: what is alive, what is at risk, and the way out; for `doctor` and /health/."""

import json
import shutil
import smtplib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from saiyai.accounts.provider import IdentityProvider
from saiyai.audit import clock
from saiyai.audit.models import DueJob, Entry, OutboxMessage
from saiyai.site.home import Kind
from saiyai.site.keeping.backup import LAST
from saiyai.site.service.heartbeat import heartbeat_of

GIGABYTE = 1024**3
LEAST_FREE_BYTES = 200 * 1024 * 1024
BACKUP_LATE = timedelta(hours=26)
"""A nightly backup that begins a little later than the night before is not late."""
MAIL_LATE = timedelta(hours=1)
CLOCK_SLACK = timedelta(minutes=5)
RECORD_JOB = "site.record.verify"


class State(StrEnum):
    """How an examination came out."""

    OK = "ok"
    WARNING = "warning"
    BAD = "bad"


class Standing(StrEnum):
    """How an installation stands as a whole: the worst of what was found, a part that does not answer before all."""

    WELL = "well"
    LOOKS = "looks"
    UNWELL = "unwell"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one examination found: its name, its title, how it stands, what was seen, and what to do."""

    name: str
    title: str
    state: State
    seen: str
    way_out: str = ""


def _good(name: str, title: str, seen: str) -> Finding:
    return Finding(name, title, State.OK, seen)


def _alive(name: str, title: str) -> Finding:
    sign = heartbeat_of(settings.HOME.folder / "run", name)
    way_out = _(
        "Start the service with `saiyai serve`; if it runs, read what it last said and start it again."
    )
    if sign is None:
        return Finding(name, title, State.BAD, _("never gave a sign of life"), way_out)
    ago = int(datetime.now(UTC).timestamp() - sign.at)
    seen = _("last sign of life %(seconds)s s ago") % {"seconds": max(ago, 0)}
    return _good(name, title, seen) if sign.is_alive else Finding(name, title, State.BAD, seen, way_out)


def server() -> Finding:
    """Look for the web server's sign of life."""
    return _alive("server", _("Web server"))


def worker() -> Finding:
    """Look for the background worker's sign of life."""
    return _alive("worker", _("Background worker"))


def minute_clock() -> Finding:
    """Look for the minute-clock's sign of life."""
    return _alive("clock", _("Minute-clock"))


def disk() -> Finding:
    """Measure the room on the home's disk."""
    free = shutil.disk_usage(settings.HOME.folder).free
    seen = _("%(free).1f GB free") % {"free": free / GIGABYTE}
    way_out = _("Free room on the disk that holds the home; a full disk stops every entry.")
    if free >= GIGABYTE:
        return _good("disk", _("Disk"), seen)
    return Finding("disk", _("Disk"), State.WARNING if free >= LEAST_FREE_BYTES else State.BAD, seen, way_out)


def database() -> Finding:
    """Ask the database anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return _good("database", _("Database"), _("answers (%(engine)s)") % {"engine": connection.vendor})


def durability() -> Finding:
    """Read whether what is acknowledged is on the disk: the settings of the database that decide it."""
    wanted = {
        "sqlite": {"synchronous": "2", "foreign_keys": "1", "journal_mode": "wal"},
        "postgresql": {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"},
    }[connection.vendor]
    ask = {"sqlite": "PRAGMA {}", "postgresql": "SHOW {}"}[connection.vendor]
    with connection.cursor() as cursor:
        found = {}
        for name in wanted:
            cursor.execute(ask.format(name))
            found[name] = str(cursor.fetchone()[0])
    if connection.vendor == "sqlite":
        wanted["transaction_mode"] = "IMMEDIATE"
        found["transaction_mode"] = str(connection.settings_dict["OPTIONS"].get("transaction_mode"))
    wrong = {name: value for name, value in found.items() if value != wanted[name]}
    seen = ", ".join(f"{name}={value}" for name, value in (wrong or found).items())
    if not wrong:
        return _good("durability", _("Nothing lost at a power cut"), seen)
    way_out = _("Set these back in the database's configuration: %(wanted)s.") % {
        "wanted": ", ".join(f"{name}={wanted[name]}" for name in wrong)
    }
    return Finding("durability", _("Nothing lost at a power cut"), State.BAD, seen, way_out)


def migrations() -> Finding:
    """Compare the database's tables with the program's."""
    title = _("Tables")
    loader = MigrationLoader(connection)
    ours = {app for app, _name in loader.disk_migrations}
    missing = set(loader.disk_migrations) - set(loader.applied_migrations)
    newer = {key for key in loader.applied_migrations if key[0] in ours} - set(loader.disk_migrations)
    if newer:
        seen = _("the database was made by a newer version")
        return Finding(
            "migrations", title, State.BAD, seen, _("Install that version again, or restore a backup.")
        )
    if missing:
        seen = _("%(count)s changes of tables wait") % {"count": len(missing)}
        return Finding("migrations", title, State.BAD, seen, _("Run `saiyai setup`."))
    return _good("migrations", title, _("up to date"))


def system_clock() -> Finding:
    """Compare the machine's clock with the newest entry of the record."""
    title = _("Clock")
    newest = Entry.objects.order_by("-seq").first()
    now = datetime.now(UTC)
    if newest is not None and newest.recorded_at > now + CLOCK_SLACK:
        seen = _("the newest entry is dated after the machine's clock")
        return Finding(
            "system_clock", title, State.BAD, seen, _("Set the clock right, and let it follow a time server.")
        )
    return _good("system_clock", title, now.astimezone(clock.BANGKOK).strftime("%Y-%m-%d %H:%M:%S %z"))


def backup() -> Finding:
    """Read when the last backup was made."""
    title = _("Last backup")
    try:
        last = datetime.fromisoformat(json.loads((settings.HOME.folder / LAST).read_text())["at"])
    except (OSError, ValueError, KeyError):
        last = None
    if settings.HOME.kind is Kind.DEMONSTRATION:
        return _good("backup", title, _("not needed for a demonstration"))
    way_out = _("Run `saiyai backup FILE` every night, and carry the file to another machine.")
    if last is None:
        return Finding("backup", title, State.WARNING, _("never"), way_out)
    seen = last.astimezone(clock.BANGKOK).strftime("%Y-%m-%d %H:%M")
    late = datetime.now(UTC) - last > BACKUP_LATE
    return Finding("backup", title, State.WARNING, seen, way_out) if late else _good("backup", title, seen)


def keys() -> Finding:
    """Read who may read the keys."""
    title = _("Keys")
    folder = settings.HOME.folder / "keys"
    files = [path for path in sorted(folder.rglob("*")) if path.suffix != ".pem"]
    open_to_others = [path.name for path in (folder, *files) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if not open_to_others:
        return _good("keys", title, _("read by their owner only"))
    way_out = _("Run: chmod -R go-rwx %(folder)s") % {"folder": folder}
    return Finding(
        "keys",
        title,
        State.BAD,
        _("others may read: %(names)s") % {"names": ", ".join(open_to_others)},
        way_out,
    )


def outbox() -> Finding:
    """Look at what the outbox holds: what waits too long, what failed, what nobody knows the fate of."""
    title = _("Outgoing mail")
    kept = OutboxMessage.objects
    late = kept.filter(
        state="waiting", entry__at_us__lt=int((clock.now() - MAIL_LATE).timestamp() * 1_000_000)
    ).count()
    unknown = kept.filter(state="perhaps_sent").count()
    failed = kept.filter(state="failed").count()
    seen = _("%(late)s waiting for over an hour, %(unknown)s perhaps sent, %(failed)s given up") % {
        "late": late,
        "unknown": unknown,
        "failed": failed,
    }
    if late or unknown or failed:
        way_out = _("See that the mail server answers, then look through them with `saiyai outbox`.")
        return Finding("outbox", title, State.WARNING, seen, way_out)
    return _good("outbox", title, seen)


def mail_server() -> Finding:
    """Say hello to the mail server."""
    title = _("Mail server")
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    if settings.HOME.kind is Kind.DEMONSTRATION:
        return _good("mail_server", title, _("not needed for a demonstration"))
    line = get_connection(timeout=3)
    try:
        line.open()
        line.close()
    except (OSError, smtplib.SMTPException) as refused:
        way_out = _(
            "Set SAIYAI_MAIL_HOST, SAIYAI_MAIL_PORT, SAIYAI_MAIL_USER and SAIYAI_MAIL_PASSWORD; mail waits."
        )
        return Finding("mail_server", title, State.WARNING, f"{where}: {refused}", way_out)
    return _good("mail_server", title, _("%(where)s answers") % {"where": where})


def identity_provider() -> Finding:
    """Ask the provider of identities to describe itself, where the office named one."""
    title = _("Provider of identities")
    provider: IdentityProvider | None = settings.IDENTITY_PROVIDER
    if provider is None:
        return _good("identity_provider", title, _("none named"))
    from saiyai.accounts.open_id import answers

    where = provider.issuer
    if answers(provider):
        return _good("identity_provider", title, _("%(where)s answers") % {"where": where})
    way_out = _(
        "People sign in by password and passkey meanwhile; look at SAIYAI_OIDC_ISSUER and at the network."
    )
    return Finding("identity_provider", title, State.WARNING, where, way_out)


def record() -> Finding:
    """Read how the last daily verification of the record came out."""
    title = _("The record")
    last = DueJob.objects.filter(name=RECORD_JOB).first()
    if last is None or last.ended_at is None:
        return _good("record", title, _("not verified yet; `saiyai verify-audit` does it now"))
    if last.problem:
        way_out = _(
            "Let nobody work on; call the administrator, and compare with the published heads and a backup."
        )
        return Finding("record", title, State.BAD, last.problem, way_out)
    return _good(
        "record",
        title,
        _("whole on %(at)s") % {"at": last.ended_at.astimezone(clock.BANGKOK).strftime("%Y-%m-%d %H:%M")},
    )


ALIVE = (server, worker, minute_clock, database)
"""What decides whether the service is well, as everybody may know it."""
INSIDE = (disk, durability, migrations, system_clock, backup, keys, outbox, record)
EXAMINATIONS: tuple[Callable[[], Finding], ...] = (*ALIVE, *INSIDE, mail_server, identity_provider)


def examine(examinations: tuple[Callable[[], Finding], ...] = EXAMINATIONS) -> list[Finding]:
    """Return what each examination finds; one that fails is itself a finding."""
    return [_examined(each) for each in examinations]


def _examined(examination: Callable[[], Finding]) -> Finding:
    try:
        return examination()
    except Exception as failed:  # noqa: BLE001 (whatever is wrong is what was looked for)
        why = f"{type(failed).__name__}: {failed}".splitlines()[0]
        way_out = _("See that the database runs and that DATABASE_URL and SAIYAI_HOME name the right places.")
        return Finding(examination.__name__, examination.__name__, State.BAD, why, way_out)


def standing(alive: list[Finding], inside: list[Finding]) -> Standing:
    """Return how an installation stands by what was found alive and, where the reader may see it, inside."""
    if not is_well(alive):
        return Standing.AWAY
    if not is_well(inside):
        return Standing.UNWELL
    return Standing.WELL if all(each.state is State.OK for each in inside) else Standing.LOOKS


def is_well(findings: list[Finding]) -> bool:
    """Tell whether nothing is bad; warnings are not."""
    return all(finding.state is not State.BAD for finding in findings)
