"""The network app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The network."""

    name = "saiyai.network"
    label = "network"
