"""Forums, quotas, participants and votes of the tests."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from saiyai.accounts.models import Office, User
from saiyai.audit import clock
from saiyai.forums import commands
from saiyai.forums.commands import Announcement, Attendee, QuotaTerms, Story
from saiyai.forums.models import Forum, Kind, Quota, Registration, Showcase, Stage, Voter
from saiyai.forums.queries.ballot import voter_with
from saiyai.forums.rules.registration import Participant
from saiyai.forums.rules.stage import Terms, Way
from saiyai.web.routes import Visitor
from tests.cast import Cast
from tests.network.builders import an_organisation


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


PHRASES = {"first": "น้ำค้างยอดหญ้าบนดอย", "second": "ผ้าทอริมน้ำแม่แฝก"}


def a_showcase(cast: Cast, forum: Forum, name_th: str, place_code: str = "501412") -> Showcase:
    """Return a showcase of an organisation of its own."""
    organisation = an_organisation(
        cast, name_th=f"กลุ่ม{name_th}", place_code=place_code, by=cast.ministry_officer
    )
    story = Story(title_th=name_th, story_th="เล่าเรื่อง", presenter="นางบัว ตัวอย่าง")
    return commands.nominate_showcase(
        forum=forum, organisation=organisation, story=story, by=cast.ministry_officer
    )


def those_present(cast: Cast, forum: Forum, how_many: int, place_code: str = "5014") -> list[tuple[str, str]]:
    """Return the badge and slip of so many who are checked in."""
    quota = a_quota(cast, seats=how_many, place_code=place_code, forum=forum)
    handed = []
    for number in range(how_many):
        registration = a_registration(cast, quota, f"นางที่{number} มาแล้ว")
        _came, slip = commands.check_in(registration=registration, station="โต๊ะ 1", by=cast.support_officer)
        handed.append((registration.badge, slip))
    return handed


@dataclass
class Vote:
    """An open vote of the province 50: the stage, and each one's badge and slip."""

    stage: Stage
    handed: list[tuple[str, str]]

    def voter(self, number: int) -> Voter:
        """Return the voter whom a badge names."""
        found = voter_with(self.stage, self.handed[number][0])
        assert found is not None
        return found

    def cast(self, number: int, choice: list[list[int]]) -> str:
        """Cast somebody's ballot, and return its tracker."""
        return commands.cast_ballot(
            voter=self.voter(number), slip=self.handed[number][1], choice=choice, by=Visitor()
        )


def a_vote(
    cast: Cast,
    voters: int = 3,
    entries: int = 3,
    minutes: int = 60,
    closes_at: datetime | None = None,
    **terms: Any,
) -> Vote:
    """Return a vote of province 50, open for so long, among so many showcases, by so many present."""
    forum = a_forum(cast)
    for number in range(entries):
        a_showcase(cast, forum, f"ผลงาน{number}")
    handed = those_present(cast, forum, voters)
    stage = Stage.objects.get(forum=forum, place_code="50")
    usual = {"way": Way.APPROVAL, "most": 2, "objection_days": 0}
    commands.decide_stage(stage=stage, terms=Terms(**(usual | terms)), by=cast.support_officer)
    phrases = PHRASES if stage.decided.is_secret else {}
    closes_at = closes_at or clock.now() + timedelta(minutes=minutes)
    commands.open_stage(stage=stage, closes_at=closes_at, by=cast.support_officer, **phrases)
    return Vote(stage, handed)


def after(stage: Stage) -> AbstractContextManager[None]:
    """Let acts happen a minute after a stage's time."""
    assert stage.closes_at is not None
    return clock.set_to(stage.closes_at + timedelta(minutes=1))
