"""The web app."""

from django.apps import AppConfig

from saiyai.web.find import pages_found
from saiyai.web.offers import FINDERS
from saiyai.web.offers import SENTENCES as OFFERED_SENTENCES
from saiyai.web.values import SENTENCES


class WebConfig(AppConfig):
    """The design system."""

    name = "saiyai.web"
    label = "web"

    def ready(self) -> None:
        """Offer web's own finder, after those of all other apps, and what bad values say."""
        FINDERS.add(pages_found, weight=90)
        OFFERED_SENTENCES.add(SENTENCES)
