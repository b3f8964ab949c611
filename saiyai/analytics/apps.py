"""The analytics app."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    """The cube: figures rolled up the place tree."""

    name = "saiyai.analytics"
    label = "analytics"
