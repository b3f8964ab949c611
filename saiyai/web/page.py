"""What every page's frame needs: preferences, navigation, the mode the product runs in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from saiyai.web.offers import NAVIGATION
from saiyai.web.preferences import preferences_of
from saiyai.web.routes import scope_of_request


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the values that the base template shows."""
    scope = scope_of_request(request)
    return {
        "preferences": preferences_of(request),
        "scope": scope,
        "navigation": [item for item in NAVIGATION if item.shown(scope)],
        "demonstration": settings.DEMONSTRATION,
    }
