"""The words of the editor's scripts."""

from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

_catalogue = JavaScriptCatalog.as_view(packages=["wagtail.admin", "saiyai.portal.editor"])


def words_of_editor(request: HttpRequest) -> HttpResponse:
    """Return what the editor's scripts say, in the reader's language: Wagtail's words, and ours over them."""
    answer: HttpResponse = get_localized_response(_catalogue, request)
    return answer
