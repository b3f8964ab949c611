"""Forums, quotas and participants of the tests."""

from saiyai.accounts.models import Office, User
from saiyai.forums import commands
from saiyai.forums.commands import Announcement, Attendee, QuotaTerms
from saiyai.forums.models import Forum, Kind, Quota, Registration
from saiyai.forums.rules.registration import Participant
from tests.cast import Cast


def a_forum(
    cast: Cast, provinces: tuple[str, ...] = ("50", "52"), by: User | None = None, **terms: object
) -> Forum:
    """Return a forum of the support office for some provinces."""
    usual = {
        "code": "f",
        "kind": Kind.EVALUATION,
        "title_th": "เวที",
        "fiscal_year": 2557,
        "place_code": "500101",
    }
    return commands.announce_forum(
        announcement=Announcement(**(usual | terms)),
        organiser=Office.objects.get(code="tpso10"),
        provinces=provinces,
        by=by or cast.support_officer,
    )


def a_quota(
    cast: Cast,
    seats: int = 2,
    place_code: str = "5014",
    kind: Participant = Participant.NETWORK,
    forum: Forum | None = None,
) -> Quota:
    """Return a quota of the forum, which is announced where there is none."""
    forum = forum or Forum.objects.first() or a_forum(cast)
    terms = QuotaTerms(place_code, kind, seats)
    return commands.set_quotas(forum=forum, quotas=[terms], by=cast.support_officer)[0]


def a_registration(cast: Cast, quota: Quota, name: str = "นางสมศรี ใจดี") -> Registration:
    """Return somebody named by the support officer."""
    return commands.name_participant(quota=quota, attendee=Attendee(name=name), by=cast.support_officer)
