"""The forums app."""

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    """Forums."""

    name = "saiyai.forums"
    label = "forums"
