"""The portal app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The public site."""

    name = "saiyai.portal"
    label = "portal"

    def ready(self) -> None:
        """Offer the latest news to all homes, and join the CMS's log to the record."""
        from saiyai.portal import trail  # noqa: F401, PLC0415 (models stand only now)
        from saiyai.portal.messages import SENTENCES  # noqa: PLC0415
        from saiyai.portal.queries import latest_news  # noqa: PLC0415
        from saiyai.web import offers  # noqa: PLC0415

        offers.LATEST_NEWS.add(latest_news)
        offers.SENTENCES.add(SENTENCES)
        offers.NAVIGATION.add(
            offers.NavigationItem(label=_("News"), url_name="news", shown=lambda _scope: True), weight=10
        )
