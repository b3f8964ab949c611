"""The places app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The areas of Thailand."""

    name = "saiyai.places"
    label = "places"
