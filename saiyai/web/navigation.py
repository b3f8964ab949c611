"""The ways of the main navigation, as a page draws them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from saiyai.kernel.powers import Scope
from saiyai.web.offers import NAVIGATION, Text


@dataclass(frozen=True, slots=True)
class Way:
    """One way of the navigation; `here` is "page" on the page itself, "true" below it, else empty."""

    label: Text
    url: str
    here: str


def ways(scope: Scope, path: str) -> Iterator[Way]:
    """Yield the navigation's ways that a scope is shown, with the one that leads to `path` marked."""
    for item in NAVIGATION:
        if not item.shown(scope):
            continue
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue
        yield Way(item.label, url, _here(url, path))


def _here(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
