"""The network app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    """The network."""

    name = "saiyai.network"
    label = "network"

    def ready(self) -> None:
        """Offer the network's sentences, navigation, place panel and waiting tasks."""
        from saiyai.analytics import series  # noqa: PLC0415 (models stand only now)
        from saiyai.audit import jobs  # noqa: PLC0415
        from saiyai.network import exports  # noqa: PLC0415
        from saiyai.network.datasets import DATASETS  # noqa: PLC0415
        from saiyai.network.imports.messages import SENTENCES as OF_LISTS  # noqa: PLC0415
        from saiyai.network.jobs import note_expiries, resume_lists, sweep_papers  # noqa: PLC0415
        from saiyai.network.messages import SENTENCES, document, work  # noqa: PLC0415
        from saiyai.network.queries.figures import SERIES  # noqa: PLC0415
        from saiyai.web import offers  # noqa: PLC0415

        series.publish(*SERIES)
        offers.SENTENCES.add(SENTENCES)
        offers.SENTENCES.add(work.SENTENCES)
        offers.SENTENCES.add(document.SENTENCES)
        offers.SENTENCES.add(OF_LISTS)
        offers.CODE_NAMES.add(exports.KIND_NAMES)
        offers.PLACE_PANELS.add(exports.place_panel, weight=30)
        offers.HOME_PANELS.add(exports.home_panel, weight=30)
        offers.WAITING_TASKS.add(exports.waiting_tasks, weight=30)
        offers.WAITING_TASKS.add(exports.waiting_applications, weight=31)
        offers.WAITING_TASKS.add(exports.waiting_duties, weight=32)
        offers.WAITING_TASKS.add(exports.waiting_terms, weight=33)
        jobs.add_job(jobs.Job("network.standing.expire", timedelta(days=1), note_expiries))
        jobs.add_job(jobs.Job("network.imports.resume", timedelta(minutes=1), resume_lists))
        jobs.add_job(jobs.Job("network.papers.sweep", timedelta(days=1), sweep_papers))
        offers.FINDERS.add(exports.find, weight=30)
        offers.FINDERS.add(exports.find_people, weight=35)
        for dataset in DATASETS:
            offers.DATASETS.add(dataset, weight=20)
        offers.NAVIGATION.add(
            offers.NavigationItem(label=_("Network"), url_name="organisations", shown=lambda _scope: True),
            weight=30,
        )
