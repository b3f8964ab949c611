"""Forums, their seats and their showcases for the matrix to ask for."""

from typing import Any

from saiyai.accounts.models import Office
from saiyai.forums.commands import (
    Announcement,
    Attendee,
    QuotaTerms,
    Raised,
    Story,
    announce_forum,
    check_in,
    choose_issue,
    finish_overview,
    name_participant,
    nominate_showcase,
    open_station,
    propose_link,
    raise_issue,
    reopen_overview,
    set_quotas,
)
from saiyai.forums.models import Forum, Group, Issue, Kind, Quota
from saiyai.forums.queries.papers import code_of_attendance
from saiyai.forums.rules.registration import Participant
from saiyai.kernel.powers import Role
from tests.cast import Cast
from tests.matrix.builders.accounts import a_worker
from tests.matrix.builders.network import a_name
from tests.matrix.builders.places import tambon_in
from tests.matrix.builders.registry import builder
from tests.network.builders import an_organisation


def the_forum(cast: Cast) -> Forum:
    announcement = Announcement(
        code="f", kind=Kind.EVALUATION, title_th="เวที", fiscal_year=2557, place_code="500101"
    )
    organiser = Office.objects.get(code="tpso10")
    return Forum.objects.filter(code="f").first() or announce_forum(
        announcement=announcement, organiser=organiser, provinces=("50", "52"), by=cast.support_officer
    )


@builder(
    "forum",
    "forum_participants",
    "forum_letters",
    "forum_papers",
    "forum_screen",
    "forum_screen_part",
    "forum_desk",
    "forum_stations",
    "forum_stage_add",
    "forum_nominate",
)
def a_forum_of_the_network(cast: Cast, place_code: str) -> dict[str, Any]:
    return {"code": the_forum(cast).code}


@builder("forum_quota", "forum_quota_move")
def quota_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    if not place_code.startswith(("50", "52")) or len(place_code) > len("5014"):
        return None
    terms = [QuotaTerms(place_code, Participant.NETWORK, 2)]
    return {"pk": set_quotas(forum=the_forum(cast), quotas=terms, by=cast.support_officer)[0].pk}


@builder(
    "registration_change",
    "registration_substitute",
    "registration_withdraw",
    "registration_check_in",
    "registration_slip",
)
def registration_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    found = quota_at(cast, place_code)
    if found is None:
        return None
    quota, attendee = Quota.objects.get(**found), Attendee(name=f"นาย{a_name()} ใจดี")
    return {"pk": name_participant(quota=quota, attendee=attendee, by=cast.support_officer).pk}


@builder("showcase", "showcase_select", "showcase_withdraw", "showcase_change", "showcase_give_up")
def showcase_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    place = tambon_in(place_code)
    if place is None:
        return None
    organisation = an_organisation(
        cast, name_th=a_name(), place_code=place, by=a_worker(place, Role.TAMBON_OFFICER)
    )
    story = Story(title_th="ผ้าทอ", story_th="เล่าเรื่อง", presenter="นางบัว ตัวอย่าง", results=())
    by = a_worker(place[:4], Role.DISTRICT_COORDINATOR)
    return {"pk": nominate_showcase(forum=the_forum(cast), organisation=organisation, story=story, by=by).pk}


@builder("forum_station", "forum_station_hand_over", "forum_station_list")
def station_of_nobody_who_asks(cast: Cast, place_code: str) -> dict[str, Any]:
    forum = the_forum(cast)
    by = a_worker("50", Role.PROVINCE_OFFICER)
    return {"pk": (forum.stations.first() or open_station(forum=forum, name="ประตูหน้า", by=by)).pk}


@builder("forum_attendance")
def attendance_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    if quota_at(cast, place_code) is None:
        return None
    terms = [
        QuotaTerms(place_code, Participant.OBSERVER, 500)
    ]  # more than are ever asked for: who waits is not there
    quota = set_quotas(forum=the_forum(cast), quotas=terms, by=cast.support_officer)[0]
    attendee = Attendee(name=f"นาย{a_name()} ใจดี")
    registration = name_participant(quota=quota, attendee=attendee, by=cast.support_officer)
    check_in(registration=registration, station="1", by=cast.support_officer)
    return {"code": code_of_attendance(registration.pk)}


def group_around(cast: Cast, place_code: str) -> Group | None:
    """Return the group of the province of a place, None where the forum is not for it."""
    return the_forum(cast).groups.filter(place_code=place_code[:2]).first() if len(place_code) >= 2 else None


@builder(
    "forum_group",
    "forum_group_people",
    "forum_group_minutes",
    "forum_issue_raise",
    "forum_link_propose",
    "forum_overview",
    "forum_overview_pdf",
    "forum_overview_finish",
    "forum_overview_reopen",
)
def a_finished_group(cast: Cast, place_code: str) -> dict[str, Any] | None:
    group = group_around(cast, place_code)
    if group is None:
        return None
    if group.finished_at is None:
        issue = an_issue(cast, group)
        choose_issue(group=issue.group, issue=issue, by=cast.ministry_officer)
        finish_overview(group=group, overview="ภาพรวม", by=cast.ministry_officer)
    return {"pk": group.pk}


def an_issue(cast: Cast, group: Group) -> Issue:
    if group.finished_at is not None:
        reopen_overview(group=group, reason="แก้ไข", by=cast.ministry_officer)
    standing = group.issues.filter(removed_at=None).first()
    return standing or raise_issue(
        group=group, raised=Raised(f"ประเด็น {a_name()}", "เรื่อง"), by=cast.ministry_officer
    )


@builder("forum_issue_change", "forum_issue_choose", "forum_issue_remove")
def issue_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    group = group_around(cast, place_code)
    return None if group is None else {"pk": an_issue(cast, group).pk}


@builder("forum_link_decide")
def proposal_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    group, place = group_around(cast, place_code), tambon_in(place_code)
    if group is None or place is None:
        return None
    if group.finished_at is not None:
        reopen_overview(group=group, reason="แก้ไข", by=cast.ministry_officer)
    waiting = group.proposals.filter(state="proposed").first()
    if waiting is not None:
        return {"pk": waiting.pk}
    by = a_worker(place, Role.TAMBON_OFFICER)
    source, target = (an_organisation(cast, name_th=a_name(), place_code=place, by=by) for _end in range(2))
    proposal = propose_link(
        group=group, source=source, target=target, kind="coordinates", why="", by=cast.ministry_officer
    )
    return {"pk": proposal.pk}
