"""How the CMS joins the record: every line of Wagtail's own log becomes an entry of the chain in the same transaction.

Wagtail writes outside our commands: its editor, its scheduler and its moderation are years of edge cases that we do not
write again. Its log names each act once, so that one receiver is enough. The letters that an act calls for leave through
the outbox, in the same transaction; Wagtail's own letters are never sent.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from saiyai.accounts.letters import letter, mail
from saiyai.accounts.models import User
from saiyai.audit.command import append_entry
from saiyai.kernel.powers import Console
from saiyai.portal.commands.search import drop_entry, keep_entries
from saiyai.portal.commands.translation import take_english_version_off
from saiyai.portal.queries.review import review_of
from saiyai.portal.queries.sources import ARTICLES, OFFICE_PAGES
from saiyai.web.offers import SearchSource

ARTICLES_ARE = ("articlepage", "page")
"""Under which names the CMS's log speaks of articles: its clock calls each page it takes off a page and no more."""
PAGES_ARE = ("officepage", "page")
WRITTEN = ("articlepage", "officepage")
"""What is written in newsrooms, whose reviews call for letters."""
TAKING_OFF = ("wagtail.unpublish", "wagtail.unpublish.scheduled", "wagtail.delete")
LETTERS = {
    "wagtail.workflow.start": "waiting",
    "wagtail.workflow.resume": "waiting",
    "wagtail.workflow.reject": "returned",
    "wagtail.workflow.approve": "released",
}
"""Which letter an act calls for."""

SILENCED = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)
"""The signals by which Wagtail sends mail past the outbox, and the names under which it listens."""


def _say_nothing(sender: type[Model], **_: Any) -> None:
    """Stand where Wagtail's own letter would: a name is listened under once, and this one came first."""


for _signal, _sender, _name in SILENCED:
    _signal.connect(_say_nothing, sender=_sender, dispatch_uid=_name)


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def record_line_of_cms_log(sender: type[Model], instance: Any, created: bool, **_: Any) -> None:  # noqa: ARG001, FBT001
    """Append an entry for a line of the CMS's log, and queue the letters that the act calls for."""
    if not created:
        return
    subject = f"cms.{instance.content_type.model}:{instance.object_id}"
    with transaction.atomic():
        seq = append_entry(
            f"cms.{instance.action}",
            by=instance.user or Console(),
            place_code="",
            reason=str((instance.data or {}).get("comment", "")),
            changes=[[subject, "title", None, instance.label]],
            subjects=[subject],
        )
        if instance.content_type.model in ARTICLES_ARE:
            _keep_found(instance, ARTICLES)
            if instance.action in TAKING_OFF:
                take_english_version_off(int(instance.object_id), user=instance.user)
        if instance.action in LETTERS and instance.content_type.model in WRITTEN:
            _write_letters(instance, seq)
        if instance.content_type.model in PAGES_ARE:
            _keep_found(instance, OFFICE_PAGES)


def _keep_found(line: Any, source: SearchSource) -> None:
    """Let the search find a page as it stands after an act, in the same transaction."""
    if line.action == "wagtail.delete":  # the line is written before the page goes
        drop_entry(source, str(line.object_id))
    else:
        keep_entries(source, [str(line.object_id)])


def _write_letters(line: Any, seq: int) -> None:
    task_state = ((line.data or {}).get("workflow") or {}).get("task_state_id")
    actor = line.user_id
    review = review_of(line.object_id, task_state, actor_pk=actor)
    if review is None:
        return
    name = LETTERS[line.action]
    readers = review.moderators if name == "waiting" else (review.asked_by,)
    values = {
        "title": review.article.draft_title,
        "office": review.office,
        "by": str(line.user or ""),
        "reason": review.reason,
        "goes_live_at": review.article.get_latest_revision_as_object().go_live_at,
        "address": settings.BASE_URL.rstrip("/") + reverse("wagtailadmin_pages:edit", args=[line.object_id]),
    }
    for reader in readers:
        if reader is not None and reader.pk != actor and reader.email and reader.is_active:
            _post(reader, name, values, seq)


def _post(reader: User, name: str, values: dict[str, Any], seq: int) -> None:
    message = mail(reader.email, letter(f"portal/letters/{name}.txt", values))
    message.entry_id = seq
    message.save(force_insert=True)
