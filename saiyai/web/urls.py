"""The addresses of web."""

from django.urls import URLPattern

from saiyai.web import views
from saiyai.web.routes import PUBLIC, SIGNED_IN, route

urlpatterns: list[URLPattern] = [
    route("home/", views.home, name="home", policy=SIGNED_IN),
    route("preferences/", views.preferences, name="preferences", policy=PUBLIC),
    route("find/", views.find, name="find", policy=PUBLIC),
    route("about/record/", views.record, name="record", policy=PUBLIC),
    route("about/accessibility/", views.accessibility, name="accessibility", policy=PUBLIC),
    route("about/privacy/", views.privacy, name="privacy", policy=PUBLIC),
    route("about/cookies/", views.cookies, name="cookies", policy=PUBLIC),
    route("about/licence/", views.licence, name="licence", policy=PUBLIC),
    route("about/style/", views.style, name="style", policy=PUBLIC),
    route("offline/", views.offline, name="offline", policy=PUBLIC),
    route("manifest.webmanifest", views.manifest, name="manifest", policy=PUBLIC),
    route("favicon.ico", views.favicon, name="favicon", policy=PUBLIC),
    route("service-worker.js", views.service_worker, name="service_worker", policy=PUBLIC),
]
