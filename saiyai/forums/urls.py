"""The addresses of forums."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
