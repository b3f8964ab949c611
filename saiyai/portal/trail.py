"""How the CMS joins the record: every line of Wagtail's own log becomes an entry of the chain in the same transaction.

Wagtail writes outside our commands: its editor, its scheduler and its moderation are years of edge cases that we do not
write again. Its log names each act once, so that one receiver is enough.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from wagtail.models import ModelLogEntry, PageLogEntry

from saiyai.audit.command import append_entry
from saiyai.kernel.powers import Console
from saiyai.portal.commands.search import drop_entry, keep_entries
from saiyai.portal.queries.sources import ARTICLES


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def record_line_of_cms_log(sender: type[Model], instance: Any, created: bool, **_: Any) -> None:  # noqa: ARG001, FBT001
    """Append an entry for a line of the CMS's log."""
    if not created:
        return
    subject = f"cms.{instance.content_type.model}:{instance.object_id}"
    with transaction.atomic():
        append_entry(
            f"cms.{instance.action}",
            by=instance.user or Console(),
            place_code="",
            reason=str((instance.data or {}).get("comment", "")),
            changes=[[subject, "title", None, instance.label]],
            subjects=[subject],
        )
        if instance.content_type.model == "articlepage":
            _keep_found(instance)


def _keep_found(line: Any) -> None:
    """Let the search find an article as it stands after an act, in the same transaction."""
    if line.action == "wagtail.delete":  # the line is written before the page goes
        drop_entry(ARTICLES, str(line.object_id))
    else:
        keep_entries(ARTICLES, [str(line.object_id)])


class CmsTransactionMiddleware:
    """Makes each writing request to the CMS one transaction, so that its act and the act's entry stand or fall together."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and take back what it wrote if it failed."""
        if request.method != "POST" or not request.path.startswith("/cms/"):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:  # noqa: PLR2004 (a server error)
                transaction.set_rollback(True)
        return response
