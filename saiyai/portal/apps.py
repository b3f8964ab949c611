"""The portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public site."""

    name = "saiyai.portal"
    label = "portal"
