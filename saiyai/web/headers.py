"""Response headers that Django and django-csp do not set."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CMS_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""What the CMS editor needs, which writes styles and scripts into its own pages."""


class HeadersMiddleware:
    """Sets framing, permissions and resource policies on every answer, and the editor's content policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers set."""
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"
        )
        in_editor = request.path.startswith("/cms/")
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN" if in_editor else "DENY")
        if in_editor:
            response.headers["Content-Security-Policy"] = CMS_POLICY
        return response
