"""Maps of areas: shapes fitted to the earth and built once, then drawn as SVG."""

from saiyai.places.maps.choropleth import AreaMap, area_map, locator_map

__all__ = ["AreaMap", "area_map", "locator_map"]
