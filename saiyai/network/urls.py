"""The addresses of the network."""

from django.urls import URLPattern

from saiyai.kernel.powers import DISTRICT_AND_ABOVE, PROVINCE_AND_ABOVE
from saiyai.network.access import CHANGERS, REGISTRARS, SEERS
from saiyai.network.views import coverage, directory, graph, organisation, parts, person, why
from saiyai.web.routes import PUBLIC, held_by, inside_area_of, route

WORKING = held_by(*REGISTRARS)
READING = held_by(*SEERS)
NAMING = inside_area_of(*REGISTRARS)
CHANGING = inside_area_of(*CHANGERS)
DECIDING = inside_area_of(*DISTRICT_AND_ABOVE)
CERTIFYING = inside_area_of(*PROVINCE_AND_ABOVE)

urlpatterns: list[URLPattern] = [
    route("", directory.directory, name="organisations", policy=PUBLIC),
    route("register/", organisation.register, name="organisation_register", policy=WORKING),
    route("kinds/", directory.kinds, name="organisation_kinds", policy=held_by(*PROVINCE_AND_ABOVE)),
    route(
        "kinds/<slug:code>/close/",
        directory.close_kind,
        name="organisation_kind_close",
        policy=inside_area_of(*PROVINCE_AND_ABOVE),
    ),
    route("why/", why.organisations, name="organisations_why", policy=PUBLIC),
    route("coverage/why/", why.coverage, name="network_coverage_why", policy=READING),
    route("coverage/", coverage.coverage, name="network_coverage", policy=READING),
    route("coverage/<str:code>/", coverage.coverage, name="network_coverage_of", policy=READING),
    route("graph/", graph.graph, name="network_graph", policy=READING),
    route("graph/<str:code>/", graph.graph, name="network_graph_of", policy=READING),
    route("people/", person.people_page, name="network_people", policy=READING),
    route("people/register/", person.register, name="network_person_register", policy=WORKING),
    route("people/<int:pk>/", person.person, name="network_person", policy=inside_area_of(*SEERS)),
    route("people/<int:pk>/change/", person.change, name="network_person_change", policy=NAMING),
    route("people/<int:pk>/erase/", person.erase, name="network_person_erase", policy=DECIDING),
    route("people/<int:pk>/export.<str:form>", person.export, name="network_person_export", policy=DECIDING),
    route("roles/<int:pk>/end/", person.end_role, name="network_role_end", policy=NAMING),
    route("<int:pk>/", organisation.organisation, name="organisation", policy=PUBLIC),
    route("<int:pk>/change/", organisation.change, name="organisation_change", policy=CHANGING),
    route("<int:pk>/areas/", parts.areas, name="organisation_areas", policy=CHANGING),
    route("<int:pk>/merge/", parts.merge, name="organisation_merge", policy=DECIDING),
    route("<int:pk>/verify/", organisation.verify, name="organisation_verify", policy=DECIDING),
    route("<int:pk>/roles/", organisation.appoint, name="organisation_appoint", policy=NAMING),
    route("<int:pk>/standings/", parts.note_standing, name="organisation_standing", policy=CERTIFYING),
    route(
        "<int:pk>/standings/<int:standing>/end/",
        parts.end_standing,
        name="organisation_standing_end",
        policy=CERTIFYING,
    ),
    route("<int:pk>/links/", parts.note_link, name="organisation_link", policy=CHANGING),
    route(
        "<int:pk>/links/<int:link>/confirm/",
        parts.confirm_link,
        name="organisation_link_confirm",
        policy=CHANGING,
    ),
    route("<int:pk>/links/<int:link>/end/", parts.end_link, name="organisation_link_end", policy=CHANGING),
    route("<int:pk>/<str:name>/", organisation.step, name="organisation_step", policy=DECIDING),
]
