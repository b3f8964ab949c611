"""The addresses of places."""

from saiyai.places import views
from saiyai.web.routes import PUBLIC, route

urlpatterns = [
    route("", views.nation, name="places", policy=PUBLIC),
    route("choose/", views.choose, name="place_choose", policy=PUBLIC),
    route("clusters/<slug:code>/", views.cluster, name="cluster", policy=PUBLIC),
    route("authorities/<slug:code>/", views.authority, name="authority", policy=PUBLIC),
    route("<str:code>/", views.place, name="place", policy=PUBLIC),
]
