"""The addresses of forums."""

from django.urls import URLPattern

from saiyai.forums.access import LIST_READERS, ORGANISERS, SELECTORS, STAGE_KEEPERS
from saiyai.forums.views import (
    breakout,
    desk,
    forum,
    judging,
    letters,
    overview,
    papers,
    participants,
    printed,
    screen,
    showcase,
    stage,
    station,
    vote,
)
from saiyai.kernel.powers import DISTRICT_AND_ABOVE
from saiyai.web.routes import PUBLIC, SIGNED_IN, held_by, inside_area_of, route

SELECTING = inside_area_of(*SELECTORS)
SEEING = inside_area_of(*LIST_READERS)
MOVING = inside_area_of(*ORGANISERS)
KEEPING = inside_area_of(*STAGE_KEEPERS)
NAMING = inside_area_of(*DISTRICT_AND_ABOVE)

KEEPERS = held_by(*STAGE_KEEPERS)

urlpatterns: list[URLPattern] = [
    route("", forum.forums, name="forums", policy=PUBLIC),
    route("showcases/", showcase.showcases, name="showcases", policy=PUBLIC),
    route("<slug:code>/", forum.forum, name="forum", policy=PUBLIC),
    route("showcases/<int:pk>/", forum.showcase, name="showcase", policy=PUBLIC),
    route("showcases/<int:pk>/select/", forum.select, name="showcase_select", policy=SELECTING),
    route("showcases/<int:pk>/withdraw/", forum.withdraw, name="showcase_withdraw", policy=SELECTING),
    route(
        "<slug:code>/participants/",
        participants.participants,
        name="forum_participants",
        policy=held_by(*LIST_READERS),
    ),
    route("<slug:code>/letters/", letters.letters, name="forum_letters", policy=held_by(*ORGANISERS)),
    route("quotas/<int:pk>/", participants.quota, name="forum_quota", policy=SEEING),
    route("quotas/<int:pk>/move/", participants.move, name="forum_quota_move", policy=MOVING),
    route("registrations/<int:pk>/change/", participants.change, name="registration_change", policy=NAMING),
    route(
        "registrations/<int:pk>/substitute/",
        participants.substitute,
        name="registration_substitute",
        policy=NAMING,
    ),
    route(
        "registrations/<int:pk>/withdraw/",
        participants.withdraw,
        name="registration_withdraw",
        policy=NAMING,
    ),
    route("<slug:code>/papers/", papers.papers, name="forum_papers", policy=held_by(*STAGE_KEEPERS)),
    route("attendance/<str:code>/", papers.attendance, name="forum_attendance", policy=PUBLIC),
    route("<slug:code>/desk/", desk.desk, name="forum_desk", policy=held_by(*STAGE_KEEPERS)),
    route("<slug:code>/screen/", screen.screen, name="forum_screen", policy=KEEPERS),
    route("<slug:code>/screen/part/", screen.part, name="forum_screen_part", policy=KEEPERS),
    route("<slug:code>/stations/", station.stations, name="forum_stations", policy=held_by(*STAGE_KEEPERS)),
    route("stations/<int:pk>/", station.station, name="forum_station", policy=SIGNED_IN),
    route("stations/<int:pk>/list.json", station.phone_list, name="forum_station_list", policy=SIGNED_IN),
    route("stations/<int:pk>/notes/", station.hand_over, name="forum_station_hand_over", policy=SIGNED_IN),
    route("groups/<int:pk>/", breakout.group, name="forum_group", policy=KEEPERS),
    route("groups/<int:pk>/people/", breakout.people, name="forum_group_people", policy=KEEPERS),
    route("groups/<int:pk>/minutes/", breakout.minutes, name="forum_group_minutes", policy=KEEPERS),
    route("groups/<int:pk>/issues/", breakout.raise_issue, name="forum_issue_raise", policy=KEEPERS),
    route("issues/<int:pk>/change/", breakout.change_issue, name="forum_issue_change", policy=KEEPERS),
    route("issues/<int:pk>/choose/", breakout.choose_issue, name="forum_issue_choose", policy=KEEPERS),
    route("issues/<int:pk>/remove/", breakout.remove_issue, name="forum_issue_remove", policy=KEEPERS),
    route("groups/<int:pk>/links/", breakout.propose, name="forum_link_propose", policy=KEEPERS),
    route("links/<int:pk>/decide/", breakout.decide, name="forum_link_decide", policy=KEEPERS),
    route("groups/<int:pk>/finish/", overview.finish, name="forum_overview_finish", policy=KEEPERS),
    route("groups/<int:pk>/reopen/", overview.reopen, name="forum_overview_reopen", policy=KEEPERS),
    route("groups/<int:pk>/overview/", overview.overview, name="forum_overview", policy=PUBLIC),
    route("groups/<int:pk>/overview.pdf", overview.printed, name="forum_overview_pdf", policy=PUBLIC),
    route("registrations/<int:pk>/check-in/", desk.check_in, name="registration_check_in", policy=NAMING),
    route("registrations/<int:pk>/slip/", desk.renew, name="registration_slip", policy=NAMING),
    route("check-ins/<int:pk>/undo/", desk.undo, name="check_in_undo", policy=NAMING),
    route("<slug:code>/stages/add/", stage.add, name="forum_stage_add", policy=held_by(*STAGE_KEEPERS)),
    route("stages/<int:pk>/", stage.stage, name="forum_stage", policy=PUBLIC),
    route("stages/<int:pk>/decide/", stage.decide, name="forum_stage_decide", policy=KEEPING),
    route("stages/<int:pk>/open/", stage.opening, name="forum_stage_open", policy=KEEPING),
    route("stages/<int:pk>/count/", stage.count, name="forum_stage_count", policy=KEEPING),
    route("stages/<int:pk>/tie/", stage.break_tie, name="forum_stage_tie", policy=KEEPING),
    route("stages/<int:pk>/annul/", stage.annul, name="forum_stage_annul", policy=KEEPING),
    route("stages/<int:pk>/publish/", stage.publish, name="forum_stage_publish", policy=KEEPING),
    route(
        "stages/<int:pk>/object/", stage.objection, name="forum_stage_object", policy=held_by(*STAGE_KEEPERS)
    ),
    route("objections/<int:pk>/answer/", stage.answer, name="objection_answer", policy=KEEPING),
    route("stages/<int:pk>/vote/", vote.vote, name="forum_vote", policy=PUBLIC),
    route("stages/<int:pk>/board.json", vote.board, name="forum_stage_board", policy=PUBLIC),
    route("stages/<int:pk>/roll/", vote.desk, name="forum_stage_roll", policy=KEEPING),
    route("stages/<int:pk>/papers/", vote.papers, name="forum_stage_papers", policy=KEEPING),
    route("voters/<int:pk>/paper/", vote.hand_paper, name="forum_voter_paper", policy=KEEPING),
    route("stages/<int:pk>/sheet.pdf", printed.results, name="forum_stage_sheet", policy=PUBLIC),
    route("stages/<int:pk>/judges/", judging.judges, name="forum_stage_judges", policy=KEEPING),
    route("judges/<int:pk>/take-off/", judging.take_off, name="judge_take_off", policy=KEEPING),
    route("stages/<int:pk>/sheets/", judging.sheets, name="forum_stage_sheets", policy=SIGNED_IN),
    route("sheets/<int:pk>/", judging.sheet, name="score_sheet", policy=SIGNED_IN),
    route(
        "stages/<int:pk>/conflicts/<int:showcase>/",
        judging.conflict,
        name="judge_conflict",
        policy=SIGNED_IN,
    ),
    route(
        "<slug:code>/nominate/",
        showcase.nominate,
        name="forum_nominate",
        policy=held_by(*DISTRICT_AND_ABOVE),
    ),
    route("showcases/<int:pk>/change/", showcase.change, name="showcase_change", policy=NAMING),
    route("showcases/<int:pk>/give-up/", showcase.withdraw, name="showcase_give_up", policy=NAMING),
]
