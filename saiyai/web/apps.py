"""The web app."""

from django.apps import AppConfig

from saiyai.web.find import pages_found, tasks_found
from saiyai.web.messages import SENTENCES as OF_RECORD
from saiyai.web.offers import FINDERS, SENTENCES
from saiyai.web.values import SENTENCES as OF_VALUES


class WebConfig(AppConfig):
    """The design system."""

    name = "saiyai.web"
    label = "web"

    def ready(self) -> None:
        """Offer web's own finders, after those of all other apps, and what bad values and gone things say."""
        FINDERS.add(tasks_found, weight=80)
        FINDERS.add(pages_found, weight=90)
        SENTENCES.add(OF_RECORD)
        SENTENCES.add(OF_VALUES)
