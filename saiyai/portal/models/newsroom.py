"""An office's newsroom: the root of its pages, its pictures and files, its two groups, and who releases what."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import (
    AbstractGroupApprovalTask,
    Collection,
    Page,
    PagePermissionTester,
    TaskState,
    Workflow,
)

from saiyai.accounts.models import Office, User
from saiyai.audit.models import Subject
from saiyai.portal.rules import ReleaseAct, refusal_of_release, told

RELEASE_REFUSALS = {
    "release.own": gettext_lazy(
        "You saved this version last. Nobody releases their own text: another moderator of the office does."
    ),
    "release.reason_missing": gettext_lazy("Say what is to be changed: the writer reads it."),
    "release.thai_missing": gettext_lazy(
        "The Thai article is not on the site. Release it first: its English version stands beside it."
    ),
}


class NewsroomPage(Page):
    """The root of an office's articles; a reader never meets it, since an article's address names no office."""

    is_creatable = False
    parent_page_types = ["portal.NewsIndexPage"]
    subpage_types = ["portal.ArticlePage", "portal.OfficePage"]
    preview_modes: list[tuple[str, str]] = []
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []

    class Meta:
        verbose_name = gettext_lazy("newsroom")

    def permissions_for_user(self, user: User) -> PagePermissionTester:
        """Return what somebody may do here."""
        return NewsroomTester(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Answer for the newsroom's own address alone: its articles have theirs below the news."""
        if path_components:
            raise Http404
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseRedirect:  # noqa: ARG002
        """Lead to the news."""
        return HttpResponseRedirect(reverse("news"))


class NewsroomTester(PagePermissionTester):
    """What somebody may do in a newsroom: nothing is published there but by releasing what another wrote."""

    def can_publish(self) -> bool:
        """Tell that nobody publishes past the review."""
        return False

    def can_publish_subpage(self) -> bool:
        """Tell that nobody publishes past the review."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """Tell that news are for everybody."""
        return False

    def can_unschedule(self) -> bool:
        """Tell whether somebody may call off what waits for its hour: who may take it off the site as well."""
        return bool(self.user.is_active and "publish" in self.permissions)


@dataclass(frozen=True, slots=True)
class NewsroomSnapshot:
    """A newsroom as the record keeps it."""

    office: str
    page_id: int
    collection_id: int


class Newsroom(Subject):
    """What an office's news are written in; made once, with the first who is to write for the office."""

    objects: ClassVar[models.Manager["Newsroom"]] = models.Manager()  # named: Wagtail's models have no types
    office_id: int
    page_id: int
    collection_id: int
    writers_id: int
    moderators_id: int
    workflow_id: int

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="+")
    page = models.OneToOneField(NewsroomPage, on_delete=models.PROTECT, related_name="newsroom")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="+")
    writers = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="+")
    moderators = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="+")
    workflow = models.OneToOneField(Workflow, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.office)

    @classmethod
    def of_desk(cls, user_pk: int | None) -> "models.QuerySet[Newsroom]":
        """Return the newsrooms for which somebody writes or releases."""
        if user_pk is None:
            return cls.objects.none()
        groups = Group.objects.filter(user=user_pk)
        return cls.objects.filter(models.Q(writers__in=groups) | models.Q(moderators__in=groups))

    def snapshot(self) -> NewsroomSnapshot:
        """Return the newsroom as the record keeps it."""
        return NewsroomSnapshot(self.office.code, self.page_id, self.collection_id)


def written_by(article: Page) -> int | None:
    """Return the number of who brought an article to what it says now: saving it again unchanged is not writing.

    None where a program wrote it.
    """
    writer, now = None, None
    for user, content in article.revisions.order_by("-created_at", "-pk").values_list("user_id", "content"):
        if now is not None and told(content) != now:
            break
        writer, now = user, told(content)
    return writer


def _lacks_original(page: Page) -> bool:
    """Tell whether a page is the version in another language of an article that is not on the site."""
    has_twin = page.get_translations().exists()
    return (
        has_twin
        and page.locale_id != page.get_parent().locale_id
        and not page.get_translations().live().exists()
    )


class ReleaseTask(AbstractGroupApprovalTask):
    """The step between a draft and the site: a moderator of the office releases it, or returns it with a reason."""

    class Meta:
        verbose_name = gettext_lazy("release by a moderator")

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, Any, bool]]:
        """Return what a moderator may do with what waits: release only what somebody else saved last."""
        if not self._user_in_groups(user):
            return []
        returning = ("reject", _("Return with a reason"), True)
        if written_by(obj) == user.pk:
            return [returning]
        return [returning, ("approve", _("Approve"), False)]

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Release or return, unless a rule bars it: then PermissionDenied says why."""
        writer = written_by(task_state.workflow_state.content_object)
        page = task_state.workflow_state.content_object
        act = ReleaseAct(
            action_name,
            str(kwargs.get("comment") or ""),
            writer,
            user.pk,
            lacks_original=_lacks_original(page),
        )
        if code := refusal_of_release(act):
            raise PermissionDenied(RELEASE_REFUSALS[code])
        super().on_action(task_state, user, action_name, **kwargs)
