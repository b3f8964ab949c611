"""The legal standings of organisations: noted from their papers, ended with a reason."""

from dataclasses import dataclass
from datetime import date

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.network import access
from saiyai.network.commands.organisation import check_is_living
from saiyai.network.models import Organisation, OrganisationStanding
from saiyai.network.rules import Standing
from saiyai.network.rules.standing import (
    StandingEnd,
    StandingState,
    refusal_of_expiry,
    refusal_of_gazette,
    refusal_of_standing,
    refusal_of_standing_end,
)


@dataclass(frozen=True, slots=True)
class StandingTerms:
    """What the papers of a standing say."""

    standing: str
    starts_on: date
    number: str = ""
    gazette: str = ""
    gazetted_on: date | None = None
    valid_until: date | None = None


@command("network.standing.note", allows=access.may_note_standing, subjects=("organisation",))
def note_standing(
    *,
    organisation: Organisation,
    terms: StandingTerms,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> OrganisationStanding:
    """Note that an organisation has a legal standing from its certificate's day on."""
    check_is_living(organisation)
    if terms.standing not in list(Standing):
        raise Refusal("standing.unknown", standing=terms.standing)
    new = StandingState(
        organisation.pk,
        terms.standing,
        normalise(terms.number),
        terms.starts_on,
        normalise(terms.gazette),
        terms.gazetted_on,
        None,
        "",
        terms.valid_until,
    )
    held = [each.snapshot() for each in organisation.standings.all()]
    if refusal := refusal_of_standing(new, held, organisation.founded_on, clock.today()):
        raise refusal
    return OrganisationStanding.objects.create(
        organisation=organisation,
        standing=new.standing,
        number=new.number,
        starts_on=new.starts_on,
        gazette=new.gazette,
        gazetted_on=new.gazetted_on,
        valid_until=new.valid_until,
    )


@command("network.standing.end", allows=access.may_end_standing, subjects=("standing",))
def end_standing(
    *,
    standing: OrganisationStanding,
    on: date,
    end: str,
    reason: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> OrganisationStanding:
    """Note that a standing was revoked, expired or was given up on a day."""
    if end not in {StandingEnd.REVOKED, StandingEnd.EXPIRED, StandingEnd.GIVEN_UP}:
        raise Refusal("standing.unknown_end", end=end)
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    if refusal := refusal_of_standing_end(standing.snapshot(), on, clock.today()):
        raise refusal
    standing.ends_on, standing.end = on, end
    standing.save()
    return standing


@command("network.standing.gazette", allows=access.may_note_gazette, subjects=("standing",))
def note_gazette(
    *,
    standing: OrganisationStanding,
    gazette: str,
    gazetted_on: date,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> OrganisationStanding:
    """Note where and when the Royal Gazette published that the standing was given."""
    if not normalise(gazette):
        raise Refusal("standing.gazette_missing")
    if refusal := refusal_of_gazette(standing.snapshot(), gazetted_on, clock.today()):
        raise refusal
    standing.gazette, standing.gazetted_on = normalise(gazette), gazetted_on
    standing.save()
    return standing


@command("network.standing.expire", allows=access.may_expire_standing, subjects=("standing",))
def expire_standing(*, standing: OrganisationStanding, by: Actor) -> OrganisationStanding:  # noqa: ARG001
    """Note that a standing ran out on the last day of its certificate."""
    if refusal := refusal_of_expiry(standing.snapshot(), clock.today()):
        raise refusal
    standing.ends_on, standing.end = standing.valid_until, StandingEnd.EXPIRED
    standing.save()
    return standing
