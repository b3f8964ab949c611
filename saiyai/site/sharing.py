"""The pages that each process keeps, and by what it knows that they are still right."""

from datetime import date

from django.db import close_old_connections

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.web.shared_pages import Application, SharedPages


def with_shared_pages(application: Application) -> SharedPages:
    """Return an application that answers public pages before Django does."""
    return SharedPages(application, _stamp_outside_of_requests)


def present_stamp() -> tuple[int, date]:
    """Return what every public page is made at: the number of the record's last entry, and the day.

    Whatever the public sees is changed by acts that the record numbers; the day changes what is late, or over.
    """
    return present_sequence(), clock.today()


def _stamp_outside_of_requests() -> tuple[int, date]:
    close_old_connections()  # as Django does before each request: the one held may have been lost meanwhile
    return present_stamp()
