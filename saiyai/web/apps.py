"""The web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The design system."""

    name = "saiyai.web"
    label = "web"
