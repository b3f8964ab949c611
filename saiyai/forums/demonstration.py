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
    Told,
    add_stage,
    announce_forum,
    check_in,
    decide_stage,
    name_judge,
    name_participant,
    nominate_showcase,
    open_stage,
    select_showcase,
    set_quotas,
)
from saiyai.forums.models import Forum, Kind, Registration, Showcase, Unit
from saiyai.forums.queries.registration import districts_of
from saiyai.forums.rules.registration import Need, Participant, Standing
from saiyai.forums.rules.showcase import ShowcaseKind
from saiyai.forums.rules.stage import LONGEST_VOTE, Line, Reach, Terms, Way
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

VOTES_IN = "50"
STATION = "โต๊ะ ๑"
PHRASES = ("ตัวอย่างวลีของคนที่หนึ่ง", "ตัวอย่างวลีของคนที่สอง")
"""With these two the example's box is opened; a real one has phrases that two people made up by themselves."""

RUBRIC = (
    Line("c1", "ประโยชน์ต่อชุมชน", "Use to the community", 4_000),
    Line("c2", "การมีส่วนร่วม", "Participation", 3_000),
    Line("c3", "ความยั่งยืน", "Lasting effect", 3_000),
)
MERITS = (("outstanding", 9_000), ("very_good", 8_000), ("good", 7_000), ("commended", 6_000))

EXAMPLES = (
    (
        "กลุ่มทอผ้าแม่แฝก (ตัวอย่าง)",
        Story(
            title_th="ผ้าทอแม่แฝกสร้างรายได้ (ตัวอย่าง)",
            kind=ShowcaseKind.LIVELIHOOD,
            title_en="Weaving that earns a living (example)",
            story_th="สมาชิกสามสิบสองคนรวมกลุ่มทอผ้า แบ่งรายได้เข้ากองกลางเพื่อดูแลผู้สูงอายุในหมู่บ้าน",
            story_en="Thirty-two members weave together and give part of it to the care of elders.",
            presenter="นางบัวผัด ตัวอย่าง",
            results=(Told("สมาชิก", "Members", 32, Unit.PEOPLE),),
            is_example=True,
        ),
    ),
    (
        "กลุ่มผู้สูงอายุบ้านตัวอย่าง (ตัวอย่าง)",
        Story(
            title_th="โรงเรียนผู้สูงอายุของหมู่บ้าน (ตัวอย่าง)",
            kind=ShowcaseKind.OTHER,
            title_en="A school for the village's elders (example)",
            story_th="ผู้สูงอายุสี่สิบคนพบกันทุกวันพุธ เรียนรู้เรื่องสุขภาพ สิทธิ และงานฝีมือ",
            story_en="Forty elders meet every Wednesday to learn about health, rights and crafts.",
            presenter="นายคำตัน ตัวอย่าง",
            results=(Told("ผู้เข้าร่วม", "Participants", 40, Unit.PEOPLE),),
            is_example=True,
        ),
    ),
    (
        "กลุ่มป่าชุมชนร่องเคาะ (ตัวอย่าง)",
        Story(
            title_th="ป่าชุมชนของเรา (ตัวอย่าง)",
            kind=ShowcaseKind.FOREST,
            title_en="Our community forest (example)",
            story_th="ชุมชนช่วยกันดูแลป่าสองร้อยไร่ ทำแนวกันไฟ และเก็บผลผลิตจากป่าอย่างมีกติกา",
            story_en="The community keeps two hundred rai of forest and gathers by its own rules.",
            presenter="นายศรีนวล ตัวอย่าง",
            results=(Told("พื้นที่ป่า", "Forest", 200, Unit.RAI),),
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


def demo_forums_now(
    *, organiser: Office, provinces: tuple[str, ...], by: User, judges: tuple[User, ...] = ()
) -> None:
    """Announce an example forum of this fiscal year: a province still to select, one that votes, a district that scores."""
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
    _open_vote(forum, by)
    _open_scoring(forum, judges, by)


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


def _open_vote(forum: Forum, by: User) -> None:
    """Open the vote of a province to those of its district who are checked in; the box has the two example phrases."""
    stage = forum.stages.get(place_code=VOTES_IN, annulled_at=None)
    if stage.opened_at is not None:
        return
    for registration in Registration.objects.filter(quota__forum=forum, standing=Standing.SEATED):
        if not registration.check_ins.exists():
            check_in(registration=registration, station=STATION, by=by)
    terms = Terms(way=Way.APPROVAL, most=2, objection_days=0)
    decide_stage(stage=stage, terms=terms, by=by)
    first, second = PHRASES
    open_stage(stage=stage, closes_at=clock.now() + LONGEST_VOTE, first=first, second=second, by=by)


def _open_scoring(forum: Forum, judges: tuple[User, ...], by: User) -> None:
    """Open a district's stage to a jury."""
    if not judges or forum.stages.filter(place_code=PARTICIPANTS_OF).exists():
        return
    terms = Terms(way=Way.SCORING, lines=RUBRIC, levels=MERITS, ties=("c1",))
    stage = add_stage(forum=forum, level=Reach.DISTRICT, place_code=PARTICIPANTS_OF, terms=terms, by=by)
    for judge in judges:
        name_judge(stage=stage, person=judge, by=by)
    open_stage(stage=stage, closes_at=clock.now() + LONGEST_VOTE, by=by)


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
        kind=ShowcaseKind(read["work"]),
        results=tuple(
            Told(each["name_th"], each["name_en"], each["quantity"], Unit(each["unit"]), each.get("code", ""))
            for each in read.get("results", ())
        ),
    )
