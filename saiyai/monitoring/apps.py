"""The monitoring app."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Monitoring and evaluation."""

    name = "saiyai.monitoring"
    label = "monitoring"
