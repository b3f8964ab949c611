"""What the portal does by itself: keeping what the search finds like what is public."""

from saiyai.portal.commands.search import keep_all_entries


def keep_search() -> int:
    """Make what the search finds like what is public, and return how much was not."""
    return keep_all_entries()
