"""What the network does by itself: noting which certificates ran out, checking lists left alone, sweeping files away."""

from saiyai.audit import clock
from saiyai.kernel.powers import Console
from saiyai.network.commands import expire_standing
from saiyai.network.imports.tasks import check_list
from saiyai.network.queries.certificate import run_out
from saiyai.network.queries.document import stray_papers
from saiyai.network.queries.imports import waiting_batches
from saiyai.web.uploads import forget_paper


def note_expiries() -> None:
    """Note the end of every standing whose certificate ran out before today."""
    for standing in run_out(clock.today()):
        expire_standing(standing=standing, by=Console())


def resume_lists() -> list[int]:
    """Send the lists to the worker again whose checking was broken off, and return their numbers."""
    left = waiting_batches()
    for number in left:
        check_list.enqueue(number)
    return left


def sweep_papers() -> list[str]:
    """Take away the files that no document names: what an act left that failed, or a crash after an erasing."""
    left = stray_papers()
    for key in left:
        forget_paper(key)
    return left
