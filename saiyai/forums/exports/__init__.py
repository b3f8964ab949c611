"""What forums offer to pages of other apps."""

from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import sha256
from typing import TypeVar

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.audit import clock
from saiyai.forums.queries.forum import (
    FoundForum,
    FoundShowcase,
    forums_of,
    showcases_at,
    showcases_of,
    title_of,
    titled,
    undecided_stages,
)
from saiyai.forums.queries.scoring import seats_on_juries
from saiyai.forums.queries.stage import name_of_stage, unsettled_stages
from saiyai.kernel.powers import Scope
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import names_at
from saiyai.web.offers import Found, Panel, SearchDocument, SearchSource, WaitingTask

SHOWN_IN_PANEL = 5
FOUND_AT_MOST = 4


def place_panel(code: str, scope: Scope) -> Panel | None:  # noqa: ARG001 (showcases are public)
    """Return the showcases of a place; None where there are none."""
    found = showcases_at(code)
    if not found:
        return None
    return Panel(
        title=gettext_lazy("Showcases from here"),
        rows=tuple(
            (
                title_of(each),
                reverse("showcase", args=[each.pk]),
                in_reader_language(each.organisation.name_th, each.organisation.name_en),
            )
            for each in found[:SHOWN_IN_PANEL]
        ),
        url=reverse("forums"),
    )


def find(words: str, scope: Scope) -> list[Found]:  # noqa: ARG001 (forums are public)
    """Return the first forums and showcases whose title holds what was typed."""
    forums, showcases = titled(words, limit=FOUND_AT_MOST)
    return [
        *(Found(gettext_lazy("forum"), title_of(f), "", reverse("forum", args=[f.code])) for f in forums),
        *(
            Found(gettext_lazy("showcase"), title_of(s), title_of(s.forum), reverse("showcase", args=[s.pk]))
            for s in showcases
        ),
    ]


def waiting_tasks(scope: Scope) -> list[WaitingTask]:
    """Return the stages at which this person has to select, count, settle, or hand sheets in as a judge."""
    undecided = undecided_stages(scope)
    names = names_at(each.place_code for each in undecided)
    return [
        WaitingTask(
            text=_("Select the showcase of %(area)s: %(forum)s")
            % {"area": names.get(each.place_code, each.place_code), "forum": title_of(each.forum)},
            url=f"{reverse('forum', args=[each.forum.code])}#{each.place_code}",
            place_code=each.place_code,
            due_on=each.forum.ends_on,
        )
        for each in undecided
    ] + [*_stages_to_settle(scope), *_sheets_to_hand_in(scope)]


def _stages_to_settle(scope: Scope) -> list[WaitingTask]:
    """Return the stages of a person's areas that are open, or counted and not published."""
    return [
        WaitingTask(
            text=(
                _("Count when the time is over: %(stage)s")
                if each.counted_at is None
                else _("Settle the result: %(stage)s")
            )
            % {"stage": f"{name_of_stage(each)}, {title_of(each.forum)}"},
            url=reverse("forum_stage", args=[each.pk]),
            place_code=each.place_code,
            due_on=each.closes_at.astimezone(clock.BANGKOK).date()
            if each.closes_at and not each.counted_at
            else None,
        )
        for each in unsettled_stages(scope)
    ]


def _sheets_to_hand_in(scope: Scope) -> list[WaitingTask]:
    """Return the juries on which a person sits and has sheets to hand in."""
    seats = [] if scope.user_id is None else seats_on_juries(scope.user_id)
    return [
        WaitingTask(
            text=_("Hand in your score sheets: %(stage)s")
            % {"stage": f"{name_of_stage(each.stage)}, {title_of(each.stage.forum)}"},
            url=reverse("forum_stage_sheets", args=[each.stage_id]),
            place_code=each.stage.place_code,
            due_on=each.stage.closes_at.astimezone(clock.BANGKOK).date() if each.stage.closes_at else None,
        )
        for each in seats
    ]


Text = str | Promise
Thing = TypeVar("Thing", FoundForum, FoundShowcase)


def _source(
    kind: str,
    label: Text,
    things: Callable[[Collection[int] | None], list[Thing]],
    document: Callable[[Thing], SearchDocument],
) -> SearchSource:
    """Return what the search finds of a kind; few enough that each look makes the documents anew."""

    def documents(keys: Collection[str] | None) -> Iterable[SearchDocument]:
        return map(document, things(None if keys is None else [int(each) for each in keys]))

    def versions(keys: Collection[str] | None) -> Mapping[str, str]:
        return {each.key: each.version for each in documents(keys)}

    return SearchSource(kind, label, versions, documents)


def _version(*parts: object) -> str:
    return sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()


def _forum_found(forum: FoundForum) -> SearchDocument:
    told = [
        forum.objective_th,
        forum.objective_en,
        forum.venue_th,
        forum.venue_en,
        forum.organiser.name_th,
        forum.organiser.name_en,
        forum.chair,
    ]
    text = "\n".join(filter(None, told))
    heads = (forum.title_th, forum.title_en, forum.place_code, forum.starts_on, forum.fiscal_year)
    return SearchDocument(
        key=str(forum.pk),
        title_th=forum.title_th,
        title_en=forum.title_en,
        url=reverse("forum", args=[forum.code]),
        version=_version(*heads, text),
        text=text,
        place_code=forum.place_code,
        on=forum.starts_on,
        year=forum.fiscal_year,
    )


def _showcase_found(showcase: FoundShowcase) -> SearchDocument:
    organisation = showcase.organisation
    told = [
        showcase.story_th,
        showcase.story_en,
        organisation.name_th,
        organisation.name_en,
        showcase.presenter,
    ]
    text = "\n".join(filter(None, told))
    forum = showcase.forum
    heads = (showcase.title_th, showcase.title_en, showcase.place_code, forum.starts_on, forum.fiscal_year)
    return SearchDocument(
        key=str(showcase.pk),
        title_th=showcase.title_th,
        title_en=showcase.title_en,
        url=reverse("showcase", args=[showcase.pk]),
        version=_version(*heads, text),
        text=text,
        place_code=showcase.place_code,
        on=forum.starts_on,
        year=forum.fiscal_year,
    )


FORUMS_FOUND = _source("forum", gettext_lazy("forums"), forums_of, _forum_found)
SHOWCASES_FOUND = _source("showcase", gettext_lazy("showcases"), showcases_of, _showcase_found)
