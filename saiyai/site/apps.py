"""The site app: it stands above all others and joins them."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The running product."""

    name = "saiyai.site"
    label = "saiyai_site"

    def ready(self) -> None:
        """Add the installation's sentences, checks and periodic jobs."""
        from saiyai.audit.jobs import add_job  # noqa: PLC0415 (models may be imported only now)
        from saiyai.site import checks, commands, jobs, messages  # noqa: F401, PLC0415
        from saiyai.web.offers import SENTENCES  # noqa: PLC0415

        checks.add_checks()
        SENTENCES.add(messages.SENTENCES)
        for job in jobs.JOBS:
            add_job(job)
