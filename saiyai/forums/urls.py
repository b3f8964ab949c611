"""The addresses of forums."""

from django.urls import URLPattern

from saiyai.forums.access import LIST_READERS, ORGANISERS, SELECTORS
from saiyai.forums.views import forum, participants
from saiyai.kernel.powers import DISTRICT_AND_ABOVE
from saiyai.web.routes import PUBLIC, held_by, inside_area_of, route

SELECTING = inside_area_of(*SELECTORS)
SEEING = inside_area_of(*LIST_READERS)
MOVING = inside_area_of(*ORGANISERS)
NAMING = inside_area_of(*DISTRICT_AND_ABOVE)

urlpatterns: list[URLPattern] = [
    route("", forum.forums, name="forums", policy=PUBLIC),
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
]
