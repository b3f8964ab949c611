"""Announcing forums, bringing showcases to them, selecting among these."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from saiyai.accounts.models import Office, User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.forums import access
from saiyai.forums.models import Forum, Group, Kind, Result, Selection, Showcase, Stage, Unit
from saiyai.forums.rules.forum import refusal_of_days, refusal_of_selection
from saiyai.forums.rules.showcase import ShowcaseKind
from saiyai.forums.rules.stage import Reach, Way
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, normalise_lines
from saiyai.network.models import Organisation
from saiyai.places.queries import places_at


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is known of a forum when it is announced, in both languages."""

    code: str
    kind: Kind
    title_th: str
    fiscal_year: int
    place_code: str
    title_en: str = ""
    objective_th: str = ""
    objective_en: str = ""
    project_code: str = ""
    work_group_th: str = ""
    work_group_en: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    venue_th: str = ""
    venue_en: str = ""
    address: str = ""
    chair: str = ""
    chair_position_th: str = ""
    chair_position_en: str = ""
    seats: int | None = None
    districts: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A result as it is told: names in both languages, the quantity (money in satang), its unit, its code if asked for."""

    name_th: str
    name_en: str
    quantity: int
    unit: Unit
    code: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What a showcase tells and who presents it, in both languages."""

    title_th: str
    story_th: str
    presenter: str
    title_en: str = ""
    story_en: str = ""
    presenter_position_th: str = ""
    presenter_position_en: str = ""
    results: tuple[Told, ...] = ()
    kind: ShowcaseKind | None = None
    is_example: bool = False


@command("forums.forum.announce", allows=access.may_announce_forum)
def announce_forum(
    *,
    announcement: Announcement,
    organiser: Office,
    provinces: Sequence[str],
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Forum:
    """Announce a forum for some provinces; each gets its stage of selection and its group."""
    if refusal := refusal_of_days(announcement.starts_on, announcement.ends_on):
        raise refusal
    missing = sorted(
        {*provinces, announcement.place_code} - set(places_at([*provinces, announcement.place_code]))
    )
    if missing or not provinces:
        raise Refusal("forum.unknown_place", place=missing[0] if missing else "")
    if Forum.objects.filter(code=announcement.code).exists():
        raise Refusal("forum.known", forum=announcement.code)
    values = {name: getattr(announcement, name) for name in Announcement.__slots__}
    forum = Forum.objects.create(organiser=organiser, **values)
    Stage.objects.bulk_create(Stage(forum=forum, place_code=each) for each in dict.fromkeys(provinces))
    Group.objects.bulk_create(Group(forum=forum, place_code=each) for each in dict.fromkeys(provinces))
    return forum


@command("forums.showcase.nominate", allows=access.may_nominate_showcase)
def nominate_showcase(
    *,
    forum: Forum,
    organisation: Organisation,
    story: Story,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Showcase:
    """Bring the work of an organisation to a forum, at the stage of its area."""
    _check_nomination(forum, organisation, story)
    showcase = Showcase.objects.create(
        forum=forum,
        organisation=organisation,
        place_code=organisation.place_code,
        is_example=story.is_example,
        **_told(story),
    )
    _tell_results(showcase, story)
    return showcase


@command("forums.showcase.change", allows=access.may_change_showcase, subjects=("showcase",))
def change_showcase(*, showcase: Showcase, story: Story, by: User) -> Showcase:  # noqa: ARG001 (the decorator judges `by`)
    """Change what a showcase tells, until a stage opens with it."""
    _check_changeable(showcase)
    if not normalise(story.title_th) or not normalise_lines(story.story_th):
        raise Refusal("showcase.tells_nothing")
    for name, value in _told(story).items():
        setattr(showcase, name, value)
    try:
        with transaction.atomic():
            showcase.save()
    except IntegrityError as twice:
        raise Refusal("showcase.known", title=story.title_th) from twice
    showcase.results.all().delete()
    _tell_results(showcase, story)
    return showcase


@command("forums.showcase.withdraw", allows=access.may_change_showcase, subjects=("showcase",))
def withdraw_showcase(*, showcase: Showcase, reason: str, by: User) -> Showcase:  # noqa: ARG001
    """Withdraw a showcase, with the reason; one that stands in an open stage stays on its ballot and does not go on."""
    if not normalise_lines(reason):
        raise Refusal("selection.reason_missing")
    if showcase.withdrawn_at is not None:
        raise Refusal("showcase.withdrawn")
    if showcase.selections.filter(withdrawn_at=None).exists():
        raise Refusal("showcase.selected", title=showcase.title_th)
    showcase.withdrawn_at, showcase.withdrawn_reason = clock.now(), normalise_lines(reason)
    showcase.save()
    return showcase


def _check_changeable(showcase: Showcase) -> None:
    if showcase.withdrawn_at is not None:
        raise Refusal("showcase.withdrawn")
    opened = Q(stage__opened_at__isnull=False, stage__annulled_at=None)
    if showcase.entries.filter(opened).exists():
        raise Refusal("showcase.frozen")


def _told(story: Story) -> dict[str, str]:
    return {
        "title_th": normalise(story.title_th),
        "title_en": normalise(story.title_en),
        "story_th": normalise_lines(story.story_th),
        "story_en": normalise_lines(story.story_en),
        "presenter": normalise(story.presenter),
        "presenter_position_th": normalise(story.presenter_position_th),
        "presenter_position_en": normalise(story.presenter_position_en),
        "kind": story.kind.value if story.kind else "",
    }


def _tell_results(showcase: Showcase, story: Story) -> None:
    Result.objects.bulk_create(
        Result(
            showcase=showcase,
            position=n,
            code=each.code,
            name_th=normalise(each.name_th),
            name_en=normalise(each.name_en),
            quantity=each.quantity,
            unit=each.unit,
        )
        for n, each in enumerate(story.results, start=1)
    )


def _check_nomination(forum: Forum, organisation: Organisation, story: Story) -> None:
    if organisation.state != "verified":
        raise Refusal("showcase.organisation_not_verified", name=organisation.name_th)
    if not normalise(story.title_th) or not normalise_lines(story.story_th):
        raise Refusal("showcase.tells_nothing")
    if not organisation.place_code.startswith(forum.areas):
        raise Refusal("showcase.outside_forum")
    if Showcase.objects.filter(
        forum=forum, organisation=organisation, title_th=normalise(story.title_th)
    ).exists():
        raise Refusal("showcase.known", title=story.title_th)


@command("forums.showcase.select", allows=access.may_select_showcase, subjects=("showcase",))
def select_showcase(*, showcase: Showcase, reason: str, by: User) -> Selection:
    """Select a showcase at the stage of its area, with the reason; one stands at each stage."""
    if not normalise_lines(reason):
        raise Refusal("selection.reason_missing")
    if showcase.withdrawn_at is not None:
        raise Refusal("showcase.withdrawn")
    stages = Stage.objects.filter(forum_id=showcase.forum_id, level=Reach.PROVINCE, annulled_at=None)
    stage = next((each for each in stages if showcase.place_code.startswith(each.place_code)), None)
    if stage is None:
        raise Refusal("showcase.outside_forum")
    if stage.way != Way.OFFICE:
        raise Refusal("stage.decided_otherwise")
    standing = stage.selections.filter(withdrawn_at=None).select_related("showcase").first()
    selected = None if standing is None else standing.showcase.title_th
    if refusal := refusal_of_selection(showcase.place_code, stage.place_code, selected):
        raise refusal
    try:
        with transaction.atomic():
            return Selection.objects.create(
                stage=stage,
                showcase=showcase,
                reason=normalise_lines(reason),
                selected_by=by,
                selected_at=clock.now(),
            )
    except IntegrityError as raced:
        raise Refusal("stage.selected_meanwhile") from raced


@command("forums.selection.withdraw", allows=access.may_withdraw_selection, subjects=("selection",))
def withdraw_selection(*, selection: Selection, reason: str, by: User) -> Selection:
    """Take a choice back, with the reason; the stage is open again."""
    if not normalise_lines(reason):
        raise Refusal("selection.reason_missing")
    if selection.withdrawn_at is not None:
        raise Refusal("selection.withdrawn")
    selection.withdrawn_by, selection.withdrawn_at = by, clock.now()
    selection.withdrawn_reason = normalise_lines(reason)
    selection.save()
    return selection
