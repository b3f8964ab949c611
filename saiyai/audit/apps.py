"""The audit app."""

from datetime import timedelta

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The record of every act."""

    name = "saiyai.audit"
    label = "audit"

    def ready(self) -> None:
        """Add this app's checks of the data and its periodic job."""
        from saiyai.audit.checks import add_own_checks  # noqa: PLC0415 (models may be imported only now)
        from saiyai.audit.jobs import Job, add_job  # noqa: PLC0415
        from saiyai.audit.outbox import settle_lost  # noqa: PLC0415

        add_own_checks()
        add_job(Job("audit.outbox.settle", timedelta(minutes=1), settle_lost))
