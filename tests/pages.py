"""The addresses of the product as its routes declare them, so that a test over all of them grows by itself."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from saiyai.web.routes import PUBLIC


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _patterns(each, path)
        else:
            yield path, each


def public_paths() -> list[str]:
    """Return the addresses without parameters that everybody may open; the editor under /cms/ has rules of its own."""
    return sorted(
        f"/{path}"
        for path, pattern in _patterns(get_resolver(), "")
        if getattr(pattern.callback, "policy", None) == PUBLIC and not re.search(r"[<(]|^cms/", path)
    )
