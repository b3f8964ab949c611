"""Charts as SVG text from plain values; a missing value is hatched, never drawn as zero."""

from saiyai.documents.charts.bars import Bar, bar_chart
from saiyai.documents.charts.canvas import About
from saiyai.documents.charts.lines import Series, line_chart
from saiyai.documents.charts.maps import Area, map_chart
from saiyai.documents.charts.radar import radar_chart

__all__ = ["About", "Area", "Bar", "Series", "bar_chart", "line_chart", "map_chart", "radar_chart"]
