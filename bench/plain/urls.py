"""The addresses of the plain project."""

from django.urls import path

from bench.plain import views

urlpatterns = [
    path("", views.empty),
    path("organisations/", views.organisations),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
]
