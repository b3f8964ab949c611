"""The demonstration of monitoring: the whole year of BE 2557, and the present quarter open for newcomers."""

from saiyai.monitoring.demonstration.quarter import demo_monitoring_now, example_line
from saiyai.monitoring.demonstration.year import demo_monitoring

__all__ = ["demo_monitoring", "demo_monitoring_now", "example_line"]
