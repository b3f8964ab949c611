"""The monitoring app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    """Monitoring and evaluation."""

    name = "saiyai.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        """Offer monitoring's sentences, navigation, place panel and waiting tasks."""
        from saiyai.analytics import series  # noqa: PLC0415 (models stand only now)
        from saiyai.analytics.sources import add_source  # noqa: PLC0415 (models stand only now)
        from saiyai.audit.jobs import add_job  # noqa: PLC0415 (models stand only now)
        from saiyai.monitoring import exports, jobs  # noqa: PLC0415
        from saiyai.monitoring.messages import SENTENCES  # noqa: PLC0415
        from saiyai.monitoring.queries.timeliness import SERIES  # noqa: PLC0415
        from saiyai.monitoring.queries.truth import SOURCE  # noqa: PLC0415
        from saiyai.web import offers  # noqa: PLC0415

        add_source(SOURCE)
        for job in jobs.JOBS:
            add_job(job)
        series.publish(*SERIES)
        for sentences in SENTENCES:
            offers.SENTENCES.add(sentences)
        offers.CODE_NAMES.add(exports.SERIES_NAMES)
        offers.PLACE_PANELS.add(exports.place_panel, weight=20)
        offers.WAITING_TASKS.add(exports.waiting_tasks, weight=20)
        offers.FINDERS.add(exports.find, weight=40)
        offers.NAVIGATION.add(
            offers.NavigationItem(
                label=_("Monitoring"), url_name="projects", shown=lambda scope: scope.is_signed_in
            ),
            weight=40,
        )
