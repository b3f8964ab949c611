"""What the portal does by itself: keeping copies like what they copy, and publishing and expiring at the hour set."""

from django.core.management import call_command
from django.db import transaction

from saiyai.portal.commands.newsroom import keep_all_desks
from saiyai.portal.commands.search import keep_all_entries
from saiyai.portal.opendata.tasks import ask_for_files


def keep_search() -> int:
    """Make what the search finds like what is public, and return how much was not."""
    return keep_all_entries()


def keep_desks() -> int:
    """Make the CMS's groups like the grants of the day, and return how many people's were not."""
    return keep_all_desks()


def keep_files() -> int:
    """Ask the worker for the open data's files that would keep somebody waiting, and return how many."""
    return len(ask_for_files())


def publish_on_time() -> None:
    """Put the articles whose hour has come on the site, and take those off whose time is over, all or none."""
    with transaction.atomic():
        call_command("publish_scheduled", verbosity=0)
