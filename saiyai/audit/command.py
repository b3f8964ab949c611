"""The one pattern for writing: a command opens the transaction, asks who may, acts, and records the act.

    @command("places.cluster.change", allows=access.may_change_cluster, subjects=("cluster",))
    def change_cluster(*, cluster: Cluster, name_th: str, by: Actor) -> Cluster: …

The things named in `subjects` (each a thing, or a list of them) are locked and read afresh before `allows` is asked;
what the body returns is recorded as made. An argument called `reason` becomes the entry's reason. Nothing of this can
be skipped.
"""

import functools
import inspect
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction

from saiyai.audit import clock
from saiyai.audit.models import ChainHead, Entry, EntrySubject, OutboxMessage, SecurityEvent, Subject
from saiyai.audit.rules import Link, changes_text, differences, digest
from saiyai.kernel.powers import Actor, Power, place_code_of
from saiyai.kernel.refusal import Conflict, Denied

SUBJECTS_AT_ONCE = 2_000

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """What the registry knows of a command."""

    name: str
    allows: Power
    parameters: tuple[str, ...]
    subjects: tuple[str, ...]
    run: Callable[..., Any]


COMMANDS: dict[str, CommandSpec] = {}
"""Every command of the product by its name; filled as the apps' `commands` modules are imported."""


@dataclass(slots=True)
class _Act:
    """The act under way: what waits for its number."""

    messages: list[OutboxMessage] = field(default_factory=list)
    callbacks: list[Callable[[int], None]] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)


_act: ContextVar[_Act | None] = ContextVar("act_under_way", default=None)


def command(
    name: str, *, allows: Power, subjects: tuple[str, ...] = ()
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return the decorator that makes a function the command of this name; a mistake in its terms fails at import."""

    def decorate(body: Callable[P, R]) -> Callable[P, R]:
        spec = _checked_spec(name, allows, subjects, body)

        @functools.wraps(body)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{name} takes its arguments by name")
            return _run(spec, body, kwargs)

        COMMANDS[name] = CommandSpec(name, allows, spec.parameters, subjects, run)
        return run

    return decorate


def _checked_spec(
    name: str, allows: Power, subjects: tuple[str, ...], body: Callable[..., Any]
) -> CommandSpec:
    parameters = inspect.signature(body).parameters
    if name in COMMANDS:
        raise TypeError(f"two commands are called {name}")
    if "by" not in parameters or any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{name} must take keyword-only arguments, `by` among them")
    missing = (allows.parameters | set(subjects)) - set(parameters)
    if missing:
        raise TypeError(f"{name} lacks the argument {', '.join(sorted(missing))} that it is judged by")
    return CommandSpec(name, allows, tuple(parameters), subjects, body)


def _run(spec: CommandSpec, body: Callable[..., R], arguments: dict[str, Any]) -> R:
    if _act.get() is not None:
        raise RuntimeError(f"{spec.name} was called inside another command")
    by: Actor = arguments["by"]
    act = _Act()
    token = _act.set(act)
    try:
        with transaction.atomic(durable=True):
            named = [thing for each in spec.subjects for thing in _things(arguments[each])]
            _lock(named)
            asked = {each: arguments[each] for each in spec.allows.parameters}
            if not spec.allows(by=by, **asked):
                raise Denied(spec.name)
            before = [thing.snapshot() for thing in named]
            result = body(**arguments)
            made = [thing for thing in _subjects_in(result) if thing not in named]
            _record(spec.name, act, by, _Changes(named, before, made), str(arguments.get("reason") or ""))
        return result
    except Denied:
        note_security_event("denied", by=by, command=spec.name)
        raise
    finally:
        _act.reset(token)


def _things(named: Any) -> list[Subject]:
    return list(named) if isinstance(named, (list, tuple)) else [named]


def _lock(things: Iterable[Subject]) -> None:
    """Lock each thing's row and read it afresh; a thing that is gone meanwhile is a conflict.

    Rows are taken in one order whatever their roles in the act, so that two acts on the same things never wait
    for each other in a circle.
    """
    for thing in sorted(things, key=lambda each: each.subject_key):
        kind = (
            thing.__class__
        )  # what is asked of `request.user` goes through to the person behind it; `type` does not
        rows = kind._base_manager.all()  # noqa: SLF001 (the manager that hides nothing)
        if connection.features.has_select_for_update:
            rows = rows.select_for_update(of=("self",))
        try:
            thing.refresh_from_db(from_queryset=rows)
        except kind.DoesNotExist as gone:  # type: ignore[attr-defined]
            raise Conflict("thing.gone", subject=thing.subject_key) from gone


def _subjects_in(result: Any) -> list[Subject]:
    several = result if isinstance(result, (list, tuple)) else (result,)
    return [each for each in several if isinstance(each, Subject)]


@dataclass(frozen=True, slots=True)
class _Changes:
    """The things an act changed, with their state before it, and the things it made."""

    named: list[Subject]
    before: list[Any]
    made: list[Subject]

    def rows(self) -> list[list[Any]]:
        """Return the changed fields."""
        key = settings.AUDIT_KEY
        rows: list[list[Any]] = []
        for thing, was in zip(self.named, self.before, strict=True):
            present = None if thing.pk is None else thing.snapshot()
            rows.extend(differences(thing.subject_key, was, present, key))
        for thing in self.made:
            rows.extend(differences(thing.subject_key, None, thing.snapshot(), key))
        return rows


def _record(name: str, act: _Act, by: Actor, changes: _Changes, reason: str) -> None:
    things = [*changes.named, *changes.made]
    seq = append_entry(
        name,
        by=by,
        place_code=next((place_code_of(each) for each in things if hasattr(each, "place_code")), ""),
        reason=reason,
        changes=changes.rows(),
        subjects=[*(each.subject_key for each in things), *act.subjects],
    )
    for message in act.messages:
        message.entry_id = seq
    OutboxMessage.objects.bulk_create(act.messages)
    for callback in act.callbacks:
        callback(seq)


def append_entry(  # the columns of an entry
    name: str, *, by: Actor, place_code: str, reason: str, changes: list[list[Any]], subjects: list[str]
) -> int:
    """Append an entry to the chain inside the present transaction, under the head's lock, and return its number.

    Commands call it for every act; a framework that writes outside commands calls it from its own hook.
    """
    heads = ChainHead.objects.all()
    if connection.features.has_select_for_update:
        heads = heads.select_for_update()
    head = heads.get(pk=1)
    link = Link(
        seq=head.seq + 1,
        at_us=int(clock.now().timestamp() * 1_000_000),
        command=name,
        actor_id=by.pk,
        actor=str(getattr(by, "name", "")) if by.pk is None else "",
        place_code=place_code,
        reason=reason,
        changes=changes_text(changes),
        prev_hash=head.hash,
    )
    values = {each: getattr(link, each) for each in Link.__slots__}
    entry = Entry(hash=digest(link), **values)
    entry.save(force_insert=True)
    spoken_of = dict.fromkeys([*subjects, *(row[0] for row in changes)])
    EntrySubject.objects.bulk_create(EntrySubject(entry=entry, subject=each) for each in spoken_of)
    ChainHead.objects.filter(pk=1).update(seq=entry.seq, hash=entry.hash)
    return entry.seq


def when_recorded(callback: Callable[[int], None]) -> None:
    """Call back with the act's number, in its transaction, once its entry is written."""
    _act_under_way().callbacks.append(callback)


def name_subject(key: str) -> None:
    """Name a further thing that the act under way is about, one that is no subject of ours: a page of the CMS."""
    _act_under_way().subjects.append(key)


def name_subjects(entry: int, subjects: Iterable[str]) -> None:
    """Let an entry just written speak of more things than it changed fields of: those of a bulk act.

    Call it from `when_recorded`; each thing's history then holds the act.
    """
    left = iter(subjects)
    while some := list(islice(left, SUBJECTS_AT_ONCE)):
        EntrySubject.objects.bulk_create(EntrySubject(entry_id=entry, subject=each) for each in some)


def queue_message(message: OutboxMessage) -> None:
    """Queue a message that leaves once the act under way is committed."""
    _act_under_way().messages.append(message)


def _act_under_way() -> _Act:
    act = _act.get()
    if act is None:
        raise RuntimeError("this belongs inside a command")
    return act


def note_security_event(kind: str, *, by: Actor | None = None, **detail: Any) -> None:
    """Note what did not become an act, outside any transaction that it would vanish with."""
    SecurityEvent.objects.create(
        at=clock.now(), kind=kind, actor_id=None if by is None else by.pk, detail=detail
    )
