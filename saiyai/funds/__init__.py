"""Community welfare funds with real books."""
