"""The web app."""

from django.apps import AppConfig

from saiyai.web.find import pages_found
from saiyai.web.offers import FINDERS


class WebConfig(AppConfig):
    """The design system."""

    name = "saiyai.web"
    label = "web"

    def ready(self) -> None:
        """Offer web's own finder, after those of all other apps."""
        FINDERS.add(pages_found, weight=90)
