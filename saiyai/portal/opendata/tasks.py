"""What the worker does for open data: make a file that would keep whoever asks for it waiting."""

from django.core.cache import cache
from django_tasks import task

from saiyai.portal.opendata.files import file_of, files_due
from saiyai.portal.opendata.state import published, published_at

LONGEST_SECONDS = 600
"""How long the making of a file is waited for before it is asked for again."""


@task()
def make_file(key: str, form: str) -> bool:
    """Make a dataset's file of a form; tell whether there is such a dataset."""
    found = published_at(key)
    if found is None:
        return False
    file_of(found, form, give_old=False).file.close()
    return True


def ask_for_files() -> list[tuple[str, str]]:
    """Ask the worker for the files that are due and not asked for already, and return them."""
    due = [each for each in files_due(published()) if cache.add(f"data.making.{each}", True, LONGEST_SECONDS)]
    for key, form in due:
        make_file.enqueue(key, form)
    return due
