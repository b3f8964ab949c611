"""A figure explained on a page of its own, under an address that can be sent on."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saiyai.web.components import Table
from saiyai.web.offers import Figure, Text


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure with all that stands behind it: its Why, what it is added up from, and the trail of its thing."""

    figure: Figure
    crumbs: Sequence[tuple[Text, str]]
    where: Text = ""
    """The place and the time that the figure speaks of."""
    parts: Table | None = None
    subject: str = ""
    """The thing whose trail the page shows ("app.model:key"), empty where the reader may not see it."""


def why_page(request: HttpRequest, explained: Explained) -> HttpResponse:
    """Return the page that says why a figure is what it is."""
    return render(request, "web/pages/why.html", {"explained": explained})
