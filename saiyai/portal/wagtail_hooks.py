"""What the editor shows, and what it does not: a news officer meets what is needed to write, and nothing else."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.widgets import Button
from wagtail.documents.models import Document
from wagtail.images.models import Image

from saiyai.portal.queries import Article
from saiyai.portal.queries.files import is_shown_to
from saiyai.portal.queries.translation import english_version_of, is_written_at_desk_of

KEPT_MENU = {"explorer", "images", "documents", "reports"}
KEPT_REPORTS = {"workflows", "site-history"}


for _form in (ExternalLinkChooserForm, EmailLinkChooserForm, PhoneLinkChooserForm, AnchorLinkChooserForm):
    _form.base_fields["link_text"].label = gettext_lazy("words of the link")  # Wagtail gives this box no name


@hooks.register("register_page_header_buttons")
def offer_english(page: Any, user: Any, **_kept: Any) -> Iterator[Button]:
    """Offer who writes or releases an article that is on the site to tell it in English, until somebody has begun to."""
    if not isinstance(page, Article) or not page.live or page.is_english:
        return
    if english_version_of(page) is None and is_written_at_desk_of(page, user.pk):
        address = reverse("article_english", args=[page.slug])
        yield Button(_("Tell it in English"), address, icon_name="globe", priority=25)


@hooks.register("construct_main_menu")
def keep_menu_short(request: HttpRequest, items: list[Any]) -> None:
    """Show whoever keeps no settings only pages, pictures, files and what happened."""
    if not request.user.has_perm("wagtailcore.change_site"):
        items[:] = [each for each in items if each.name in KEPT_MENU]


@hooks.register("construct_reports_menu")
def keep_reports_short(request: HttpRequest, items: list[Any]) -> None:
    """Show a news officer what waits, and what was done."""
    if not request.user.has_perm("wagtailcore.change_site"):
        items[:] = [each for each in items if each.name in KEPT_REPORTS]


@hooks.register("construct_help_menu")
def drop_help_of_wagtail(request: HttpRequest, items: list[Any]) -> None:  # noqa: ARG001
    """Take away what leads to another product's pages, in another language."""
    items.clear()


@hooks.register("construct_homepage_summary_items")
def drop_counts(request: HttpRequest, items: list[SummaryItem]) -> None:  # noqa: ARG001
    """Take away counts that span all offices."""
    items.clear()


@hooks.register("construct_page_action_menu")
def send_first(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:  # noqa: ARG001
    """Let saving come first and sending for review next."""
    order = {"action-save-draft": 0, "action-submit": 1, "approve": 2, "reject": 3}
    items.sort(key=lambda each: order.get(each.name or "", 9))


@hooks.register("insert_global_admin_css")
def dress_editor() -> SafeString:
    """Return the style sheet that lets Thai be read in the editor."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/editor.css"))


@hooks.register("insert_global_admin_js")
def name_boxes() -> SafeString:
    """Return the script that names the editor's boxes for those who hear the page."""
    return format_html('<script src="{}" defer></script>', static("portal/editor.js"))


@hooks.register("before_serve_document")
def keep_back_unpublished(document: Document, request: HttpRequest) -> HttpResponse | None:
    """Keep back a file that no published page leads to, from all but those whose office it belongs to."""
    if not is_shown_to(document, request.user):
        raise Http404
    return None


@hooks.register("before_delete_image")
def keep_pictures_in_use(request: HttpRequest, image: Image) -> HttpResponse | None:
    """Refuse to delete a picture that a page shows."""
    return _refused(request, image)


@hooks.register("before_delete_document")
def keep_files_in_use(request: HttpRequest, document: Document) -> HttpResponse | None:
    """Refuse to delete a file that a page leads to."""
    return _refused(request, document)


def _refused(request: HttpRequest, thing: Image | Document) -> HttpResponse | None:
    if not thing.get_usage().exists():
        return None
    messages.error(
        request, _("A page shows “%(title)s”. Take it out of the page first.") % {"title": thing.title}
    )
    return redirect("wagtailadmin_home")
