"""The forums of the demonstration: that of BE 2557 as the source page tells it, and an example of today."""

import tomllib
from datetime import datetime, timedelta
from typing import Any

from saiyai.accounts.models import Office, User
from saiyai.audit import clock
from saiyai.forums.commands import (
    Announcement,
    Attendee,
    QuotaTerms,
    Story,
    announce_forum,
    name_participant,
    nominate_showcase,
    select_showcase,
    set_quotas,
)
from saiyai.forums.models import Forum, Kind, Showcase, Unit
from saiyai.forums.queries.registration import districts_of
from saiyai.forums.rules.registration import Need, Participant
from saiyai.kernel.periods import fiscal_year
from saiyai.kernel.text import to_thai_digits
from saiyai.network.models import Organisation

RECORDED_AT = datetime(2014, 9, 4, 13, 30, tzinfo=clock.BANGKOK)
"""The instant at which the forum of BE 2557 is recorded: the day on which the source page appeared."""

SELECTED_WITHIN_GROUP = "คัดเลือกภายในกลุ่มจังหวัด แล้วนำเสนอเป็นภาพรวมของจังหวัด"

SEATS_OF_A_DISTRICT = 2
PARTICIPANTS_OF = "5014"
PARTICIPANTS = (
    Attendee(name="นางบัวผัด ตัวอย่าง", position="ประธานเครือข่ายอำเภอ", phone="081-234-5678"),
    Attendee(name="นายคำตัน ตัวอย่าง", position="อาสาสมัคร", needs=(Need.WHEELCHAIR,)),
    Attendee(name="นายศรีนวล ตัวอย่าง", position="กรรมการ", remark="เดินทางด้วยรถตู้ของอำเภอ"),
)
"""Example people of one district: one more than it has seats, so that the last waits."""

EXAMPLES = (
    (
        "กลุ่มทอผ้าแม่แฝก (ตัวอย่าง)",
        Story(
            title_th="ผ้าทอแม่แฝกสร้างรายได้ (ตัวอย่าง)",
            title_en="Weaving that earns a living (example)",
            story_th="สมาชิกสามสิบสองคนรวมกลุ่มทอผ้า แบ่งรายได้เข้ากองกลางเพื่อดูแลผู้สูงอายุในหมู่บ้าน",
            story_en="Thirty-two members weave together and give part of it to the care of elders.",
            presenter="นางบัวผัด ตัวอย่าง",
            results=(("สมาชิก", "Members", 32, Unit.PEOPLE),),
            is_example=True,
        ),
    ),
    (
        "กลุ่มผู้สูงอายุบ้านตัวอย่าง (ตัวอย่าง)",
        Story(
            title_th="โรงเรียนผู้สูงอายุของหมู่บ้าน (ตัวอย่าง)",
            title_en="A school for the village's elders (example)",
            story_th="ผู้สูงอายุสี่สิบคนพบกันทุกวันพุธ เรียนรู้เรื่องสุขภาพ สิทธิ และงานฝีมือ",
            story_en="Forty elders meet every Wednesday to learn about health, rights and crafts.",
            presenter="นายคำตัน ตัวอย่าง",
            results=(("ผู้เข้าร่วม", "Participants", 40, Unit.PEOPLE),),
            is_example=True,
        ),
    ),
    (
        "กลุ่มป่าชุมชนร่องเคาะ (ตัวอย่าง)",
        Story(
            title_th="ป่าชุมชนของเรา (ตัวอย่าง)",
            title_en="Our community forest (example)",
            story_th="ชุมชนช่วยกันดูแลป่าสองร้อยไร่ ทำแนวกันไฟ และเก็บผลผลิตจากป่าอย่างมีกติกา",
            story_en="The community keeps two hundred rai of forest and gathers by its own rules.",
            presenter="นายศรีนวล ตัวอย่าง",
            results=(("พื้นที่ป่า", "Forest", 200, Unit.RAI),),
            is_example=True,
        ),
    ),
)


def demo_forums(showcases: str, *, organiser: Office, by: User) -> None:
    """Record the forum of the source page (TOML): the event, each province's showcase and its selection.

    The network's part must stand before it.
    """
    read = tomllib.loads(showcases)
    with clock.set_to(RECORDED_AT):
        forum = _announced(
            Announcement(kind=Kind.EVALUATION, **read["forum"]),
            organiser,
            tuple(each["province"] for each in read["showcase"]),
            by,
        )
        for each in read["showcase"]:
            showcase = _nominated(forum, _organisation(each), _story(each), by)
            if not showcase.selections.exists():
                select_showcase(showcase=showcase, reason=SELECTED_WITHIN_GROUP, by=by)


def demo_forums_now(*, organiser: Office, provinces: tuple[str, ...], by: User) -> None:
    """Announce an example forum of the present fiscal year in which two provinces have still to select."""
    today = clock.today()
    year = fiscal_year(today)
    announcement = Announcement(
        code=f"{year}-example",
        kind=Kind.LEARNING,
        title_th=f"เวทีแลกเปลี่ยนเรียนรู้เครือข่ายพัฒนาสังคม ปี {to_thai_digits(str(year))} (ตัวอย่าง)",
        title_en=f"Forum to exchange what the networks learned, BE {year} (example)",
        fiscal_year=year,
        place_code="500101",
        project_code=f"network-{year}",
        starts_on=today + timedelta(days=45),
        ends_on=today + timedelta(days=46),
        seats=250,
    )
    forum = _announced(announcement, organiser, provinces, by)
    for name_th, story in EXAMPLES:
        _nominated(forum, Organisation.objects.get(name_th=name_th), story, by)
    _seat_participants(forum, provinces, by)


def _seat_participants(forum: Forum, provinces: tuple[str, ...], by: User) -> None:
    """Give each district two seats and the guests of the venue's province the rest, and name the first who come."""
    if forum.quotas.exists():
        return
    districts = districts_of(provinces)
    rest = max((forum.seats or 0) - SEATS_OF_A_DISTRICT * len(districts), 0)
    quotas = [QuotaTerms(code, Participant.NETWORK, SEATS_OF_A_DISTRICT) for code in districts]
    guests = QuotaTerms(forum.place_code[:2], Participant.GUEST, rest)
    made = set_quotas(forum=forum, quotas=[*quotas, guests], by=by)
    for quota in made:
        for attendee in PARTICIPANTS if quota.place_code == PARTICIPANTS_OF else ():
            name_participant(quota=quota, attendee=attendee, by=by)


def _announced(announcement: Announcement, organiser: Office, provinces: tuple[str, ...], by: User) -> Forum:
    found = Forum.objects.filter(code=announcement.code).first()
    return found or announce_forum(announcement=announcement, organiser=organiser, provinces=provinces, by=by)


def _nominated(forum: Forum, organisation: Organisation, story: Story, by: User) -> Showcase:
    found = Showcase.objects.filter(forum=forum, organisation=organisation).first()
    return found or nominate_showcase(forum=forum, organisation=organisation, story=story, by=by)


def _organisation(read: dict[str, Any]) -> Organisation:
    return Organisation.objects.get(name_th=read["organisation_th"], place_code=read["place_code"])


def _story(read: dict[str, Any]) -> Story:
    return Story(
        title_th=read["title_th"],
        title_en=read["title_en"],
        story_th=read["story_th"],
        story_en=read["story_en"],
        presenter=read["person"],
        presenter_position_th=read["role_th"],
        presenter_position_en=read["role_en"],
        results=tuple(
            (each["name_th"], each["name_en"], each["quantity"], Unit(each["unit"]))
            for each in read.get("results", ())
        ),
    )
