"""The ways of the main navigation, as a page draws them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
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
        url = _address_of(item.url_name, settings.ROOT_URLCONF)
        if not url:
            continue
        yield Way(item.label, url, _here(url, path))


@lru_cache(maxsize=256)
def _address_of(url_name: str, urlconf: str) -> str:  # noqa: ARG001 (other addresses have other names)
    """Return the address of a route without parameters, "" where there is none; kept, for every page asks for all."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _here(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
