"""Forms of places, and the field with which other forms ask for a place."""

from saiyai.places.forms.field import PlaceField, PlaceWidget
from saiyai.places.forms.imports import ImportForm

__all__ = ["ImportForm", "PlaceField", "PlaceWidget"]
