"""Saiyai (สายใย): the open platform of a social development network."""
