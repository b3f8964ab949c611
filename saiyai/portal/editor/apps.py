"""The app that holds the catalogue."""

from django.apps import AppConfig


class EditorConfig(AppConfig):
    """The Thai of the editor."""

    name = "saiyai.portal.editor"
    label = "portal_editor"
