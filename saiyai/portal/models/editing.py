"""The form in which an article is written."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.permissions import policy_registry

from saiyai.kernel.text import normalise
from saiyai.portal.models.blocks import PlaceLine
from saiyai.portal.models.newsroom import Newsroom

LINES = ("title", "summary", "byline", "venue")


class WrittenForm(WagtailAdminPageForm):
    """A page of a newsroom as it is written: lines in their one form, nothing that the writer may not show."""

    def clean(self) -> dict[str, Any]:
        """Return what was written, or say what is wrong with it."""
        cleaned: dict[str, Any] = super().clean()
        newsroom = Newsroom.objects.filter(page_id=self.parent_page.pk).first() if self.parent_page else None
        if newsroom is not None:
            self.instance.office_id = newsroom.office_id
        for name in LINES:
            if isinstance(cleaned.get(name), str):
                cleaned[name] = normalise(cleaned[name])
                if (
                    not cleaned[name]
                    and name in {"title", "summary", "byline"}
                    and self.fields[name].required
                ):
                    self.add_error(name, forms.ValidationError(_("Write something that can be read.")))
        if "body" in cleaned and not self._may_show(cleaned["body"]):
            self.add_error(
                "body",
                ValidationError(_("A picture or file belongs to another office. Choose one of your own.")),
            )
        return cleaned

    def _may_show(self, body: Any) -> bool:
        """Tell whether all pictures and files of a body are the writer's to choose, or were in the article before."""
        kept = (
            set(_files_of(self.instance.get_latest_revision_as_object().body)) if self.instance.pk else set()
        )
        for kind in (Image, Document):
            wanted = {pk for model, pk in _files_of(body) if model is kind and (model, pk) not in kept}
            policy = policy_registry.get_by_type(kind)
            mine = policy.instances_user_has_any_permission_for(self.for_user, ["choose", "change", "add"])
            if len(wanted) != mine.filter(pk__in=wanted).count():
                return False
        return True


class ArticleForm(WrittenForm):
    """An article as it is written, its place by its name."""

    place_code = PlaceLine(
        label=gettext_lazy("place"),
        required=False,
        help_text=gettext_lazy("Where it happened: the name of a province, district or tambon."),
    )


def _files_of(value: Any) -> Iterator[tuple[type, int]]:
    """Yield the pictures and files that a body shows, however deep in its blocks."""
    if isinstance(value, (Image, Document)):
        yield type(value), value.pk
    elif hasattr(value, "items") and callable(value.items):
        for inner in value.values():
            yield from _files_of(inner)
    elif hasattr(value, "block_type"):
        yield from _files_of(value.value)
    elif not isinstance(value, str) and hasattr(value, "__iter__"):
        for inner in value:
            yield from _files_of(inner)
