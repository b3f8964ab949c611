"""Deciding over a list: its good rows go into the register all at once, are verified together, or are taken back."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command, name_subjects, when_recorded
from saiyai.audit.models import EntrySubject
from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Actor
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.network import access
from saiyai.network.commands.imports import check_is_checked, little_kept
from saiyai.network.commands.moving import MADE, MOVES, delete, label_of, made_by_rows, relations_of
from saiyai.network.models import (
    ImportBatch,
    ImportRow,
    Organisation,
    OrganisationAlias,
    OrganisationField,
    OrganisationFigure,
    OrganisationStanding,
    OrganisationTarget,
    Person,
    ServedArea,
)
from saiyai.network.rules import LIVING, State
from saiyai.network.rules.imports import BatchState, ListKind

AT_ONCE = 500
"""How many numbers one condition may name: SQLite takes no endless ones."""


@command("network.import.accept", allows=access.may_decide_import, subjects=("batch",))
def accept_import(*, batch: ImportBatch, only_good: bool, by: User) -> ImportBatch:
    """Take the good rows of a list into the register, all or none; `only_good` where others stay out knowingly."""
    check_is_checked(batch)
    if batch.asked and not only_good:
        raise Refusal("upload.rows_wait", count=batch.asked)
    if not batch.good:
        raise Refusal("upload.nothing_to_accept", file=batch.file_name)
    good = ImportRow.objects.filter(batch=batch, verdict="good")
    if good.exclude(access.within(by.scope.prefixes(access.IMPORTERS)) | Q(place_code="")).exists():
        raise Refusal("upload.outside")
    _refuse_what_is_gone(good)
    with little_kept():
        _move(batch, by)
    batch.state, batch.content, batch.samples = BatchState.ACCEPTED.value, "", []
    batch.made = batch.good
    batch.save()
    when_recorded(lambda seq: _record(batch, seq))
    return batch


def _refuse_what_is_gone(good: Any) -> None:
    """Refuse where an organisation was dissolved or merged, or a person erased, after the rows were checked."""
    gone = (
        good.filter(organisation__isnull=False)
        .exclude(organisation__state__in=LIVING)
        .order_by("row")
        .first()
    )
    erased = good.exclude(person__erased_at=None).order_by("row").first()
    for each in filter(None, (gone, erased)):
        raise Refusal("upload.changed_meanwhile", row=each.row)
    ends = [
        each
        for row in good.filter(record__has_key="source")
        for each in (row.record["source"], row.record["target"])
    ]
    for some in _in_portions(ends):
        if Organisation.objects.filter(pk__in=some).exclude(state__in=LIVING).exists():
            raise Refusal("upload.changed_meanwhile", row="–")


def _move(batch: ImportBatch, by: User) -> None:
    terms = {
        "batch": batch.pk,
        "by": by.pk,
        "now": clock.now() if connection.vendor == "postgresql" else clock.now().replace(tzinfo=None),
        "figures_on": batch.figures_on,
        "source": batch.file_name,
    }
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            MOVES[ListKind(batch.kind)](cursor, batch, terms)
            orphans = ImportRow.objects.filter(
                batch=batch, verdict="good", person=None, record__has_key="is_new"
            )
            if left := orphans.order_by("row").first():
                raise Refusal("upload.row_waits_for", row=left.row, other=left.record.get("twin", "–"))
    except IntegrityError as taken:
        raise Refusal("upload.changed_meanwhile", row="–") from taken


def _record(batch: ImportBatch, seq: int) -> None:
    """Let the history of everything that a list made begin with the act that accepted it; forget what was personal."""
    for model, column in MADE[ListKind(batch.kind)]:
        label = label_of(model)
        name_subjects(seq, (f"{label}:{pk}" for pk in made_by_rows(batch, model, column)))
    ImportBatch.objects.filter(pk=batch.pk).update(accepted_seq=seq)
    if batch.kind != ListKind.ORGANISATIONS:
        _forget(batch)


def _forget(batch: ImportBatch) -> None:
    """Empty what rows about people hold beyond the numbers of what they made."""
    rows = ImportRow.objects.filter(batch=batch)
    new, others = rows.filter(record__is_new="yes"), rows.exclude(record__is_new="yes")
    empty: dict[str, Any] = {"cells": [], "answers": {}, "title": "", "key": ""}
    new.update(**empty, record={"is_new": "yes"})
    others.update(**empty, record={})


@command("network.import.verify", allows=access.may_verify_import, subjects=("batch",))
def verify_import(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Verify all organisations of an accepted list that still wait and lie in the verifier's area."""
    if batch.state != BatchState.ACCEPTED or batch.kind != ListKind.ORGANISATIONS:
        raise Refusal("upload.nothing_to_verify")
    waiting = Organisation.objects.filter(
        access.within(by.scope.prefixes(DISTRICT_AND_ABOVE)),
        pk__in=made_by_rows(batch, Organisation, "organisation_id"),
        state=State.PROPOSED,
    ).exclude(proposed_by=by)
    numbers = list(waiting.values_list("pk", flat=True))
    if not numbers:
        raise Refusal("upload.nothing_to_verify")
    for some in _in_portions(numbers):
        Organisation.objects.filter(pk__in=some).update(
            state=State.VERIFIED, verified_by=by, verified_at=clock.now(), version=F("version") + 1
        )
    when_recorded(lambda seq: name_subjects(seq, (f"network.organisation:{pk}" for pk in numbers)))
    return batch


@command("network.import.undo", allows=access.may_decide_import, subjects=("batch",))
def undo_import(*, batch: ImportBatch, reason: str, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Take back all that an accepted list made, as long as nothing is built on any of it."""
    if batch.state != BatchState.ACCEPTED:
        raise Refusal("upload.not_accepted", file=batch.file_name)
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    made = [(model, list(made_by_rows(batch, model, column))) for model, column in MADE[ListKind(batch.kind)]]
    for model, numbers in made:
        _hold(model, numbers)
    for model, numbers in made:
        _refuse_if_built_on(batch, model, numbers)
    for model, numbers in reversed(made):
        _take_back(batch, model, numbers)
    batch.state = BatchState.UNDONE.value
    batch.save()
    return batch


def _hold(model: Any, numbers: list[int]) -> None:
    """Lock things until the act ends, so that whoever acts on one of them is either seen or finds it gone."""
    for some in _in_portions(numbers):
        list(
            model.objects.select_for_update().filter(pk__in=some).order_by("pk").values_list("pk", flat=True)
        )


def _refuse_if_built_on(batch: ImportBatch, model: Any, numbers: list[int]) -> None:
    """Refuse where an act after the accepting one speaks of a thing, or another thing points at it."""
    label = label_of(model)
    for some in _in_portions(numbers):
        later = EntrySubject.objects.filter(
            subject__in=[f"{label}:{pk}" for pk in some], entry__gt=batch.accepted_seq or 0
        ).order_by("entry_id")
        if (act := later.select_related("entry").first()) is not None:
            pk = int(act.subject.partition(":")[2])
            raise Refusal("upload.built_on", name=_name_of(model, pk), number=act.entry_id)
        for relation in relations_of(model):
            if relation.related_model in OWN.get(model, ()):
                continue
            pointing = _others(batch, relation.related_model, relation.field.name, some)
            if pointing is not None:
                raise Refusal("upload.pointed_at", name=_name_of(model, pointing))


def _others(batch: ImportBatch, related: Any, field: str, some: list[int]) -> int | None:
    """Return the first of some things at which something points that the batch did not make, None for none."""
    rows = related.objects.filter(**{f"{field}__in": some})
    if related is ImportRow:
        rows = rows.exclude(batch=batch).exclude(batch__state__in=["discarded", "undone"])
        rows = rows.filter(batch__state=BatchState.ACCEPTED)
    if related is OrganisationFigure:
        rows = rows.exclude(batch=batch)
    own = dict(MADE[ListKind(batch.kind)])
    if related in own:
        rows = rows.exclude(pk__in=made_by_rows(batch, related, own[related]))
    found: int | None = rows.values_list(field, flat=True).first()
    return found


OWN: dict[Any, tuple[Any, ...]] = {
    Organisation: (OrganisationField, OrganisationTarget, OrganisationAlias, ServedArea, OrganisationStanding)
}
"""What belongs to a thing alone and goes with it."""


def _take_back(batch: ImportBatch, model: Any, numbers: list[int]) -> None:
    column = dict(MADE[ListKind(batch.kind)])[model]
    for some in _in_portions(numbers):
        ImportRow.objects.filter(**{f"{column}__in": some}).update(**{column: None})  # of any list
        for related in (*OWN.get(model, ()), *((OrganisationFigure,) if model is Organisation else ())):
            delete(related, "organisation_id", some)
        delete(model, "id", some)


def _name_of(model: Any, pk: int) -> str:
    thing = model.objects.filter(pk=pk).first()
    return thing.shown if isinstance(thing, Person) else str(thing)


def _in_portions(numbers: Iterable[int]) -> Iterable[list[int]]:
    listed = list(numbers)
    return (listed[at : at + AT_ONCE] for at in range(0, len(listed), AT_ONCE))
