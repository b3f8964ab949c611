"""All addresses of the product."""

from django.urls import URLPattern, URLResolver, include, path

from saiyai.accounts.urls import closed, entrance
from saiyai.site import views
from saiyai.site.api import api
from saiyai.web.routes import PUBLIC, route

handler400 = "saiyai.web.refusals.bad_request"
handler403 = "saiyai.web.refusals.forbidden"
handler404 = "saiyai.web.refusals.not_found"
handler429 = "saiyai.web.refusals.too_many"
handler500 = "saiyai.web.refusals.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("saiyai.web.urls")),
    path("places/", include("saiyai.places.urls")),
    path("people/", include("saiyai.accounts.urls")),
    path("network/", include("saiyai.network.urls")),
    path("monitoring/", include("saiyai.monitoring.urls")),
    path("forums/", include("saiyai.forums.urls")),
    path("accounts/", include(entrance)),
    route("health/authority.pem", views.authority, name="authority", policy=PUBLIC),
    route("health/", views.health, name="health", policy=PUBLIC),
    path("api/v1/", api.urls),
    path("", include(closed)),
    path("", include("saiyai.portal.urls")),
]
