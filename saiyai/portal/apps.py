"""The portal app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The public site."""

    name = "saiyai.portal"
    label = "portal"

    def ready(self) -> None:
        """Offer the latest news and what the search finds, keep the latter, and join the CMS's log to the record."""
        from saiyai.kernel.powers import DESK_ROLES  # noqa: PLC0415
        from saiyai.portal import trail  # noqa: F401, PLC0415 (models stand only now)
        from saiyai.portal.messages import SENTENCES  # noqa: PLC0415
        from saiyai.portal.opendata.datasets import FIGURES, NEWS  # noqa: PLC0415
        from saiyai.portal.queries import latest_news  # noqa: PLC0415
        from saiyai.portal.queries.review import desks, tasks_at_the_desk  # noqa: PLC0415
        from saiyai.portal.queries.translation import twin_address  # noqa: PLC0415
        from saiyai.web import offers  # noqa: PLC0415

        offers.LATEST_NEWS.add(latest_news)
        offers.LANGUAGE_TWINS.add(twin_address)
        _offer_panels()
        offers.SENTENCES.add(SENTENCES)
        _offer_search()
        _add_jobs()
        offers.DATASETS.add(FIGURES, weight=30)
        offers.DATASETS.add(NEWS, weight=60)
        offers.WAITING_TASKS.add(tasks_at_the_desk)
        offers.AREAS.add(desks)
        offers.NAVIGATION.add(
            offers.NavigationItem(
                label=_("Write the news"),
                url_name="wagtailadmin_home",
                shown=lambda scope: scope.has(*DESK_ROLES),
            ),
            weight=12,
        )
        offers.NAVIGATION.add(
            offers.NavigationItem(label=_("News"), url_name="news", shown=lambda _scope: True), weight=10
        )


def _offer_search() -> None:
    """Offer what the search finds of the portal."""
    from saiyai.portal.opendata.found import DATASETS_FOUND  # noqa: PLC0415
    from saiyai.portal.queries.sources import ARTICLES, DOCUMENTS, OFFICE_PAGES  # noqa: PLC0415
    from saiyai.web import offers  # noqa: PLC0415

    offers.SEARCH_SOURCES.add(ARTICLES, weight=10)
    offers.SEARCH_SOURCES.add(OFFICE_PAGES, weight=15)
    offers.SEARCH_SOURCES.add(DOCUMENTS, weight=20)
    offers.SEARCH_SOURCES.add(DATASETS_FOUND, weight=40)


def _offer_panels() -> None:
    """Offer what the portal says of a place on the place's page."""
    from saiyai.portal.exports import (  # noqa: PLC0415
        figures_panel,
        news_panel,
        offices_panel,
        results_panel,
    )
    from saiyai.web import offers  # noqa: PLC0415

    offers.PLACE_PANELS.add(offices_panel, weight=70)
    offers.PLACE_PANELS.add(news_panel, weight=50)
    offers.PLACE_PANELS.add(results_panel, weight=55)
    offers.PLACE_PANELS.add(figures_panel, weight=65)


def _add_jobs() -> None:
    """Add what the portal does by itself every minute."""
    from saiyai.audit import jobs  # noqa: PLC0415
    from saiyai.portal.jobs import keep_desks, keep_files, keep_search, publish_on_time  # noqa: PLC0415

    jobs.add_job(jobs.Job("portal.search.keep", timedelta(minutes=1), keep_search))
    jobs.add_job(jobs.Job("portal.desks.keep", timedelta(minutes=1), keep_desks))
    jobs.add_job(jobs.Job("portal.articles.publish", timedelta(minutes=1), publish_on_time))
    jobs.add_job(jobs.Job("portal.data.keep", timedelta(minutes=1), keep_files))
