"""What the network does by itself: noting each night which certificates ran out."""

from saiyai.audit import clock
from saiyai.kernel.powers import Console
from saiyai.network.commands import expire_standing
from saiyai.network.queries.certificate import run_out


def note_expiries() -> None:
    """Note the end of every standing whose certificate ran out before today."""
    for standing in run_out(clock.today()):
        expire_standing(standing=standing, by=Console())
