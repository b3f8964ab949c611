"""Settings: base for every home, testing for the suite."""
