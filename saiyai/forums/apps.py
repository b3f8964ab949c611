"""The forums app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    """Forums."""

    name = "saiyai.forums"
    label = "forums"

    def ready(self) -> None:
        """Offer the forums' sentences, navigation, place panel, waiting tasks and what the search finds."""
        from saiyai.forums import exports  # noqa: PLC0415 (models stand only now)
        from saiyai.forums.datasets import DATASETS  # noqa: PLC0415
        from saiyai.forums.messages import SENTENCES  # noqa: PLC0415
        from saiyai.web import offers  # noqa: PLC0415

        offers.SENTENCES.add(SENTENCES)
        offers.PLACE_PANELS.add(exports.place_panel, weight=60)
        offers.WAITING_TASKS.add(exports.waiting_tasks, weight=60)
        offers.FINDERS.add(exports.find, weight=50)
        offers.SEARCH_SOURCES.add(exports.FORUMS_FOUND, weight=30)
        offers.SEARCH_SOURCES.add(exports.SHOWCASES_FOUND, weight=31)
        for dataset in DATASETS:
            offers.DATASETS.add(dataset, weight=50)
        offers.NAVIGATION.add(
            offers.NavigationItem(label=_("Forums"), url_name="forums", shown=lambda _scope: True), weight=50
        )
