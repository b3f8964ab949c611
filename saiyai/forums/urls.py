"""The addresses of forums."""

from django.urls import URLPattern

from saiyai.forums import views
from saiyai.forums.access import SELECTORS
from saiyai.web.routes import PUBLIC, inside_area_of, route

urlpatterns: list[URLPattern] = [
    route("", views.forums, name="forums", policy=PUBLIC),
    route("<slug:code>/", views.forum, name="forum", policy=PUBLIC),
    route("showcases/<int:pk>/", views.showcase, name="showcase", policy=PUBLIC),
    route(
        "showcases/<int:pk>/select/", views.select, name="showcase_select", policy=inside_area_of(*SELECTORS)
    ),
    route(
        "showcases/<int:pk>/withdraw/",
        views.withdraw,
        name="showcase_withdraw",
        policy=inside_area_of(*SELECTORS),
    ),
]
