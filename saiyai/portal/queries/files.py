"""Which pictures and files of the CMS somebody may see: what published pages show, and what their own office keeps."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

ACTIONS = ["choose", "change", "add"]


def is_shown_to(thing: Document | Image, user: Any) -> bool:
    """Tell whether a published page shows a picture or file, or it is kept by an office for which somebody writes."""
    return _is_published(thing) or _is_kept_for(thing, user)


def _is_published(thing: Document | Image) -> bool:
    told = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(thing),
        to_object_id=str(thing.pk),
        base_content_type=ContentType.objects.get_for_model(Page),
    ).values_list("object_id", flat=True)
    return bool(Page.objects.live().public().filter(pk__in=[int(each) for each in told]).exists())


def _is_kept_for(thing: Document | Image, user: Any) -> bool:
    if not user.is_authenticated:
        return False
    policy = policy_registry.get_by_type(type(thing))
    return bool(policy.user_has_any_permission_for_instance(user, ACTIONS, thing))


def picture_at(path: str) -> tuple[Image, Any] | None:
    """Return the picture of a drawn or original file of the media folder with the file, None where none is kept there."""
    drawn = Rendition.objects.select_related("image").filter(file=path).first()
    if drawn is not None:
        return drawn.image, drawn.file
    original = Image.objects.filter(file=path).first()
    return (original, original.file) if original else None
