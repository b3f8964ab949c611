"""What every page's frame needs: preferences, navigation, the mode the product runs in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from saiyai.audit import clock
from saiyai.web.navigation import ways
from saiyai.web.preferences import preferences_of
from saiyai.web.routes import scope_of_request


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the values that the base template shows."""
    scope = scope_of_request(request)
    return {
        "preferences": preferences_of(request),
        "scope": scope,
        "navigation": list(ways(scope, request.path)),
        "demonstration": settings.DEMONSTRATION,
        "today": clock.today(),
    }
