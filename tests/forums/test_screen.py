"""The hall's screen: it shows who is here, and answers 304 where nothing was recorded since."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.forums import commands
from tests.cast import Cast
from tests.forums.builders import a_quota, a_registration, a_vote
from tests.forums.test_selection import signed_in

pytestmark = pytest.mark.django_db


def test_the_part_is_sent_again_only_after_an_act(cast: Cast):
    person = a_registration(cast, a_quota(cast))
    client, address = signed_in(cast.support_officer), reverse("forum_screen_part", args=["f"])
    first = client.get(address)
    assert first.status_code == 200

    again = {"If-None-Match": first["ETag"]}
    with CaptureQueriesContext(connection) as asked:
        unchanged = client.get(address, headers=again)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert len(asked) <= 6  # session, person, scope, forum, record: no counting

    commands.check_in(registration=person, station="1", by=cast.support_officer)
    changed = client.get(address, headers=again)
    assert changed.status_code == 200
    assert "<strong>1</strong>" in changed.content.decode()
    assert "สมศรี" not in changed.content.decode()


def test_the_screen_shows_open_votes_with_their_turnout(cast: Cast):
    vote = a_vote(cast, voters=3)
    vote.cast(0, [[0]])

    page = signed_in(cast.support_officer).get(reverse("forum_screen", args=["f"])).content.decode()

    assert reverse("forum_vote", args=[vote.stage.pk]) in page
    assert "1 จาก 3 คน" in page
