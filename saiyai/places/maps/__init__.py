"""Maps of areas: shapes fitted to the earth and built once, then drawn as SVG."""

from saiyai.places.maps.choropleth import area_map, locator_map
from saiyai.places.maps.picture import AreaMap

__all__ = ["AreaMap", "area_map", "locator_map"]
