"""The pictures of the site's pages."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from saiyai.portal.queries.files import is_shown_to, picture_at

TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
KEPT = "public, max-age=3600"


@require_safe
def picture(request: HttpRequest, folder: str, name: str) -> FileResponse:
    """Return a picture that a published page shows, or that the reader's own office keeps."""
    found = picture_at(f"{folder}/{name}")
    kind = TYPES.get(name.rpartition(".")[2].lower())
    if found is None or kind is None or not is_shown_to(found[0], request.user):
        raise Http404
    headers = {
        "Cache-Control": "private, no-store" if request.user.is_authenticated else KEPT,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return FileResponse(found[1].open("rb"), content_type=kind, headers=headers)
