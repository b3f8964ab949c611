"""The views of places."""
