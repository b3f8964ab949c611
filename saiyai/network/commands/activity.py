"""Activities: noted once they were held, changed, joined by others, withdrawn; their results and what shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.kernel.text import normalise, normalise_lines, search_key
from saiyai.network import access
from saiyai.network.commands.organisation import check_is_living
from saiyai.network.models import (
    Activity,
    ActivityOrganisation,
    ActivityPerson,
    ActivityResult,
    Organisation,
    Person,
    PlannedActivity,
)
from saiyai.network.rules.activity import ActivityState, ResultState, refusal_of_activity, refusal_of_result
from saiyai.network.rules.organisation import is_safe_address
from saiyai.places.queries import place_at, places_at
from saiyai.web.uploads import Upload, keep


@dataclass(frozen=True, slots=True)
class ActivityTerms:
    """What is told of an activity; `ends_on` None is the first day, an empty place the organiser's home."""

    title_th: str
    kind: str
    starts_on: date
    ends_on: date | None = None
    title_en: str = ""
    at_code: str = ""
    venue: str = ""
    story: str = ""
    men: int = 0
    women: int = 0
    unstated: int = 0
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class ResultTerms:
    """What came of an activity: money in satang, areas in square wa; `after` is an income's second value."""

    kind: str
    quantity: int
    on: date
    source: str
    after: int | None = None
    sex: str = ""
    age_band: str = ""
    level: str = ""
    label: str = ""
    evidence_url: str = ""


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """One of many activities noted together: who held it with whom, what it was, what came of it."""

    organiser: Organisation
    terms: ActivityTerms
    others: tuple[int, ...] = ()
    results: tuple[ResultTerms, ...] = ()

    @property
    def place_code(self) -> str:
        """Return where the organiser has its home."""
        return self.organiser.place_code


@command("network.activity.note", allows=access.may_note_activity, subjects=("organiser",))
def note_activity(*, organiser: Organisation, terms: ActivityTerms, by: User) -> Activity:
    """Note an activity that an organisation held; the organiser is the first who took part."""
    check_is_living(organiser)
    activity = Activity(organiser=organiser, noted_by=by, noted_at=clock.now())
    _fill(activity, terms)
    activity.save()
    ActivityOrganisation.objects.create(activity=activity, organisation=organiser)
    return activity


@command("network.activity.note_many", allows=access.may_note_activities)
def note_activities(*, entries: Sequence[ActivityEntry], by: User) -> list[Activity]:
    """Note many activities with those who took part and their results, as one act: a year taken over from paper."""
    now = clock.now()
    made: list[Activity] = []
    known = places_at({each.terms.at_code or each.place_code for each in entries})
    for each in entries:
        check_is_living(each.organiser)
        activity = Activity(organiser=each.organiser, noted_by=by, noted_at=now)
        _fill(activity, each.terms, known=known)
        made.append(activity)
    Activity.objects.bulk_create(made)
    ActivityOrganisation.objects.bulk_create(
        ActivityOrganisation(activity=activity, organisation_id=pk)
        for activity, each in zip(made, entries, strict=True)
        for pk in sorted({each.organiser.pk, *each.others})
    )
    ActivityResult.objects.bulk_create(
        _result(activity, _activity_state(activity), terms, by)
        for activity, each in zip(made, entries, strict=True)
        for terms in each.results
    )
    found = Activity.objects.filter(pk__in=[each.pk for each in made]).select_related("organiser")
    return list(found.prefetch_related("joined", "people").order_by("pk"))


@command("network.activity.change", allows=access.may_change_activity, subjects=("activity",))
def change_activity(
    *,
    activity: Activity,
    terms: ActivityTerms,
    version: int,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Activity:
    """Change what is told of an activity; a Conflict where another change came since it was read."""
    _check_stands(activity)
    if activity.version != version:
        raise Conflict("activity.changed", title=activity.title_th)
    activity.version += 1
    _fill(activity, terms)
    activity.save()
    return activity


@command("network.activity.join", allows=access.may_change_activity, subjects=("activity",))
def join_organisations(
    *,
    activity: Activity,
    organisations: Iterable[Organisation],
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Activity:
    """Note which organisations took part in an activity beside its organiser: those, and no others."""
    _check_stands(activity)
    wanted = {each.pk: each for each in organisations}
    held = set(activity.joined.values_list("organisation_id", flat=True))
    for pk in wanted.keys() - held:
        check_is_living(wanted[pk])
    kept = {activity.organiser_id, *wanted}
    activity.joined.exclude(organisation__in=kept).delete()
    ActivityOrganisation.objects.bulk_create(
        ActivityOrganisation(activity=activity, organisation_id=pk) for pk in sorted(kept - held)
    )
    return activity


@command("network.activity.name_people", allows=access.may_change_activity, subjects=("activity",))
def name_participants(
    *,
    activity: Activity,
    people: Iterable[Person],
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Activity:
    """Note which known people took part in an activity: those, and no others."""
    _check_stands(activity)
    wanted = {each.pk: each for each in people}
    held = set(activity.people.values_list("person_id", flat=True))
    for pk in wanted.keys() - held:
        if wanted[pk].erased_at is not None:
            raise Refusal("person.erased")
    activity.people.exclude(person__in=wanted).delete()
    ActivityPerson.objects.bulk_create(
        ActivityPerson(activity=activity, person_id=pk) for pk in sorted(wanted.keys() - held)
    )
    return activity


@command("network.activity.withdraw", allows=access.may_change_activity, subjects=("activity",))
def withdraw_activity(*, activity: Activity, reason: str, by: User) -> Activity:
    """Withdraw an activity that was noted wrongly; it stays to be read and counts for nothing."""
    _check_stands(activity)
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    if counted := PlannedActivity.objects.filter(activity=activity).first():
        raise Refusal("activity.in_plan", title=counted.title_th)
    activity.withdrawn_by, activity.withdrawn_at = by, clock.now()
    activity.withdrawn_reason = normalise(reason)[:300]
    activity.save()
    return activity


@command("network.result.note", allows=access.may_change_activity, subjects=("activity",))
def note_result(
    *, activity: Activity, terms: ResultTerms, by: User, evidence: Upload | None = None
) -> ActivityResult:
    """Note what came of an activity, with the file that shows it where there is one."""
    result = _result(activity, activity.snapshot(), terms, by)
    if evidence is not None:
        keep(evidence)
        result.file_digest, result.file_name = evidence.digest, evidence.name
        result.file_type = evidence.media_type
    result.save()
    return result


@command("network.result.withdraw", allows=access.may_withdraw_result, subjects=("result",))
def withdraw_result(*, result: ActivityResult, reason: str, by: User) -> ActivityResult:
    """Withdraw a result that was noted wrongly; it stays to be read and counts for nothing."""
    if result.withdrawn_at is not None:
        raise Refusal("result.withdrawn_already")
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    result.withdrawn_by, result.withdrawn_at = by, clock.now()
    result.withdrawn_reason = normalise(reason)[:300]
    result.save()
    return result


def _check_stands(activity: Activity) -> None:
    if activity.withdrawn_at is not None:
        raise Refusal("activity.withdrawn")


def _fill(activity: Activity, terms: ActivityTerms, *, known: dict[str, Any] | None = None) -> None:
    activity.title_th, activity.title_en = normalise(terms.title_th), normalise(terms.title_en)
    activity.search_key = " ".join(search_key(each) for each in (activity.title_th, activity.title_en))
    activity.kind, activity.starts_on = terms.kind, terms.starts_on
    activity.ends_on = terms.ends_on or terms.starts_on
    activity.at_code = terms.at_code or activity.organiser.place_code
    activity.venue, activity.story = normalise(terms.venue), normalise_lines(terms.story)
    activity.men, activity.women, activity.unstated = terms.men, terms.women, terms.unstated
    activity.is_example = terms.is_example
    if refusal := refusal_of_activity(_activity_state(activity), clock.today()):
        raise refusal
    found = place_at(activity.at_code) if known is None else known.get(activity.at_code)
    if found is None:
        raise Refusal("organisation.unknown_place", place=activity.at_code)


def _activity_state(activity: Activity) -> ActivityState:
    """Return an activity that may not be stored yet as rules judge it."""
    return ActivityState(
        activity.organiser_id,
        activity.title_th,
        activity.kind,
        activity.starts_on,
        activity.ends_on,
        activity.at_code,
        activity.venue,
        (),
        activity.men,
        activity.women,
        activity.unstated,
        0,
        activity.withdrawn_at is not None,
    )


def _result(activity: Activity, state: ActivityState, terms: ResultTerms, by: User) -> ActivityResult:
    """Return a result that fits its activity, not yet stored, or raise the refusal."""
    address = normalise(terms.evidence_url)
    told = ResultState(
        activity.pk,
        terms.kind,
        terms.quantity,
        terms.after,
        terms.sex,
        terms.age_band,
        terms.level,
        normalise(terms.label),
        terms.on,
        normalise(terms.source),
        address,
        "",
        is_withdrawn=False,
    )
    if refusal := refusal_of_result(told, state, clock.today()):
        raise refusal
    if address and not is_safe_address(address):
        raise Refusal("organisation.unsafe_address", address=address[:80])
    return ActivityResult(
        activity=activity,
        kind=told.kind,
        quantity=told.quantity,
        after=told.after,
        sex=told.sex,
        age_band=told.age_band,
        level=told.level,
        label=told.label,
        on=told.on,
        source=told.source,
        evidence_url=address,
        noted_by=by,
        noted_at=clock.now(),
    )
