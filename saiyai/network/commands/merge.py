"""Merging two entries of one organisation, so that nothing of either is lost."""

from datetime import date
from typing import Any

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, search_key
from saiyai.network import access
from saiyai.network.models import (
    STANDING_NAMES,
    Activity,
    ActivityOrganisation,
    Link,
    Organisation,
    OrganisationAlias,
    OrganisationField,
    OrganisationTarget,
    PersonRole,
    ServedArea,
)
from saiyai.network.rules import Position, Standing, State
from saiyai.network.rules.application import OPEN
from saiyai.network.rules.link import ends_in_order
from saiyai.network.rules.organisation import refusal_of_merging
from saiyai.network.rules.person import overlaps
from saiyai.network.rules.standing import overlaps as overlap_of_standings


@command(
    "network.organisation.merge",
    allows=access.may_merge_organisations,
    subjects=("organisation", "duplicate"),
)
def merge_organisations(
    *,
    organisation: Organisation,
    duplicate: Organisation,
    reason: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Organisation:
    """Let an organisation take in its duplicate: what belongs to it moves; its page leads here."""
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    if organisation.pk == duplicate.pk:
        raise Refusal("organisation.merge_with_itself")
    if refusal := refusal_of_merging(organisation.snapshot(), duplicate.snapshot()):
        raise refusal
    _move_names(organisation, duplicate)
    for model, column in (
        (OrganisationField, "field"),
        (OrganisationTarget, "target"),
        (ServedArea, "place_code"),
    ):
        _move_rows(model, column, organisation, duplicate)
    _move_roles(organisation, duplicate)
    _move_standings(organisation, duplicate)
    _move_links(organisation, duplicate)
    _move_years(organisation, duplicate)
    _move_activities(organisation, duplicate)
    duplicate.documents.update(organisation=organisation)
    duplicate.state, duplicate.merged_into = State.MERGED, organisation
    Organisation.objects.filter(merged_into=duplicate).update(merged_into=organisation)
    duplicate.version, organisation.version = duplicate.version + 1, organisation.version + 1
    duplicate.save()
    organisation.save()
    return organisation


def _move_names(organisation: Organisation, duplicate: Organisation) -> None:
    names = {each.text for each in duplicate.aliases.all()} | {duplicate.name_th, duplicate.name_en}
    names -= {each.text for each in organisation.aliases.all()}
    names -= {"", organisation.name_th, organisation.name_en}
    OrganisationAlias.objects.bulk_create(
        OrganisationAlias(organisation=organisation, text=each) for each in sorted(names)
    )
    organisation.search_key += "".join(f" {search_key(each)}" for each in sorted(names))


def _move_rows(
    model: type[Any],
    column: str,
    organisation: Organisation,
    duplicate: Organisation,
) -> None:
    """Give the survivor what it lacks; the duplicate keeps its own rows as they were."""
    held = set(model.objects.filter(organisation=organisation).values_list(column, flat=True))
    found = set(model.objects.filter(organisation=duplicate).values_list(column, flat=True))
    model.objects.bulk_create(
        model(organisation=organisation, **{column: each}) for each in sorted(found - held)
    )


def _move_roles(organisation: Organisation, duplicate: Organisation) -> None:
    is_sole = organisation.kind.has_one_chair
    held = [each.snapshot() for each in organisation.roles.select_related("person")]
    chairs = [each for each in held if each.position == Position.CHAIR]
    for role in duplicate.roles.select_related("person").filter(position=Position.CHAIR):
        rival = next((each for each in chairs if overlaps(each, role.snapshot())), None)
        if is_sole and rival is not None:
            raise Refusal("role.second_chair", holder=rival.person)
        role.is_sole = is_sole
        role.save()
    PersonRole.objects.filter(organisation=duplicate).update(organisation=organisation)


def _move_standings(organisation: Organisation, duplicate: Organisation) -> None:
    held = [each.snapshot() for each in organisation.standings.all()]
    for each in duplicate.standings.all():
        if any(overlap_of_standings(each.snapshot(), other) for other in held):
            raise Refusal("organisation.merge_standing_twice", standing=each.get_standing_display())
    if applied := duplicate.applications.filter(state__in=OPEN).first():
        raise Refusal("organisation.merge_applies", standing=str(STANDING_NAMES[Standing(applied.standing)]))
    duplicate.standings.update(organisation=organisation)
    duplicate.applications.update(organisation=organisation)


def _move_links(organisation: Organisation, duplicate: Organisation) -> None:
    """Move the links; one that the survivor has too, or that would link it to itself, ends on this day."""
    today = clock.today()
    for link in (Link.objects.filter(source=duplicate) | Link.objects.filter(target=duplicate)).order_by(
        "pk"
    ):
        ends = {duplicate.pk: organisation.pk}
        source = ends.get(link.source_id, link.source_id)
        target = ends.get(link.target_id, link.target_id)
        if source == target:
            _end(link, today)
            continue
        first, second = ends_in_order(link.kind, source, target)
        twin = Link.objects.filter(source_id=first, target_id=second, kind=link.kind, ends_on=None)
        if link.ends_on is None and twin.exists():
            _end(link, today)
        if first != source:
            link.source_confirmed_by_id, link.target_confirmed_by_id = (
                link.target_confirmed_by_id,
                link.source_confirmed_by_id,
            )
        link.source_id, link.target_id = first, second
        link.save()


def _move_years(organisation: Organisation, duplicate: Organisation) -> None:
    """Move plans and assessments; two of one year are for a person to settle, not for a merge."""
    for held, moved in (
        (organisation.plans, duplicate.plans),
        (organisation.assessments, duplicate.assessments),
    ):
        years = set(held.values_list("fiscal_year", flat=True))
        if both := moved.filter(fiscal_year__in=years).first():
            raise Refusal("organisation.merge_year_twice", year=both.fiscal_year)
        moved.update(network=organisation)


def _move_activities(organisation: Organisation, duplicate: Organisation) -> None:
    """Move activities; where both took part in one, the survivor stands for both."""
    Activity.objects.filter(organiser=duplicate).update(organiser=organisation)
    held = ActivityOrganisation.objects.filter(organisation=organisation).values("activity")
    ActivityOrganisation.objects.filter(organisation=duplicate, activity__in=held).delete()
    ActivityOrganisation.objects.filter(organisation=duplicate).update(organisation=organisation)


def _end(link: Link, today: date) -> None:
    if link.ends_on is None:
        link.ends_on = max(link.starts_on or today, today)
        link.save()
