"""What waits at the news desks: drafts to be released, and those that came back."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from saiyai.accounts.models import User
from saiyai.accounts.queries import office_name
from saiyai.audit import clock
from saiyai.kernel.powers import DESK_ROLES, Role, Scope
from saiyai.portal.models import Newsroom
from saiyai.portal.queries.newsroom import desk_grants, moderators_of, newsroom_of_page
from saiyai.web.offers import Area, WaitingTask


@dataclass(frozen=True, slots=True)
class Review:
    """An article on its way to the site: whom its last step concerns, and what was said with it."""

    article: Page
    office: str
    asked_by: User | None
    moderators: tuple[User, ...]
    reason: str = ""


def review_of(article_pk: int, task_state_pk: int | None, *, actor_pk: int | None) -> Review | None:
    """Return an article's review as it stands after a step, None where it lies in no newsroom."""
    article = Page.objects.filter(pk=article_pk).first()
    newsroom = newsroom_of_page(article.get_parent().pk) if article else None
    if article is None or newsroom is None:
        return None
    state = TaskState.objects.filter(pk=task_state_pk).select_related("workflow_state__requested_by").first()
    return Review(
        article=article,
        office=newsroom.office.name_th,
        asked_by=state.workflow_state.requested_by if state else article.owner,
        moderators=tuple(moderators_of(newsroom, but=actor_pk)),
        reason=state.comment if state else "",
    )


def tasks_at_the_desk(scope: Scope) -> list[WaitingTask]:
    """Return the drafts that wait for somebody to release them, and one's own that came back."""
    if not scope.has(*DESK_ROLES) or scope.user_id is None:
        return []
    return [*_to_release(scope.user_id), *_returned(scope.user_id)]


def desks(scope: Scope) -> list[Area]:
    """Return the newsrooms in which somebody writes or releases, with what they do there."""
    if not scope.has(*DESK_ROLES) or scope.user_id is None:
        return []
    says = {
        Role.NEWS_OFFICER.value: _("you write its news"),
        Role.NEWS_MODERATOR.value: _("you release its news"),
    }
    held = desk_grants(clock.today(), [scope.user_id])
    return [
        Area(office_name(each.office), reverse("wagtailadmin_home"), says[each.role])
        for each in held
        if each.office is not None and each.role in says
    ]


def _to_release(user_pk: int) -> list[WaitingTask]:
    offices = {
        each.office_id
        for each in desk_grants(clock.today(), [user_pk])
        if each.role == Role.NEWS_MODERATOR.value
    }
    rooms = list(Newsroom.objects.filter(office__in=offices).values_list("workflow_id", flat=True))
    waiting = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, workflow__in=rooms
    ).exclude(requested_by=user_pk)
    return _tasks(waiting, _("Read and release: %(title)s"))


def _returned(user_pk: int) -> list[WaitingTask]:
    returned = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user_pk, workflow__in=_every_room()
    )
    return _tasks(returned, _("Came back, to be changed: %(title)s"))


def _every_room() -> Any:
    return Newsroom.objects.values("workflow_id")


def _tasks(states: Any, says: str) -> list[WaitingTask]:
    pages = [int(each) for each in states.order_by("created_at").values_list("object_id", flat=True)]
    found = {page.pk: page for page in Page.objects.filter(pk__in=pages).specific()}
    return [
        WaitingTask(
            text=says % {"title": found[pk].draft_title},
            url=reverse("wagtailadmin_pages:edit", args=[pk]),
            place_code=getattr(found[pk], "place_code", ""),
        )
        for pk in pages
        if pk in found
    ]
