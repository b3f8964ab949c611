"""The addresses of the network."""

from django.urls import URLPattern

from saiyai.kernel.powers import DISTRICT_AND_ABOVE
from saiyai.network import views
from saiyai.network.access import REGISTRARS
from saiyai.web.routes import PUBLIC, held_by, inside_area_of, route

urlpatterns: list[URLPattern] = [
    route("", views.directory, name="organisations", policy=PUBLIC),
    route("register/", views.register, name="organisation_register", policy=held_by(*REGISTRARS)),
    route("<int:pk>/", views.organisation, name="organisation", policy=PUBLIC),
    route(
        "<int:pk>/verify/",
        views.verify,
        name="organisation_verify",
        policy=inside_area_of(*DISTRICT_AND_ABOVE),
    ),
    route("<int:pk>/roles/", views.appoint, name="organisation_appoint", policy=inside_area_of(*REGISTRARS)),
    route(
        "<int:pk>/<str:name>/",
        views.step,
        name="organisation_step",
        policy=inside_area_of(*DISTRICT_AND_ABOVE),
    ),
]
